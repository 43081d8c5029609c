"""The topics of a site by words alone, for where the extra `embeddings` is not installed.

1. Every distinct pair of category and title (of articles and of cards) is a short text: the words of both,
   weighted by TF-IDF, of length 1. A category is the sum of its texts.
2. Categories are compared by cosine, half of the site's mean cosine is subtracted as background; with what pages
   offer together added, a random walk with restart says how near two categories are, also through others.
3. An article is described by the categories that its own title reads like (its own text left out, and not by
   what it claims to be). Its relatedness to a card is the expected nearness to the card's category.

So two titles that share no word can be near, and a card is judged by where the site files it. Small sites have
too few words for that: they are not judged, or by a stricter measure. `bench/offtopic.py` measures it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.index.topic_model import SURE_CATEGORY, SURE_TITLES, ArticleTopic, Relatedness, Titles, walk
from pipeline.index.words import title_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WALK_ON = 0.95
BACKGROUND = 0.5
"""Share of the mean cosine of two categories that counts as background."""
SHARPNESS = 3
"""Power of an article's similarities to the categories: the nearest should count."""
CLAIM = 0.6
"""Weight of the words of the category that an article claims: it may be misfiled."""
BODY = 0.4
"""Weight of a telling word of the article's text that its title does not have."""
SCALE = 3.0
"""Power of the expected nearness that puts the best cut of the benchmark at a relatedness of 0.12."""
SMALL_SCALE = 1.6
"""The same for small sites, where only cards far from everything are told."""
MIN_TITLES = 30
"""With fewer distinct titles, nothing is judged."""
SMALL_TITLES = 120
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Own:
    """A text that the model was made of: its category and its terms."""

    category: str
    terms: tuple[str, ...]


def _linked(
    rows: NDArray[np.int64], columns: NDArray[np.int64], weights: NDArray[np.float64], terms: int, size: int
) -> NDArray[np.float64]:
    """Weights of the links between categories, from the terms (rows) of categories (`columns`)."""
    import numpy as np

    cosine = np.zeros((size, size))
    for head in range(0, terms, _CHUNK):
        low, high = np.searchsorted(rows, (head, head + _CHUNK))
        dense = np.zeros((min(_CHUNK, terms - head), size))
        dense[rows[low:high] - head, columns[low:high]] = weights[low:high]
        cosine += dense.T @ dense
    background = (cosine.sum() - np.trace(cosine)) / (size * (size - 1))
    linked: NDArray[np.float64] = np.maximum(cosine - BACKGROUND * background, 0.0)
    return linked


