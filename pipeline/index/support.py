"""How much of an article's vocabulary its site shares: a hint to articles foreign to the site.

Document frequencies live in one hashed table of fixed size, so memory is bounded and merging is adding; a
word may share its count with another (the count is never too low), which only makes the hint weaker.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.index.columns import key64

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 2**20
TERMS = 20
"""Terms of an article that are looked at."""


def group_of(site: str, language: str | None) -> str:
    """The group of an article: those of its site in its language."""
    return f"{site}\0{language or ''}"


@dataclass(frozen=True, slots=True)
class Spread:
    """The spread of support over one group: median and median absolute deviation."""

    articles: int
    median: float
    deviation: float


class SupportBuilder:
    """Collects the terms of all articles."""

    def __init__(self) -> None:
        self._buckets = array("I")
        self._counts = array("I")

    def add(self, group: str, terms: Sequence[str]) -> None:
        """The terms of the next article, most telling first; only articles of its group are compared with it."""
        chosen = terms[:TERMS]
        self._buckets.extend(key64(f"{group}\0{term}") & (BUCKETS - 1) for term in chosen)
        self._counts.append(len(chosen))

    def build(
        self, groups: Sequence[str], counted: Sequence[bool]
    ) -> tuple[NDArray[np.float32], Mapping[str, Spread]]:
        """Support of each article in the order of adding, and the spread by group over the `counted` ones."""
        import numpy as np

        buckets = np.frombuffer(self._buckets, dtype=np.uint32).astype(np.int64)
        lengths = np.frombuffer(self._counts, dtype=np.uint32).astype(np.int64)
        owner = np.repeat(np.arange(len(lengths)), lengths)
        mask = np.asarray(counted, dtype=bool)
        frequency = np.bincount(buckets[mask[owner]], minlength=BUCKETS)
        names = sorted(set(groups))
        number = {name: at for at, name in enumerate(names)}
        group = np.array([number[name] for name in groups], dtype=np.int64)
        pages = np.bincount(group[mask], minlength=len(names))
        shared = np.log1p(np.maximum(frequency[buckets] - 1, 0))
        scale = np.log1p(np.maximum(pages[group] - 1, 1))
        sums = np.bincount(owner, weights=shared, minlength=len(lengths))
        support = (sums / np.maximum(lengths, 1) / scale).astype(np.float32)
        spread = {}
        order = np.argsort(group[mask], kind="stable")
        ranked = support[mask][order]
        ends = np.cumsum(pages)
        for name, at in number.items():
            mine = ranked[ends[at] - pages[at] : ends[at]]
            if len(mine):
                middle = float(np.median(mine))
                spread[name] = Spread(len(mine), middle, float(np.median(np.abs(mine - middle))))
        return support, spread
