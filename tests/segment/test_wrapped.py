"""Text that a tool wrapped at a width reads as if it had not been."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.document import Document, Text
from pipeline.segment import segment
from pipeline.segment.wrapped import without_gaps

SAID = (
    "The harbour was rebuilt in two stages, because the old wall could not carry the cranes that the port needed.",
    "Each stage took a summer, and both were paid for by the town, which sold its second mill to find the money.",
    "Nobody has missed the mill since, though a street is still named after the miller and his daughters.",
    "Stone came by sea from the north, a week for each load, and twice a ship went down within sight of the wall.",
    "What was left over became the church tower.",
)
FIRST, SECOND, THIRD, LAST = (" ".join((*SAID[at:], *SAID[:at])) for at in range(4))
PAGE = f"""How the harbour was rebuilt

By Ann Lee

{FIRST}

The first stage

{SECOND}

- Stone from the north quarry, cut by hand and carried down to the water on sledges that oxen pulled in the snow.
- Oak piles of two lengths, driven by steam.

{THIRD}

What it cost

{LAST}
"""


def lines_of(source: str) -> Document:
    return segment(Text("a.txt", source, "text/plain", "utf-8"))


def wrapped(source: str, width: int) -> str:
    def one(line: str) -> str:
        inset = "  " if line.startswith("- ") else ""
        return "\n".join(textwrap.wrap(line, width, subsequent_indent=inset)) if line else ""

    return "\n".join(one(line) for line in source.split("\n"))


@given(st.integers(45, 125))
def test_a_wrapped_page_has_the_blocks_of_the_page_before(width: int) -> None:
    before, after = lines_of(PAGE), lines_of(wrapped(PAGE, width))
    assert [" ".join(block.text.split()) for block in after.blocks] == [block.text for block in before.blocks]
    assert all(after.accounted[block.start : block.end] == block.text for block in after.blocks)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_its_article_is_the_same(width: int) -> None:
    before = pipeline.extract(PAGE, source="a.txt").article
    after = pipeline.extract(wrapped(PAGE, width), source="a.txt").article
    assert before is not None and after is not None
    assert after.text == before.text
    assert after.markdown == before.markdown
    assert after.title == before.title


def test_a_wrapped_page_of_a_known_site_reads_the_same_too() -> None:
    header = (
        "Pulse ← Library\nKnowledge Library · foundation\n\n{title}\n\n📖 2,505 words6/30/2026\n{title}\n\n"
    )
    source = (
        header.format(title="How do you rebuild a harbour?")
        + f"Direct Answer\n\n{LAST}\n\n"
        + PAGE.split("\n", 4)[4]
    )
    before = pipeline.extract(source, source="a.txt").article
    after = pipeline.extract(wrapped(source, 76), source="a.txt").article
    assert before is not None and after is not None and before.site == "pulse"
    assert after.text == before.text


def test_code_tables_and_menus_of_a_wrapped_page_stay_lines() -> None:
    code = "```\n" + "a = call(one, two, three, four, five, six)\n" * 4 + "```"
    menu = "Home\nShips\nWeather\nPrices of stone and of oak\nContact"
    rows = "\n".join(f"| {number} | stones of the second sort, cut by hand |" for number in range(4))
    source = wrapped(f"{FIRST}\n\n{SECOND}\n\n{THIRD}", 60) + f"\n\n{menu}\n\n{code}\n\n{rows}\n"
    texts = [block.text for block in lines_of(source).blocks]
    assert texts[3:8] == menu.split("\n")
    assert texts[8:14] == code.split("\n")
    assert texts[14:] == rows.split("\n")


def test_lines_of_a_page_that_was_not_wrapped_stay_lines() -> None:
    verse = "\n".join(
        f"A line of a poem that has about so many words, number {number}" for number in range(12)
    )
    prose = f"{FIRST}\n{SECOND}\n{verse}"
    assert [block.text for block in lines_of(prose).blocks] == prose.split("\n")
    alike = "\n".join(
        f"{one} It was so in the year {year}." for year in (1801, 1802, 1803) for one in SAID[:4]
    )
    assert [block.text for block in lines_of(alike).blocks] == alike.split("\n")
    listing = "\n".join(
        f"{'How ' * (number % 13)}do ships come home, part {number}" for number in range(1, 60)
    )
    assert [block.text for block in lines_of(listing).blocks] == listing.split("\n")


CHINESE = "港口分两期重建因为旧墙承受不了港口所需要的起重机每期工程用了一个夏天费用都由镇上承担"


def chinese(length: int, at: int) -> str:
    return (CHINESE[at:] + CHINESE * 6)[: length - 1] + "。"


def test_paragraphs_of_a_script_without_spaces_are_no_words_that_were_wrapped() -> None:
    lines = ["首页 船只 天气", "港口是怎样重建的", *(chinese(60 + 7 * at % 41, at) for at in range(8))]
    lines += ["费用", *(chinese(60 + 11 * at % 41, at + 5) for at in range(8)), "联系我们"]
    assert [block.text for block in lines_of("\n".join(lines)).blocks] == lines
    even = [chinese(60, at) for at in range(12)]
    assert [block.text for block in lines_of("\n".join(even)).blocks] == even


def test_a_wrapped_page_of_a_script_without_spaces_is_joined() -> None:
    paragraphs = [chinese(330, at) for at in range(4)]
    source = "\n\n".join("\n".join(textwrap.wrap(one, 44)) for one in paragraphs)
    assert ["".join(block.text.split()) for block in lines_of(source).blocks] == paragraphs


@pytest.mark.parametrize("newline", ["\r", "\r\n", "\n"])
def test_joined_lines_of_a_script_without_spaces_have_no_spaces(newline: str) -> None:
    paragraphs = [chinese(330, at) for at in range(4)]
    source = f"{newline}{newline}".join(newline.join(textwrap.wrap(one, 44)) for one in paragraphs)
    article = pipeline.extract(source, source="a.txt").article
    assert article is not None
    assert [text for text in article.text.splitlines() if text] == paragraphs


def test_words_between_such_lines_keep_their_spaces() -> None:
    assert without_gaps("港口分两期\n重建 New\nQuay 因为", "港口分两期 重建 New Quay 因为") == (
        "港口分两期重建 New Quay 因为"
    )
    assert without_gaps("港口 重建", "港口 重建") == "港口 重建", "a space of the page's own"


@pytest.mark.parametrize("newline", ["\r", "\r\n", "\n"])
def test_a_page_is_known_whatever_ends_its_lines(newline: str) -> None:
    head = "Pulse ← Library\nKnowledge Library · harbours\n\nWho rebuilt the harbour?\n\n📖 640 words6/3/2026\n\n"
    page = pipeline.extract(f"{head}Direct Answer\n\n{FIRST}\n".replace("\n", newline), source="a.txt")
    assert page.article is not None
    assert (page.article.site, page.article.category, page.article.direct_answer) == (
        "pulse",
        "harbours",
        FIRST,
    )


DENSE = f"""How the harbour was rebuilt
The first stage
{FIRST}
Stone and oak
{SECOND}
What it cost (in mills)
{THIRD}
FAQ
Who paid? The town paid, and it paid twice, for the wall and then for the church tower that nobody had asked for.
Sources
Fern Review, “Walls” (fern.example.com)
<!--a-weave-->
"""


@pytest.mark.parametrize("width", range(60, 110))
def test_a_heading_straight_below_a_full_last_line_is_a_line_of_its_own(width: int) -> None:
    lines = [" ".join(block.text.split()) for block in lines_of(wrapped(DENSE, width)).blocks]
    names = [
        "The first stage",
        "Stone and oak",
        "What it cost (in mills)",
        "FAQ",
        "Sources",
        "<!--a-weave-->",
    ]
    assert [name for name in names if name not in lines] == []


def test_a_short_line_above_another_stays_where_the_tool_fills_its_lines() -> None:
    short = "Walls and Piers, a short guide to both of them"
    lines = [
        block.text for block in lines_of(wrapped(PAGE, 60) + f"\n{short}\nMore from the town hall\n").blocks
    ]
    assert short in lines
