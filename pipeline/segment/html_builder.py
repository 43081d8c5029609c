"""From the events of a page to its accounted text and blocks, in one pass.

A *run* is the text since the last block boundary. White space in it is written as HTML shows it: a run of
spaces is one space, `<br>` is a line break, `pre` keeps its own. Blocks are parted by a line break.
"""

from __future__ import annotations

from pipeline.document import Block, Image, Markup
from pipeline.segment import html_sorts as sorts
from pipeline.segment.html_evidence import EvidenceCollector
from pipeline.segment.html_frame import DEEPEST, Frame
from pipeline.segment.html_names import (
    INLINE_KINDS,
    VOID,
    is_hiding,
    small_number,
)
from pipeline.segment.html_outline import OutlineBuilder
from pipeline.segment.html_parse import Attributes, Pairs
from pipeline.segment.html_spans import anchors_of, marks_of
from pipeline.segment.html_structure import image_source, note_structure

MOST_OPEN = 12
"""Links and inline marks followed at once; what is nested deeper is hostile and adds nothing."""
_NAMING = ("role", "itemprop")
_NAME_DEPTH = 6
"""Elements between an author and the name inside, at most."""
_LONGEST_NAME = 80
"""Characters of an author's element that is taken for a name though it was to hold one."""
_NONE: Attributes = {}
_TELLING = frozenset({"style", "hidden", "aria-hidden", "role", "itemprop", "rel"})
"""Attributes that few elements have and that change how one is read."""


