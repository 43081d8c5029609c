"""What is known of a block beside its score: hidden text, words of chrome, Markdown, fenced code."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document
from pipeline.extract.generic.chrome import blocks_with_words, kind_by_text
from pipeline.extract.generic.html_pieces import heading_role
from pipeline.extract.layout import RAW_LINK, RULE_LINE, could_be_heading

FEW_WORDS = 60
"""With fewer visible words than this, hidden text may be the content …"""
MANY_TIMES = 3
"""… if there is so many times more of it."""
MOSTLY = 2.0
"""Text expected to be content that is hidden, against that which is shown, from which all counts as shown."""
OWN_WORDS = 0.4
"""Factor on the chance of a block whose own words are those of chrome …"""
IN_ZONE = 0.6
"""… and of those under a heading of such words, up to the next heading of its level."""
ZONES = frozenset({"card_zone", "comments", "newsletter", "share", "feedback"})
MARKDOWN_LIFT = 2.5
"""Added to the log-odds of every block of Markdown without menus: most of it was made from main content alone."""
SURE_PROSE = 0.8
MENU = 4
"""With so many blocks that are links for the most part before the first sure block and after the last, the page was
made from a whole page, menus and all."""


def shown_blocks(document: Document) -> list[bool]:
    """For each block whether a reader sees it. All are shown where the page shows next to nothing otherwise."""
    shown = [not (block.markup is not None and block.markup.hidden) for block in document.blocks]
    visible = 0
    for block, seen in zip(document.blocks, shown, strict=True):
        if seen:
            visible += len(block.text.split())
            if visible >= FEW_WORDS:
                return shown
    hidden = sum(len(b.text.split()) for b, seen in zip(document.blocks, shown, strict=True) if not seen)
    if hidden > MANY_TIMES * max(visible, 10):
        return [True] * len(shown)
    return shown


def content_is_hidden(
    chances: NDArray[np.float64], words: NDArray[np.float64], shown: NDArray[np.bool_]
) -> bool:
    """Whether the content is hidden as a whole, to be revealed by a script: most of what is expected is not shown."""
    expected = chances * words
    hidden = float((expected * ~shown).sum())
    return hidden > MOSTLY * float((expected * shown).sum())


def own_kinds(document: Document, texts: Sequence[str]) -> tuple[list[str | None], list[str | None]]:
    """For each block the kind of chrome its own words are, and the kind of the zone it stands in.

    `texts` are the blocks as a reader sees them.

    A zone is opened by a heading with the words of one, and ends with the next heading of its level or with
    the element that holds them both.
    """
    kinds: list[str | None] = []
    zones: list[str | None] = []
    zone: str | None = None
    level = 0
    ends = len(document.blocks)
    telling = blocks_with_words(document, texts)
    for number, (block, text) in enumerate(zip(document.blocks, texts, strict=True)):
        if number > ends:
            zone, level = None, 0
        kind = kind_by_text(text, telling=number in telling)
        heading = block.heading_level
        if block.markup is None and not heading and (kind or could_be_heading(text)):
            heading = 1
        if heading and (kind in ZONES or heading <= level):
            zone, level = (kind, heading) if kind in ZONES else (None, 0)
            ends = _end_of_zone(document, number)
        kinds.append(kind)
        zones.append(zone)
    return kinds, zones


def _end_of_zone(document: Document, heading: int) -> int:
    """Last block of the smallest element that holds the heading and more."""
    outline, markup = document.outline, document.blocks[heading].markup
    if outline is None or markup is None:
        return len(document.blocks)
    element = markup.element
    while element >= 0 and outline.last[element] == heading:
        element = outline.parents[element]
    return outline.last[element] if element >= 0 else len(document.blocks)


def fenced_blocks(document: Document) -> list[range]:
    """Runs of blocks that are code of Markdown, fences included; lines after a fence never closed are none."""
    runs, opened = [], -1
    if document.outline is None:
        for number, block in enumerate(document.blocks):
            if block.markup is not None:
                if block.markup.tag == "pre":
                    runs.append(range(number, number + 1))
            elif block.text.startswith("```"):
                if opened < 0:
                    opened = number
                else:
                    runs.append(range(opened, number + 1))
                    opened = -1
    return runs


def adjusted_chances(
    document: Document,
    texts: Sequence[str],
    chances: NDArray[np.float64],
    shown: list[bool],
    kinds: list[str | None],
    zones: list[str | None],
) -> NDArray[np.float64]:
    """The chances with hidden text at 0, words of chrome held against a block, and Markdown lifted."""
    chances = np.where(np.array(shown), chances, 0.0)
    factors = np.where([kind is not None for kind in kinds], OWN_WORDS, 1.0)
    factors = np.minimum(factors, np.where([zone is not None for zone in zones], IN_ZONE, 1.0))
    if document.media_type != "text/markdown":
        return chances * factors
    lift = _markdown_lift(document, texts, chances)
    odds = np.log(np.clip(chances, 1e-9, 1 - 1e-9) / np.clip(1 - chances, 1e-9, 1.0))
    lifted: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(odds + lift)))
    return lifted * factors


def _markdown_lift(
    document: Document, texts: Sequence[str], chances: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What is added to the log-odds of each block of Markdown."""
    linked = ["](" in block.text and _mostly_links(block.text) for block in document.blocks]
    sure = np.flatnonzero(chances >= SURE_PROSE).tolist()
    menus = sum(linked[: sure[0]]) + sum(linked[sure[-1] :]) if sure else sum(linked)
    lift = np.full(len(chances), 0.0 if menus >= MENU else MARKDOWN_LIFT)
    own = 0
    for number, (block, text) in enumerate(zip(document.blocks, texts, strict=True)):
        level = block.heading_level
        if level and (heading_role(text) != "body" or level <= own):
            own = level if heading_role(text) != "body" else 0
        if own:
            lift[number] = MARKDOWN_LIFT
        elif RULE_LINE.fullmatch(block.text):
            lift[number] = 0.0
        elif linked[number]:
            lift[number] = -1.0
        elif block.heading_level or block.text.startswith("#"):
            lift[number] += 1.0
    return lift


def _mostly_links(text: str) -> bool:
    """Whether a line of Markdown says more inside its links than around them, and is no sentence: a card, a menu."""
    if text.endswith((".", "!", "?")):
        return False
    linked = sum(len(found.group(1)) for found in RAW_LINK.finditer(text))
    return linked > len(RAW_LINK.sub("", text).strip("-*• \t|·0123456789."))
