"""A page side by side in a real browser: the raw text by what became of it, the article, both linked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.report.draw import draw_report
from pipeline.report.tables import Tables
from tests.report.browser import Visit
from tests.report.dataset import RULES, Dataset


def page_of(folder: Path, code: str) -> tuple[str, str]:
    """A page with a finding of the rule that has a place, and the finding's fingerprint."""
    for line in (folder / "report/findings.jsonl").read_text(encoding="utf-8").splitlines():
        finding = json.loads(line)
        if finding["code"] == code and finding["line"]:
            return finding["page_id"], finding["fingerprint"]
    raise AssertionError(f"no finding of {code} has a place")


def test_a_finding_leads_to_its_page_beside_the_article_and_back_to_the_list_as_it_was(
    browser: Any, library: Path
) -> None:
    visit = Visit(browser, library, fragment="rule=LNK001")
    if not visit.shown("article.finding"):
        visit.shown("details.page > summary")[0].click()
    before = visit.fragment
    rows = len(visit.shown("#rules summary, article.finding"))
    visit.shown("article.finding a.see")[0].click()
    visit.wait("!document.getElementById('page').hidden")
    assert not visit.shown("#overview, #findings"), "the page takes the place of the list"
    marked = visit.shown("#raw .p.on")
    assert len(marked) == 1 and "fishing · crab" in marked[0].inner_text() and "[" in marked[0].inner_text()
    assert "off topic" in visit.shown("#article .e.on")[0].inner_text(), "its other side is marked too"
    assert "Turned into data: link – for the test" in visit.page.inner_text("#piece")
    visit.page.keyboard.press("u")
    visit.wait("document.getElementById('page').hidden")
    assert visit.fragment == before
    assert len(visit.shown("#rules summary, article.finding")) == rows, "rows are open as they were"
    assert visit.faults == []


def test_every_piece_of_the_raw_page_is_there_and_tells_its_fate_without_colour(
    browser: Any, library: Path
) -> None:
    page_id, _ = page_of(library, "LNK001")
    visit = Visit(browser, library, fragment=f"page={page_id}")
    pieces = Tables.open(library).batches("blocks", ("page_id", "label", "text"))
    wanted = [row for batch in pieces for row in batch.to_pylist() if row["page_id"] == page_id]
    shown = visit.page.evaluate(
        """[...document.querySelectorAll('#raw .p')].map((e) => {
            const own = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('');
            const style = getComputedStyle(e);
            const marks = [style.borderBottomStyle, style.textDecorationStyle, style.backgroundImage === 'none'];
            return [own, e.querySelector('.kind')?.textContent || '', marks.join()];
        })"""
    )
    assert [text for text, _, _ in shown] == [row["text"] for row in wanted]
    fates: dict[str, set[str]] = {}
    for (_, kind, marks), row in zip(shown, wanted, strict=True):
        family, _, name = row["label"].partition(".")
        assert kind == ("" if family == "article" else name.replace("_", " ") or "unexplained")
        fates.setdefault(family, set()).add(marks)
    assert len(fates) >= 3
    assert len(set.union(*fates.values())) == len(fates), "each fate has a texture or line of its own"


def test_keys_alone_walk_from_the_list_into_a_page_through_it_and_out_again(
    browser: Any, library: Path
) -> None:
    visit = Visit(browser, library, fragment="rule=LNK001")
    press = visit.page.keyboard.press
    for _ in range(40):
        if visit.page.evaluate("document.activeElement.matches('article.finding')"):
            break
        if visit.page.evaluate("document.activeElement.closest('details.page:not([open])') !== null"):
            press("Enter")
        press("j")
    press("Tab")
    assert visit.focused() == "See it in the page"
    press("Enter")
    visit.wait("!document.getElementById('page').hidden")
    visit.wait("document.activeElement.matches('#raw .p')")
    place = int(visit.page.evaluate("document.activeElement.dataset.place"))
    press("k")
    assert visit.page.evaluate("Number(document.activeElement.dataset.place)") == place - 1
    press("j")
    press("Enter")
    assert visit.page.evaluate("document.activeElement.matches('#article .e')"), "to the other side"
    press("Enter")
    assert visit.page.evaluate("Number(document.activeElement.dataset.place)") == place, "and back"
    title = visit.page.inner_text("#page-place")
    press("]")
    visit.wait(f"document.getElementById('page-place').textContent !== {json.dumps(title)}")
    press("[")
    visit.wait(f"document.getElementById('page-place').textContent === {json.dumps(title)}")
    press("?")
    assert visit.shown("#keys")
    press("Escape")
    press("/")
    visit.wait("document.activeElement.name === 'q'")
    assert visit.fragment == "#rule=LNK001"
    assert visit.faults == []


def test_in_a_page_too_every_key_has_a_visible_button(browser: Any, library: Path) -> None:
    visit = Visit(browser, library, fragment=f"page={page_of(library, 'LNK001')[0]}")
    buttons = {e.get_attribute("data-key") for e in visit.shown("#page-tools button")}
    assert buttons == {"j", "k", "[", "]", "/", "u", "?"}
    visit.page.click("#page-tools [data-key=j]")
    assert visit.page.evaluate("document.activeElement.dataset.place") == "0"
    legend = visit.shown("#legend button")
    assert {button.get_attribute("data-kind") for button in legend} >= {"kept", "data", "removed footer"}
    visit.page.click("#legend [data-kind='removed footer']")
    assert "Removed as chrome: footer" in visit.page.inner_text("#piece")
    visit.page.click("#page-tools [data-key=u]")
    visit.wait("document.getElementById('page').hidden")


def test_pointing_at_a_piece_tells_its_reason_and_lights_the_other_side(browser: Any, library: Path) -> None:
    visit = Visit(browser, library, fragment=f"page={page_of(library, 'LNK001')[0]}")
    visit.page.hover("#raw .p-heading")
    assert visit.page.inner_text("#piece") == "Kept: heading – for the test, line 9"
    assert visit.page.inner_text("#article .e.on") == "What to have ready"
    visit.page.hover("#article .a-title .e")
    assert visit.page.inner_text("#raw .p.on").startswith("titleHow to keep")


def test_a_hostile_page_beside_its_article_runs_and_loads_nothing(browser: Any, hostile: Path) -> None:
    visit = Visit(browser, hostile)
    visit.page.keyboard.press("o")
    for summary in visit.shown("details.page:not([open]) > summary"):
        summary.click()
    visit.shown("article.finding a.see")[0].click()
    visit.wait("!document.getElementById('page').hidden")
    text = visit.page.inner_text("#both")
    assert "<img src=x onerror=alert(1)>" in text and "⟨U+202E⟩" in text
    assert visit.page.evaluate("document.images.length") == 0
    assert visit.faults == []


def test_a_page_that_is_left_out_says_so_and_still_lists_its_findings(browser: Any, tmp_path: Path) -> None:
    made = Dataset()
    made.page("large.txt", [("article.paragraph", "word " * 2_000_000)])
    made.page("small.txt")
    for name in ("large.txt", "small.txt"):
        made.finding("SEC001", name)
    folder = made.write(tmp_path)
    draw_report(folder, rules=RULES)
    visit = Visit(browser, folder, fragment="page=large.txt")
    assert "left out" in visit.page.inner_text("#page-none")
    assert "SEC001" in visit.page.inner_text("#page-findings")
    visit.page.keyboard.press("u")
    assert "1 of 2 pages with findings can be seen beside their article" in visit.page.inner_text("#findings")
    assert (folder / "report/index.html").stat().st_size < 8_000_000
