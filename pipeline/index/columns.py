"""Strings in one buffer: 100,000 titles cost their bytes and four more each, not an object each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xxhash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def key64(text: str) -> int:
    """A 64-bit key of a string; the same everywhere."""
    return xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class StringColumn:
    """Read-only strings by position."""

    data: bytes
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, strings: Iterable[str]) -> StringColumn:
        """The column of these strings, in their order."""
        import numpy as np

        parts = [text.encode("utf-8", "surrogatepass") for text in strings]
        ends = np.cumsum(np.fromiter((len(part) for part in parts), dtype=np.int64, count=len(parts)))
        return cls(b"".join(parts), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, row: int) -> str:
        start = int(self.ends[row - 1]) if row else 0
        return self.data[start : int(self.ends[row])].decode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class KeyTable:
    """64-bit keys to rows, by binary search: 12 bytes a key."""

    keys: NDArray[np.uint64]
    rows: NDArray[np.int32]

    @classmethod
    def of(cls, pairs: dict[int, int]) -> KeyTable:
        """The table of these keys and rows."""
        import numpy as np

        keys = np.fromiter(pairs.keys(), dtype=np.uint64, count=len(pairs))
        rows = np.fromiter(pairs.values(), dtype=np.int32, count=len(pairs))
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], rows[order])

    def find(self, keys: Iterable[int]) -> list[int]:
        """The row of each key, -1 where there is none."""
        import numpy as np

        wanted = np.array(list(keys), dtype=np.uint64)
        if not len(self.keys):
            return [-1] * len(wanted)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found: list[int] = np.where(self.keys[at] == wanted, self.rows[at], -1).tolist()
        return found
