"""The topics of a site by word vectors.

1. A category is the sum of its titles' vectors. Two categories are compared by the cosine that they would have
   without the scatter of their few titles: the mean product across, over the mean products within, the latter
   drawn towards what is usual. So small categories are not far from everything merely for being small.
2. What lies above a fixed floor, and what pages offer together, links the categories; a random walk with restart
   says how near two are, also through others.
3. An article is described by the categories of its nearest titles (itself left out), and in part by the category
   it claims. Its relatedness to a card is the expected nearness to the card's category; where that is not near
   already, the card's own title has a say too, since it may be misfiled. Nothing is said of a card that states no
   category and shares a telling word with the article's title.

The constants were chosen on assembled sites, leaving out all sites that share a source with the one measured;
see `bench/offtopic.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.index.columns import KeyTable, key64
from pipeline.index.topic_model import SURE_CATEGORY, SURE_TITLES, ArticleTopic, Relatedness, Titles, walk
from pipeline.index.vectors import word_vectors
from pipeline.index.words import title_terms
from pipeline.linking import title_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.index.vectors import WordVectors

USUAL_WITHIN = 0.4
"""Mean product of two titles of one category that small categories are drawn towards."""
DRAWN = 6
"""With so many pairs of titles, a category's own mean product weighs as much as the usual one."""
FLOOR = 0.25
"""Cosine of two categories from which they are linked."""
NEIGHBOURS = 20
SHARPNESS = 3
"""Power of the cosines to the nearest titles: the nearest should count."""
CLAIM = 0.3
"""Weight of the category that an article claims: it may be misfiled."""
BODY = 1.0
"""Weight of the opening of the article's text, beside its title."""
OWN_TITLE = 0.2
"""Weight of a card's own title, beside its category."""
FAR, NEAR = 0.35, 0.8
"""A card whose category is so far or so near needs no second look."""
SCALE = 4.0
"""Power of the expected nearness that puts the best cut of the benchmark at a relatedness of 0.12."""
UNSTATED_SCALE = 2.0
"""The same for a card that states no category itself: it must lie farther off to be told."""
USUAL_TITLES, USUAL_SHARE = 5, 0.02
"""A term of more titles than both says little of a topic."""
MIN_TITLES = 15
"""With fewer distinct titles, nothing is judged."""
_CACHED = 4096
_AT_ONCE = 4096
"""Titles whose vectors are held at the same time, 3 KB each."""
REFERENCES = 1000
"""Titles that an article is compared with, the first by key: a sample that every run draws alike."""


