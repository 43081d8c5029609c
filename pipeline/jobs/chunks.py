"""Pages in chunks: enough pages to be worth a message, few enough bytes to be held at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import PageRef
from pipeline.engine import Chunk

MAX_PAGES = 64
MIN_PAGES = 8
MAX_BYTES = 8_000_000
"""Of page files as stored; packed ones count for more."""
PACKED = 6
"""What a byte of gzip counts for."""


def chunked(refs: Sequence[PageRef], workers: int) -> Iterator[Chunk[PageRef]]:
    """The pages in order, in chunks. Where a chunk ends never shows in a dataset.

    Small runs, and the end of large ones, are cut finer: every worker has something to do, and none long after
    the others have done.
    """

    def most(left: int) -> int:
        return min(MAX_PAGES, max(MIN_PAGES, left // (4 * max(workers, 1))))

    pages = most(len(refs))
    number = start = size = 0
    for at, ref in enumerate(refs):
        weight = ref.size * (PACKED if ref.page_id.lower().endswith(".gz") else 1)
        if at > start and (at - start >= pages or size + weight > MAX_BYTES):
            yield Chunk(number, refs[start:at])
            number, start, size = number + 1, at, 0
            pages = most(len(refs) - at)
        size += weight
    if start < len(refs):
        yield Chunk(number, refs[start:])
