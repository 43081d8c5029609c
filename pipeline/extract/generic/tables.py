"""Tables of data: which they are, and their rows as cells with spans resolved; code in several blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Block, CellsValue, Document
from pipeline.extract.generic.oneline import one_line

LONG_CELL = 40
"""Mean words of a cell above which a table is taken for layout."""
WIDEST = 64
"""Columns into which one spanning cell is repeated at most."""


@dataclass(slots=True)
class _Shape:
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    first: int = -1
    last: int = -1
    members: int = 0
    words: int = 0
    heading: bool = False
    header: bool = False


def data_tables(document: Document) -> frozenset[int]:
    """Groups of blocks that are tables of data: several rows and columns of short cells, nothing else inside."""
    shapes: dict[int, _Shape] = {}
    for number, block in enumerate(document.blocks):
        markup = block.markup
        if markup is None or markup.row is None or markup.group is None:
            continue
        shape = shapes.setdefault(markup.group, _Shape(first=number))
        shape.rows.add(markup.row)
        shape.columns.add(markup.column or 0)
        shape.last = number
        shape.members += 1
        shape.words += len(block.text.split())
        shape.heading |= bool(block.heading_level)
        shape.header |= markup.tag == "th"
    return frozenset(
        group
        for group, shape in shapes.items()
        if len(shape.rows) >= 2
        and (len(shape.columns) >= 2 or shape.header)
        and not shape.heading
        and shape.last - shape.first + 1 == shape.members
        and shape.words <= LONG_CELL * shape.members
    )


def code_in_parts(document: Document) -> dict[int, int]:
    """Blocks that lie in a `pre` with others, such as one for each line: number to element of the `pre`."""
    outline = document.outline
    if outline is None:
        return {}
    parts: dict[int, int] = {}
    for element, tag in enumerate(outline.tags):
        if tag == "pre" and outline.first[element] < outline.last[element]:
            for number in range(outline.first[element], outline.last[element] + 1):
                parts[number] = element
    return parts


def table_row(blocks: Sequence[Block], carry: dict[int, tuple[str, int]]) -> CellsValue:
    """The cells of one row. `carry`: column to text and rows left, of cells that reach down from rows above."""
    cells: dict[int, str] = {}
    for column in list(carry):
        text, left = carry[column]
        cells[column] = text
        if left > 1:
            carry[column] = (text, left - 1)
        else:
            del carry[column]
    own: dict[int, list[Block]] = {}
    for block in blocks:
        markup = block.markup
        assert markup is not None
        own.setdefault(markup.column or 0, []).append(block)
    for column, parts in own.items():
        markup = parts[0].markup
        assert markup is not None
        text = " ".join(one_line(part.text) for part in parts)
        for spanned in range(column, column + min(markup.column_span, WIDEST)):
            cells[spanned] = text
            if markup.row_span > 1:
                carry[spanned] = (text, markup.row_span - 1)
    width = max(cells) + 1 if cells else 0
    group = blocks[0].markup.group if blocks[0].markup else None
    return CellsValue(tuple(cells.get(column, "") for column in range(width)), group)
