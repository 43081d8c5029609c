"""The paragraphs of all articles, for comparing pairs of them: what two share, and how near they are in meaning.

per article at most 48 marks of 8 bytes and 16 openings of 32 bytes (`pipeline.index.paragraphs`)
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.index.paragraphs import LEAD_BYTES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHUNK = 1024
_BITS = 8 * LEAD_BYTES
_WORDS = LEAD_BYTES // 8
_COSINES = tuple(round(10_000 * math.cos(math.pi * apart / _BITS)) for apart in range(_BITS + 1))
"""The cosine of two vectors by the number of signs in which they differ, in ten thousandths."""


@dataclass(frozen=True)
class Bodies:
    """Marks and openings of articles, by row."""

    marks: NDArray[np.uint64]
    mark_ends: NDArray[np.int64]
    leads: NDArray[np.uint64]
    """A row of 256 bits for each opening."""
    lead_ends: NDArray[np.int64]

    def of(self, row: int) -> NDArray[np.uint64]:
        """The marks of one article."""
        return self.marks[self.mark_ends[row - 1] if row else 0 : self.mark_ends[row]]

    def counts(self) -> NDArray[np.int64]:
        """The number of each article's marks."""
        import numpy as np

        return np.diff(self.mark_ends, prepend=0)

    def shared(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each pair of rows, how many marks both have."""
        import numpy as np

        found = np.zeros(len(left), dtype=np.int64)
        for head in range(0, len(left), _CHUNK):
            a, here = _padded(self.marks, self.mark_ends, left[head : head + _CHUNK])
            b, there = _padded(self.marks, self.mark_ends, right[head : head + _CHUNK])
            equal = a[:, :, None] == b[:, None, :]
            equal &= here[:, :, None] & there[:, None, :]
            found[head : head + _CHUNK] = equal.sum(axis=(1, 2))
        return found

    def alike(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """For each pair of rows the mean cosine of the openings of one to their best match in the other, both ways.

        0 where one has no openings.
        """
        import numpy as np

        found = np.zeros(len(left))
        cosines = np.array(_COSINES, dtype=np.int64)
        for head in range(0, len(left), _CHUNK):
            a, here = _padded(self.leads, self.lead_ends, left[head : head + _CHUNK])
            b, there = _padded(self.leads, self.lead_ends, right[head : head + _CHUNK])
            if not a.shape[1] or not b.shape[1]:
                continue
            apart = np.zeros((len(a), a.shape[1], b.shape[1]), dtype=np.uint16)
            for word in range(_WORDS):
                apart += _bits(a[:, :, None, word] ^ b[:, None, :, word])
            apart[~(here[:, :, None] & there[:, None, :])] = _BITS
            one = np.where(here, cosines[apart.min(axis=2)], 0).sum(axis=1) / np.maximum(here.sum(axis=1), 1)
            other = np.where(there, cosines[apart.min(axis=1)], 0).sum(axis=1)
            other = other / np.maximum(there.sum(axis=1), 1)
            both = here.any(axis=1) & there.any(axis=1)
            found[head : head + _CHUNK] = np.where(both, np.round((one + other) / 20_000, 4), 0.0)
        return found


def _bits(values: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """The number of set bits of each value."""
    import numpy as np

    if hasattr(np, "bitwise_count"):  # numpy 2
        counted: NDArray[np.uint8] = np.bitwise_count(values)
        return counted
    rows = np.ascontiguousarray(values)[..., None].view(np.uint8)
    summed: NDArray[np.uint8] = np.unpackbits(rows, axis=-1).sum(axis=-1, dtype=np.uint8)
    return summed


def _padded(
    values: NDArray[np.uint64], ends: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """The values of these rows side by side, and which of the places are filled."""
    import numpy as np

    last = ends[rows]
    first = np.where(rows > 0, ends[rows - 1], 0)
    sizes = last - first
    places = np.arange(int(sizes.max(initial=0)))
    filled: NDArray[np.bool_] = places < sizes[:, None]
    if not filled.any():
        return np.zeros((*filled.shape, *values.shape[1:]), values.dtype), filled
    return values[np.where(filled, first[:, None] + places, 0)], filled


class BodyBuilder:
    """Collects the articles, whatever their order."""

    def __init__(self) -> None:
        self._marks = array("Q")
        self._mark_counts = array("i")
        self._leads = bytearray()
        self._lead_counts = array("i")

    def add(self, marks: Sequence[int], leads: bytes) -> None:
        """The marks and openings of the next article."""
        self._marks.extend(marks)
        self._mark_counts.append(len(marks))
        self._leads += leads
        self._lead_counts.append(len(leads) // LEAD_BYTES)

    def build(self, order: Sequence[int]) -> Bodies:
        """Those of these articles, by place of adding, in this order."""
        import numpy as np

        marks, mark_ends = _taken(np.frombuffer(self._marks, dtype=np.uint64), self._mark_counts, order)
        rows = np.frombuffer(self._leads, dtype="<u8").reshape(-1, _WORDS)
        leads, lead_ends = _taken(rows, self._lead_counts, order)
        return Bodies(marks, mark_ends, leads, lead_ends)


def _taken(
    values: NDArray[np.uint64], counts: array[int], order: Sequence[int]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    import numpy as np

    sizes = np.array(counts, dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    wanted = np.array(order, dtype=np.int64)
    mine = sizes[wanted]
    ends = np.cumsum(mine)
    return values[np.arange(int(mine.sum())) + np.repeat(starts[wanted] - (ends - mine), mine)], ends
