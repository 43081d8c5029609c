"""From the events of a page to its accounted text and blocks, in one pass.

A *run* is the text since the last block boundary. White space in it is written as HTML shows it: a run of
spaces is one space, `<br>` is a line break, `pre` keeps its own. Blocks are parted by a line break.

A page has thousands of elements and texts, so what is done for each of them is done with plain tuples and
few calls; the open elements stand in one list, their indexes in the outline in another.
"""

from __future__ import annotations

from functools import partial

from pipeline.document import Block, Image, Markup
from pipeline.segment import html_sorts as sorts
from pipeline.segment.html_evidence import EvidenceCollector
from pipeline.segment.html_frame import Context, Open, Own, author_scope
from pipeline.segment.html_names import INLINE_KINDS, VOID, is_hiding, small_number
from pipeline.segment.html_outline import DEEPEST, OutlineBuilder
from pipeline.segment.html_parse import Attributes, Pairs
from pipeline.segment.html_spans import Span, anchors_of, marks_of
from pipeline.segment.html_structure import counted_before, image_source, note_structure

MOST_OPEN = 12
"""Links and inline marks followed at once; what is nested deeper is hostile and adds nothing."""
_NAMING = ("role", "itemprop")
_LONGEST_NAME = 80
"""Characters of an author's element that is taken for a name though it was to hold one."""
_NONE: Attributes = {}
_TELLING = frozenset({"style", "hidden", "aria-hidden", "role", "itemprop", "rel"})
"""Attributes that few elements have and that change how one is read."""
_SHAPING = sorts.STRUCTURAL | sorts.INLINE | sorts.LINK | sorts.MAY_HIDE
_SPECIAL = sorts.UNUSUAL | _SHAPING
_sort = sorts.SORTS.get
_block = partial(tuple.__new__, Block)
_markup = partial(tuple.__new__, Markup)


