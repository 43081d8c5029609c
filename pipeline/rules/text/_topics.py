"""How far a piece of an article is from the rest of it: by its words, and by the meaning of its words.

The score of a piece is linear in what was seen of it; from a cut on it is told. Weights come from a logistic fit
over half of the pages, WCXB articles and generated ones, with a foreign piece put in, and were looked at on the
other half; `python -m bench.sections` measures them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from math import log
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from pipeline.index.runs import PageTokens, Runs
from pipeline.index.vocabulary import Labels
from pipeline.index.words import STOP_WORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.index.vectors import WordVectors

LEAST_WORDS = 25
"""Shorter pieces cannot be judged, and count for nothing."""
LEAST_PIECES = 4
_STEM = re.compile(r"([^\W\d_]{4,6})[^\W\d_]*")
"""The first letters of a word: a cheap stand-in for its stem."""
_SAY_NOTHING = frozenset(word[:6] for word in STOP_WORDS)
_LONGEST = 300
"""Words from which on a longer piece tells no more."""
_MOST_USES = 1000
"""Of a word, that count."""

MEANING, SHARED, LENGTH = -13.0, -4.8, 1.3
"""Weights where there are vectors: cosine to the rest, share of its words found in the rest, log of its words."""
MANY_SHARED = 0.52
"""A piece that shares more of its words is not looked at: too few foreign ones do."""
WORDS_SHARED, WORDS_COSINE, WORDS_LENGTH, WORDS_USUAL = -9.2, -22.0, 1.3, 13.8
"""Weights without vectors: share, cosine of words, log of words, and the median share of the page's pieces."""


def _stems(token: str) -> tuple[str, ...]:
    return tuple(stem for stem in _STEM.findall(token.lower()) if stem not in _SAY_NOTHING)


_STEMS = Labels(_stems)


class Stems(NamedTuple):
    """The stems of the words that tell something: each stem of each text once, by stem and by text."""

    stems: NDArray[np.int64]
    """Numbers from 0 on."""
    texts: NDArray[np.int64]
    uses: NDArray[np.int64]


def stems_of(runs: Runs) -> Stems:
    """The stems of some texts."""
    import numpy as np

    labels, places, _ = runs.labels(_STEMS)
    most = len(runs.starts)
    both = np.sort(labels * most + np.searchsorted(runs.starts, places, side="right") - 1)
    first = np.flatnonzero(_fresh(both))
    labels, texts = np.divmod(both[first], most)
    return Stems(np.cumsum(_fresh(labels)) - 1, texts, np.append(first[1:], len(both)) - first)


