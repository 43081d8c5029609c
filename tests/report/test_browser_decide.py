"""From a finding to a decision in a real browser: why it was found, what it asks, the command that accepts it."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipeline.report.draw import draw_report
from pipeline.report.rule_info import RuleInfo
from tests.report.browser import Visit
from tests.report.dataset import RULES, Dataset
from tests.report.hostile import HOSTILE


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a note and of a finding in each state."""
    made = Dataset()
    made.page("a.txt", [("article.paragraph", "alpha beta")])
    made.finding("MET001", "a.txt")
    made.finding("TXT002", "a.txt", "beta", subject="beta", message="The word “beta” is short")
    made.finding("SEC003", "a.txt", state="known")
    made.finding("LNK001", "a.txt", state="waived", waiver_reason="Agreed with the authors")
    folder = made.write(tmp_path_factory.mktemp("decided"))
    draw_report(folder, rules=RULES)
    return folder


def open_card(browser: Any, folder: Path, code: str, **context: Any) -> Visit:
    """A visit with the one finding of a rule in sight."""
    lines = (folder / "report/findings.jsonl").read_text(encoding="utf-8").splitlines()
    mark = next(row["fingerprint"] for row in map(json.loads, lines) if row["code"] == code)
    visit = Visit(browser, folder, fragment=f"finding={mark}", **context)
    if not visit.shown("article.finding"):
        visit.shown("details.page > summary")[0].click()
    assert len(visit.shown("article.finding")) == 1
    return visit


def test_a_finding_is_accepted_by_a_command_made_of_what_is_typed(browser: Any, decided: Path) -> None:
    visit = open_card(browser, decided, "TXT002", permissions=["clipboard-read", "clipboard-write"])
    visit.page.click("details.waive > summary")
    copy = visit.page.locator("button.copy")
    assert copy.is_disabled(), "a waiver needs a reason"
    visit.page.fill("input[name=reason]", "Short on purpose")
    visit.page.fill("input[name=owner]", "Content team")
    mark = visit.page.inner_text(".permalink")
    said = visit.page.inner_text("code.command")
    assert said == f'dechrome waive {mark} --reason "Short on purpose" --owner "Content team"'
    copy.click()
    visit.wait("document.querySelector('.said').textContent !== ''")
    assert visit.page.inner_text(".said") == "Copied"
    assert visit.page.evaluate("navigator.clipboard.readText()") == said
    assert visit.faults == []


def test_where_there_is_no_clipboard_the_command_is_selected(browser: Any, decided: Path) -> None:
    visit = open_card(browser, decided, "TXT002")
    visit.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    visit.page.click("details.waive > summary")
    visit.page.fill("input[name=reason]", "x")
    visit.page.click("button.copy")
    visit.wait("document.querySelector('.said').textContent !== ''")
    assert visit.page.evaluate("getSelection().toString()") == visit.page.inner_text("code.command")


@pytest.mark.parametrize("reason", ["it's fine", 'say "so"', "$(id) `id` $HOME", "now! \\ 100 %", HOSTILE])
def test_whatever_is_typed_reaches_the_command_as_one_argument(
    browser: Any, decided: Path, reason: str
) -> None:
    visit = open_card(browser, decided, "TXT002")
    visit.page.click("details.waive > summary")
    visit.page.fill("input[name=reason]", reason)
    typed = visit.page.input_value("input[name=reason]").strip()
    command = visit.page.evaluate("document.querySelector('code.command').textContent")
    assert shlex.split(command)[3:] == ["--reason", typed]
    done = subprocess.run(
        ["sh", "-c", f"dechrome() {{ printf '%s' \"$4\"; }}; {command}"], capture_output=True, check=True
    )
    assert done.stdout.decode() == typed
    assert visit.faults == []


def test_a_waived_finding_says_why_and_its_waiver_can_be_renewed(browser: Any, decided: Path) -> None:
    visit = open_card(browser, decided, "LNK001")
    card = visit.page.inner_text("article.finding")
    assert "waived" in card and "Agreed with the authors" in card and "Renew the waiver" in card


