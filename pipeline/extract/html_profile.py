"""An HTML page of a known site: the same frame, zones and body as in flat text, told by markup.

A block of HTML takes the place of a line. Where flat text has layout to go by, HTML has tags; the
profile's rows, zones and card grammar are the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import (
    Block,
    CellsValue,
    Document,
    Evidence,
    FieldValue,
    ItemValue,
    LinkValue,
    TextValue,
)
from pipeline.extract import html_cards, layout, zones
from pipeline.extract.body import BodyLabeller
from pipeline.extract.diagram import looks_like_diagram, restore_diagram
from pipeline.extract.flat_profile import ProfileLabels, finish_page, vocabulary
from pipeline.extract.frame import MAX_HEAD, Frame, is_copy, one_spaced
from pipeline.extract.pieces import LEFT, Pieces
from pipeline.extract.rows import match_row, put_row, put_rows_in_a_line
from pipeline.profiles.cards import split_cards
from pipeline.profiles.ready import ReadyProfile
from pipeline.settings import Settings
from pipeline.survey.model import Survey
from schemas.vocabulary import LinkZone

MIN_TITLE = 8
_SITE_NAME = re.compile(r"\s*[|·•–—:-]\s*\S.{0,60}$")
_BY_ELEMENT = {
    "nav": ("navigation", "inside <nav>"),
    "footer": ("footer", "inside <footer>"),
    "header": ("navigation", "inside <header>"),
    "aside": ("card_zone", "inside <aside>"),
    "form": ("navigation", "inside <form>"),
    "button": ("navigation", "a button"),
}


def label_html(
    document: Document, profile: ReadyProfile, survey: Survey, site: str, settings: Settings
) -> ProfileLabels:
    """Label every block of an HTML page by its site's profile."""
    pieces = Pieces(document.accounted)
    blocks = document.blocks
    frame = _frame(pieces, blocks, profile, document.evidence)
    categories, tags = vocabulary(profile, survey, site, blocks)
    body = HtmlBodyLabeller(
        pieces, blocks, profile, frame.title, spaced=False, categories=categories, tags=tags
    )
    body.run(frame.body_from)
    _by_markup(pieces, blocks)
    return finish_page(pieces, body, frame, document, blocks, survey, site, settings, capture="html")


def _frame(
    pieces: Pieces, blocks: Sequence[Block], profile: ReadyProfile, evidence: Sequence[Evidence]
) -> Frame:
    """Everything up to the rows below the level-1 heading."""
    title_at = next(
        (at for at, block in enumerate(blocks) if block.heading_level == 1 and not _hidden(block)), None
    )
    reason = "the page's first <h1>"
    if title_at is None:
        title_at = _named_by_evidence(blocks, evidence)
        reason = "what the page's <title> or metadata names"
    title = " ".join(blocks[title_at].text.split()) if title_at is not None else None
    rows: list[str] = []
    at = 0
    last = title_at if title_at is not None else -1
    while at < len(blocks):
        block = blocks[at]
        if at == title_at:
            pieces.block(block, "data.title", reason, FieldValue("title", title))
        elif not _hidden(block) and (row := match_row(profile, block.text, ("head", "any"))):
            put_row(pieces, block, row[0], row[1], profile.profile.date_order)
            rows.append(row[0].row.name)
        elif (
            at < last
            and not _hidden(block)
            and (names := put_rows_in_a_line(pieces, block, profile, ("head",)))
        ):
            rows += names
        elif (
            title
            and not _hidden(block)
            and is_copy(block.text, title, profile.profile.duplicate_title_lengths)
        ):
            pieces.block(block, "chrome.duplicate_title", "the title again")
        elif at < last or (title_at is None and at < 12 and not block.heading_level and len(block.text) < 60):
            pieces.leave(block)
        else:
            break
        at += 1
    return Frame(at, title, tuple(rows))


def _named_by_evidence(blocks: Sequence[Block], evidence: Sequence[Evidence]) -> int | None:
    """The block of the head that says what `<title>` or the metadata says, the site's name left out."""
    named = [one_spaced(item.value) for item in evidence if item.field == "title"]
    for at, block in enumerate(blocks[:MAX_HEAD]):
        text = one_spaced(block.text)
        if len(text) < MIN_TITLE or _hidden(block):
            continue
        if any(name == text or _SITE_NAME.match(name.removeprefix(text)) for name in named if text in name):
            return at
    return None


def _hidden(block: Block) -> bool:
    return block.markup is not None and block.markup.hidden