def _fresh(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which values differ from the one before."""
    import numpy as np

    fresh = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=fresh[1:])
    return fresh


@cache
def _weights() -> NDArray[np.float64]:
    """The weight of a word by its uses, 0 to `_MOST_USES`: logarithms of counts."""
    import numpy as np

    return np.array([0.0, *(1 + log(uses) for uses in range(1, _MOST_USES + 1))])


class Stranger(NamedTuple):
    """A piece that lies far from the rest."""

    at: int
    """Its index among the pieces."""
    score: float
    nearness: float | None
    """Cosine of its meaning to that of the rest; None where words alone decided."""


class Pieces:
    """Pieces of one article, all long enough to be judged."""

    def __init__(self, runs: Runs, stems: Stems, pieces: Sequence[Sequence[int]]) -> None:
        """`pieces`: of each, in order, the texts of `runs` that it is made of, side by side."""
        import numpy as np

        self._runs = runs
        self._starts = runs.starts[[texts[0] for texts in pieces]]
        self._ends = runs.ends[[texts[-1] for texts in pieces]]
        self._lengths = np.minimum(self._ends - self._starts, _LONGEST).tolist()
        piece_of = np.full(len(runs.starts), -1)
        for at, texts in enumerate(pieces):
            piece_of[texts[0] : texts[-1] + 1] = at
        pieces_met = piece_of.take(stems.texts)
        inside = np.flatnonzero(pieces_met >= 0)
        of, names = pieces_met[inside], stems.stems[inside]
        first = np.flatnonzero(_fresh(of) | _fresh(names))
        self._of, self._stems = of[first], names[first]
        self._uses = np.add.reduceat(stems.uses[inside], first) if len(first) else first

    @classmethod
    def of(cls, texts: Sequence[str]) -> Pieces:
        """These texts."""
        runs = PageTokens().runs(texts)
        return cls(runs, stems_of(runs), [[at] for at in range(len(texts))])

    def strangers(
        self, vectors: WordVectors | None, cut: float, *, words_too: float | None = None
    ) -> list[Stranger]:
        """The pieces whose score is `cut` or more, in order; none where there are too few pieces.

        `words_too`: with vectors, the score by words alone that a piece must reach as well.
        """
        if len(self._lengths) < LEAST_PIECES:
            return []
        if vectors is None:
            found = [Stranger(at, self._by_words(at), None) for at in range(len(self._lengths))]
            return [one for one in found if one.score >= cut]
        far = [at for at, share in enumerate(self.shares) if share <= MANY_SHARED]
        if words_too is not None:
            # Words first: counting them costs less than vectors, and few pieces are left for these.
            far = [at for at in far if self._by_words(at) >= words_too]
        near = self._nearness(vectors) if far else []
        found = [Stranger(at, self._by_meaning(at, near[at]), near[at]) for at in far]
        return [one for one in found if one.score >= cut]

    def _by_meaning(self, at: int, near: float) -> float:
        return round(MEANING * near + SHARED * self.shares[at] + LENGTH * log(self._lengths[at]), 3)

    def _by_words(self, at: int) -> float:
        share, length = self.shares[at], log(self._lengths[at])
        usual = WORDS_USUAL * self._usual
        return round(
            WORDS_SHARED * share + WORDS_COSINE * self._cosines[at] + WORDS_LENGTH * length + usual, 3
        )

    @cached_property
    def shares(self) -> list[float]:
        """Of each piece the share of its words, 0 to 1, that other pieces have too; 1 for a piece without words."""
        import numpy as np

        shared = np.bincount(self._stems)[self._stems] > 1
        own = np.bincount(self._of, minlength=len(self._lengths))
        common = np.bincount(self._of[shared], minlength=len(self._lengths))
        shares: list[float] = np.where(own, common / np.maximum(own, 1), 1.0).tolist()
        return shares

    @cached_property
    def _usual(self) -> float:
        return median(self.shares)

    @cached_property
    def _cosines(self) -> list[float]:
        """Of each piece the cosine of its words and those of the rest: logarithms of counts."""
        import numpy as np

        of, pieces = self._of, len(self._lengths)

        def weigh(uses: NDArray[np.int64]) -> NDArray[np.float64]:
            return _weights().take(np.minimum(uses, _MOST_USES))

        def summed(values: NDArray[np.float64]) -> NDArray[np.float64]:
            sums: NDArray[np.float64] = np.bincount(of, values, pieces).astype(np.float64)
            return sums

        total = np.bincount(self._stems, self._uses).astype(np.int64)
        every = total[self._stems]
        mine, left = weigh(self._uses), weigh(every - self._uses)
        whole = float(np.square(weigh(total[total > 0])).sum())
        rest = whole - summed(np.square(weigh(every))) + summed(np.square(left))
        norms = np.sqrt(summed(np.square(mine)) * np.maximum(rest, 0.0))
        cosines: list[float] = np.where(
            norms > 0, summed(mine * left) / np.maximum(norms, 1e-9), 0.0
        ).tolist()
        return cosines

    def _nearness(self, vectors: WordVectors) -> list[float]:
        """Cosine of each piece to the mean of the others, longer ones counting more; itself left out."""
        import numpy as np

        rows = vectors.pieces(self._runs, self._starts, self._ends)
        weighed = rows * np.sqrt(np.array(self._lengths, dtype=np.float32))[:, None]
        rest = weighed.sum(axis=0) - weighed
        norms: NDArray[np.float32] = np.sqrt(np.einsum("ij,ij->i", rest, rest))
        found: list[float] = (np.einsum("ij,ij->i", rows, rest) / np.maximum(norms, 1e-9)).tolist()
        return [round(near, 4) for near in found]
