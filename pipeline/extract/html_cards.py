"""Cards of an HTML zone whose label, title and teaser are blocks of their own."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Block, LinkValue
from pipeline.extract.zones import ZonePage
from pipeline.profiles.cards import Card, split_cards
from schemas.vocabulary import LinkZone

MAX_CARD_BLOCKS = 5
"""Blocks that one card may have: label, picture, title, teaser, button."""


def card_run(page: ZonePage, index: int) -> int:
    """Number of blocks from `index` on that make one card: one link around them, or a label above a link."""
    block = page.blocks[index]
    href = block.anchors[0].href if len(block.anchors) == 1 else None
    first = _card(page, block.text)
    label_only = not block.anchors and first is not None and not first.title
    last = index + 1
    while last < min(len(page.blocks), index + MAX_CARD_BLOCKS):
        following = page.blocks[last]
        if len(following.anchors) != 1 or _card(page, following.text) is not None:
            break
        if label_only and last == index + 1:
            href = following.anchors[0].href
        elif href is None or following.anchors[0].href != href:
            break
        last += 1
    return last - index


def label_card(page: ZonePage, blocks: Sequence[Block], zone: LinkZone) -> None:
    """One link for all blocks of a card: the first holds its label or its title, or both."""
    first = _card(page, blocks[0].text)
    title = first.title if first else blocks[0].text
    href = next((block.anchors[0].href for block in blocks if block.anchors), None)
    value = LinkValue(
        zone,
        " ".join((title or blocks[1].text).split()),
        href or None,
        first.category if first else None,
        first.tag if first else None,
    )
    page.pieces.put(blocks[0].start, blocks[-1].end, "data.link", f"a card of zone '{zone}'", value)


def _card(page: ZonePage, text: str) -> Card | None:
    """The card whose label a line begins with; None where it begins with none."""
    found = split_cards(text, page.categories, page.tags) if "·" in text else []
    return found[0] if len(found) == 1 else None