def test_a_finding_about_a_waiver_cannot_be_waived(browser: Any, tmp_path: Path) -> None:
    rule = RuleInfo("WVR001", "expired-waiver", "error", "The last day of a waiver is over.", fix="Renew it")
    made = Dataset()
    made.page("a.txt")
    made.findings.append(made.finding("TXT002", "a.txt").model_copy(update={"code": "WVR001"}))
    made.findings.pop(0)
    folder = made.write(tmp_path)
    draw_report(folder, rules={**RULES, "WVR001": rule})
    assert not open_card(browser, folder, "WVR001").shown("details.waive")


def test_a_note_asks_nothing_and_can_be_filtered_as_such(browser: Any, decided: Path) -> None:
    visit = Visit(browser, decided, fragment="outcome=note")
    assert [e.get_attribute("data-rule") for e in visit.shown("details.rule")] == ["MET001"]
    assert visit.page.inner_text("article.finding .outcome") == "note"
    visit.page.select_option("select[name=outcome]", "fail")
    visit.wait("location.hash === '#outcome=fail'")
    assert visit.page.inner_text("#count") == "3 fit, of 4 findings"


@pytest.mark.parametrize("state", ["new", "known", "waived"])
def test_the_list_is_filtered_by_state(browser: Any, decided: Path, state: str) -> None:
    visit = Visit(browser, decided, fragment=f"state={state}")
    codes = {"new": ["TXT002", "MET001"], "known": ["SEC003"], "waived": ["LNK001"]}
    assert [e.get_attribute("data-rule") for e in visit.shown("details.rule")] == codes[state]


def test_a_subject_that_the_message_quotes_is_not_told_twice(browser: Any, decided: Path) -> None:
    assert not open_card(browser, decided, "TXT002").shown("article.finding .subject")


def test_a_rule_tells_in_short_what_it_is_and_in_full_what_it_checks(browser: Any, tmp_path: Path) -> None:
    long = "Every word counts. " * 90
    rule = RuleInfo(
        "TXT002",
        "too-short",
        "warning",
        "Few words.",
        what=long,
        why="Why <b>so</b>.",
        limits="See `min_words`.",
    )
    made = Dataset()
    made.page("a.txt")
    made.finding("TXT002", "a.txt")
    folder = made.write(tmp_path)
    draw_report(folder, rules={"TXT002": rule})
    visit = Visit(browser, folder, fragment="rule=TXT002")
    about = visit.page.locator(".about")
    assert "Few words." in about.inner_text() and "Why <b>so</b>." in about.inner_text()
    assert "Every word" not in about.inner_text()
    visit.page.click("details.exact > summary")
    assert long.strip() in about.inner_text(), "nothing of it is cut"
    assert visit.page.inner_text("details.exact code") == "min_words"


def test_from_the_page_side_by_side_to_all_about_a_finding(browser: Any, decided: Path) -> None:
    visit = Visit(browser, decided, fragment="page=a.txt")
    assert "Waived: Agreed with the authors" in visit.page.inner_text("#page-findings")
    visit.page.locator("#page-findings li", has_text="beta").locator("a.see").click()
    visit.wait("document.getElementById('page').hidden")
    assert "The word “beta” is short" in visit.page.inner_text("article.finding")
    assert visit.shown("details.waive")


def test_keys_alone_accept_a_finding(browser: Any, decided: Path) -> None:
    visit = open_card(browser, decided, "TXT002", permissions=["clipboard-read", "clipboard-write"])
    press, write = visit.page.keyboard.press, visit.page.keyboard.type
    for _ in range(10):
        if visit.page.evaluate("document.activeElement.matches('details.waive > summary')"):
            break
        press("Tab")
    press("Enter")
    press("Tab")
    write("j k u / ? are letters here")
    press("Tab")
    write("Ann")
    for _ in range(5):
        if visit.page.evaluate("document.activeElement.matches('button.copy')"):
            break
        press("Tab")
    press("Enter")
    visit.wait("document.querySelector('.said').textContent === 'Copied'")
    command = visit.page.evaluate("navigator.clipboard.readText()")
    assert shlex.split(command)[3:] == ["--reason", "j k u / ? are letters here", "--owner", "Ann"]
    assert visit.shown("article.finding"), "no key of the list was meant"
