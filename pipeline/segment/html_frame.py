"""An open element while a page is read, with what its descendants inherit from it."""

from __future__ import annotations

from collections.abc import Sequence

NAME_DEPTH = 6
"""Elements between an author and the name inside, at most."""
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
        "item_tag",
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
        self.item = 0
        """Depth of the nearest open item of a list or cell of a table; 0: none …"""
        self.item_tag = ""
        """… and its name."""
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
        """A context of its own for an element that changes something."""
        new = Context.__new__(Context)
        new.hidden = self.hidden
        new.keeps_space = self.keeps_space
        new.item = self.item
        new.item_tag = self.item_tag
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


class Own:
    """What few open elements have: a link, inline markup, numbered items, evidence. Most do with none."""

    __slots__ = ("counter", "href", "kind", "names", "start", "stated")

    def __init__(self) -> None:
        self.href: str | None = None
        """Address, on links that are followed."""
        self.kind: str | None = None
        """Kind of inline markup."""
        self.start = 0
        """Where the link or the markup begins in the run."""
        self.counter = 0
        """Number of the last item, on lists."""
        self.stated: tuple[str, str, int] | None = None
        """Field and source of the evidence that the element's text is, and where it begins."""
        self.names: int | None = None
        """Names found inside, on an element that declares an author and leaves the name to them."""


Open = tuple[str, str, Context, str, bool, Own | None]
"""An open element: name; class, id, role and itemprop; what it hands down; name of the nearest element of block
level, maybe its own; whether it is one itself; what it has of its own. A plain tuple: pages have thousands."""


def author_scope(opened: Sequence[Open]) -> Own | None:
    """Of these open elements the nearest that declares an author and leaves the name to an element inside."""
    for element in reversed(opened[-NAME_DEPTH:]):
        if element[5] is not None and element[5].names is not None:
            return element[5]
    return None
