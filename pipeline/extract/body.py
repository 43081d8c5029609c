"""The body of a flat-text page: zones, headings, paragraphs, lists, tables, steps, diagrams.

One pass over the blocks with one piece of state: the zone that the last heading opened.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block, CellsValue, HeadingValue, ImageValue, ItemValue, TextValue
from pipeline.extract import layout, lists, marked, tight, zones
from pipeline.extract.ahead import Ahead
from pipeline.extract.diagram import STARTS, restore_diagram
from pipeline.extract.frame import is_copy
from pipeline.extract.inline import inline_links
from pipeline.extract.pieces import Pieces
from pipeline.extract.rows import match_row, put_row
from pipeline.profiles.ready import HEADING_MARKS, ReadyProfile, ReadyZone, heading_text
from schemas.vocabulary import SectionRole

MAX_STEP_LINES = 3
"""A step card: its number, its title, its detail."""
MIN_SURE = 4
"""So many headings show whether a page sets them in title case."""
MAX_ARROW = 14
"""A row of navigation so short (`← Previous`) holds no title: that stands on a line of its own."""
MAX_ZONE_HEADING = 90
MIN_MARKED = 3
"""So many headings of the body with marks: a line without any is none."""
MIN_COPY = 15
"""Characters of a line that may be the title again."""
_DIAGRAM_BEGINS = frozenset(start[0] for start in STARTS)
_ITEMS = ("article.list_item", "article.step")


@dataclass(slots=True)
class HeadingMark:
    """A heading met in the body; its level is decided when all are known."""

    at: int
    """Index in the pieces made."""
    text: str
    zone: ReadyZone | None
    role: SectionRole
    start: int
    end: int
    markup_level: int


class BodyLabeller:
    """Labels the body and the closing zones of one page. Lives for one page only."""

    def __init__(
        self,
        pieces: Pieces,
        blocks: Sequence[Block],
        profile: ReadyProfile,
        title: str | None,
        *,
        spaced: bool,
        categories: frozenset[str],
        tags: frozenset[str],
    ) -> None:
        self.pieces = pieces
        self.blocks = blocks
        self.profile = profile
        self.title = title
        self.spaced = spaced
        self.categories = categories
        self.tags = tags
        self.zone: ReadyZone | None = None
        self.content = "body"
        self.role: SectionRole = "body"
        self.headings: list[HeadingMark] = []
        self.rows: list[str] = []
        self.closed = False
        """True after the first zone of the site's own chrome: nothing below is article."""
        self.neighbours = 0
        """Lines that may still be titles of the previous and the next entry."""
        self._nesting = lists.Nesting()
        self._cased: bool | None = None
        self._cuts = profile.profile.duplicate_title_lengths
        self._copy_begins = (title[0] if title else "") + HEADING_MARKS
        """First characters of lines that may say the title again."""
        self._zones = profile.zones_of([block.text for block in blocks], MAX_ZONE_HEADING)
        """Of each block, the zone that it would open."""
        marked = (
            block.heading_level > 1 or block.text.startswith("##")
            for block, zone in zip(blocks, self._zones, strict=True)
            if zone is None
        )
        self._headings_are_marked = sum(marked) >= MIN_MARKED
        self._ahead = Ahead(blocks, self._zones, profile)

    # --- the pass ---------------------------------------------------------------------------

    def run(self, start: int) -> None:
        """Label every block from `start` on."""
        index = start
        while index < len(self.blocks):
            index += self._take(index)

    def _take(self, index: int) -> int:
        """Label the block at `index`, and those below it that belong to it; returns how many."""
        block = self.blocks[index]
        text = block.text
        zone = self._zones[index]
        if zone is not None and not self._in_faq_answer(zone):
            self._open(zone, block)
            return 1
        if text[0] == "<" and self._marker(block):
            return 1
        if len(text) <= 200 and self._row(index):
            return 1
        if (
            text[0] in self._copy_begins
            and len(text) >= MIN_COPY
            and self.title
            and is_copy(heading_text(text), self.title, self._cuts)
        ):
            self.pieces.block(block, "chrome.duplicate_title", "the title again")
            return 1
        if self.content in ("links", "cards", "promos", "none"):
            return self._zone_line(index)
        if self.content == "faq":
            done = zones.label_faq(self, index)
            if done:
                return done
        if self.content == "sources":
            done = zones.label_source(self, index)
            if done:
                return done
        return self._body(index)

    def _zone_line(self, index: int) -> int:
        """A line under a heading of the site's own chrome."""
        return zones.label_zone(self, index)

    def opens_zone_at(self, index: int) -> bool:
        """Whether the block is the heading of a zone."""
        return self._zones[index] is not None

    def _in_faq_answer(self, zone: ReadyZone) -> bool:
        return self.closed and zone.zone.role in ("direct_answer", "quick_answer", "summary", "steps")

    def _open(self, ready: ReadyZone, block: Block) -> None:
        zone = ready.zone
        self.zone, self.content = ready, zone.content
        reason = f"profile zone '{zone.name}'"
        text = heading_text(block.text)
        role: SectionRole = zone.role or "body"
        if zone.chrome:
            self.closed = True
            label = f"chrome.{zone.chrome}"
            value = HeadingValue(2, role, text) if zone.role else None
        else:
            self.closed = False
            self.role = role
            label, value = "article.heading", HeadingValue(2, role, text)
        self.headings.append(
            HeadingMark(len(self.pieces.made), text, ready, role, block.start, block.end, markup_level(block))
        )
        self.pieces.block(block, label, reason, value)

    def _marker(self, block: Block) -> bool:
        text = block.text
        if self.profile.markers and self.profile.markers.fullmatch(text):
            self.pieces.block(block, "chrome.marker", "a script's marker the profile knows")
            return True
        return False

    def _goes_on(self, index: int) -> bool:
        """Whether the article goes on below a row of the page's end that stands in its midst."""
        return not self.closed and self._ahead.goes_on(index, in_faq=self.content == "faq")

    def _row(self, index: int) -> bool:
        block = self.blocks[index]
        row = match_row(self.profile, block.text, ("tail", "any"))
        if row is not None and row[0].row.region == "tail" and self.content == "faq" and self._goes_on(index):
            row = match_row(self.profile, block.text, ("any",))
        if row is None or (row[0].row.name == "share-letter" and "share-row" not in self.rows):
            return False
        put_row(self.pieces, block, row[0], row[1], self.profile.profile.date_order)
        self.rows.append(row[0].row.name)
        if row[0].row.region == "tail" and not self._goes_on(index):
            self.zone, self.content, self.closed = None, "none", True
            alone = row[0].row.label == "chrome.navigation" and len(block.text) <= MAX_ARROW
            self.neighbours = 2 if alone else 0
        return True

    # --- article text -----------------------------------------------------------------------

    def _body(self, index: int) -> int:
        block = self.blocks[index]
        text = block.text
        if text[-1] in "{};" and (run := layout.code_run(tight.lines_from(self.blocks, index))):
            start, end = block.start - block.indent, self.blocks[index + run - 1].end
            value = TextValue(textwrap.dedent(layout.lines_of(self.pieces.accounted[start:end])))
            self.pieces.put(block.start, end, "article.code", "lines of code, closed by brackets", value)
            return run
        if self.spaced and text[0] not in "`>" and self._is_tight(index):
            done = tight.label_run(self, index, tight.tight_run(self, index))
            if done:
                return done
        if self.content == "steps" and layout.NUMBER_ALONE.fullmatch(text):
            done = zones.label_step_cards(self, self.blocks[index : index + MAX_STEP_LINES])
            if done:
                return done
        if text[0] in _DIAGRAM_BEGINS and text.startswith(STARTS) and self._diagram(block):
            return 1
        if not text[0].isalpha():
            if done := self._marked(index):
                return done
        elif block.indent and lists.LETTERED.match(text) and self._is_nested(block):
            self._item(block, text, ordered=False)
            return 1
        if self.is_heading_at(index):
            self.heading(block)
            return 1
        self.paragraph(block, "article.paragraph", "a line of the body")
        return 1

    def _is_tight(self, index: int) -> bool:
        """Whether no blank line stands below the block, nor the heading of a zone."""
        below = index + 1
        return below < len(self.blocks) and self.blocks[below].gap == 0 and self._zones[below] is None

    def _marked(self, index: int) -> int:
        """A block that begins with a mark: label what the mark makes of it. 0: nothing."""
        block = self.blocks[index]
        text = block.text
        if text.startswith("```"):
            return marked.label_code(self.pieces, self.blocks, index)
        if text[0] in "-*•–" and (mark := layout.BULLET.match(text)):
            self._item(block, text[mark.end() :], ordered=False)
            return 1
        if text[0].isdigit() and (number := layout.NUMBERED.match(text)) and self._numbered(index):
            self._item(block, text[number.end() :], ordered=True, number=int(number.group(1)))
            return 1
        if layout.RULE_LINE.fullmatch(text):
            self.pieces.block(block, "chrome.marker", "a line that only divides")
            return 1
        image = layout.IMAGE.fullmatch(text) if text[0] in "![" else None
        if image:
            self._image(block, image.group(1), image.group(2))
            return 1
        if text[0] == "|" and text.endswith("|"):
            self._pipe_row(block)
            return 1
        if text[0] == ">" and marked.QUOTE.match(text):
            return marked.label_quote(self.pieces, self.blocks, index)
        return 0

    def _numbered(self, index: int) -> bool:
        return lists.numbered_item(self.pieces.accounted, self.blocks, index)

    def heading(self, block: Block) -> None:
        """A body heading: opens a plain section, or a step."""
        text = layout.plain(heading_text(block.text))
        role: SectionRole = "steps" if zones.STEP_HEADING.match(text) else "body"
        self.zone, self.content, self.role = None, "body", role
        self.headings.append(
            HeadingMark(len(self.pieces.made), text, None, role, block.start, block.end, markup_level(block))
        )
        self.pieces.block(
            block, "article.heading", "a short line without closing punctuation, text below", None
        )

    def is_heading_at(self, index: int) -> bool:
        """Whether the block is a heading, by its marks or by layout."""
        block = self.blocks[index]
        if block.heading_level or (block.text[0] == "#" and layout.MARKDOWN_HEADING.match(block.text)):
            return True
        if self._headings_are_marked or not layout.could_be_heading(block.text):
            return False
        if block.text[0].isdigit() and lists.empty_headings(self.blocks, index):
            return True
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        next_text = following.text if following else None
        if layout.is_label_line(block.text) and self._among_labels(index):
            return False
        if not layout.in_title_case(block.text) and self._among_sentences(index) and self._title_cased():
            return False
        if not self.spaced and lists.lost_marks(self.blocks, index):
            return False
        if next_text and self._ends_body(index + 1) and not block.text.endswith(layout.QUESTION_MARKS):
            next_text = next_text if layout.in_title_case(block.text) else None
        near = layout.Neighbours(next_text, following.gap if following else 0, block.gap, self.spaced)
        return layout.is_heading(heading_text(block.text), near)

    def _among_labels(self, index: int) -> bool:
        """Whether a short line with a label and its value stands next to another: then they are items."""
        beside = (self.blocks[at].text for at in (index - 1, index + 1) if 0 <= at < len(self.blocks))
        return any(layout.is_label_line(text) and layout.could_be_heading(text) for text in beside)

    def _among_sentences(self, index: int) -> bool:
        """Whether a short line stands next to another short line that is not in title case either."""
        beside = (self.blocks[at].text for at in (index - 1, index + 1) if 0 <= at < len(self.blocks))
        return any(layout.could_be_heading(text) and not layout.in_title_case(text) for text in beside)

    def _title_cased(self) -> bool:
        """Whether the page sets its headings in title case: those that long text follows say so."""
        if self._cased is None:
            pairs = zip(self.blocks, self.blocks[1:], strict=False)
            sure = [
                layout.in_title_case(block.text)
                for block, following in pairs
                if len(following.text) >= layout.LONG_LINE and layout.could_be_heading(block.text)
            ]
            self._cased = len(sure) >= MIN_SURE and sum(sure) * 3 >= len(sure) * 2
        return self._cased

    def _ends_body(self, index: int) -> bool:
        text = self.blocks[index].text
        return self.opens_zone_at(index) or (len(text) <= MAX_ZONE_HEADING and text.startswith("<!--"))

    def paragraph(self, block: Block, label: str, reason: str) -> None:
        """A paragraph, with the links it holds."""
        text = layout.one_spaced(block.text) if "  " in block.text else block.text
        plain = layout.plain(text)
        links = inline_links(text) if "](" in text else ()
        value = TextValue(plain, text if plain != text else None)
        self.pieces.block(block, label, reason, value, links)

    def _item(self, block: Block, text: str, *, ordered: bool, number: int | None = None) -> None:
        text = layout.one_spaced(text)
        plain = layout.plain(text)
        links = inline_links(text) if "](" in text else ()
        depth = self.depth(block)
        value = ItemValue(plain, ordered, depth, number, text if plain != text else None)
        label = "article.step" if self.content == "steps" else "article.list_item"
        self.pieces.block(block, label, "a list mark", value, links)

    def depth(self, block: Block) -> int:
        """Nesting of a list item, from 1."""
        above = self.pieces.made[-1].label if self.pieces.made else ""
        indent = lists.columns(self.pieces.accounted, block)
        return self._nesting.depth(indent, first=above not in _ITEMS)

    def _is_nested(self, block: Block) -> bool:
        """Whether a line is set in under the item above it."""
        above = self.pieces.made[-1].label if self.pieces.made else ""
        return above in _ITEMS and self._nesting.holds(lists.columns(self.pieces.accounted, block))

    def _diagram(self, block: Block) -> bool:
        from pipeline.extract.diagram import looks_like_diagram

        if not looks_like_diagram(block.text):
            return False
        restored = restore_diagram(block.text)
        reason = "a one-line mermaid diagram" if restored else "starts as a mermaid diagram, does not parse"
        self.pieces.block(
            block, "article.diagram", reason, TextValue(restored or block.text, language="mermaid")
        )
        return True

    def _image(self, block: Block, alt: str, src: str) -> None:
        if self.title and is_copy(alt.strip(), self.title, self._cuts):
            self.pieces.block(block, "chrome.duplicate_title", "an image whose alt text is the title")
            return
        self.pieces.block(block, "article.image", "a Markdown image", ImageValue(src or None, alt or None))

    def _pipe_row(self, block: Block) -> None:
        cells = tuple(layout.plain(cell.strip()) for cell in block.text.strip("|").split("|"))
        if all(set(cell) <= set("-: ") for cell in cells):
            cells = ()
        self.pieces.block(block, "article.table_row", "a Markdown table row", CellsValue(cells))


def markup_level(block: Block) -> int:
    """Level of a heading as its markup says; 0 where it has none."""
    return block.heading_level or len(block.text) - len(block.text.lstrip("#"))
