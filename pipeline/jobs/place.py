"""Where spans of a page stand, once the page itself is no longer in memory: from its spilled blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.files import chunk_file
from pipeline.publish.spill import load_head
from pipeline.rules.spot import Place, Span, Spot, trimmed

if TYPE_CHECKING:
    import pyarrow as pa

_COLUMNS = ("start", "end", "text", "source_start", "source_end", "line", "column")


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    text: str
    source_start: int | None
    source_end: int | None
    line: int | None
    column: int | None


class ChunkPlaces:
    """The places of one spilled chunk; its blocks are read when the first finding asks for them."""

    def __init__(self, work: Path, number: int) -> None:
        self._blocks_file = chunk_file(work, number, "blocks")
        head = load_head(work, number)
        page_ids = [row[0] for row in head.pages[0]]
        ends = list(accumulate(head.blocks))
        self._rows = {
            page_id: (end - count, count)
            for page_id, end, count in zip(page_ids, ends, head.blocks, strict=True)
        }
        self._links = {
            page_id: blob.link_count
            for page_id, blob in zip(page_ids, head.articles, strict=True)
            if blob is not None
        }
        self._table: pa.Table | None = None

    def links(self, page_id: str) -> int:
        """Number of links of the page's article."""
        return self._links[page_id]

    def of(self, page_id: str) -> Place:
        """A function that gives the spots of spans of one page; None for a span outside its blocks."""

        def place(spans: Sequence[Span]) -> list[Spot | None]:
            blocks = self._blocks(page_id)
            starts = [block.start for block in blocks]
            return [_spot(blocks, bisect_right(starts, start) - 1, start, end) for start, end in spans]

        return place

    def _blocks(self, page_id: str) -> list[_Block]:
        if self._table is None:
            import pyarrow as pa

            with pa.OSFile(str(self._blocks_file), "rb") as source:
                self._table = pa.ipc.open_stream(source).read_all().select(_COLUMNS)
        first, count = self._rows[page_id]
        columns = self._table.slice(first, count).to_pydict()
        return [_Block(*row) for row in zip(*(columns[name] for name in _COLUMNS), strict=True)]


def _spot(blocks: Sequence[_Block], at: int, start: int, end: int) -> Spot | None:
    """The spot of a span that begins in block `at`; it is cut at the end of that block."""
    if at < 0 or start >= blocks[at].end:
        return None
    block = blocks[at]
    first, last = trimmed(block.text, start - block.start, min(end, block.end) - block.start)
    excerpt = block.text[first:last]
    if block.source_start is None or block.source_end is None:
        return Spot(excerpt)
    if block.source_end - block.source_start != block.end - block.start:
        # Markup or entities stand between: what is known for sure is the block as a whole.
        return Spot(excerpt, block.source_start, block.source_end, block.line, block.column)
    newlines = block.text.count("\n", 0, first)
    line = None if block.line is None else block.line + newlines
    column = block.column
    if column is not None:
        column = first - block.text.rfind("\n", 0, first) if newlines else column + first
    return Spot(excerpt, block.source_start + first, block.source_start + last, line, column)
