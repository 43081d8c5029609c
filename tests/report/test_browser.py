"""The report in a real browser: flows, keys, hostile pages, both colour schemes, accessibility."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pipeline.report.draw import draw_report
from pipeline.report.model import Limits
from pipeline.report.view import view_of
from tests.report.almanac import almanac
from tests.report.browser import Visit
from tests.report.dataset import RULES, Dataset
from tests.tools.screenshot import main as screenshot


def test_it_opens_without_errors_or_requests_and_counts_its_findings(browser: Any, library: Path) -> None:
    visit = Visit(browser, library)
    view_count = visit.page.inner_text("#count")
    assert view_count.endswith("findings") and view_count.split()[0].isdigit()
    assert visit.faults == []


def test_the_first_screen_shows_verdict_account_and_what_to_do_first_without_script(
    browser: Any, library: Path
) -> None:
    visit = Visit(browser, library, java_script_enabled=False)
    for selector in ("#verdict", "#first", "#account", "ol.first li:first-child", "table.sums tfoot"):
        box = visit.page.locator(selector).first.bounding_box()
        assert box and box["y"] + box["height"] < 900, f"{selector} is not on the first screen"
    assert visit.shown("noscript p")
    assert not visit.shown("#filter, #tools"), "controls that need script are not shown without"


def test_a_rule_opens_to_pages_and_a_page_to_findings_with_the_excerpt_marked(
    browser: Any, library: Path
) -> None:
    visit = Visit(browser, library)
    visit.page.click("details[data-rule=LNK001] > summary")
    rows = visit.shown("details[data-rule=LNK001] details.page")
    assert rows
    if not visit.shown("details[data-rule=LNK001] article.finding"):
        rows[0].query_selector("summary").click()
    excerpt = visit.shown("details[data-rule=LNK001] .excerpt")[0]
    assert excerpt.query_selector("mark").inner_text().startswith("fishing · crab")
    assert "Was this helpful?" in excerpt.inner_text()
    assert visit.faults == []


def test_the_filter_lives_in_the_address_and_comes_back_with_it(browser: Any, library: Path) -> None:
    visit = Visit(browser, library)
    visit.page.select_option("select[name=rule]", "SEC001")
    visit.page.fill("input[name=q]", "sources")
    visit.wait("location.hash.includes('q=sources')")
    assert visit.fragment == "#q=sources&rule=SEC001"
    found = visit.page.inner_text("#count")
    assert [e.get_attribute("data-rule") for e in visit.shown("details.rule")] == ["SEC001"]
    again = Visit(browser, library, fragment=visit.fragment[1:])
    assert again.page.inner_text("#count") == found
    assert again.page.input_value("input[name=q]") == "sources"
    again.page.click("button[type=reset]")
    again.wait("location.hash === ''")
    assert len(again.shown("details.rule")) > 1


def test_a_filter_that_fits_nothing_says_so(browser: Any, library: Path) -> None:
    visit = Visit(browser, library, fragment="q=nothing%20has%20these%20words")
    assert not visit.shown("details.rule")
    assert visit.page.inner_text("#none") == "No shown finding fits the filter."


def test_a_row_of_what_to_do_first_leads_to_its_findings(browser: Any, library: Path) -> None:
    visit = Visit(browser, library)
    row = visit.page.locator("ol.first li").first
    wanted = row.locator(".where").inner_text().split()[0]
    row.locator("a").click()
    visit.wait("document.getElementById('count').textContent.includes('fit')")
    assert visit.page.inner_text("#count").split()[0] == wanted
    assert [e.get_attribute("data-rule") for e in visit.shown("details.rule")] == ["SEC001"]


def test_a_finding_has_an_address_of_its_own(browser: Any, library: Path) -> None:
    visit = Visit(browser, library, fragment="rule=SEC001")
    if not visit.shown("article.finding"):
        visit.shown("details.page > summary")[0].click()
    link = visit.shown("a.permalink")[0]
    name = link.inner_text()
    link.click()
    visit.wait("location.hash.startsWith('#finding=')")
    cards = visit.shown("article.finding")
    assert [c.get_attribute("data-finding") for c in cards] == [name]


def test_keys_walk_rules_pages_and_findings(browser: Any, library: Path) -> None:
    visit = Visit(browser, library)
    press = visit.page.keyboard.press
    press("j")
    assert "SEC001" in visit.focused()
    press("]")
    second = visit.focused()
    assert "SEC001" not in second
    press("[")
    assert "SEC001" in visit.focused()
    press("Enter")
    press("j")
    assert ".txt" in visit.focused()
    if not visit.shown("article.finding"):
        press("Enter")
    press("j")
    assert visit.page.evaluate("document.activeElement.matches('article.finding')")
    press("k")
    assert visit.page.evaluate("document.activeElement.matches('details.page > summary')")
    press("j")
    press("u")
    press("u")
    assert "SEC001" in visit.focused()
    press("o")
    assert all(e.get_attribute("open") is not None for e in visit.shown("details.rule"))
    press("o")
    assert not [e for e in visit.shown("details.rule") if e.get_attribute("open") is not None]
    press("/")
    assert visit.page.evaluate("document.activeElement.name") == "q"
    visit.page.keyboard.type("jk?")
    assert visit.page.input_value("input[name=q]") == "jk?", "keys are text in the filter"
    press("Escape")
    press("?")
    assert visit.shown("#keys")
    press("Escape")
    assert not visit.shown("#keys")
    assert visit.faults == []


def test_every_key_has_a_visible_button(browser: Any, library: Path) -> None:
    visit = Visit(browser, library)
    buttons = {e.get_attribute("data-key") for e in visit.shown("#tools button")}
    assert buttons == {"j", "k", "[", "]", "u", "o", "/", "?"}
    visit.page.click("[data-key=j]")
    assert "SEC001" in visit.focused()
    visit.page.click("[data-key='?']")
    assert visit.shown("#keys")


def test_many_pages_come_in_portions_and_all_can_be_reached(browser: Any, tmp_path: Path) -> None:
    made = Dataset()
    for n in range(120):
        made.page(f"{n:03}.txt")
        made.finding("TXT002", f"{n:03}.txt")
    folder = made.write(tmp_path)
    draw_report(folder, rules=RULES)
    visit = Visit(browser, folder, fragment="rule=TXT002")
    assert len(visit.shown("details.page")) == 50
    for rows in (100, 120):
        visit.shown("button.more-pages")[0].click()
        assert len(visit.shown("details.page")) == rows
    assert not visit.shown("button.more-pages")


def test_hostile_pages_run_nothing_load_nothing_and_show_what_they_hide(browser: Any, hostile: Path) -> None:
    visit = Visit(browser, hostile)
    visit.page.keyboard.press("o")
    for summary in visit.shown("details.page:not([open]) > summary"):
        summary.click()
    assert len(visit.shown("article.finding")) == 3
    assert visit.faults == []
    text = visit.page.inner_text("details[data-rule=SEC001]")
    assert "<img src=x onerror=alert(1)>" in text and "⟨U+202E⟩" in text
    assert visit.shown("article.finding .unprintable")
    assert visit.page.evaluate("document.images.length") == 0
    links = visit.page.evaluate("[...document.links].map(a => a.protocol)")
    assert set(links) <= {"file:"}, "no address of these pages is http(s), so none is a link"


def test_an_http_address_of_a_page_is_a_link_that_tells_nothing_of_the_report(
    browser: Any, library: Path
) -> None:
    visit = Visit(browser, library, fragment="rule=SEC001")
    if not visit.shown("p.address a"):
        visit.shown("details.page > summary")[0].click()
    link = visit.shown("p.address a[target]")[0]
    assert link.get_attribute("href").startswith("https://almanac.example/")
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_follows_the_colour_scheme_and_needs_no_sideways_scrolling(
    browser: Any, library: Path, scheme: str, width: int
) -> None:
    visit = Visit(
        browser,
        library,
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        fragment="rule=LNK001",
    )
    colour = visit.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    light = sum(int(part) for part in colour.strip("rgb()").split(",")) > 384
    assert light == (scheme == "light")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_printing_leaves_out_the_controls_and_prints_on_white(browser: Any, library: Path) -> None:
    visit = Visit(browser, library, color_scheme="dark")
    visit.page.emulate_media(media="print")
    assert not visit.shown("#filter, .buttons")
    assert (
        visit.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    assert len(visit.page.pdf()) > 10_000


def test_from_the_first_page_to_a_part_and_back(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Limits(findings=10, first_findings=10, part_findings=10)
    monkeypatch.setattr(view_of, "__kwdefaults__", {"limits": small, "before": None})
    folder = almanac(60).write(tmp_path)
    view = draw_report(folder, rules=RULES)
    visit = Visit(browser, folder, fragment="rule=SEC001")
    if not visit.shown("article.finding"):
        visit.shown("details.page > summary")[0].click()
    link = visit.shown("article.finding a.see")[0]
    assert link.get_attribute("href").split("#")[0] in {part.file for part in view.parts}
    link.click()
    visit.page.wait_for_load_state()
    visit.wait("document.querySelector('#raw .p') !== null")
    assert visit.page.inner_text("#page-findings").count("SEC001") == 1
    visit.page.keyboard.press("u")
    visit.wait("document.getElementById('page').hidden")
    assert visit.page.inner_text("h1").startswith("Part ")
    visit.page.click("text=First page")
    visit.page.wait_for_load_state()
    assert visit.page.inner_text("#count").startswith(f"{view.findings - view.left_out} shown of")
    assert [fault for fault in visit.faults if not fault.startswith("request: file:")] == []


def test_the_map_of_links_and_what_changed_need_no_script(browser: Any, library: Path) -> None:
    visit = Visit(browser, library, java_script_enabled=False)
    assert visit.shown("svg.linkmap") and visit.shown("#links table tbody tr")
    assert visit.page.locator("#links p").first.inner_text().startswith("116 related links; ")


@pytest.mark.parametrize(
    ("name", "view", "scheme"),
    [
        ("library", "list", "light"),
        ("hostile", "list", "dark"),
        ("library", "page", "dark"),
        ("hostile", "page", "light"),
    ],
)
def test_axe_finds_no_violation(
    browser: Any, name: str, view: str, scheme: str, request: pytest.FixtureRequest
) -> None:
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe-core is not here: install the Python package axe-playwright-python to run this test")
    visit = Visit(browser, request.getfixturevalue(name), color_scheme=scheme)
    visit.page.keyboard.press("o")
    for summary in visit.shown("details.page:not([open]) > summary")[:3]:
        summary.click()
    for summary in visit.shown("details.exact > summary, details.waive > summary")[:4]:
        summary.click()
    if view == "page":
        visit.shown("article.finding a.see")[0].click()
        visit.wait("!document.getElementById('page').hidden")
    visit.page.evaluate(Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    result = visit.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = "\n".join(f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:200]}" for v in result["violations"])
    assert not told, told


def test_the_screenshot_tool_writes_a_picture(browser: Any, library: Path, tmp_path: Path) -> None:
    image = tmp_path / "pictures" / "report.png"
    assert (
        screenshot([str(library / "report/index.html"), str(image), "--width", "640", "--height", "480"]) == 0
    )
    data = image.read_bytes()
    assert data.startswith(b"\x89PNG") and data[16:24] == (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
