"""Text that a tool wrapped at a width: the lines of a paragraph are one block again.

Terminal browsers and mail tools dump pages so. A line was wrapped where the next word would not have fitted into the
width, which is that of the longest lines; a page counts as wrapped where nearly all long lines end so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat
from operator import contains

from pipeline.document import Block

NARROWEST, WIDEST = 40, 130
"""Widths that tools wrap at, in characters."""
USUAL = 0.95
"""Of the lines that another follows at once, so many are no longer than the width: an address may be."""
TOO_LONG = 1.5
"""Times the width; no tool that wraps leaves a line of prose so long."""
LONG = 0.6
"""Share of the width from which a line is long."""
FORCED = 0.9
"""Share of the width that a line and the next word would at least have reached: some tools even lines out."""
EXACT = 0.9
"""Where the next word goes beyond the width after so many of them, the tool fills its lines: then it must always."""
LEAST = 6
MOST = 0.8
"""A page is wrapped where so many lines, and such a share of the long ones, end for want of room."""
STOPPED = 0.5
"""Where more of these end with a sentence, they are paragraphs of about one length."""
_STOPS = (".", "!", "?", ":", ".”", '."', "。", "！", "？", "：", "。」", "。”")
_ENDS = re.compile(r"[\w)%?]$")
"""How a line ends that is a heading or names something, unlike the last line of a paragraph."""
_MARK = re.compile(r"<!--|(?:[-*•–+]|\d{1,3}[.)]|#{1,6}|>)(?:\s|$)|\||```|~~~|---")
_ADDRESS = re.compile(r"\]\([^()\s]*\)|https?://\S+")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
"""Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese. There a line may end nearly
anywhere."""
_WORD = re.compile(rf"[{_UNSPACED}]|\S+")
_OF_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_UNSPACED_BREAK = re.compile(
    rf"([^\s]{{0,7}}[{_UNSPACED}])[^\S\r\n]*(?:\r\n?|\n)[^\S\r\n]*(?=([{_UNSPACED}][^\s]{{0,7}}))"
)
"""A line break between two characters of such scripts, with some characters on both sides."""
_BREAKS = str.maketrans("\r\n", "  ")


def with_paragraphs(accounted: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, one a line, of a page; those that one paragraph was wrapped into are one, on wrapped pages."""
    if any(_is_long(block, TOO_LONG * WIDEST) for block in blocks):
        return blocks  # as most pages, for the price of one look
    pairs = _pairs(blocks)
    lengths = sorted(blocks[at].indent + len(blocks[at].text) for at in pairs)
    width = lengths[int(USUAL * (len(lengths) - 1))] if lengths else 0
    if not NARROWEST <= width <= WIDEST or any(_is_long(block, TOO_LONG * width) for block in blocks):
        return blocks
    goes_on = {at for at in pairs if _reach(blocks[at], blocks[at + 1]) > FORCED * width}
    long = [at for at in pairs if blocks[at].indent + len(blocks[at].text) >= LONG * width]
    if len(goes_on) < LEAST or len(goes_on) < MOST * len(long):
        return blocks
    if sum(blocks[at].text.endswith(_STOPS) for at in goes_on) > STOPPED * len(goes_on):
        return blocks
    filled = {at for at in goes_on if _reach(blocks[at], blocks[at + 1]) > width}
    if len(filled) >= EXACT * len(goes_on):
        goes_on = filled
    goes_on -= {at for at in goes_on if at + 1 not in goes_on and _parts(blocks[at], blocks[at + 1])}
    joined: list[Block] = []
    at = 0
    while at < len(blocks):
        last = at
        while last in goes_on:
            last += 1
        first, end = blocks[at], blocks[last].end
        joined.append(first if last == at else first._replace(end=end, text=accounted[first.start : end]))
        at = last + 1
    return joined


def as_said(blocks: Sequence[Block]) -> Sequence[Block]:
    """The same blocks with each line break within them as a space, so that offsets stay."""
    texts = [block.text for block in blocks]
    if not any(map(contains, texts, repeat("\n"))) and not any(map(contains, texts, repeat("\r"))):
        return blocks
    return [block._replace(text=block.text.translate(_BREAKS)) for block in blocks]


def without_gaps(text: str, said: str | None) -> str | None:
    """What is said of a wrapped text, without the spaces that `as_said` left where its script has none.

    `text` is the piece with its line breaks, `said` (of it, with or without marks) has spaces in their place.
    """
    if said is None or ("\n" not in text and "\r" not in text):
        return said
    for found in _UNSPACED_BREAK.finditer(text):
        before, after = found[1], found[2]
        said = said.replace(f"{before} {after}", before + after)
    return said


def _pairs(blocks: Sequence[Block]) -> list[int]:
    """Numbers of the lines that another follows at once and goes on with, for all its marks say; without code."""
    found = []
    inside = False
    for at, block in enumerate(blocks[:-1]):
        after = blocks[at + 1]
        if block.text.startswith(("```", "~~~")) or (block.text == "---" and (inside or at == 0)):
            inside = not inside
        elif not inside and after.gap == 0 and _MARK.match(after.text) is None:
            found.append(at)
    return found


def _parts(block: Block, after: Block) -> bool:
    """Whether a paragraph ends with a full line and a heading follows: a sentence is over, and none is below."""
    return (
        block.text.endswith(_STOPS)
        and not block.text.endswith((":", "："))
        and not after.text[0].islower()
        and _ENDS.search(after.text) is not None
    )


def _is_long(block: Block, least: float) -> bool:
    return (
        len(block.text) >= least
        and len(_ADDRESS.sub("", block.text)) >= least
        and (block.text.count(" ") > 9 or _OF_UNSPACED.search(block.text) is not None)
    )


def _reach(block: Block, after: Block) -> int:
    """Characters of a line with the first word of the next one."""
    word = _WORD.match(after.text)
    return block.indent + len(block.text) + 1 + (word.end() if word else 0)
