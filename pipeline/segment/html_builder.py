"""From the events of a page to its accounted text and blocks, in one pass.

A *run* is the text since the last block boundary. White space in it is written as HTML shows it: a run of
spaces is one space, `<br>` is a line break, `pre` keeps its own. Blocks are parted by a line break.
"""

from __future__ import annotations

from pipeline.document import Block, Image, Markup
from pipeline.segment.html_evidence import EvidenceCollector
from pipeline.segment.html_frame import Frame
from pipeline.segment.html_names import (
    BLOCK_LEVEL,
    INLINE_KINDS,
    NEVER_SHOWN,
    NOT_TEXT,
    VOID,
    is_hiding,
    small_number,
)
from pipeline.segment.html_outline import OutlineBuilder
from pipeline.segment.html_parse import Attributes
from pipeline.segment.html_spans import anchors_of, marks_of
from pipeline.segment.html_structure import STRUCTURAL, image_source, note_structure

MOST_OPEN = 12
"""Links and inline marks followed at once; what is nested deeper is hostile and adds nothing."""
_EVIDENT = frozenset({"meta", "link", "html", "time"})
_NAMING = ("id", "role", "itemprop")


class BlockBuilder:
    """Builds the columns of a `Document` while the parser walks the page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.evidence = EvidenceCollector()
        self._pieces: list[str] = []
        self._position = 0
        self.outline = OutlineBuilder()
        self._stated: list[tuple[str, str, int, int]] = []
        self._pending_images: list[tuple[int, Frame, str | None, str | None]] = []
        self._tokens: dict[str, frozenset[str]] = {}
        self._top = Frame("", None, "", is_block=True)
        self._stack = [self._top]
        self._groups = 0
        self._skipping = 0
        self._captured: list[str] | None = None
        self._capture = ""
        self._titled = False
        self._open_links: list[Frame] = []
        self._open_marks: list[Frame] = []
        self._run: list[str] = []
        self._length = 0
        self._base = 0
        """Offset of the run in the accounted text."""
        self._space = False
        """White space came after the run's text …"""
        self._breaks = 0
        """… and so many line breaks."""
        self._after_link = False
        self._anchors: list[tuple[int, int, str]] = []
        self._marks: list[tuple[int, int, str]] = []
        self._holder = self._top
        """The smallest element that holds all text of the run."""

    # --- events ---------------------------------------------------------------------------------

    def start_element(self, tag: str, given: Attributes) -> None:
        """An element begins: maybe a block boundary, maybe evidence, maybe a link."""
        if self._skipping:
            self._skipping += 1
            return
        if tag in NOT_TEXT:
            self._skip(tag, given)
            return
        if given and (tag in _EVIDENT or "itemprop" in given):
            self.evidence.element(tag, given)
        if tag in VOID:
            self._void(tag, given)
            return
        up = self._top
        words = ""
        hides = tag in NEVER_SHOWN and "shadowrootmode" not in given
        if given:
            words = given.get("class") or ""
            for name in _NAMING:
                if name in given:
                    words = f"{words} {given[name] or ''}"
            if not hides and (
                "style" in given or "hidden" in given or "aria-hidden" in given or tag == "dialog"
            ):
                hides = is_hiding(tag, given, words)
        elif tag == "dialog":
            hides = True
        hides = hides and not up.context.hidden
        is_block = hides or tag in BLOCK_LEVEL
        if is_block and self._run:
            self._flush()
        self._top = frame = Frame(tag, up, words, is_block=is_block)
        self._stack.append(frame)
        if hides:
            frame.own_context().hidden = True
        if tag in STRUCTURAL:
            self._groups = note_structure(frame, given, self._groups)
        if tag in INLINE_KINDS:
            if len(self._open_marks) < MOST_OPEN:
                frame.kind = (INLINE_KINDS[tag], self._length)
                self._open_marks.append(frame)
        elif given:
            self._inline(frame, tag, given)

    def end_element(self, tag: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1
            if not self._skipping and self._captured is not None:
                self._keep_captured()
            return
        if tag in VOID:
            return
        frame = self._top
        if frame.link is not None:
            self._end_link(frame)
        elif frame.kind is not None:
            self._end_mark(frame)
        if frame.block is frame and self._run:
            self._flush()
        if frame.stated is not None:
            field, source, start = frame.stated
            self._stated.append((field, source, start, self._position + self._length))
        self._stack.pop()
        self._top = self._stack[-1]

    def characters(self, data: str) -> None:
        """A text node."""
        if self._skipping:
            if self._captured is not None:
                self._captured.append(data)
            return
        frame = self._top
        if frame.context.keeps_space:
            text = data
        else:
            if data.isspace():
                self._space = True
                return
            text = " ".join(data.split())
            if self._run:
                if self._breaks:
                    if self._breaks > 1:
                        self._flush()
                    else:
                        text = "\n" + text
                elif self._space or data[0].isspace():
                    text = " " + text
                elif self._after_link and frame.link is not None:
                    text = " " + text  # two links side by side are two words, whatever style parts them
            self._space = data[-1].isspace()
        self._breaks = 0
        self._after_link = False
        if not self._run:
            self._base = self._here()
            self._holder = frame
        elif self._holder is not frame:
            self._widen_holder()
        self._run.append(text)
        self._length += len(text)

    # --- the parts of an element -----------------------------------------------------------------

    def _inline(self, frame: Frame, tag: str, given: Attributes) -> None:
        """Links, headings by role, and text that an attribute declares to be evidence."""
        if tag == "a" and "href" in given and len(self._open_links) < MOST_OPEN:
            frame.link = (given["href"] or "", self._length)
            self._open_links.append(frame)
        if "role" in given and given["role"] == "heading":
            frame.own_context().heading = small_number(given.get("aria-level"), default=2, most=6)
        if "itemprop" in given or "rel" in given:
            stated = self.evidence.stated_by(tag, given)
            if stated:
                frame.stated = (*stated, self._here())

    def _skip(self, tag: str, given: Attributes) -> None:
        self._skipping = 1
        if tag == "title" and not self._titled:
            self._capture, self._captured = "title", []
        elif tag == "script" and (given.get("type") or "").strip().lower() == "application/ld+json":
            self._capture, self._captured = "json", []

    def _keep_captured(self) -> None:
        text = "".join(self._captured or ())
        self._captured = None
        if self._capture == "json":
            self.evidence.json_ld(text)
        elif text.strip():
            self._titled = True
            self.evidence.add("title", text, "<title>")

    def _void(self, tag: str, given: Attributes) -> None:
        if tag == "br":
            if self._top.context.keeps_space:
                self.characters("\n")
            else:
                self._breaks += 1
        elif tag == "hr":
            if self._run:
                self._flush()
        elif tag == "img":
            src = image_source(given)
            if src:
                self._pending_images.append((self._here(), self._top, src, given.get("alt")))

    def _end_link(self, frame: Frame) -> None:
        assert frame.link is not None
        href, start = frame.link
        if self._length > start:
            self._anchors.append((start, self._length, href))
            self._after_link = True
        self._open_links.remove(frame)

    def _end_mark(self, frame: Frame) -> None:
        assert frame.kind is not None
        kind, start = frame.kind
        if self._length > start:
            self._marks.append((start, self._length, kind))
        self._open_marks.remove(frame)

    # --- runs ---------------------------------------------------------------------------------------

    def _begin_run(self) -> None:
        self._run = []
        self._length = self._base = self._breaks = 0
        self._space = self._after_link = False
        self._anchors = []
        self._marks = []
        self._holder = self._top

    def _here(self) -> int:
        """Offset in the accounted text at which the next text will stand."""
        if self._run:
            return self._base + self._length
        return self._position + 1 if self._position else 0

    def _widen_holder(self) -> None:
        """Make the holder an element that holds the text of the element now on top as well."""
        stack = self._stack
        holder = self._holder
        while holder.depth >= len(stack) or stack[holder.depth] is not holder:
            assert holder.up is not None
            holder = holder.up
        self._holder = holder

    def _flush(self) -> None:
        """Close the run: what it holds becomes a block."""
        raw = "".join(self._run)
        text = raw.strip()
        if text:
            self._add_block(raw, text)
        for frame in self._open_links:
            assert frame.link is not None
            frame.link = (frame.link[0], 0)
        for frame in self._open_marks:
            assert frame.kind is not None
            frame.kind = (frame.kind[0], 0)
        self._begin_run()

    def _add_block(self, raw: str, text: str) -> None:
        lead = len(raw) - len(raw.lstrip())
        base = self._base
        start = base + lead
        end = start + len(text)
        if self._position:
            self._pieces.append("\n")
        self._pieces.append(raw[: lead + len(text)])
        self._position = end
        for frame in self._open_links:
            assert frame.link is not None
            self._anchors.append((frame.link[1], len(raw), frame.link[0]))
        for frame in self._open_marks:
            assert frame.kind is not None
            self._marks.append((frame.kind[1], len(raw), frame.kind[0]))
        holder = self._holder
        context = holder.context
        item = context.item
        index = self.outline.enter(holder, len(self.blocks))
        first_of_item = item is not None and self.outline.first[item.index] == len(self.blocks)
        markup = Markup(
            holder.block.tag,
            holder.path(),
            holder.tokens(self._tokens),
            context.hidden,
            context.ordered,
            context.depth,
            context.number if first_of_item else None,
            context.row,
            context.column,
            context.group,
            context.row_span,
            context.column_span,
            context.language,
            marks_of(raw, lead, len(text), base, self._marks) if self._marks else (),
            index,
            item.index if item is not None else -1,
        )
        self.blocks.append(
            Block(
                start,
                end,
                text,
                lead - raw.rfind("\n", 0, lead) - 1 if lead else 0,
                0,
                context.heading,
                anchors_of(raw, lead, len(text), base, self._anchors) if self._anchors else (),
                markup,
            )
        )

    # --- the end --------------------------------------------------------------------------------------

    def finish(self) -> str:
        """The accounted text, once the parser is through."""
        if self._run:
            self._flush()
        accounted = "".join(self._pieces)
        for field, source, start, end in self._stated:
            self.evidence.add(field, accounted[start:end], source)
        for position, frame, src, alt in self._pending_images:
            self.images.append(
                Image(
                    min(position, len(accounted)),
                    src,
                    " ".join(alt.split()) if alt else alt,
                    frame.path(),
                    frame.tokens(self._tokens),
                    frame.context.hidden,
                )
            )
        return accounted
