"""Nothing vanishes: the account of every page covers its accounted text exactly once, in order, and adds up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.page import Page, extract
from schemas.vocabulary import LABELS
from tests.sitegen import CAPTURES, generate_page

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"


def squeezed(text: str) -> str:
    """A text without its white space, as the contract's law counts it."""
    return "".join(text.split())


def assert_adds_up(page: Page) -> None:
    """The contract's law, as an ordered sequence."""
    row = page.row
    assert row.chars == row.kept_chars + row.data_chars + row.removed_chars + row.unexplained_chars
    sums = {"article": 0, "data": 0, "chrome": 0, "unexplained": 0}
    end = 0
    for block in page.blocks:
        assert block.start >= end, "blocks overlap or are out of order"
        assert block.end - block.start == len(block.text)
        assert block.label in LABELS
        assert block.reason
        end = block.end
        sums[block.label.partition(".")[0]] += len(squeezed(block.text))
    assert tuple(sums.values()) == (row.kept_chars, row.data_chars, row.removed_chars, row.unexplained_chars)


def assert_covers(page: Page, text: str) -> None:
    """Every visible character of the flat text stands in exactly one block, at its place."""
    assert "".join(squeezed(block.text) for block in page.blocks) == squeezed(text)
    for block in page.blocks:
        assert text[block.start : block.end] == block.text


@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("*.txt")) or ["none"])
def test_the_account_of_a_real_page_adds_up_with_nothing_unexplained(name: str) -> None:
    if not (SEEDS / name).exists():
        pytest.skip("no real pages here (../shared/seeds)")
    data = (SEEDS / name).read_bytes()
    page = extract(data, source=name)
    assert_adds_up(page)
    assert_covers(page, data.decode("utf-8"))
    assert page.row.unexplained_chars == 0


@pytest.mark.parametrize("path", sorted((ROOT / "raw").glob("**/*.*")), ids=lambda path: path.name)
def test_the_account_of_a_sample_page_adds_up(path: Path) -> None:
    if path.name.endswith((".txt", ".md", ".html", ".htm")):
        page = extract(path.read_bytes(), source=path.name)
        assert_adds_up(page)
        if path.suffix in (".txt", ".md"):
            assert_covers(page, path.read_text("utf-8"))


@pytest.mark.parametrize("capture", CAPTURES)
@pytest.mark.parametrize("index", range(12))
def test_the_account_of_a_generated_page_adds_up(capture: str, index: int) -> None:
    made = generate_page(31, index, capture=capture, size=6000)
    page = extract(made.text, source=made.truth.file)
    assert_adds_up(page)
    if capture != "html":
        assert_covers(page, made.text)


pieces = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "Pulse ← Library\n",
            "FAQ\n",
            "Sources\n",
            "Related on PULSE\n",
            "- ",
            "  1. ",
            "```\n",
            "---\n",
            "\n\n",
            "?",
            " · ",
            "📖 1,234 words6/1/2026\n",
            "Direct Answer\n",
            "flowchart TD A --> B\n",
            "More from the library\n",
            "| a | b |\n",
            "<!--x-weave-->\n",
            "[a](/knowledge/q1)",
            "\r\n",
            "\u2028",
            "\x0b",
            "\x00",
            "\u00a0",
            "**",
            "# ",
            "Download:\n",
            "\ufeff",
            "\u202e",
            "revops · kpi-guideWhat now?",
            "1\n",
            "Steps\n",
            "![a](/b.svg)\n",
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(pieces, max_size=40).map("".join),
    st.sampled_from(["a.txt", "a.md"]),
    st.sampled_from(["auto", "pulse"]),
)
def test_the_account_of_hostile_flat_text_adds_up(text: str, name: str, profile: str) -> None:
    page = extract(text, source=name, profile=profile)
    assert_adds_up(page)
    if page.row.encoding is not None and page.row.state not in ("unreadable",):
        assert_covers(page, text.removeprefix("\ufeff"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.md"]))
def test_any_bytes_get_a_state_and_an_account_that_adds_up(data: bytes, name: str) -> None:
    page = extract(data, source=name)
    assert_adds_up(page)
    if page.row.state != "article":
        assert page.reason


def test_the_article_text_holds_no_chrome() -> None:
    made = generate_page(31, 3, capture="rendered_text", template="essay", size=9000)
    page = extract(made.text, source=made.truth.file)
    assert page.article is not None
    for kind, slice_ in made.truth.chrome:
        if kind not in ("duplicate_title",) and len(slice_) > 3:
            assert slice_ not in page.article.text
            assert slice_ not in page.article.markdown