@dataclass(frozen=True)
class WordTopics:
    """The categories of one site, how near they are to each other, and which words lead to them."""

    categories: Mapping[str, int]
    sizes: tuple[int, ...]
    """Distinct titles of each category."""
    titles: int
    terms: Mapping[str, int]
    """Terms that more than one title has, to their row."""
    idf: NDArray[np.float32]
    starts: NDArray[np.int64]
    """Where each term's cells begin in `columns` (categories) and `weights`."""
    columns: NDArray[np.int32]
    weights: NDArray[np.float32]
    rare: float
    """Weight of a term that one title alone has."""
    norms: NDArray[np.float64]
    """Length of each category's sum."""
    nearness: NDArray[np.float64]
    fixtures: tuple[bool, ...]

    @classmethod
    def of(cls, titles: Titles) -> WordTopics | None:
        """The topics of these titles; None where they are too few."""
        import numpy as np

        if len(titles.keys) < MIN_TITLES:
            return None
        size = len(titles.names)
        of_name = [title_terms(name) for name in titles.names]
        texts = [
            tuple(dict.fromkeys((*title_terms(text), *of_name[label])))
            for text, label in zip(titles.texts, titles.labels.tolist(), strict=True)
        ]
        frequency: dict[str, int] = {}
        for text in texts:
            for term in text:
                frequency[term] = frequency.get(term, 0) + 1
        vocabulary = {term: at for at, term in enumerate(sorted(frequency))}
        counts = np.array([frequency[term] for term in vocabulary], dtype=np.float64)
        idf = np.log((1 + len(texts)) / (1 + counts)) + 1.0
        terms = np.array([vocabulary[term] for text in texts for term in text], dtype=np.int64)
        owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        norms = np.sqrt(np.bincount(owner, weights=idf[terms] ** 2, minlength=len(texts)))
        cells, at = np.unique(terms * size + titles.labels[owner], return_inverse=True)
        weights = np.bincount(at, weights=idf[terms] / norms[owner])
        rows, columns = cells // size, cells % size
        norm = np.sqrt(np.bincount(columns, weights=weights**2, minlength=size))
        scaled = weights / np.maximum(norm, 1e-12)[columns]
        shared = counts[rows] > 1
        linked = _linked(rows, columns, scaled, len(vocabulary), size)
        return cls(
            categories={name: at for at, name in enumerate(titles.names)},
            sizes=titles.sizes,
            titles=len(texts),
            terms={term: row for term, row in vocabulary.items() if frequency[term] > 1},
            idf=idf.astype(np.float32),
            starts=np.searchsorted(rows[shared], np.arange(len(vocabulary) + 1)).astype(np.int64),
            columns=columns[shared].astype(np.int32),
            weights=weights[shared].astype(np.float32),
            rare=float(np.log((1 + len(texts)) / 2) + 1.0),
            norms=norm,
            nearness=walk(linked + titles.together, WALK_ON),
            fixtures=titles.fixtures,
        )

    def describe(self, terms: Mapping[str, float], own: Own | None = None) -> NDArray[np.float64] | None:
        """Shares (adding to 1) of the categories that these weighted terms read like; None: no term is known.

        `own` names a text that is part of a category's sum, to be left out of it.
        """
        import numpy as np

        known = [(row, weight) for term, weight in terms.items() if (row := self.terms.get(term)) is not None]
        if not known:
            return None
        rows = np.array([row for row, _ in known], dtype=np.int64)
        starts = self.starts[rows]
        lengths = self.starts[rows + 1] - starts
        ends = np.cumsum(lengths)
        # The cells of all terms, one term after the other.
        cells = np.repeat(starts - (ends - lengths), lengths) + np.arange(ends[-1])
        values = self.idf[rows].astype(np.float64)
        query = values * [weight for _, weight in known]
        sums = np.bincount(
            self.columns[cells],
            weights=self.weights[cells] * np.repeat(query, lengths),
            minlength=len(self.sizes),
        )
        norms = self.norms
        at = self.categories.get(own.category) if own else None
        if own and at is not None:
            text = self._length(own.terms)
            overlap = float((values * query).sum()) / text
            inner = self._inner(at, own.terms) / text
            norms = norms.copy()
            norms[at] = np.sqrt(max(0.0, norms[at] ** 2 - 2 * inner + 1))
            sums[at] -= overlap
        fits = (norms > 1e-6) & (sums > 1e-9)
        shares: NDArray[np.float64] = np.where(fits, sums / np.maximum(norms, 1e-6), 0.0) ** SHARPNESS
        total = float(shares.sum())
        return shares / total if total > 0 else None

    def _weight(self, term: str) -> float:
        row = self.terms.get(term)
        return self.rare if row is None else float(self.idf[row])

    def _length(self, terms: Iterable[str]) -> float:
        """Length of a text of these terms, before it was made 1."""
        return math.sqrt(sum(self._weight(term) ** 2 for term in terms))

    def _inner(self, category: int, terms: Sequence[str]) -> float:
        """Inner product of a text of that category (not made 1) with the category's sum."""
        length = self._length(terms)
        total = 0.0
        for term in terms:
            row = self.terms.get(term)
            if row is None:
                total += self.rare**2 / length
                continue
            start, end = int(self.starts[row]), int(self.starts[row + 1])
            at = start + int(self.columns[start:end].searchsorted(category))
            if at < end and self.columns[at] == category:
                total += float(self.weights[at]) * float(self.idf[row])
        return total

    def related(
        self, article: ArticleTopic, cards: Sequence[tuple[str | None, str]]
    ) -> tuple[Relatedness | None, ...]:
        """Each card (category, title) against an article; None where it cannot be judged.

        Four digits, so that the last bits of a sum decide nothing.
        """
        expected = self._expected(article)
        if expected is None:
            return (None,) * len(cards)
        filed = self._filed(expected, cards)
        return tuple(
            self._by_title(expected, title) if category is None else filed[category]
            for category, title in cards
        )

    def related_by_category(
        self, article: ArticleTopic, cards: Sequence[tuple[str | None, str]]
    ) -> tuple[Relatedness | None, ...]:
        """As `related`, but None for cards that state no category: by words, of those nothing is ever decided."""
        expected = self._expected(article)
        if expected is None:
            return (None,) * len(cards)
        filed = self._filed(expected, cards)
        return tuple(None if category is None else filed[category] for category, _ in cards)

    @property
    def _scale(self) -> float:
        return SCALE if self.titles >= SMALL_TITLES else SMALL_SCALE

    def _expected(self, article: ArticleTopic) -> NDArray[np.float64] | None:
        """The expected nearness of each category to the article."""
        shares = self._shares(article)
        if shares is None:
            return None
        expected: NDArray[np.float64] = shares @ self.nearness
        return expected

    def _filed(
        self, expected: NDArray[np.float64], cards: Sequence[tuple[str | None, str]]
    ) -> dict[str, Relatedness | None]:
        """What is said of the cards of each category."""
        import numpy as np

        scores = np.round(np.clip(expected, 0.0, 1.0) ** self._scale, 4).tolist()
        stated = {category for category, _ in cards if category is not None}
        return {category: self._by_category(scores, category) for category in stated}

    def _shares(self, article: ArticleTopic) -> NDArray[np.float64] | None:
        """What the article reads like, in title and body; the category it claims where no word is known."""
        import numpy as np

        category = article.category
        words, claim = title_terms(article.title), title_terms(category or "")
        terms = dict.fromkeys(article.terms, BODY) | dict.fromkeys(claim, CLAIM) | dict.fromkeys(words, 1.0)
        own = Own(category, tuple(dict.fromkeys((*words, *claim)))) if category else None
        shares = self.describe(terms, own)
        at = self.categories.get(category) if category else None
        if shares is None and at is not None:
            shares = np.zeros(len(self.sizes))
            shares[at] = 1.0
        return shares

    def _by_category(self, scores: Sequence[float], category: str) -> Relatedness | None:
        at = self.categories.get(category)
        if at is None:
            return None
        sure = self.titles >= SURE_TITLES and self.sizes[at] >= SURE_CATEGORY
        return Relatedness(scores[at], sure, decided=not self.fixtures[at])

    def _by_title(self, expected: NDArray[np.float64], title: str) -> Relatedness | None:
        terms = title_terms(title)
        if sum(term in self.terms for term in terms) < 2:
            return None
        shares = self.describe(dict.fromkeys(terms, 1.0))
        if shares is None:
            return None
        score = round(min(1.0, max(0.0, float(expected @ shares))) ** self._scale, 4)
        return Relatedness(score, sure=False, decided=False)
