"""Which of the blocks that repeat across a site are its chrome.

What a template says on each page repeats, and so do "2 eggs", "9" and "Bake until golden" on a site of recipes. Short
text that a model takes for content, in a list or a table amid text of the page's own, is content as long as it is not
on a great part of the site; so is code, wherever else it stands.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Block, Document, Markup
from pipeline.extract.generic.chrome import link_share
from pipeline.extract.generic.prior import ZONES

LIKELY = 0.5
LEAST_HEADING = 0.2
"""Chance from which a line may be a heading of the template over text that does not repeat."""
FEW_WORDS = 12
"""Words of an item or a cell that others may say by chance."""
CELL_WORDS = 3
"""Words of a cell that says nothing by itself, however often it is there."""
OFTEN = 1 / 3
"""Share of a site's pages from which even an item amid the text is the template's."""
ISLAND = 60
"""Words from which kept text below a zone's heading is content again."""
_ITEMS = frozenset({"li", "dd", "dt"})


def repeated_blocks(
    document: Document,
    repeats: Sequence[int],
    pages: int,
    chances: NDArray[np.float64],
    words: NDArray[np.float64],
    kinds: Sequence[str | None],
    fenced: Set[int],
) -> NDArray[np.bool_]:
    """The blocks that are chrome because they repeat, on `repeats` of the site's `pages` each.

    `kinds`: the kind of chrome that each block's own words are usual for. A heading over text that does not repeat
    is the template's, and stays.
    """
    blocks = document.blocks
    repeated = np.zeros(len(blocks), dtype=np.bool_)
    if not any(repeats):
        return repeated
    own = np.flatnonzero((np.array(repeats) == 0) & (chances >= LIKELY) & (words > CELL_WORDS)).tolist()
    first, last = (own[0], own[-1]) if own else (0, -1)
    for number in range(len(blocks) - 1, -1, -1):
        if not repeats[number] or number in fenced:
            continue
        amid = first < number < last and chances[number] >= LIKELY
        share = repeats[number] / max(1, pages)
        repeated[number] = kinds[number] is not None or not (
            _leads(blocks, number, repeated, chances)
            or (amid and _says_little(blocks[number], int(words[number]), share))
        )
    return repeated


def _leads(
    blocks: Sequence[Block], number: int, repeated: NDArray[np.bool_], chances: NDArray[np.float64]
) -> bool:
    """Whether a line could be a heading, and what follows is content that does not repeat."""
    following = number + 1
    if following == len(blocks) or repeated[following] or chances[following] < LIKELY:
        return False
    block = blocks[number]
    short = len(block.text) <= 120 and not block.text.endswith((".", "!", ";"))
    if not short or chances[number] < LEAST_HEADING:
        return False
    if block.heading_level:
        return True
    in_list = block.markup is not None and _in_list(block.markup)
    return not in_list and len(blocks[following].text) > len(block.text)


def _says_little(block: Block, words: int, share: float) -> bool:
    """Whether an item, a cell or code tells no template by being on this share of the site's pages."""
    markup = block.markup
    if markup is None or link_share(block) > 0.6:
        return False
    if "pre" in (markup.tag, *markup.path):
        return True
    if markup.row is not None:
        return words <= CELL_WORDS or (words <= FEW_WORDS and share < OFTEN)
    return _in_list(markup) and words <= FEW_WORDS and share < OFTEN


def _in_list(markup: Markup) -> bool:
    return not _ITEMS.isdisjoint((markup.tag, *markup.path))


def without_islands(
    kept: NDArray[np.bool_], words: NDArray[np.float64], kinds: Sequence[str | None], usual: Sequence[bool]
) -> NDArray[np.bool_]:
    """What is kept of flat text, without short pieces below a heading of cards or comments.

    The heading is one that most pages of the site have: then what stands under it changes from page to page, and a
    card that few other pages show does not repeat. Text of some length ends the zone.
    """
    out = kept.copy()
    in_zone, run = False, list[int]()
    for number, keeps in enumerate([*kept.tolist(), False]):
        if keeps:
            run.append(number)
            continue
        if run and in_zone:
            in_zone = bool(words[run].sum() < ISLAND)
            out[run] = not in_zone
        run = []
        if number < len(kinds) and usual[number] and kinds[number] in ZONES:
            in_zone = True
    return out
