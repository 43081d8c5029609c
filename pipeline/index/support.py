"""How much of an article's vocabulary the rest of its site shares: a hint to articles foreign to the site.

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


@dataclass(frozen=True, slots=True)
class SiteSupport:
    """The spread of support over one site: median and median absolute deviation."""

    articles: int
    median: float
    deviation: float


class SupportBuilder:
    """Collects the terms of all articles."""

    def __init__(self) -> None:
        self._buckets = array("I")
        self._counts = array("I")

    def add(self, site: str, terms: Sequence[str]) -> None:
        """The terms of the next article, most telling first."""
        chosen = terms[:TERMS]
        self._buckets.extend(key64(f"{site}\0{term}") & (BUCKETS - 1) for term in chosen)
        self._counts.append(len(chosen))

    def build(
        self, sites: Sequence[str], counted: Sequence[bool]
    ) -> tuple[NDArray[np.float32], Mapping[str, SiteSupport]]:
        """Support of each article in the order of adding, and the spread by site over the `counted` ones."""
        import numpy as np

        buckets = np.frombuffer(self._buckets, dtype=np.uint32).astype(np.int64)
        lengths = np.frombuffer(self._counts, dtype=np.uint32).astype(np.int64)
        owner = np.repeat(np.arange(len(lengths)), lengths)
        mask = np.asarray(counted, dtype=bool)
        frequency = np.bincount(buckets[mask[owner]], minlength=BUCKETS)
        names = sorted(set(sites))
        number = {name: at for at, name in enumerate(names)}
        site = np.fromiter((number[name] for name in sites), dtype=np.int64, count=len(sites))
        pages = np.bincount(site[mask], minlength=len(names))
        shared = np.log1p(np.maximum(frequency[buckets] - 1, 0))
        scale = np.log1p(np.maximum(pages[site] - 1, 1))
        sums = np.bincount(owner, weights=shared, minlength=len(lengths))
        support = (sums / np.maximum(lengths, 1) / scale).astype(np.float32)
        spread = {}
        order = np.argsort(site[mask], kind="stable")
        ranked = support[mask][order]
        ends = np.cumsum(pages)
        for name, at in number.items():
            mine = ranked[ends[at] - pages[at] : ends[at]]
            if len(mine):
                middle = float(np.median(mine))
                spread[name] = SiteSupport(len(mine), middle, float(np.median(np.abs(mine - middle))))
        return support, spread
