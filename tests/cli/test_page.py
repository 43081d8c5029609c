"""`dechrome page`: one page, its article or its account."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipeline.cli.account import account_lines
from pipeline.document import LabelledBlock
from schemas.page import PageRow
from tests.cli.support import Run

PAGE = """How do you choose a bicycle lock?

Direct Answer
Choose the heaviest lock that you will still carry every day, and learn one good way to close it.
What to Compare
Weight matters less than people think, because a lock that stays at home protects nothing at all.
The rating of an independent laboratory says how long a lock resists a grinder and a pair of bolt cutters.
Related on PULSE
- [Which bicycle chains can be cut with a bolt cutter?](/knowledge/tl30001)
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "lock.txt"
    file.write_text(PAGE, "utf-8")
    return file


def test_markdown_goes_to_stdout_and_the_missing_survey_to_stderr(dechrome: Run, page: Path) -> None:
    done = dechrome("page", page)
    assert done.code == 0
    assert done.out.startswith("# How do you choose a bicycle lock?\n")
    assert done.err == "no survey: single-page result\n"
    assert dechrome("page", page, "-q").err == ""


def test_text_holds_the_article_alone(dechrome: Run, page: Path) -> None:
    out = dechrome("page", page, "--format", "text", "-q").out
    assert "grinder" in out and "#" not in out and "PULSE" not in out


def test_json_holds_page_article_blocks_and_findings(dechrome: Run, page: Path) -> None:
    found = dechrome("page", page, "--format", "json", "-q").json
    assert set(found) == {"page", "article", "blocks", "findings"}
    assert found["article"]["title"] == "How do you choose a bicycle lock?"
    for block in found["blocks"]:
        assert PAGE[block["source_start"] : block["source_end"]] == block["text"]


def test_the_account_shows_every_piece_in_order_and_adds_up(dechrome: Run, page: Path) -> None:
    out = dechrome("page", page, "--format", "account", "-q").out
    shown = "".join(line.partition("| ")[2] for line in out.splitlines() if line.startswith("        | "))
    assert "".join(shown.split()) == "".join(PAGE.split())
    total = len("".join(PAGE.split()))
    assert out.rstrip().splitlines()[-1].endswith(f"= {total:,} characters, white space not counted")


def test_a_page_comes_from_stdin(dechrome: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert dechrome("page", "-", "-q").out.startswith("# How do you choose")


def test_a_packed_page_is_unpacked(dechrome: Run, tmp_path: Path) -> None:
    import gzip

    (tmp_path / "lock.txt.gz").write_bytes(gzip.compress(PAGE.encode()))
    assert dechrome("page", tmp_path / "lock.txt.gz", "-q").out.startswith("# How do you choose")


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_larger_than_the_limit_is_refused_and_never_held_whole(
    dechrome: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, packed: bool
) -> None:
    import gzip

    monkeypatch.setenv("DECHROME_MAX_PAGE_BYTES", "10000")
    data = b"A hive hums. " * 40_000
    (tmp_path / "hive.txt").write_bytes(gzip.compress(data) if packed else data)
    done = dechrome("page", tmp_path / "hive.txt", "-q")
    assert done.code == 2
    assert "more than max_page_bytes (10000 bytes)" in done.err


def test_a_packed_page_that_ends_too_early_is_an_error_in_words(dechrome: Run, tmp_path: Path) -> None:
    import gzip

    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(PAGE.encode())[:60])
    done = dechrome("page", tmp_path / "cut.txt.gz", "-q")
    assert done.code == 2
    assert "the gzip data ends too early" in done.err


def test_a_page_without_an_article_says_why_and_is_no_error(dechrome: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n")
    done = dechrome("page", tmp_path / "empty.txt", "-q")
    assert (done.code, done.out) == (0, "")
    assert done.err == "no article: PAG001 the page holds no text\n"


def row(chars: int, **parts: int) -> PageRow:
    sums = dict.fromkeys(("kept_chars", "data_chars", "removed_chars", "unexplained_chars"), 0) | parts
    return PageRow(page_id="p", source="p", raw_sha256="0", bytes=1, state="article", chars=chars, **sums)


def test_an_account_that_does_not_add_up_says_so() -> None:
    block = LabelledBlock(0, 3, "article.paragraph", "why", "abc")
    good = list(account_lines([block], [1], row(3, kept_chars=3)))
    assert good[-1] == "kept 3 + data 0 + removed 0 + unexplained 0 = 3 characters, white space not counted"
    bad = list(account_lines([block], [1], row(4, kept_chars=3)))
    assert "!= 4" in bad[-1] and "does not add up" in bad[-1]


def test_hostile_text_in_an_account_is_made_visible() -> None:
    block = LabelledBlock(0, 3, "chrome.promo", "row '\x1b[8m'", "a\x1b[2J\u202eb")
    text = "\n".join(account_lines([block], [None], row(7, removed_chars=7)))
    assert "\x1b" not in text and "\u202e" not in text and "U+001B" in text
