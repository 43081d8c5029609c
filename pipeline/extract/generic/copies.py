"""Text that is there more than once, on one page or on several that are copies of each other.

On one page one copy is content, the others say nothing that it does not.

Replies quote what they answer, layouts hold the same part for narrow and for wide screens, cards come in two sizes.
A model judges each copy alone and keeps them all; only the likeliest is kept. Text that is said again in the same
place, side by side, was meant so; so were the notes that a reference repeats from part to part, and the filler of a
page with next to nothing else.

A site may hold a page under several addresses, with other cards below: then its whole text repeats, and that says
nothing about chrome.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Block, Document
from pipeline.extract.generic.features import Features

FEWEST_WORDS = 8
"""Shorter text may well be said twice."""
FEWEST_TEXTS = 6
"""A page with fewer different paragraphs is too small to tell a copy from filler."""
REFERENCE = 0.5
"""Share of a page's words inside elements of documentation from which it is a reference."""
COPIED = 0.75
"""Share of a page's likely words that other pages say too from which the page is a copy of theirs."""
LEAST_COPIED = 50
"""Likely words that such a page has at least."""
LIKELY = 0.5
_IN_PARTS = frozenset({"li", "td", "th", "dt", "dd", "pre", "listing", "xmp"})
"""Elements whose text belongs to a list, a table or code, which stay whole."""
_MARKED = re.compile(r"[-*+|>]|\d+[.)]\s")


class Paragraphs(NamedTuple):
    """What tells the copies of a page, one entry a block."""

    texts: tuple[str | None, ...]
    """The text of a paragraph with enough words; None for all other blocks."""
    holders: tuple[int, ...]
    """The element that holds the block's own; of flat text the run of equal lines."""


def paragraphs_of(document: Document, features: Features, fenced: Set[int] = frozenset()) -> Paragraphs:
    """The paragraphs of a page. `fenced`: its blocks of fenced code."""
    blocks = document.blocks
    if document.outline is not None and features.column("page_documentation")[0] >= REFERENCE:
        return Paragraphs((None,) * len(blocks), (0,) * len(blocks))
    enough = (features.words >= FEWEST_WORDS).tolist()
    texts = tuple(
        block.text if long and number not in fenced and not _in_parts(block) else None
        for number, (block, long) in enumerate(zip(blocks, enough, strict=True))
    )
    if document.outline is not None:
        parents = document.outline.parents
        return Paragraphs(
            texts, tuple(parents[b.markup.element] if b.markup else -1 for b in document.blocks)
        )
    runs = 0
    holders = []
    for number, text in enumerate(texts):
        runs += text is None or number == 0 or text != texts[number - 1]
        holders.append(runs)
    return Paragraphs(texts, tuple(holders))


def copied(paragraphs: Paragraphs, chances: Sequence[float]) -> dict[int, int]:
    """For each copy the block whose text it repeats: the likeliest with that text, the first of equals.

    Blocks with no chance to be kept are no copies and have none.
    """
    texts, holders = paragraphs
    likeliest: dict[str, int] = {}
    copies: list[int] = []
    for number, text in enumerate(texts):
        if text is None or chances[number] <= 0:
            continue
        other = likeliest.setdefault(text, number)
        if holders[other] == holders[number]:
            continue
        if chances[number] > chances[other]:
            likeliest[text], number = number, other
        copies.append(number)
    if len(likeliest) < FEWEST_TEXTS:
        return {}
    return {number: likeliest[texts[number] or ""] for number in copies}


def without_copies(
    repeats: Sequence[int], usual: Sequence[bool], chances: NDArray[np.float64], words: NDArray[np.float64]
) -> list[int]:
    """The pages that each block repeats on, without those that hold a copy of this page.

    `usual`: blocks that most of the site's pages have, copies or not.
    """
    if not any(repeats):
        return list(repeats)
    likely = (chances >= LIKELY) & ~np.array(usual)
    total, again = words[likely].sum(), words[likely & (np.array(repeats) > 0)].sum()
    if total < LEAST_COPIED or again < COPIED * total:
        return list(repeats)
    return [0 if of_copies else count for count, of_copies in zip(repeats, likely.tolist(), strict=True)]


def _in_parts(block: Block) -> bool:
    if block.markup is None:
        return _MARKED.match(block.text) is not None
    return block.markup.row is not None or block.markup.tag in _IN_PARTS
