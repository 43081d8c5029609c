"""The pages with most to mend: counted, ordered, and a way from each to the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.report.draw import draw_report
from pipeline.report.html.page import render
from pipeline.report.model import Limits
from pipeline.report.view import build_view
from tests.report.browser import Visit
from tests.report.dataset import RULES, Dataset


def test_pages_come_by_new_findings_then_the_worst_then_how_many_are_to_mend(tmp_path: Path) -> None:
    made = Dataset()
    for name in ("a", "b", "c", "d", "e", "f"):
        made.page(f"{name}.txt", title=f"Title of {name}")
    for _ in range(3):
        made.finding("TXT002", "a.txt")
    made.finding("LNK001", "b.txt")
    made.finding("SEC003", "b.txt", outcome="review")
    made.finding("SEC001", "c.txt")
    made.finding("SEC001", "d.txt", state="known")
    made.finding("SEC001", "e.txt", state="waived", waiver_reason="agreed")
    made.finding("MET001", "f.txt")
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="full")
    told = [(page.page_id[0], page.severity, page.mend, page.look, page.new) for page in view.page_tallies]
    assert told == [
        ("c", "error", 1, 0, 1),
        ("a", "warning", 3, 0, 3),
        ("b", "warning", 1, 1, 2),
        ("d", "error", 1, 0, 0),
    ]
    assert view.pages_open == 4, "what is waived and what is a note opens no page"
    assert view.page_tallies[0].title == "Title of c"


def test_as_many_as_there_is_room_for_and_the_others_are_counted(tmp_path: Path) -> None:
    made = Dataset()
    for n in range(13):
        made.page(f"{n:02}.txt")
        made.finding("TXT002", f"{n:02}.txt")
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="full")
    assert (len(view.page_tallies), view.pages_open) == (10, 13)
    assert "3 further pages with errors or warnings below" in html.fromstring(render(view)).text_content()


def test_where_there_are_parts_a_page_is_linked_in_its_part(tmp_path: Path) -> None:
    made = Dataset()
    for n in range(8):
        made.page(f"{n}.txt")
        for _ in range(5):
            made.finding("TXT002", f"{n}.txt")
    limits = Limits(findings=5, first_findings=5, part_findings=10)
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="full", limits=limits)
    links = html.fromstring(render(view)).xpath("//table[contains(@class, 'by-page')]//a/@href")
    assert links[0] == "pages-0001.html#page=0.txt" and links[-1] == "pages-0004.html#page=7.txt"


@pytest.mark.parametrize("name", ["library", "hostile"])
def test_a_page_of_the_list_opens_beside_its_article(
    browser: Any, name: str, request: pytest.FixtureRequest
) -> None:
    visit = Visit(browser, request.getfixturevalue(name))
    link = visit.page.locator("table.by-page a").first
    title = link.inner_text()
    link.click()
    visit.wait("!document.getElementById('page').hidden")
    assert visit.page.inner_text("#page-title").startswith(title.rstrip("…")[:40])
    assert visit.shown("#raw .p")
    assert visit.faults == []


def test_no_title_of_a_page_shows_where_no_page_text_may(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", title="Xylophonic")
    made.finding("SEC001", "a.txt")
    draw_report(made.write(tmp_path), rules=RULES, excerpts="none")
    source = (tmp_path / "report/index.html").read_text(encoding="utf-8")
    assert "Xylophonic" not in source and "#page=a.txt" in source
