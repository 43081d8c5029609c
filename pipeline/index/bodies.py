"""The paragraphs of all articles, for comparing pairs of them: what two share, and how near they are in meaning.

per article at most 48 marks of 4 bytes and 16 openings of 32 bytes (`pipeline.index.paragraphs`)

They lie as they came, and are not copied: at 100,000 articles they are 60 MB. Each row says where its own are.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pipeline.index.paragraphs import LEAD_BYTES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Value = TypeVar("_Value", bound="np.generic")
_CHUNK = 1024
_PARTS = 8
"""Parts that the marks are looked at in, so that they are not all held twice."""
_BITS = 8 * LEAD_BYTES
_WORDS = LEAD_BYTES // 8
_COSINES = tuple(round(10_000 * math.cos(math.pi * apart / _BITS)) for apart in range(_BITS + 1))
"""The cosine of two vectors by the number of signs in which they differ, in ten thousandths."""


@dataclass(frozen=True)
class _Slices:
    """Where each row's values lie."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def counts(self) -> NDArray[np.int64]:
        """The number of each row's values."""
        return self.ends - self.starts

    def owners(self, values: int) -> NDArray[np.int32]:
        """The row of each of so many values; -1 where it is no row's."""
        import numpy as np

        order = np.lexsort((self.ends, self.starts))
        starts, ends = self.starts[order], self.ends[order]
        # By turns what lies between two rows, and a row's own.
        sizes = np.empty(2 * len(order) + 1, np.int64)
        sizes[1::2] = ends - starts
        sizes[0::2] = np.append(starts, values) - np.append(0, ends)
        rows = np.full(len(sizes), -1, np.int32)
        rows[1::2] = order
        return np.repeat(rows, sizes)


@dataclass(frozen=True)
class Bodies:
    """Marks and openings of articles, by row."""

    marks: NDArray[np.uint32]
    marks_of: _Slices
    leads: NDArray[np.uint64]
    """A row of 256 bits for each opening."""
    leads_of: _Slices

    def of(self, row: int) -> NDArray[np.uint32]:
        """The marks of one article."""
        return self.marks[self.marks_of.starts[row] : self.marks_of.ends[row]]

    def counts(self) -> NDArray[np.int64]:
        """The number of each article's marks."""
        return self.marks_of.counts()

    def sharing(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
        """The rows that have a mark in common with a smaller one: the smallest, that before, the row itself.

        A row comes once for each such mark; marks are looked at a part at a time.
        """
        import numpy as np

        owners = self.marks_of.owners(len(self.marks))
        for part in range(_PARTS):
            here = np.flatnonzero((self.marks % _PARTS == part) & (owners >= 0))
            both = self.marks[here].astype(np.uint64) << np.uint64(32) | owners[here].astype(np.uint64)
            both.sort()
            marks = (both >> np.uint64(32)).astype(np.uint32)
            rows = (both & np.uint64(0xFFFF_FFFF)).astype(np.int64)
            again = np.flatnonzero(marks[1:] == marks[:-1]) + 1
            heads = np.diff(again, prepend=-1) > 1
            yield rows[np.maximum.accumulate(np.where(heads, again - 1, 0))], rows[again - 1], rows[again]

    def shared(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each pair of rows, how many marks both have."""
        import numpy as np

        found = np.zeros(len(left), dtype=np.int64)
        for head in range(0, len(left), _CHUNK):
            a, here = _padded(self.marks, self.marks_of, left[head : head + _CHUNK])
            b, there = _padded(self.marks, self.marks_of, right[head : head + _CHUNK])
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
            a, here = _padded(self.leads, self.leads_of, left[head : head + _CHUNK])
            b, there = _padded(self.leads, self.leads_of, right[head : head + _CHUNK])
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
    values: NDArray[_Value], of: _Slices, rows: NDArray[np.int64]
) -> tuple[NDArray[_Value], NDArray[np.bool_]]:
    """The values of these rows side by side, and which of the places are filled."""
    import numpy as np

    first, last = of.starts[rows], of.ends[rows]
    sizes = last - first
    places = np.arange(int(sizes.max(initial=0)))
    filled: NDArray[np.bool_] = places < sizes[:, None]
    if not filled.any():
        return np.zeros((*filled.shape, *values.shape[1:]), values.dtype), filled
    return values[np.where(filled, first[:, None] + places, 0)], filled


class BodyBuilder:
    """Collects the articles, whatever their order."""

    def __init__(self) -> None:
        self._marks = array("I")
        self._mark_ends = array("q")
        self._leads = bytearray()
        self._lead_ends = array("q")

    def add(self, marks: Sequence[int], leads: bytes) -> None:
        """The marks and openings of the next article."""
        self._marks.extend(marks)
        self._mark_ends.append(len(self._marks))
        self._leads += leads
        self._lead_ends.append(len(self._leads) // LEAD_BYTES)

    def build(self, order: Sequence[int]) -> Bodies:
        """Those of these articles, by place of adding, in this order. Nothing can be added afterwards."""
        import numpy as np

        return Bodies(
            np.frombuffer(self._marks, dtype=np.uint32),
            _slices(self._mark_ends, order),
            np.frombuffer(self._leads, dtype="<u8").reshape(-1, _WORDS),
            _slices(self._lead_ends, order),
        )


def _slices(ends: array[int], order: Sequence[int]) -> _Slices:
    import numpy as np

    every, wanted = np.array(ends, dtype=np.int64), np.array(order, dtype=np.int64)
    return _Slices(np.append(0, every)[wanted], every[wanted])
