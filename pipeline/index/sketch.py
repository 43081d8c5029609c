"""MinHash sketches of texts, and the groups of near-duplicates among them.

128 values estimate the Jaccard similarity of the 3-word shingles with a standard error of at most 0.045.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rensa import RMinHash

from pipeline.index.columns import key64
from pipeline.index.runs import PageTokens, Runs
from pipeline.index.vocabulary import Column

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VALUES = 128
MIN_WORDS = 24
"""Shorter texts have too few shingles to be compared."""
BANDS = 32
"""Four values a band: a pair at 0.7 shares at least one band with probability 0.9998, at 0.4 with 0.56."""
_SEED = 20260630
_FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
"""Odd factors: the order of the words in a shingle matters."""
_CHUNK = 4096
_HASH = Column("u8", key64)


def sketch(text: str) -> tuple[int, ...]:
    """The MinHash of the text's 3-word shingles, 128 values below 2**32; empty for a short text."""
    return sketch_of(PageTokens().runs([text]))


def sketch_of(runs: Runs) -> tuple[int, ...]:
    """The sketch of the text that these tokens make."""
    if len(runs.numbers) < MIN_WORDS:
        return ()
    import numpy as np

    # A shingle's hash is mixed from those of its words: a text has thousands, too many to make a string of each.
    hashes = runs.take(_HASH)
    mixed = (hashes[:-2] * _FIRST + hashes[1:-1]) * _SECOND + hashes[2:]
    mixed ^= mixed >> np.uint64(32)
    rows = RMinHash.digest_matrix_from_flat_token_hashes(mixed, [0, len(mixed)], VALUES, _SEED).to_rows()
    return tuple(rows[0])


def similarity(left: Sequence[int], right: Sequence[int]) -> float:
    """The estimated Jaccard similarity of two sketches; 0 where one is empty."""
    if not left or not right:
        return 0.0
    return sum(map(int.__eq__, left, right)) / VALUES


class Groups:
    """Disjoint sets of rows; the smallest row of a set stands for it."""

    def __init__(self, rows: int) -> None:
        self._parent = list(range(rows))

    def find(self, row: int) -> int:
        """The smallest row of the set that `row` is in."""
        parent = self._parent
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def join(self, left: int, right: int) -> None:
        """Makes one set of two."""
        left, right = self.find(left), self.find(right)
        self._parent[max(left, right)] = min(left, right)

    def larger(self) -> tuple[tuple[int, ...], ...]:
        """The sets of two rows and more, each ascending, sorted by their smallest row."""
        members: dict[int, list[int]] = {}
        for row, parent in enumerate(self._parent):
            if parent != row:
                members.setdefault(self.find(row), []).append(row)
        return tuple((head, *members[head]) for head in sorted(members))


def near_groups(
    sketches: NDArray[np.uint32], threshold: float, rows: NDArray[np.integer[Any]] | None = None
) -> tuple[tuple[int, ...], ...]:
    """Groups of sketches that are alike (at `threshold` or above), chains included.

    `sketches` has a row of 128 values an article; all must be of long enough texts. `rows` says which are grouped, in
    what order: groups are places in it.
    Within a bucket each row is compared with the first and with the one before it, so that the work
    grows with the number of rows, not with its square.
    """
    import numpy as np

    if rows is None:
        rows = np.arange(len(sketches))
    groups = Groups(len(rows))
    if len(rows) < 2:
        return ()
    needed = threshold * VALUES - 1e-9
    for keys in _band_keys(sketches):
        for left, right in _candidates(keys[rows], groups.find):
            for head in range(0, len(left), _CHUNK):
                a, b = left[head : head + _CHUNK], right[head : head + _CHUNK]
                alike = (sketches[rows[a]] == sketches[rows[b]]).sum(axis=1) >= needed
                for x, y in zip(a[alike].tolist(), b[alike].tolist(), strict=True):
                    groups.join(x, y)
    return groups.larger()


def _band_keys(sketches: NDArray[np.uint32]) -> Iterator[NDArray[np.uint64]]:
    """One 64-bit key a row for each band, a band at a time."""
    import numpy as np

    width = VALUES // BANDS
    for band in range(BANDS):
        key = np.zeros(len(sketches), dtype=np.uint64)
        for column in range(band * width, (band + 1) * width):
            key = (key ^ sketches[:, column].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            key ^= key >> np.uint64(29)
        yield key


def _candidates(
    keys: NDArray[np.uint64], find: Callable[[int], int]
) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Pairs of rows with one key, not yet in one set: with the bucket's first, then with the one before."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    same = ranked[1:] == ranked[:-1]
    if not same.any():
        return []
    starts = np.concatenate(([True], ~same))
    first = order[np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))]
    inner = np.flatnonzero(same) + 1
    pairs = []
    for other in (first[inner], order[inner - 1]):
        mine = order[inner]
        apart = np.fromiter(
            (find(a) != find(b) for a, b in zip(other.tolist(), mine.tolist(), strict=True)),
            dtype=bool,
            count=len(mine),
        )
        if apart.any():
            pairs.append((other[apart], mine[apart]))
    return pairs
