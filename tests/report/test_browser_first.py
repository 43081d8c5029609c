"""The first screen, the filter's every field, charts without colour and the printed page, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.report.draw import draw_report
from tests.report.almanac import almanac
from tests.report.browser import Visit
from tests.report.dataset import RULES, Dataset


@pytest.fixture(scope="module")
def second_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a second run over some more pages."""
    folder = tmp_path_factory.mktemp("runs") / "versions"
    old, new = almanac(80), almanac(120)
    old.finished_at, new.run_id = "2026-06-30T10:00:09Z", "run-of-the-second-day"
    old.write(folder / "aa")
    version = new.write(folder / "bb")
    draw_report(version, rules=RULES)
    return version


@pytest.fixture(scope="module")
def two_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report over two sites and templates, with findings of every severity."""
    made = Dataset()
    for number, (site, template) in enumerate([("almanac", "guide"), ("attic", "essay")]):
        made.page(f"{number}.txt", site=site, template=template)
        for code in ("SEC001", "TXT002", "MET001"):
            made.finding(code, f"{number}.txt")
    folder = made.write(tmp_path_factory.mktemp("sites"))
    draw_report(folder, rules=RULES)
    return folder


def side_by_side(browser: Any, folder: Path) -> Visit:
    """A visit that has followed a finding into its page."""
    visit = Visit(browser, folder, fragment="rule=LNK001")
    if not visit.shown("article.finding"):
        visit.shown("details.page > summary")[0].click()
    visit.shown("article.finding a.see")[0].click()
    visit.wait("!document.getElementById('page').hidden")
    return visit


def test_what_changed_since_the_last_run_and_why_is_on_the_first_screen_without_script(
    browser: Any, second_run: Path
) -> None:
    visit = Visit(browser, second_run, java_script_enabled=False)
    for selector in ("section.since", "table.sums tfoot >> nth=0", "ol.first li >> nth=0"):
        box = visit.page.locator(selector).bounding_box()
        assert box and box["y"] + box["height"] < 900, f"{selector} is not on the first screen"
    said = visit.page.inner_text("section.since")
    assert "new finding" in said and "What differs: the input: " in said and "pages added" in said


def test_no_more_than_five_things_come_first(browser: Any, second_run: Path) -> None:
    assert 1 <= len(Visit(browser, second_run).shown("ol.first li")) <= 5


@pytest.mark.parametrize(
    ("field", "value", "fit"),
    [
        ("severity", "error", 2),
        ("severity", "info", 2),
        ("site", "attic", 3),
        ("template", "guide", 3),
        ("outcome", "review", 0),
        ("rule", "TXT002", 2),
    ],
)
def test_each_field_of_the_filter_filters_and_lives_in_the_address(
    browser: Any, two_sites: Path, field: str, value: str, fit: int
) -> None:
    visit = Visit(browser, two_sites)
    visit.page.select_option(f"select[name={field}]", value)
    visit.wait(f"location.hash === '#{field}={value}'")
    assert visit.page.inner_text("#count") == f"{fit} fit, of 6 findings"
    again = Visit(browser, two_sites, fragment=f"{field}={value}")
    assert again.page.inner_text("#count") == f"{fit} fit, of 6 findings"
    assert again.page.input_value(f"select[name={field}]") == value


def test_the_parts_of_a_chart_differ_in_pattern_and_every_part_has_its_number_in_words(
    browser: Any, library: Path
) -> None:
    visit = Visit(browser, library)
    fills = visit.page.evaluate(
        """['kept', 'data', 'removed', 'unexplained', 'fail', 'review', 'note'].map((word) => {
            const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
            rect.setAttribute('class', `f-${word}`);
            document.querySelector('svg.defs').append(rect);
            return getComputedStyle(rect).fill;
        })"""
    )
    patterns = [fill for fill in fills if "url(" in fill]
    assert len(patterns) == len(set(patterns)) == 4
    account, by_rule = fills[:4], fills[4:]
    assert sum("url(" not in fill for fill in account) == 2, (
        "the kept and the unexplained lie apart in the bar"
    )
    assert sum("url(" not in fill for fill in by_rule) == 1
    for row in visit.shown("table.sums tbody tr"):
        assert any(cell.strip()[:1].isdigit() for cell in row.inner_text().split("\t")), row.inner_text()
    for chart in visit.shown("svg[role=img]"):
        assert chart.get_attribute("aria-label")


def test_a_printed_page_side_by_side_shows_all_of_its_text(browser: Any, library: Path) -> None:
    visit = side_by_side(browser, library)
    visit.page.emulate_media(media="print")
    assert not visit.shown(".buttons, .legend-bar, .piece-bar, nav, details.waive")
    for side in ("#raw", "#article"):
        cut = visit.page.evaluate(
            f"(() => {{ const e = document.querySelector('{side}'); return e.scrollHeight - e.clientHeight; }})()"
        )
        assert cut <= 1, f"{side} is cut at its frame"


def test_reaching_a_piece_by_key_tells_its_reason(browser: Any, library: Path) -> None:
    visit = side_by_side(browser, library)
    for _ in range(40):
        visit.page.keyboard.press("k")
    assert "Removed as chrome: navigation" in visit.page.inner_text("#piece")
    visit.page.keyboard.press("j")
    assert "Turned into data: category" in visit.page.inner_text("#piece")
    assert visit.page.get_attribute("#piece", "aria-live") == "polite"


@pytest.mark.parametrize(
    ("asked", "fit"),
    [
        ("0.txt", 3),
        ("txt few", 2),
        ("FEW   0.txt", 1),
        ('"has few words"', 2),
        ('"few has words"', 0),
        ('few "0.txt', 1),
        ('""', 6),
    ],
)
def test_the_filter_takes_words_in_any_order_and_quoted_text_as_written(
    browser: Any, two_sites: Path, asked: str, fit: int
) -> None:
    visit = Visit(browser, two_sites)
    visit.page.fill("input[name=q]", asked)
    visit.wait("location.hash.startsWith('#q=')")
    assert visit.page.inner_text("#count") == f"{fit} fit, of 6 findings"


def test_a_group_whose_subject_has_quotes_is_found_by_its_link(browser: Any, tmp_path: Path) -> None:
    made = Dataset()
    for n in range(4):
        made.page(f"{n}.txt")
        made.finding("SEC003", f"{n}.txt", subject='A "quoted" subject of many words')
    made.page("other.txt")
    made.finding("SEC003", "other.txt", subject="words many of subject")
    folder = made.write(tmp_path)
    draw_report(folder, rules=RULES)
    visit = Visit(browser, folder)
    visit.page.locator("ol.first a").first.click()
    visit.wait("location.hash.includes('q=')")
    assert visit.page.inner_text("#count") == "4 fit, of 5 findings"
