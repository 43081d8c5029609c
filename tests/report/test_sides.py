"""The raw page beside the article: every piece there, with its fate, linked both ways."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.report.html.sides import SidesData, collect_sides
from pipeline.report.sides import _ARTICLE, Sides, _elements, both_sides
from pipeline.report.tables import Tables
from schemas import Finding
from tests.report.dataset import Dataset

TEXT = [
    ("chrome.navigation", "Almanac ← Library"),
    ("data.title", "How to keep bees"),
    ("article.heading", "What to have ready"),
    ("article.paragraph", "A hive,  a veil and\na smoker."),
    ("article.heading", "When to begin"),
    ("article.paragraph", "A hive, a veil and a smoker."),
    ("unexplained", "≋ 3 of 7 ≋"),
    ("data.link", "seasons · springHow early can you open a hive?"),
    ("data.link", "fishing · crabWhich bait works?"),
]


def sides_of(made: Dataset, folder: Path, page_id: str = "a.txt") -> Sides:
    (sides,) = both_sides(Tables.open(made.write(folder)), [page_id])
    return sides


def test_the_raw_side_has_every_piece_of_the_account_in_order(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", TEXT)
    sides = sides_of(made, tmp_path)
    assert [(piece.label, piece.text) for piece in sides.pieces] == TEXT
    assert {piece.reason for piece in sides.pieces} == {"for the test"}
    assert [piece.gap for piece in sides.pieces[:3]] == [0, 2, 2], "each stands on a line of its own"


def test_each_element_of_the_article_points_to_the_pieces_it_came_from(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", TEXT)
    sides = sides_of(made, tmp_path)
    found = [(element.kind, element.pieces) for element in sides.article if element.kind != "field"]
    assert found == [
        ("title", (1,)),
        ("heading", (2,)),
        ("paragraph", (3,)),
        ("heading", (4,)),
        ("paragraph", (5,)),
        ("link", (7,)),
        ("off_topic_link", (8,)),
    ], "of equal texts each is found behind the one before"


def test_the_article_side_tells_levels_of_headings_and_numbered_lists_apart() -> None:
    blocks = [
        {"kind": "list", "ordered": True, "items": ["Light the smoker"]},
        {"kind": "list", "ordered": False, "items": ["a veil"]},
    ]
    sections = [
        {"level": level, "heading": heading, "role": "body", "blocks": blocks}
        for level, heading in ((2, "Opening a hive"), (3, "In spring"), (4, "Before noon"))
    ]
    article = dict.fromkeys(_ARTICLE) | {
        "title": "Bees",
        "badges": [],
        "links": [],
        "sections": sections,
    }
    kinds = [element.kind for element in _elements(article, [])]
    listed = ["numbered", "item"]
    assert kinds == ["title", "heading", *listed, "subheading", *listed, "subheading", *listed]


def test_chrome_and_unexplained_text_is_no_part_of_the_article_side(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", TEXT)
    sides = sides_of(made, tmp_path)
    linked = {place for element in sides.article for place in element.pieces}
    assert {sides.pieces[place].label.split(".")[0] for place in linked} == {"article", "data"}
    assert not any("≋" in element.text or "Almanac" in element.text for element in sides.article)


def test_a_page_that_is_no_article_has_its_raw_side_alone(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", TEXT[:1], state="not_an_article", reason="PAG004: a tag index")
    sides = sides_of(made, tmp_path)
    assert len(sides.pieces) == 1
    assert sides.article == ()


def test_pages_come_sorted_and_only_those_asked_for(tmp_path: Path) -> None:
    made = Dataset()
    for name in ("c.txt", "a.txt", "b.txt"):
        made.page(name)
    tables = Tables.open(made.write(tmp_path))
    assert [sides.page_id for sides in both_sides(tables, ["c.txt", "a.txt"])] == ["a.txt", "c.txt"]


def test_a_finding_marks_the_pieces_under_its_place(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", TEXT)
    exact = made.finding("SEC003", "a.txt", "What to have ready")
    start = exact.source_start or 0
    wide = made.finding("TXT002", "a.txt", source_start=start, source_end=start + 30, line=3, column=1)
    whole = made.finding("MET001", "a.txt")
    named = made.finding("LNK001", "a.txt", subject="Which bait works?")
    twice = made.finding("LNK001", "a.txt", subject="a smoker")
    findings: dict[str, list[Finding]] = {"a.txt": made.findings}
    data = json.loads(collect_sides(Tables.open(made.write(tmp_path)), ["a.txt"], findings, 10**6).text())
    _, _, marks = data["pages"]["a.txt"]
    assert marks == {exact.fingerprint: [2, 2], wide.fingerprint: [2, 3], named.fingerprint: [8, 8]}
    assert twice.fingerprint not in marks, "two pieces hold its subject"
    assert whole.fingerprint not in marks


def test_pages_beyond_the_room_are_left_out_and_counted(tmp_path: Path) -> None:
    made = Dataset()
    for name in ("a.txt", "b.txt", "c.txt"):
        made.page(name, TEXT)
    tables = Tables.open(made.write(tmp_path))
    one = SidesData(10**6)
    one.add(next(both_sides(tables, ["a.txt"])), ())
    size = len(one.text().encode()) - len(SidesData(0).text().encode())
    data = collect_sides(tables, ["a.txt", "b.txt", "c.txt"], {}, 2 * size)
    assert (len(data), data.left_out) == (2, 1)
    assert list(json.loads(data.text())["pages"]) == ["a.txt", "b.txt"]


def test_a_text_of_the_article_that_is_its_pieces_own_is_not_repeated(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", TEXT)
    data = json.loads(collect_sides(Tables.open(made.write(tmp_path)), ["a.txt"], {}, 10**6).text())
    _, elements, _ = data["pages"]["a.txt"]
    by_kind = {data["kinds"][element[0]]: element for element in elements}
    assert by_kind["heading"][1:] == [[4]]
    assert by_kind["off_topic_link"][1:] == [[8], "crabWhich bait works?"], (
        "the card's words differ from the piece"
    )
