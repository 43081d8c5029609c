"""An open element while a page is read, with what its descendants inherit from it."""

from __future__ import annotations

DEEPEST = 200
"""Below this nesting, blocks keep the path of the ancestor at this depth: hostile pages nest without end."""
WIDEST = 1000
"""Most columns a table may have before cells stop being placed."""


class Table:
    """Where the next cell of a table goes, with row and column spans resolved."""

    __slots__ = ("_column", "_taken", "row")

    def __init__(self) -> None:
        self.row = -1
        self._column = 0
        self._taken: dict[int, int] = {}

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self._column = 0
        if self._taken:
            self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}

    def next_cell(self, rows: int, columns: int) -> int:
        """The column of the next cell, which then takes `rows` by `columns`."""
        if self.row < 0:
            self.row = 0
        while self._column in self._taken:
            self._column += 1
        column = self._column
        self._column = min(column + columns, WIDEST)
        if rows > 1:
            for taken in range(column, self._column):
                self._taken[taken] = rows
        return column


class Context:
    """What an element hands down to its descendants. Shared until one of them changes something."""

    __slots__ = (
        "column",
        "column_span",
        "depth",
        "group",
        "heading",
        "hidden",
        "item",
        "keeps_space",
        "language",
        "number",
        "ordered",
        "row",
        "row_span",
        "table",
    )

    def __init__(self) -> None:
        self.hidden = False
        self.keeps_space = False
        self.item: Frame | None = None
        self.table: Table | None = None
        self.group: int | None = None
        self.row: int | None = None
        self.column: int | None = None
        self.row_span = 1
        self.column_span = 1
        self.depth = 0
        self.ordered: bool | None = None
        self.number: int | None = None
        self.heading = 0
        self.language: str | None = None

    def copy(self) -> Context:
        """A context of one's own with the same values."""
        new = Context.__new__(Context)
        new.hidden = self.hidden
        new.keeps_space = self.keeps_space
        new.item = self.item
        new.table = self.table
        new.group = self.group
        new.row = self.row
        new.column = self.column
        new.row_span = self.row_span
        new.column_span = self.column_span
        new.depth = self.depth
        new.ordered = self.ordered
        new.number = self.number
        new.heading = self.heading
        new.language = self.language
        return new


class Frame:
    """One open element. What few elements need has its default on the class: pages have thousands of elements."""

    index = -1
    """Index in the outline, once a block lies inside."""
    link: tuple[str, int] | None = None
    """Address, and where its text begins in the run."""
    kind: tuple[str, int] | None = None
    """Kind of inline markup, and where it begins in the run."""
    stated: tuple[str, str, int] | None = None
    """Field and source of the evidence that the element's text is, and where it begins."""
    names: int | None = None
    """Names found inside, on an element that declares an author and leaves the name to them."""
    counter = 0
    """Number of the last item, on lists."""
    is_open = True
    _path: tuple[str, ...] | None = None
    speaker: Frame | None = None
    """The ancestor at `DEEPEST` whose path its blocks carry; None: its own."""

    def __init__(self, tag: str, up: Frame | None, words: str, *, is_block: bool) -> None:
        self.tag = tag
        self.up = up
        self.words = words
        self.is_block = is_block
        if up is None:
            self.block_tag = tag
            self.context = Context()
        else:
            self.block_tag = tag if is_block else up.block_tag
            """Name of the nearest element of block level, maybe its own."""
            self.context = up.context

    def own_context(self) -> Context:
        """The context, made the element's own so that it may be changed."""
        if self.up is not None and self.context is self.up.context:
            self.context = self.context.copy()
        return self.context

    def path(self) -> tuple[str, ...]:
        """Element names from the root down to this one."""
        speaker = self.speaker or self
        if speaker._path is None:
            up = speaker.up
            speaker._path = () if up is None else (*up.path(), speaker.tag)
        return speaker._path
