"""A family of articles is one row in every form, opened to its pages and what differs on each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.report import view as view_module
from pipeline.report.draw import draw_report, formats
from pipeline.report.html.data import MAX_FAMILY, page_data
from pipeline.report.model import Limits
from pipeline.report.view import build_view
from schemas.finding import FamilyMember
from tests.report.browser import Visit
from tests.report.dataset import RULES, Dataset
from tests.report.test_formats import text_of
from tests.report.test_parts import data_of

TRADES = ("baker", "tailor", "florist")


def family(folder: Path, names: tuple[str, ...] = TRADES) -> Path:
    made = Dataset()
    pages = [f"{at:03}.txt" for at in range(len(names))]
    for page_id, name in zip(pages, names, strict=True):
        made.page(
            page_id, [("article.paragraph", f"Words of the {name}.")], title=f"What does a {name} charge?"
        )
    members = [
        FamilyMember(page_id=page_id, differs=name, paragraphs=9, own_paragraphs=7)
        for page_id, name in zip(pages, names, strict=True)
    ]
    made.finding(
        "TTL003",
        pages[0],
        severity="info",
        outcome="review",
        subject="What does a … charge?",
        message="Articles are written from one template: “What does a … charge?”",
        related_page_ids=pages[1:],
        family=members,
    )
    made.finding("TTL003", pages[1], message="Something else")
    return made.write(folder)


@pytest.mark.parametrize("word", ["grouped", "full"])
def test_on_a_terminal_its_pages_stand_under_the_one_finding(tmp_path: Path, word: str) -> None:
    text = text_of(family(tmp_path), word)
    assert text.count("one template") == 1
    lines = [line.strip() for line in text.splitlines() if line.endswith("its own")]
    assert lines == [f"- {at:03}.txt “{name}”, 7 of 9 paragraphs its own" for at, name in enumerate(TRADES)]


def test_in_markdown_its_pages_are_a_list_under_the_one_finding(tmp_path: Path) -> None:
    text = text_of(family(tmp_path), "markdown")
    assert "  - `001.txt` `tailor`, 7 of 9 paragraphs its own\n" in text
    assert text.count("one template") == 1


@pytest.mark.parametrize(("word", "left"), [("grouped", 388), ("full", 388), ("markdown", 392)])
def test_pages_that_are_left_out_are_counted(tmp_path: Path, word: str, left: int) -> None:
    text = text_of(family(tmp_path, tuple(f"trade {at}" for at in range(400))), word)
    assert f"and {left} more pages" in text


def test_the_page_for_people_holds_a_bounded_number_and_the_count(tmp_path: Path) -> None:
    folder = family(tmp_path, tuple(f"trade {at}" for at in range(400)))
    data = page_data(build_view(folder, rules=RULES, excerpts="full"))
    other, found = data["rules"]["TTL003"]["findings"]
    assert len(found["family"]) == MAX_FAMILY and found["familyPages"] == 400
    assert found["severity"] == "info" and "severity" not in other
    assert "related" not in found and "moreRelated" not in found


@pytest.mark.parametrize("word", formats())
def test_what_differs_is_page_text_and_shows_only_where_that_may(tmp_path: Path, word: str) -> None:
    names = ("xylophonist", "tailor", "florist")
    assert "xylophonist" not in text_of(family(tmp_path, names), word, "none")


def test_in_the_browser_a_family_is_one_row_that_opens_to_its_pages(browser: Any, tmp_path: Path) -> None:
    folder = family(tmp_path)
    draw_report(folder, rules=RULES)
    visit = Visit(browser, folder)
    visit.page.click("details[data-rule=TTL003] > summary")
    row = visit.shown("details.page")[1]
    summary = row.query_selector("summary").inner_text()
    assert "one template" in summary and "3 pages" in summary
    cells = [cell.inner_text() for cell in row.query_selector_all(".family tbody td")]
    assert cells[:3] == ["000.txt", "baker", "7 of 9"] and len(cells) == 9
    assert row.query_selector(".family a").get_attribute("href").startswith("#page=000.txt")
    assert visit.faults == []


def test_the_filter_by_severity_looks_at_the_finding_itself(browser: Any, tmp_path: Path) -> None:
    folder = family(tmp_path)
    draw_report(folder, rules=RULES)
    visit = Visit(browser, folder, fragment="severity=info")
    assert visit.page.inner_text("#count").startswith("1 fit")
    visit = Visit(browser, folder, fragment="severity=warning")
    assert visit.page.inner_text("#count").startswith("1 fit")
    visit = Visit(browser, folder, fragment="q=tailor")
    assert visit.page.inner_text("#count").startswith("2 fit")


def test_a_part_beside_the_first_page_tells_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(findings=1, first_findings=1, part_findings=1)
    monkeypatch.setattr(view_module.view_of, "__kwdefaults__", {"limits": limits, "before": None})
    folder = family(tmp_path)
    view = draw_report(folder, rules=RULES)
    assert [part.findings for part in view.parts] == [1, 1]
    found = data_of(folder / "report" / view.parts[0].file, "data")["rules"]["TTL003"]["findings"][0]
    assert found["family"] == [[f"{at:03}.txt", name, 7, 9] for at, name in enumerate(TRADES)]