class BlockBuilder:
    """Builds the columns of a `Document` while the parser walks the page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.evidence = EvidenceCollector()
        self.times: list[tuple[int, str]] = []
        self._pieces: list[str] = []
        self._position = 0
        self.outline = OutlineBuilder()
        self._stated: list[tuple[str, str, int, int]] = []
        self._pending_images: list[tuple[int, Frame, str | None, str | None]] = []
        self._top = Frame("", None, "", is_block=True)
        self._depth = 0
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

    def start_element(self, tag: str, attrs: Pairs) -> None:
        """An element begins: maybe a block boundary, maybe evidence, maybe a link."""
        if self._skipping:
            self._skipping += 1
            return
        sort = sorts.SORTS.get(tag, 0)
        given = dict(attrs) if attrs else _NONE
        words = ""
        telling = False
        if attrs:
            telling = not _TELLING.isdisjoint(given)
            words = given.get("class") or ""
            if "id" in given:
                words = f"{words} {given['id'] or ''}"
        if (sort & sorts.UNUSUAL or telling) and self._unusual(sort, tag, given):
            return
        up = self._top
        hides = False
        if sort & sorts.MAY_HIDE:
            hides = "shadowrootmode" not in given if sort & sorts.NEVER_SHOWN else "open" not in given
        if telling:
            for name in _NAMING:
                if name in given:
                    words = f"{words} {given[name] or ''}"
            hides = hides or is_hiding(tag, given, words)
        hides = hides and not up.context.hidden
        is_block = hides or sort & sorts.BLOCK != 0
        if is_block and self._run:
            self._flush()
        self._depth = depth = self._depth + 1
        self._top = frame = Frame(tag, up, words, is_block=is_block)
        if depth > DEEPEST:
            frame.speaker = up if depth == DEEPEST + 1 else up.speaker
        if hides:
            frame.own_context().hidden = True
        if sort & sorts.STRUCTURAL:
            self._groups = note_structure(frame, given, self._groups)
        if sort & sorts.INLINE:
            if len(self._open_marks) < MOST_OPEN:
                frame.kind = (INLINE_KINDS[tag], self._length)
                self._open_marks.append(frame)
        elif tag == "a" and "href" in given and len(self._open_links) < MOST_OPEN:
            frame.link = (given["href"] or "", self._length)
            self._open_links.append(frame)
        if telling:
            self._declared(frame, tag, given)

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
        if frame.is_block and self._run:
            self._flush()
        if frame.stated is not None:
            self._end_stated(frame)
        frame.is_open = False
        self._depth -= 1
        assert frame.up is not None
        self._top = frame.up

    def characters(self, data: str) -> None:
        """A text node."""
        if self._skipping:
            if self._captured is not None:
                self._captured.append(data)
            return
        frame = self._top
        run = self._run
        if frame.context.keeps_space:
            text = data
        else:
            parts = data.split()
            if not parts:
                self._space = self._space or data != ""
                return
            text = " ".join(parts) if len(parts) > 1 else parts[0]
            if run:
                if self._breaks:
                    if self._breaks > 1:
                        self._flush()
                        run = self._run
                    else:
                        text = "\n" + text
                elif self._space or data[0].isspace():
                    text = " " + text
                elif self._after_link and frame.link is not None:
                    text = " " + text  # two links side by side are two words, whatever style parts them
            self._space = data[-1].isspace()
        self._breaks = 0
        self._after_link = False
        if not run:
            self._base = self._position + 1 if self._position else 0
            self._holder = frame
        elif self._holder is not frame:
            holder = self._holder
            while not holder.is_open:
                assert holder.up is not None
                holder = holder.up
            self._holder = holder
        run.append(text)
        self._length += len(text)

    # --- the parts of an element -----------------------------------------------------------------

    def _unusual(self, sort: int, tag: str, given: Attributes) -> bool:
        """Elements that hold no blocks, and evidence in attributes. True: nothing more is to be done."""
        if sort & sorts.LEFT_OUT:
            self._skip(tag, given)
            return True
        if tag == "time":
            self.times.append((self._here(), given.get("datetime") or ""))
        if given and (sort & sorts.EVIDENT or "itemprop" in given):
            self.evidence.element(tag, given)
        if given.get("itemprop") == "name" and given.get("content"):
            self._name_author(self._top, given["content"] or "")
        if sort & sorts.VOID:
            self._void(tag, given)
            return True
        return False

    def _declared(self, frame: Frame, tag: str, given: Attributes) -> None:
        """Headings by role, and text that an attribute declares to be evidence."""
        if given.get("role") == "heading":
            frame.own_context().heading = small_number(given.get("aria-level"), default=2, most=6)
        if "itemprop" in given or "rel" in given:
            stated = self.evidence.stated_by(tag, given)
            if stated:
                frame.stated = (*stated, self._here())
                frame.names = 0 if "itemscope" in given else None
            elif given.get("itemprop") == "name" and not given.get("content"):
                scope = self._author_scope(frame)
                if scope is not None:
                    frame.stated = ("author", "microdata author", self._here())
                    scope.names = (scope.names or 0) + 1

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

    def _author_scope(self, frame: Frame) -> Frame | None:
        """The element around this one that declares an author and leaves the name to an element inside."""
        up = frame.up
        for _ in range(_NAME_DEPTH):
            if up is None or up.names is not None:
                return up
            up = up.up
        return None

    def _name_author(self, frame: Frame, name: str) -> None:
        scope = frame if frame.names is not None else self._author_scope(frame)
        if scope is not None:
            scope.names = (scope.names or 0) + 1
            self.evidence.add("author", name, "microdata author")

    def _end_stated(self, frame: Frame) -> None:
        """Note where the text ends that is evidence; an author whose name stood by itself has said it already."""
        assert frame.stated is not None
        field, source, start = frame.stated
        end = self._base + self._length if self._run else self._position
        if not frame.names and (frame.names is None or end - start <= _LONGEST_NAME):
            self._stated.append((field, source, start, end))

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

    def _flush(self) -> None:
        """Close the run: what it holds becomes a block."""
        run = self._run
        raw = run[0] if len(run) == 1 else "".join(run)
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
        size = len(text)
        lead = 0 if size == len(raw) else len(raw) - len(raw.lstrip())
        base = self._base
        start = base + lead
        end = start + size
        if self._position:
            self._pieces.append("\n")
        self._pieces.append(raw[: lead + size] if lead else text)
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
        number = len(self.blocks)
        index = self.outline.enter(holder, number)
        first_of_item = item is not None and self.outline.first[item.index] == number
        markup = Markup(
            holder.block_tag,
            holder.path(),
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
            marks_of(raw, lead, size, base, self._marks) if self._marks else (),
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
                anchors_of(raw, lead, size, base, self._anchors) if self._anchors else (),
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
                    frame.context.hidden,
                )
            )
        return accounted
