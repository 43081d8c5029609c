"""The five real pages come out complete, with exactly the findings they deserve."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline import run
from pipeline.page import extract
from pipeline.publish.check import check_dataset
from pipeline.settings import Settings
from schemas import Article

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
GOLDEN = Path(__file__).parent / "seeds" / "findings.json"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="no real pages here (../shared/seeds)")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    settings = Settings(as_of=date(2026, 11, 1), workers=0)
    run(SEEDS, out=folder / "normalized", reports=folder / "reports", settings=settings)
    return folder / "normalized" / "current"


def table(dataset: Path, name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = pq.read_table(dataset / name).to_pylist()
    return rows


def article(number: str) -> Article:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    found = extract(path.read_bytes(), source=path.name).article
    assert found is not None
    return found


def test_the_complete_list_of_findings_is_the_expected_one(dataset: Path) -> None:
    expected = Counter(map(tuple, json.loads(GOLDEN.read_text("utf-8"))["findings"]))
    keys = ("page_id", "code", "severity", "outcome", "line", "column")
    found = Counter(tuple(row[key] for key in keys) for row in table(dataset, "findings"))
    assert found - expected == Counter(), "findings that are not expected"
    assert expected - found == Counter(), "expected findings that are missing"


def test_no_finding_on_a_good_page_is_an_error(dataset: Path) -> None:
    assert {row["severity"] for row in table(dataset, "findings")} <= {"warning", "info"}


def test_the_dataset_keeps_the_contract(dataset: Path) -> None:
    assert check_dataset(dataset) == []


def test_all_five_become_articles_with_nothing_unexplained(dataset: Path) -> None:
    pages = table(dataset, "pages")
    assert [page["state"] for page in pages] == ["article"] * 5
    assert [page["unexplained_chars"] for page in pages] == [0] * 5
    assert Counter(page["capture"] for page in pages) == {"rendered_text": 3, "source_text": 2}


def test_exactly_the_four_foreign_cards_are_off_topic(dataset: Path) -> None:
    off = [link for link in table(dataset, "links") if link["off_topic"]]
    assert len(off) == 4
    assert {link["category"] for link in off} == {"crabbing"}


@pytest.mark.parametrize(
    ("number", "words", "badges"),
    [
        ("001", 2505, [("Machine Certified", 10, 10)]),
        ("003", 2246, [("Claude Code Audited", 12, 13), ("Machine Certified", 10, 10)]),
        ("004", 2464, [("Machine Certified", 10, 10)]),
    ],
)
def test_rendered_pages_give_their_frame_as_data(
    number: str, words: int, badges: list[tuple[str, float, float]]
) -> None:
    found = article(number)
    assert found.stated_words == words
    assert found.published_on == date(2026, 6, 30)
    assert [(badge.label, badge.score, badge.out_of) for badge in found.badges] == badges
    assert found.category == "fractional-cro"
    assert found.language == "en"
    assert found.direct_answer


@pytest.mark.parametrize(
    ("number", "sections", "faqs", "sources", "links", "lists", "diagrams"),
    [
        ("000", 17, 6, 7, 6, 2, 0),
        ("001", 14, 6, 0, 25, 1, 2),
        ("002", 15, 6, 6, 6, 4, 0),
        ("003", 14, 6, 0, 24, 0, 2),
        ("004", 14, 6, 0, 25, 0, 2),
    ],
)
def test_the_parts_of_each_page_are_counted_right(
    number: str, sections: int, faqs: int, sources: int, links: int, lists: int, diagrams: int
) -> None:
    found = article(number)
    kinds = Counter(
        block.kind for section in found.sections if section.role != "sources" for block in section.blocks
    )
    counted = (
        len(found.sections),
        len(found.faqs),
        len(found.sources),
        len(found.links),
        kinds["list"],
        kinds["diagram"],
    )
    assert counted == (sections, faqs, sources, links, lists, diagrams)


def test_children_stand_under_the_heading_they_follow() -> None:
    levels = [section.level for section in article("002").sections]
    assert levels.count(3) == 2
    first = levels.index(3)
    assert levels[first - 1 : first + 3] == [2, 3, 3, 2]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_text_and_markdown_hold_no_chrome(number: str) -> None:
    found = article(number)
    for word in (
        "Was this helpful",
        "Download:",
        "Related on PULSE",
        "-weave",
        "More from the library",
        "Machine Certified",
    ):
        assert word not in found.text
        assert word not in found.markdown
    assert found.title not in found.text
    for link in found.links:
        if link.zone != "body":
            assert link.text not in found.text


@pytest.mark.parametrize("number", ["001", "003", "004"])
def test_a_restored_diagram_differs_in_white_space_only(number: str) -> None:
    raw = next(SEEDS.glob(f"{number}_*.txt")).read_text("utf-8")
    flat = {"".join(line.split()) for line in raw.split("\n") if line.startswith("flowchart")}
    blocks = [
        block for section in article(number).sections for block in section.blocks if block.kind == "diagram"
    ]
    assert {"".join(block.text.split()) for block in blocks} == flat
    assert all(block.text.count("\n") > 5 for block in blocks)
