"""What stands under the headings of known zones: FAQ pairs, sources, related links, cards, promos, steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from pipeline.document import Block, ItemValue, LinkValue, SourceValue, TextValue
from pipeline.extract import layout
from pipeline.extract.inline import inline_links
from pipeline.extract.pieces import Pieces
from pipeline.extract.sources import parse_source
from pipeline.profiles.cards import split_cards
from pipeline.profiles.ready import ReadyZone
from pipeline.profiles.vocabulary import guessed_categories


class ZonePage(Protocol):
    """What labelling a zone needs to know of the page it is on."""

    pieces: Pieces
    blocks: Sequence[Block]
    zone: ReadyZone | None
    content: str
    neighbours: int
    categories: frozenset[str]
    tags: frozenset[str]

    def is_heading_at(self, index: int) -> bool: ...

    def paragraph(self, block: Block, label: str, reason: str) -> None: ...

    def depth(self, block: Block) -> int: ...


STEP_HEADING = re.compile(r"Step\s+\d+\b", re.I)
_RELATED = re.compile(r"(?:[-*•]\s+)?\[(.*)\]\(([^)]*)\)?\s*")
_LINK_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')$""")
"""Markdown's title of a link, after the address."""
_LISTED_CARD = re.compile(
    r"(?:[-*•]\s+)?(?:([a-z][a-z0-9-]*)\s*·\s*([a-z][a-z0-9-]*)?\s*|·\s*)?\[(.+)\]\(([^()\s]*)\)"
)
PROMO_SEAM = re.compile(r"(?<=[a-z)])(?=[A-Z])")
_LISTED_PROMO = re.compile(r"(?:[-*•]\s+)?\[([^\[\]]+)\]\(([^()\s]*)\).{0,120}")
MAX_PROMO = 160


def label_zone(page: ZonePage, index: int) -> int:
    """A line of a zone of the site's chrome; what does not fit the zone is left to later judgement."""
    block = page.blocks[index]
    zone = page.zone.zone if page.zone else None
    if zone is None or page.content == "none":
        if page.neighbours and layout.could_be_heading(block.text):
            page.neighbours -= 1
            value = LinkValue("nav", layout.plain(block.text))
            page.pieces.block(block, "data.link", "the title of the previous or next entry", value)
        else:
            _unknown(page, block, "more")
    elif page.content == "links":
        _related(page, block, zone.link_zone or "related")
    elif page.content == "cards":
        _cards(page, block, zone.link_zone or "more")
    elif page.content == "promos":
        _promo(page, block)
    return 1


def _unknown(page: ZonePage, block: Block, zone: str) -> None:
    """A line that does not fit its zone: glued cards whose words are all known, or left to later judgement."""
    if _are_known_cards(page, block.text):
        _cards(page, block, zone)
    else:
        page.pieces.leave(block)


def _are_known_cards(page: ZonePage, line: str) -> bool:
    cards = split_cards(line, page.categories, page.tags) if "·" in line else []
    known = (card.category in page.categories and card.tag in page.tags and card.title for card in cards)
    return len(cards) > 1 and all(known)


def _related(page: ZonePage, block: Block, zone: str) -> None:
    found = _RELATED.fullmatch(block.text)
    if found:
        href = _LINK_TITLE.sub("", found.group(2).strip()) or None
        value = LinkValue(zone, found.group(1).strip(), href)  # type: ignore[arg-type]
        page.pieces.block(block, "data.link", f"a link of zone '{zone}'", value)
    elif mark := layout.BULLET.match(block.text):
        text = layout.plain(block.text[mark.end() :])
        href = next((link.href for link in inline_links(block.text)), None)
        page.pieces.block(block, "data.link", f"an entry of zone '{zone}'", LinkValue(zone, text, href))  # type: ignore[arg-type]
    else:
        _unknown(page, block, zone)


def _cards(page: ZonePage, block: Block, zone: str) -> None:
    listed = _LISTED_CARD.fullmatch(block.text)
    if listed:
        category, tag, title, href = listed.groups()
        value = LinkValue(zone, title.strip(), href or None, category, tag)  # type: ignore[arg-type]
        page.pieces.block(block, "data.link", f"a card of zone '{zone}'", value)
        return
    cards = split_cards(block.text, page.categories, page.tags) if "·" in block.text else []
    if any("·" in card.title for card in cards):
        # A category that the folder has not taught, glued to a title's last word.
        guessed = guessed_categories([other.text for other in page.blocks], page.categories)
        cards = split_cards(block.text, page.categories | guessed, page.tags) if guessed else cards
    if not cards:
        page.pieces.leave(block)
        return
    for card in cards:
        value = LinkValue(zone, card.title, None, card.category, card.tag)  # type: ignore[arg-type]
        page.pieces.put(
            block.start + card.start, block.start + card.end, "data.link", f"a card of zone '{zone}'", value
        )


def _promo(page: ZonePage, block: Block) -> None:
    listed = _LISTED_PROMO.fullmatch(block.text)
    if listed:
        value = LinkValue("promo", listed.group(1), listed.group(2) or None)
        page.pieces.block(block, "data.link", "a tool promo", value)
        return
    seam = PROMO_SEAM.search(block.text)
    if seam is None or len(block.text) > MAX_PROMO or _are_known_cards(page, block.text):
        _unknown(page, block, "more")
        return
    title = block.text[: seam.start()]
    page.pieces.block(block, "data.link", "a tool promo: title and subtitle glued", LinkValue("promo", title))


