"""report.md: safe against injection, short, and it says what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from pipeline.report.draw import draw_report
from pipeline.report.markdown import MAX_FINDINGS, code, plain
from tests.report.almanac import almanac
from tests.report.dataset import RULES
from tests.report.hostile import HOSTILE

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def rendered(text: str) -> str:
    return str(PARSER.render(text))


@pytest.mark.parametrize("write", [plain, code])
def test_hostile_text_gives_no_markup(write: object) -> None:
    assert callable(write)
    html = rendered(f"- start {write(HOSTILE, 2_000)} end")
    for tag in ("<script", "<img", "<a ", "<h", "<table", "<!--"):
        assert tag not in html, tag
    assert html.rstrip().endswith("end</li>\n</ul>")


def test_hostile_text_makes_no_mention_issue_or_bare_link() -> None:
    text = plain("@someone #12 https://evil.example www.evil.example a@evil.example")
    for bait in ("@someone", "#12", "https://", "www.", "a@evil"):
        assert bait not in text, bait


@pytest.mark.parametrize("text", ["a`b", "``", "` `` ```", "tick at end`", "a|b", ""])
def test_a_code_span_holds_its_text_whole(text: str) -> None:
    html = rendered(f"x {code(text)} y")
    assert f"<code>{text or ' '}</code>" in html


def test_the_report_of_hostile_pages_has_only_our_own_markup(hostile: Path) -> None:
    html = rendered((hostile / "report/report.md").read_text(encoding="utf-8"))
    for tag in ("<script", "<img", "<a "):
        assert tag not in html
    assert html.count("<h2>") == 4, "first, account, rules, findings"


def test_the_report_leads_with_the_verdict_and_what_to_do_first(library: Path) -> None:
    lines = (library / "report/report.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ") and "pages became articles" in lines[0]
    assert lines[4] == "## What to do first"
    assert lines[6].startswith("1. **SEC001**")
    assert "The account adds up." in lines


def test_the_report_fits_a_comment_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    made = almanac(430)
    folder = made.write(tmp_path)
    draw_report(folder, rules=RULES)
    text = (folder / "report/report.md").read_text(encoding="utf-8")
    assert len(text) < 65_536
    assert f"{MAX_FINDINGS} of {len(made.findings)} findings; the rest is in findings.jsonl." in text