class BlockBuilder:
    """Builds the columns of a `Document` while the parser walks the page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.evidence = EvidenceCollector()
        self.times: list[tuple[int, str]] = []
        self.outline = OutlineBuilder()
        self._pieces: list[str] = []
        self._position = 0
        self._stated: list[tuple[str, str, int, int]] = []
        self._pending_images: list[tuple[int, tuple[str, ...], bool, str, str | None]] = []
        self._opened: list[Open] = [("", "", Context(), "", True, None)]
        self._indexes = [-1]
        self._groups = 0
        self._skipping = 0
        self._captured: list[str] | None = None
        self._capture = ""
        self._titled = False
        self._open_links: list[Own] = []
        self._open_marks: list[Own] = []
        self._run: list[str] = []
        self._length = 0
        self._base = 0
        """Offset of the run in the accounted text."""
        self._space = False
        """White space came after the run's text …"""
        self._breaks = 0
        """… and so many line breaks."""
        self._after_link = False
        self._anchors: list[Span] = []
        self._marks: list[Span] = []
        self._holder = 0
        """Depth of the smallest open element that holds all text of the run …"""
        self._closed: list[tuple[Open, int]] = []
        """… and those below it, deepest first, that held all of it when they were closed, with their indexes."""

    # --- events ---------------------------------------------------------------------------------

    def start_element(self, tag: str, attrs: Pairs) -> None:
        """An element begins: maybe a block boundary, maybe evidence, maybe a link."""
        if self._skipping:
            self._skipping += 1
            return
        sort = _sort(tag, 0)
        words = ""
        telling = False
        if attrs:
            identity = None
            for name, value in attrs:
                if name == "class":
                    words = value or ""
                elif name == "id":
                    identity = value or ""
                elif name in _TELLING:
                    telling = True
            if identity is not None:
                words = f"{words} {identity}"
        if telling or sort & _SPECIAL:
            given = dict(attrs) if attrs else _NONE
            if (sort & sorts.UNUSUAL or telling) and self._unusual(sort, tag, given):
                return
            if sort & _SHAPING or telling:
                self._shape(sort, tag, words, given, telling=telling)
                return
        _, _, context, block_tag, _, _ = self._opened[-1]
        is_block = sort & sorts.BLOCK != 0
        if is_block:
            block_tag = tag
            if self._run:
                self._flush()
        self._opened.append((tag, words, context, block_tag, is_block, None))
        self._indexes.append(-1)

    def end_element(self, tag: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1
            if not self._skipping and self._captured is not None:
                self._keep_captured()
            return
        if tag in VOID:
            return
        opened = self._opened
        element = opened[-1]
        own = element[5]
        if own is not None:
            if own.href is not None:
                self._end_link(own)
            elif own.kind is not None:
                self._end_mark(own)
        if self._run:
            if element[4]:
                self._flush()
            elif self._holder == len(opened) - 1:
                self._closed.append((element, self._indexes[-1]))
                self._holder -= 1
        if own is not None and own.stated is not None:
            self._end_stated(own)
        opened.pop()
        self._indexes.pop()

    def characters(self, data: str) -> None:
        """A text node."""
        if self._skipping:
            if self._captured is not None:
                self._captured.append(data)
            return
        element = self._opened[-1]
        run = self._run
        if element[2].keeps_space:
            text = data
        elif data.isspace():
            self._space = True
            return
        else:
            text = " ".join(data.split())
            if not text:
                return
            if run:
                if self._breaks:
                    if self._breaks > 1:
                        self._flush()
                        run = self._run
                    else:
                        text = "\n" + text
                elif self._space or data[0].isspace():
                    text = " " + text
                elif self._after_link and element[5] is not None and element[5].href is not None:
                    text = " " + text  # two links side by side are two words, whatever style parts them
            self._space = data[-1].isspace()
        self._breaks = 0
        self._after_link = False
        if not run:
            self._base = self._position + 1 if self._position else 0
            self._holder = len(self._opened) - 1
        if self._closed:
            self._closed = []
        run.append(text)
        self._length += len(text)

    # --- the parts of an element -----------------------------------------------------------------

    def _shape(self, sort: int, tag: str, words: str, given: Attributes, *, telling: bool) -> None:
        """Open an element that hands something down, is followed to its end, or says more of itself."""
        opened = self._opened
        _, _, context, block_tag, _, _ = opened[-1]
        hides = False
        if sort & sorts.MAY_HIDE:
            hides = "shadowrootmode" not in given if sort & sorts.NEVER_SHOWN else "open" not in given
        if telling:
            for name in _NAMING:
                if name in given:
                    words = f"{words} {given[name] or ''}"
            hides = hides or is_hiding(tag, given, words)
        hides = hides and not context.hidden
        is_block = hides or sort & sorts.BLOCK != 0
        if is_block:
            block_tag = tag
            if self._run:
                self._flush()
        own: Own | None = None
        if hides or sort & sorts.STRUCTURAL:
            context = context.copy()
            context.hidden = context.hidden or hides
        if sort & sorts.STRUCTURAL:
            self._groups = note_structure(context, opened, tag, words, given, self._groups)
            if sort & sorts.LIST:
                own = Own()
                own.counter = counted_before(given)
        if sort & sorts.INLINE:
            if len(self._open_marks) < MOST_OPEN:
                own = Own()
                own.kind, own.start = INLINE_KINDS[tag], self._length
                self._open_marks.append(own)
        elif sort & sorts.LINK and "href" in given and len(self._open_links) < MOST_OPEN:
            own = Own()
            own.href, own.start = given["href"] or "", self._length
            self._open_links.append(own)
        if telling:
            if given.get("role") == "heading":
                if context is opened[-1][2]:
                    context = context.copy()
                context.heading = small_number(given.get("aria-level"), default=2, most=6)
            if "itemprop" in given or "rel" in given:
                own = self._declared(own, tag, given)
        opened.append((tag, words, context, block_tag, is_block, own))
        self._indexes.append(-1)

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
            self._name_author(given["content"] or "")
        if sort & sorts.VOID:
            self._void(tag, given)
            return True
        return False

    def _declared(self, own: Own | None, tag: str, given: Attributes) -> Own | None:
        """Text that an attribute declares to be evidence: what the element then has of its own."""
        stated = self.evidence.stated_by(tag, given)
        if stated:
            own = own or Own()
            own.stated = (*stated, self._here())
            own.names = 0 if "itemscope" in given else None
        elif given.get("itemprop") == "name" and not given.get("content"):
            scope = author_scope(self._opened)
            if scope is not None:
                own = own or Own()
                own.stated = ("author", "microdata author", self._here())
                scope.names = (scope.names or 0) + 1
        return own

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

    def _name_author(self, name: str) -> None:
        """An attribute names the author whom the element around it, or one above, declares."""
        top = self._opened[-1][5]
        scope = top if top is not None and top.names is not None else None
        scope = scope or author_scope(self._opened[:-1])
        if scope is not None:
            scope.names = (scope.names or 0) + 1
            self.evidence.add("author", name, "microdata author")

    def _end_stated(self, own: Own) -> None:
        """Note where the text ends that is evidence; an author whose name stood by itself has said it already."""
        assert own.stated is not None
        field, source, start = own.stated
        end = self._base + self._length if self._run else self._position
        if not own.names and (own.names is None or end - start <= _LONGEST_NAME):
            self._stated.append((field, source, start, end))

    def _void(self, tag: str, given: Attributes) -> None:
        if tag == "br":
            if self._opened[-1][2].keeps_space:
                self.characters("\n")
            else:
                self._breaks += 1
        elif tag == "hr":
            if self._run:
                self._flush()
        elif tag == "img":
            src = image_source(given)
            if src:
                path = tuple(element[0] for element in self._opened[1 : DEEPEST + 1])
                hidden = self._opened[-1][2].hidden
                self._pending_images.append((self._here(), path, hidden, src, given.get("alt")))

    def _end_link(self, own: Own) -> None:
        if self._length > own.start:
            self._anchors.append((own.start, self._length, own.href or ""))
            self._after_link = True
        self._open_links.remove(own)

    def _end_mark(self, own: Own) -> None:
        if self._length > own.start:
            self._marks.append((own.start, self._length, own.kind or ""))
        self._open_marks.remove(own)

    # --- runs ---------------------------------------------------------------------------------------

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
        for own in self._open_links:
            own.start = 0
        for own in self._open_marks:
            own.start = 0
        self._run = []
        self._length = self._base = self._breaks = 0
        self._space = self._after_link = False
        if self._anchors:
            self._anchors = []
        if self._marks:
            self._marks = []
        if self._closed:
            self._closed = []

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
        anchors, marks = self._anchors, self._marks
        for own in self._open_links:
            anchors.append((own.start, len(raw), own.href or ""))
        for own in self._open_marks:
            marks.append((own.start, len(raw), own.kind or ""))
        outline = self.outline
        number = len(self.blocks)
        closed, indexes, holder = self._closed, self._indexes, self._holder
        element = closed[0][0] if closed else self._opened[holder]
        index = outline.enter(self._opened, indexes, holder, closed, number)
        context = element[2]
        item = indexes[context.item] if context.item else -1
        markup = _markup(
            (
                element[3],
                outline.paths[index] if index >= 0 else (),
                context.hidden,
                context.ordered,
                context.depth,
                context.number if item >= 0 and outline.first[item] == number else None,
                context.row,
                context.column,
                context.group,
                context.row_span,
                context.column_span,
                context.language,
                marks_of(raw, lead, size, base, marks) if marks else (),
                index,
                item,
            )
        )
        indent = lead - raw.rfind("\n", 0, lead) - 1 if lead else 0
        links = anchors_of(raw, lead, size, base, anchors) if anchors else ()
        self.blocks.append(_block((start, end, text, indent, 0, context.heading, links, markup)))

    # --- the end --------------------------------------------------------------------------------------

    def finish(self) -> str:
        """The accounted text, once the parser is through."""
        if self._run:
            self._flush()
        accounted = "".join(self._pieces)
        for field, source, start, end in self._stated:
            self.evidence.add(field, accounted[start:end], source)
        for position, path, hidden, src, alt in self._pending_images:
            place = min(position, len(accounted))
            self.images.append(Image(place, src, " ".join(alt.split()) if alt else alt, path, hidden))
        return accounted
