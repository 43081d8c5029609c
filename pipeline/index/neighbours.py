"""How near an article is to the nearest others of its site and language, by the meaning of title and opening.

A foreign article is far from all others, or near to the few that came in with it; an article on one of several
topics of a site is near to those of its own topic. Articles are compared with a sample that every run draws
alike: those with the smallest keys.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.index.columns import key64
from pipeline.index.vectors import word_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REFERENCES = 1000
NEAREST = 5
SKIPPED = 1
"""So many articles count after the very nearest: two that came in together do not hide each other."""
TITLE = 0.5
"""Weight of the title beside the opening of the text."""


def article_vector(title: str, passage: bytes) -> NDArray[np.float32] | None:
    """What an article is about, length 1; `passage` as `pipeline.index.vectors.passage_vector` gives it."""
    import numpy as np

    vectors = word_vectors()
    if vectors is None or not passage:
        return None
    mixed = np.frombuffer(passage, dtype=np.float16).astype(np.float32)
    mixed = _plain(mixed) + np.float32(TITLE) * _plain(vectors.titles([title])[0])
    return _unit(mixed)


def _plain(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Without the number that all texts share: a whole article says enough for itself."""
    return _unit(vector[:-1])


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    unit: NDArray[np.float32] = vector / max(float(np.sqrt(np.einsum("i,i->", vector, vector))), 1e-9)
    return unit


@dataclass(frozen=True)
class Neighbourhood:
    """The sample of one group of articles, and how near its articles usually are to their nearest."""

    articles: int
    keys: NDArray[np.uint64]
    vectors: NDArray[np.float16]
    median: float
    deviation: float
    """Median absolute deviation."""

    @cached_property
    def _references(self) -> NDArray[np.float32]:
        import numpy as np

        return self.vectors.astype(np.float32)

    def nearness(self, page_id: str, vector: NDArray[np.float32]) -> float:
        """Mean cosine of an article to the nearest others, four digits."""
        import numpy as np

        cosines = np.einsum("ij,j->i", self._references, vector)
        cosines = cosines[self.keys != np.uint64(key64(page_id))]
        most = NEAREST + SKIPPED
        if len(cosines) > most:
            cosines = np.partition(cosines, len(cosines) - most)[-most:]
        cosines = np.sort(cosines)[-most:-SKIPPED]
        return round(float(cosines.mean()), 4) if len(cosines) else 0.0


class NeighbourBuilder:
    """Collects articles, whatever their order; of each group only the sample is held."""

    def __init__(self) -> None:
        self._heaps: dict[str, list[tuple[int, str, bytes]]] = {}
        self._articles: dict[str, int] = {}

    def add(self, group: str, page_id: str, title: str, passage: bytes) -> None:
        """One article."""
        if not passage or word_vectors() is None:
            return
        self._articles[group] = self._articles.get(group, 0) + 1
        heap = self._heaps.setdefault(group, [])
        place = (-key64(page_id), page_id)
        full = len(heap) >= REFERENCES
        if full and place < heap[0][:2]:
            return
        vector = article_vector(title, passage)
        assert vector is not None
        entry = (*place, vector.astype("float16").tobytes())
        if full:
            heapq.heappushpop(heap, entry)
        else:
            heapq.heappush(heap, entry)

    def build(self, left_out: Set[str]) -> Mapping[str, Neighbourhood]:
        """The groups, without the pages (duplicates) that are left out."""
        import numpy as np

        found: dict[str, Neighbourhood] = {}
        for group, heap in sorted(self._heaps.items()):
            kept = sorted((-key, data) for key, page_id, data in heap if page_id not in left_out)
            if len(kept) <= NEAREST + SKIPPED:
                continue
            vectors = np.frombuffer(b"".join(data for _, data in kept), dtype=np.float16).reshape(
                len(kept), -1
            )
            whole = vectors.astype(np.float32)
            cosines = whole @ whole.T
            np.fill_diagonal(cosines, -1.0)
            near = np.sort(cosines, axis=1)[:, -NEAREST - SKIPPED : -SKIPPED].mean(axis=1)
            middle = float(np.median(near))
            found[group] = Neighbourhood(
                articles=self._articles[group],
                keys=np.array([key for key, _ in kept], dtype=np.uint64),
                vectors=vectors,
                median=round(middle, 4),
                deviation=round(float(np.median(np.abs(near - middle))), 4),
            )
        return found