@dataclass(frozen=True)
class VectorTopics:
    """The topics of one site."""

    names: dict[str, int]
    sizes: tuple[int, ...]
    """Distinct titles of each category."""
    fixtures: tuple[bool, ...]
    titles: int
    filed: KeyTable
    """Key of a title's words to the category that it is filed under."""
    vectors: NDArray[np.float16]
    """Of the reference titles."""
    labels: NDArray[np.int64]
    words: NDArray[np.uint64]
    """Keys of the reference titles' words, to leave an article's own out."""
    nearness: NDArray[np.float64]
    usual: frozenset[str]
    """Terms of so many titles that two which share one need not be about one thing."""
    _described: dict[int, NDArray[np.float64] | None] = field(default_factory=dict, repr=False, compare=False)
    """A cache of a pure function: key of a title's words to the categories of its nearest titles."""
    _filed: dict[str, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)
    """Another: a title to the key of its words and the category that it is filed under, since cards repeat titles."""

    @classmethod
    def of(cls, titles: Titles, vectors: WordVectors) -> VectorTopics | None:
        """The topics of these titles; None where they are too few."""
        import numpy as np

        if len(titles.keys) < MIN_TITLES:
            return None
        size = len(titles.names)
        counts = np.array(titles.sizes, dtype=np.float64)
        sums = np.array([_sum_of(titles, label, vectors) for label in range(size)])
        products = sums @ sums.T
        pairs = counts * (counts - 1)
        within = (np.diag(products) - counts + DRAWN * USUAL_WITHIN) / (pairs + DRAWN)
        within = np.maximum(within, USUAL_WITHIN / 2)
        cosine = products / np.outer(counts, counts) / np.sqrt(np.outer(within, within))
        np.fill_diagonal(cosine, 1.0)
        linked = np.clip(cosine - FLOOR, 0.0, 1.0) ** 2 + titles.together
        keys = np.array([key64(title_key(text)) for text in titles.texts], dtype=np.uint64)
        filed: dict[int, int] = {}
        for key, label in zip(keys.tolist(), titles.labels.tolist(), strict=True):
            filed[key] = min(label, filed.get(key, size))
        return cls(
            names={name: at for at, name in enumerate(titles.names)},
            sizes=titles.sizes,
            fixtures=titles.fixtures,
            titles=len(titles.keys),
            filed=KeyTable.of(filed),
            vectors=vectors.titles(titles.texts[:REFERENCES]).astype(np.float16),
            labels=titles.labels[:REFERENCES],
            words=keys[:REFERENCES],
            nearness=walk(linked),
            usual=_usual_terms(titles.texts[:REFERENCES]),
        )

    def related(
        self, article: ArticleTopic, cards: Sequence[tuple[str | None, str]]
    ) -> tuple[Relatedness | None, ...]:
        """Each card (category, title) against an article; None where it cannot be judged.

        Four digits, so that the last bits of a sum decide nothing.
        """
        import numpy as np

        known = word_vectors()
        if known is None or not cards:
            return (None,) * len(cards)
        (own_key, own_filed), *filed = self._filed_under([article.title, *(title for _, title in cards)])
        mine = known.titles([article.title])[0]
        if article.vector:
            mine = mine + np.float32(BODY) * np.frombuffer(article.vector, dtype=np.float16).astype(
                np.float32
            )
            mine /= max(float(np.sqrt(np.einsum("i,i->", mine, mine))), 1e-9)
        shares = self._describe(mine, own_key)
        own = self.names.get(article.category, -1) if article.category else -1
        own = own if own >= 0 else own_filed
        if own >= 0:
            shares = shares * (1 - CLAIM) if shares is not None else np.zeros(len(self.sizes))
            shares[own] += 1 - float(shares.sum())
        if shares is None:
            return (None,) * len(cards)
        expected = shares @ self.nearness
        near = expected.tolist()
        telling = frozenset(title_terms(article.title)) - self.usual
        of_category: dict[tuple[int, float], Relatedness] = {}
        answers: list[Relatedness | None] = []
        for (category, title), (key, at) in zip(cards, filed, strict=True):
            if category is None and not telling.isdisjoint(title_terms(title)):
                answers.append(None)
                continue
            label = self.names.get(category, -1) if category else at
            scale = SCALE if category else UNSTATED_SCALE
            if label < 0 or FAR < near[label] < NEAR:
                answers.append(self._with_title(expected, label, known, title, key, scale))
                continue
            # Of a category that is far or near, all cards are judged alike.
            answer = of_category.get((label, scale))
            if answer is None:
                answer = of_category[label, scale] = self._judged(near[label], label, scale)
            answers.append(answer)
        return tuple(answers)

    def _filed_under(self, texts: Sequence[str]) -> list[tuple[int, int]]:
        """For each title the key of its words and the category that it is filed under, -1: none."""
        known = self._filed
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if len(known) + len(new) > _CACHED:
            known.clear()
            new = list(dict.fromkeys(texts))
        if new:
            keys = [key64(title_key(text)) for text in new]
            known.update(zip(new, zip(keys, self.filed.find(keys), strict=True), strict=True))
        return [known[text] for text in texts]

    def _with_title(
        self,
        expected: NDArray[np.float64],
        label: int,
        vectors: WordVectors,
        title: str,
        key: int,
        scale: float,
    ) -> Relatedness | None:
        """The judgement of a card whose own title has a say; None: it is near to no other title."""
        near = self._by_title(expected, vectors, title, key)
        if label >= 0:
            near = (1 - OWN_TITLE) * float(expected[label]) + OWN_TITLE * max(0.0, near)
        return self._judged(near, label, scale) if near >= 0 else None

    def _judged(self, near: float, label: int, scale: float) -> Relatedness:
        score = round(min(1.0, near) ** scale, 4)
        sure = label >= 0 and self.titles >= SURE_TITLES and self.sizes[label] >= SURE_CATEGORY
        return Relatedness(score, sure, decided=label < 0 or not self.fixtures[label])

    def _by_title(self, expected: NDArray[np.float64], vectors: WordVectors, title: str, key: int) -> float:
        """The expected nearness of a title; -1 where it is near to no other."""
        if key not in self._described:
            if len(self._described) >= _CACHED:
                self._described.clear()
            self._described[key] = self._describe(vectors.titles([title])[0], key)
        shares = self._described[key]
        return float(expected @ shares) if shares is not None else -1.0

    @cached_property
    def _references(self) -> NDArray[np.float32]:
        import numpy as np

        return self.vectors.astype(np.float32)

    def _describe(self, vector: NDArray[np.float32], own: int) -> NDArray[np.float64] | None:
        """Shares (adding to 1) of the categories of the nearest titles, `own` left out; None: none is near."""
        import numpy as np

        # No BLAS here: its sums depend on the number of threads.
        cosines = np.einsum("ij,j->i", self._references, vector)
        cosines[self.words == np.uint64(own)] = 0.0
        nearest = _largest(cosines, NEIGHBOURS)
        weights = np.maximum(cosines[nearest], 0.0).astype(np.float64) ** SHARPNESS
        total = float(weights.sum())
        if total <= 0:
            return None
        shares = np.bincount(self.labels[nearest], weights=weights / total, minlength=len(self.sizes))
        return shares.astype(np.float64)


def _usual_terms(titles: Sequence[str]) -> frozenset[str]:
    counts = Counter(chain.from_iterable(map(title_terms, titles)))
    least = max(USUAL_TITLES, USUAL_SHARE * len(titles))
    return frozenset(term for term, titles_of in counts.items() if titles_of > least)


def _sum_of(titles: Titles, label: int, vectors: WordVectors) -> NDArray[np.float64]:
    """The sum of the vectors of one category's titles; of many titles not all vectors are held at once."""
    import numpy as np

    rows = np.flatnonzero(titles.labels == label)
    total = np.zeros(0)
    for first in range(0, len(rows), _AT_ONCE):
        found = vectors.titles([titles.texts[row] for row in rows[first : first + _AT_ONCE]])
        part = np.add.reduceat(found.astype(np.float64), [0], axis=0)[0]
        total = part if first == 0 else total + part
    return total


def _largest(values: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Places of the largest values, largest first; equal ones in their order."""
    import numpy as np

    places = np.arange(len(values))
    if len(values) > count:
        # Only what is no smaller than the last of them needs sorting.
        places = np.flatnonzero(values >= np.partition(values, len(values) - count)[len(values) - count])
    return places[np.argsort(-values[places], kind="stable")[:count]]