def _by_markup(pieces: Pieces, blocks: Sequence[Block]) -> None:
    """What the profile left: hidden text and the page's own navigation say what they are."""
    by_start = {block.start: block for block in blocks}
    for at, piece in enumerate(pieces.made):
        block = by_start.get(piece.start)
        if piece.label != LEFT or block is None or block.markup is None:
            continue
        if block.markup.hidden:
            pieces.made[at] = piece._replace(label="chrome.hidden", reason="not shown by a browser")
            continue
        for element in reversed((*block.markup.path, block.markup.tag)):
            if element in _BY_ELEMENT:
                kind, reason = _BY_ELEMENT[element]
                pieces.made[at] = piece._replace(label=f"chrome.{kind}", reason=reason)
                break


class HtmlBodyLabeller(BodyLabeller):
    """The body of an HTML page: what a line's layout says in flat text, its element says here."""

    def run(self, start: int) -> None:
        """Label every block from `start` on."""
        self._items: set[int] = set()
        """List items met so far, by their place in the outline."""
        super().run(start)

    def _take(self, index: int) -> int:
        block = self.blocks[index]
        if _hidden(block):
            self.pieces.leave(block)
            return 1
        return super()._take(index)

    def _zone_line(self, index: int) -> int:
        block = self.blocks[index]
        zone = self.zone.zone if self.zone else None
        if zone is None or self.content == "none":
            return super()._zone_line(index)
        name = zone.link_zone or "related"
        if self.content == "cards" and (run := html_cards.card_run(self, index)) > 1:
            html_cards.label_card(self, self.blocks[index : index + run], name)
            return run
        if not block.anchors:
            return super()._zone_line(index)
        start = block.start
        for number, anchor in enumerate(block.anchors):
            end = block.end if number == len(block.anchors) - 1 else anchor.end
            self._link(block, start, end, anchor.href or None, name)
            start = end
        return 1

    def _link(self, block: Block, start: int, end: int, href: str | None, zone: LinkZone) -> None:
        """One link of a zone; a card's category and tag stand before its title."""
        text = block.text[start - block.start : end - block.start].strip()
        card = split_cards(text, self.categories, self.tags) if self.content == "cards" else []
        category = tag = None
        if card:
            category, tag, text = card[0].category, card[0].tag, card[0].title
        elif self.content == "promos" and (seam := zones.PROMO_SEAM.search(text)):
            text = text[: seam.start()]
        value = LinkValue(zone, " ".join(text.split()), href, category, tag)
        self.pieces.put(start, end, "data.link", f"a link of zone '{zone}'", value)

    def _body(self, index: int) -> int:
        block = self.blocks[index]
        markup = block.markup
        text = " ".join(block.text.split())
        if markup is None:
            return super()._body(index)
        if block.heading_level:
            self.heading(block)
        elif markup.tag == "pre" or "pre" in markup.path:
            self._preformatted(block, markup.language)
        elif markup.row is not None:
            cell = CellsValue((text,), markup.group, markup.row, markup.column)
            self.pieces.block(block, "article.table_row", f"a cell: <{markup.tag}>", cell)
        elif markup.tag == "li" or "li" in markup.path:
            value = ItemValue(
                text,
                bool(markup.ordered),
                max(1, markup.depth),
                markup.number,
                group=markup.group,
                goes_on=markup.item in self._items,
            )
            if markup.item >= 0:
                self._items.add(markup.item)
            label = "article.step" if self.content == "steps" else "article.list_item"
            self.pieces.put(block.start, block.end, label, "an item: <li>", value, _links(block))
        elif "blockquote" in markup.path or markup.tag == "blockquote":
            self.pieces.block(block, "article.quote", "inside <blockquote>", TextValue(text, depth=1))
        elif looks_like_diagram(text):
            self._preformatted(block, None)
        elif layout.NUMBER_ALONE.fullmatch(text) and (done := self._step_cards(index)):
            return done
        else:
            self.pieces.put(
                block.start,
                block.end,
                "article.paragraph",
                f"<{markup.tag}> of the body",
                TextValue(text),
                _links(block),
            )
        return 1

    def _preformatted(self, block: Block, language: str | None) -> None:
        if looks_like_diagram(block.text):
            restored = block.text if "\n" in block.text else restore_diagram(block.text)
            value = TextValue(restored or block.text, language="mermaid")
            self.pieces.block(
                block,
                "article.diagram",
                f"a mermaid diagram in <{block.markup.tag if block.markup else 'pre'}>",
                value,
            )
        else:
            self.pieces.block(block, "article.code", "<pre>", TextValue(block.text, language=language))

    def _step_cards(self, index: int) -> int:
        last = index
        while last < len(self.blocks) and not self.blocks[last].heading_level:
            last += 1
        return zones.label_step_cards(self, self.blocks[index:last])


def _links(block: Block) -> tuple[LinkValue, ...]:
    return tuple(
        LinkValue(
            "body", " ".join(block.text[a.start - block.start : a.end - block.start].split()), a.href or None
        )
        for a in block.anchors
    )