def label_faq(page: ZonePage, index: int) -> int:
    """A line of the FAQ: `Question? Answer`, a question alone, or more of an answer. 0: the FAQ is over."""
    block = page.blocks[index]
    text = block.text
    lead = 0
    if mark := layout.BULLET.match(text):
        lead = mark.end()
    head = re.match(r"(?:\*\*|#{2,6}\s+|Q[:.]\s+|\d{1,2}[.)]\s+)", text[lead:])
    if head:
        lead += head.end()
    cut = layout.split_question(text[lead:])
    if cut is None:
        if layout.MARKDOWN_HEADING.match(text) or (not lead and _leaves_faq(page, index)):
            return 0
        if not (lead and _answer_item(page, block)):
            page.paragraph(_without_mark(block), "article.faq_answer", "goes on after a question of the FAQ")
        return 1
    cut += lead
    question = layout.one_spaced(text[lead:cut].strip().strip("*").strip())
    page.pieces.put(
        block.start, block.start + cut, "article.faq_question", "up to its question mark", TextValue(question)
    )
    answer = layout.one_spaced(text[cut:].strip())
    if answer:
        plain = layout.plain(answer.removeprefix("A: ").strip())
        value = TextValue(plain, answer if plain != answer else None)
        links = inline_links(answer) if "](" in answer else ()
        page.pieces.put(
            block.start + cut, block.end, "article.faq_answer", "the rest of the line", value, links
        )
    return 1


def _without_mark(block: Block) -> Block:
    """The same answer without the `A:` that stands before it; its offsets stay."""
    return block._replace(text=block.text[3:].lstrip()) if block.text.startswith("A: ") else block


def _answer_item(page: ZonePage, block: Block) -> bool:
    """An item of a list inside an answer; it is grouped by the question it belongs to. False before any question."""
    asked = next(
        (piece for piece in reversed(page.pieces.made) if piece.label == "article.faq_question"), None
    )
    if asked is None:
        return False
    number = layout.NUMBERED.match(block.text)
    mark = number or layout.BULLET.match(block.text)
    text = layout.one_spaced(block.text[mark.end() :] if mark else block.text)
    plain = layout.plain(text)
    value = ItemValue(
        plain,
        ordered=number is not None,
        depth=page.depth(block),
        number=int(number.group(1)) if number else None,
        markdown=text if plain != text else None,
        group=asked.start,
    )
    links = inline_links(text) if "](" in text else ()
    reason = "an item after a question of the FAQ"
    page.pieces.put(block.start, block.end, "article.list_item", reason, value, links)
    return True


def _leaves_faq(page: ZonePage, index: int) -> bool:
    """A heading under the FAQ that is no question: the FAQ is over when a paragraph follows it."""
    if not page.is_heading_at(index):
        return False
    following = page.blocks[index + 1].text if index + 1 < len(page.blocks) else ""
    return layout.split_question(following) is None or len(following) > 120


def label_source(page: ZonePage, index: int) -> int:
    """An entry of the sources. 0: the sources are over."""
    block = page.blocks[index]
    text = block.text
    listed = layout.BULLET.match(text) or layout.NUMBERED.match(text)
    if not listed:
        before = page.blocks[index - 1].text if index else ""
        after_list = layout.BULLET.match(before) is not None
        if layout.MARKDOWN_HEADING.match(text) or (
            (after_list or len(text) < 90) and _starts_section(page, index)
        ):
            return 0
        if len(text) > 320:
            return 0
    value = parse_source(text)
    if block.anchors:
        value = _linked(value, block)
    page.pieces.block(block, "article.source", "an entry of the sources", value)
    return 1


def _linked(source: SourceValue, block: Block) -> SourceValue:
    """An entry of HTML with the address that it links to; what is linked is the title where nothing else is."""
    link = next((anchor for anchor in block.anchors if anchor.href.startswith(("http://", "https://"))), None)
    if link is None:
        return source
    words = layout.one_spaced(block.text[link.start - block.start : link.end - block.start].strip())
    if source.title or not words or words == source.text or source.url:
        return replace(source, url=link.href)
    rest = parse_source(source.text.replace(words, " – ", 1))
    return replace(source, title=words, publisher=rest.publisher, url=link.href)


def _starts_section(page: ZonePage, index: int) -> bool:
    following = page.blocks[index + 1].text if index + 1 < len(page.blocks) else ""
    return page.is_heading_at(index) and len(following) > 160


def label_step_cards(page: ZonePage, blocks: Sequence[Block]) -> int:
    """Step cards: a number alone, the step's title, its detail; as many as stand in a row. 0: none."""
    at = 0
    while at + 1 < len(blocks) and layout.NUMBER_ALONE.fullmatch(blocks[at].text):
        last = at + 1
        while (
            last + 1 < len(blocks)
            and last < at + 2
            and not layout.NUMBER_ALONE.fullmatch(blocks[last + 1].text)
        ):
            last += 1
        number = layout.NUMBER_ALONE.fullmatch(blocks[at].text)
        assert number is not None
        lines = [layout.plain(block.text) for block in blocks[at + 1 : last + 1]]
        value = ItemValue("\n".join(lines), ordered=True, number=int(number.group(1)))
        start, end = blocks[at].start, blocks[last].end
        page.pieces.put(start, end, "article.step", "a step card: number, title, detail", value)
        at = last + 1
    return at
