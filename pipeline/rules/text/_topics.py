"""How far a piece of an article is from the rest of it: by its words, and by the meaning of its words.

The score of a piece is linear in what was seen of it; from a cut on it is told. Weights come from a logistic fit
over half of the pages, WCXB articles and generated ones, with a foreign piece put in, and were looked at on the
other half; `python -m bench.sections` measures them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from itertools import chain
from math import log, sqrt
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from pipeline.index.words import STOP_WORDS, TokenCache

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

MEANING, SHARED, LENGTH = -13.0, -4.8, 1.3
"""Weights where there are vectors: cosine to the rest, share of its words found in the rest, log of its words."""
MANY_SHARED = 0.52
"""A piece that shares more of its words is not looked at: too few foreign ones do."""
WORDS_SHARED, WORDS_COSINE, WORDS_LENGTH, WORDS_USUAL = -9.2, -22.0, 1.3, 13.8
"""Weights without vectors: share, cosine of words, log of words, and the median share of the page's pieces."""


def _stems(token: str) -> tuple[str, ...]:
    return tuple(stem for stem in _STEM.findall(token) if stem not in _SAY_NOTHING)


_stems_of_token = TokenCache(_stems)


def stems_of(tokens: Iterable[str]) -> list[str]:
    """The stems of the words that tell something, in the order of `tokens`: lower-cased runs without white space."""
    return list(chain.from_iterable(map(_stems_of_token.__getitem__, tokens)))


class Stranger(NamedTuple):
    """A piece that lies far from the rest."""

    at: int
    """Its index among the pieces."""
    score: float
    nearness: float | None
    """Cosine of its meaning to that of the rest; None where words alone decided."""


class Pieces:
    """The pieces of one article, all long enough to be judged."""

    def __init__(
        self,
        texts: Sequence[str],
        tokens: Sequence[Sequence[str]] | None = None,
        own: Sequence[Set[str]] | None = None,
    ) -> None:
        """`tokens`: of each text its lower-cased runs without white space, and `own` the stems of these, where
        they are known already."""
        self.texts = texts
        self._tokens = [text.lower().split() for text in texts] if tokens is None else tokens
        self._own = [set(stems_of(some)) for some in self._tokens] if own is None else own
        self._lengths = [min(len(some), _LONGEST) for some in self._tokens]

    def strangers(
        self, vectors: WordVectors | None, cut: float, *, words_too: float | None = None
    ) -> list[Stranger]:
        """The pieces whose score is `cut` or more, in order; none where there are too few pieces.

        `words_too`: with vectors, the score by words alone that a piece must reach as well.
        """
        if len(self.texts) < LEAST_PIECES:
            return []
        if vectors is None:
            found = [Stranger(at, self._by_words(at), None) for at in range(len(self.texts))]
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
            WORDS_SHARED * share + WORDS_COSINE * self._cosine(at) + WORDS_LENGTH * length + usual, 3
        )

    @cached_property
    def _total(self) -> Counter[str]:
        return Counter(stems_of(chain.from_iterable(self._tokens)))

    @cached_property
    def shares(self) -> list[float]:
        """Of each piece the share of its words, 0 to 1, that other pieces have too; 1 for a piece without words."""
        own = self._own
        once: set[str] = set()
        twice: set[str] = set()
        for stems in own:
            twice |= once & stems
            once |= stems
        return [len(stems & twice) / len(stems) if stems else 1.0 for stems in own]

    @cached_property
    def _usual(self) -> float:
        return median(self.shares)

    def _cosine(self, at: int) -> float:
        """Cosine of the words of a piece and those of the rest: logarithms of counts."""
        total = self._total
        dot = own = 0.0
        rest = self._total_square
        for word, uses in Counter(stems_of(self._tokens[at])).items():
            mine, all_uses = 1 + log(uses), total[word]
            own += mine * mine
            rest -= (1 + log(all_uses)) ** 2
            if all_uses > uses:
                left = 1 + log(all_uses - uses)
                rest += left * left
                dot += mine * left
        norm = sqrt(own * max(rest, 0.0))
        return dot / norm if norm else 0.0

    @cached_property
    def _total_square(self) -> float:
        return sum((1 + log(uses)) ** 2 for uses in self._total.values())

    def _nearness(self, vectors: WordVectors) -> list[float]:
        """Cosine of each piece to the mean of the others, longer ones counting more; itself left out."""
        import numpy as np

        rows = vectors.pieces(self.texts)
        weighed = rows * np.sqrt(np.array(self._lengths, dtype=np.float32))[:, None]
        rest = weighed.sum(axis=0) - weighed
        norms: NDArray[np.float32] = np.sqrt(np.einsum("ij,ij->i", rest, rest))
        found: list[float] = (np.einsum("ij,ij->i", rows, rest) / np.maximum(norms, 1e-9)).tolist()
        return [round(near, 4) for near in found]
