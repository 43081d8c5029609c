"""A reviewer's walk on the sample pages: find the off-topic cards, see why, accept one, run again, see what is left."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.support import Outcome, Run, dechrome
from tests.report.browser import Visit

__all__ = ["dechrome"]

RUN = ("run", "raw", "--as-of", "2026-12-01", "--workers", "0", "-q")
REASON = "The orchard series is linked from here on purpose"


@pytest.fixture
def desk(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the sample pages."""
    shutil.copytree(raw, tmp_path / "raw")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(desk: Path) -> list[dict[str, Any]]:
    """The findings of the newest report."""
    return [json.loads(line) for line in (desk / "reports/findings.jsonl").read_text("utf-8").splitlines()]


def run(dechrome: Run, *more: str) -> Outcome:
    done = dechrome(*RUN, *more)
    assert done.code == 0, done.err
    return done


def test_a_reviewer_walks_from_the_first_screen_to_a_waived_finding(
    browser: Any, dechrome: Run, desk: Path
) -> None:
    run(dechrome)
    visit = Visit(browser, desk / "reports", file="index.html")
    assert "pages became articles" in visit.page.inner_text("h1")
    row = visit.page.locator("ol.first li", has_text="off topic related link")
    assert "does not belong to this article" in row.inner_text()
    row.locator("a").click()
    visit.wait("location.hash.includes('rule=LNK001')")

    # Why: the card in its place, what was measured, and the page beside its article.
    cards = visit.shown("details[data-rule=LNK001] article.finding")
    assert len(cards) == sum(row["code"] == "LNK001" for row in rows(desk))
    assert "Fix" in cards[0].inner_text()
    assert "·" in cards[0].query_selector("mark").inner_text(), "the card as the page has it"
    cards[0].query_selector("a.see").click()
    visit.wait("!document.getElementById('page').hidden")
    assert "off topic" in visit.shown("#article .e.on")[0].inner_text()
    visit.page.keyboard.press("u")
    visit.wait("document.getElementById('page').hidden")

    # Accept it with a reason: the report makes the command, the reviewer runs it.
    card = visit.page.locator("article.finding").first
    mark = card.get_attribute("data-finding")
    card.locator("details.waive > summary").click()
    card.locator("input[name=reason]").fill(REASON)
    card.locator("input[name=owner]").fill("Content team")
    tool, *command = shlex.split(card.locator("code.command").inner_text())
    assert tool == "dechrome"
    waived = dechrome(*command, "--as-of", "2026-12-01")
    assert waived.code == 0 and "LNK001" in waived.out and "until 2027-05-30" in waived.out
    assert dechrome("baseline").code == 0
    run(dechrome, "--new-only")

    # The next day: that one waived, all others known, nothing new.
    after = Visit(browser, desk / "reports", file="index.html")
    assert "No finding is new and none is fixed" in after.page.inner_text("section.since")
    assert "decisions" in after.page.inner_text("section.since")
    total = len(rows(desk))
    assert f"{total - 1} already known. 1 waived." in after.page.inner_text("p.tally")
    assert "known finding" in after.page.inner_text("ol.first")
    counts = {}
    for state in ("waived", "known", "new"):
        after.page.select_option("select[name=state]", state)
        after.wait(f"location.hash === '#state={state}'")
        counts[state] = after.page.inner_text("#count")
        if state == "waived":
            after.shown("details.rule > summary")[0].click()
            (card_now,) = after.shown("article.finding")
            assert card_now.get_attribute("data-finding") == mark
            assert REASON in card_now.inner_text()
    assert counts == {
        "waived": f"1 fit, of {total} findings",
        "known": f"{total - 1} fit, of {total} findings",
        "new": f"0 fit, of {total} findings",
    }
    assert visit.faults == [] and after.faults == []


def test_the_same_walk_needs_nothing_but_the_command_line(dechrome: Run, desk: Path) -> None:
    run(dechrome)
    lines = dechrome("report", "normalized", "--format", "concise").out.splitlines()
    found = [line for line in lines if " LNK001 " in line]
    assert found, "the off-topic cards are in the list"
    page, mark = found[0].split(":")[0], re.findall(r"\[([0-9a-f]{16})\]$", found[0])[0]
    assert "How to fix" in dechrome("explain", "LNK001").out
    full = dechrome("report", "normalized", "--format", "full").out
    block = full[full.index(f"[{mark}]") :].split("\n\n")[0]
    assert "= expected: " in block and "= found: " in block and "= fix: " in block
    account = dechrome("page", f"raw/{page}", "--format", "account", "--dataset", "normalized")
    assert account.code == 0 and "data.link" in account.out

    assert dechrome(*RUN, "--fail-on", "warning").code == 1
    waived = dechrome(
        "waive",
        mark,
        "--reason",
        REASON,
        "--owner",
        "Content team",
        "--as-of",
        "2026-12-01",
        "--expires",
        "2027-01-31",
    )
    assert waived.code == 0 and page in waived.out
    assert dechrome("baseline").code == 0
    before = (desk / "normalized/current").resolve()
    again = run(dechrome, "--new-only")
    total = len(rows(desk))
    assert f"{total} findings (0 new, {total - 1} known, 1 waived)" in again.out
    full = dechrome("report", "normalized", "--format", "full").out
    assert f"  = waived: {REASON}" in full[full.index(f"[{mark}]") :].split("\n\n")[0]
    assert full.count(", known)") == total - 1
    told = dechrome("diff", before, "normalized", "--json").json
    assert told["same"] and [cause["kind"] for cause in told["causes"]] == ["decisions"]
    assert dechrome("check", "normalized", "--reports", "reports").code == 0
