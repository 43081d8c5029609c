"""Which categories of a site belong together, learned from its titles, and how near a card is to an article.

1. Every distinct pair of category and title (of articles and of cards) is a short text: the words of both,
   weighted by TF-IDF, of length 1. A category is the sum of its texts.
2. Categories are compared by cosine, half of the site's mean cosine is subtracted as background, and a random
   walk with restart over what is left says how near two categories are, also through others.
3. An article is described by the categories that its own title reads like (its own text left out, and not by
   what it claims to be). Its relatedness to a card is the expected nearness to the card's category.

So two titles that share no word can be near, and a card is judged by where the site files it. The constants
were chosen on assembled sites; see `bench/offtopic.py`, which measures them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.index.columns import key64
from pipeline.index.words import title_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WALK_ON = 0.95
"""Probability to walk on from a category to a near one, instead of starting again."""
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
MAX_CATEGORIES = 400
"""The largest categories are kept (ties by name); cards of others are not judged."""
MIN_TITLES = 20
"""With fewer distinct titles, nothing is judged."""
SURE_TITLES = 40
SURE_CATEGORY = 3
"""In smaller sites and categories a judgement is only a hint."""
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Relatedness:
    """How near a card is to its article, 0 to 1. Not `sure`: too little is known to call it a fault."""

    score: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Own:
    """A text that the model was made of: its category and its terms."""

    category: str
    terms: tuple[str, ...]


class TopicBuilder:
    """Collects the distinct pairs of category and title of one site, whatever their order."""

    def __init__(self) -> None:
        self._pairs: dict[int, tuple[str, ...]] = {}
        self._category_of: dict[int, str] = {}
        self._names: dict[str, str] = {}
        self._terms: dict[str, str] = {}

    def add(self, category: str, title: str) -> None:
        """Counts the pair once, however often it is met."""
        key = key64(f"{category}\0{title}")
        if key in self._pairs:
            return
        terms = dict.fromkeys((*title_terms(title), *title_terms(category)))
        self._pairs[key] = tuple(self._terms.setdefault(term, term) for term in terms)
        self._category_of[key] = self._names.setdefault(category, category)

    def build(self) -> TopicModel | None:
        """The model, or None where the site is too small or has one category."""
        import numpy as np

        sizes: dict[str, int] = {}
        for category in self._category_of.values():
            sizes[category] = sizes.get(category, 0) + 1
        kept = sorted(sorted(sizes, key=lambda name: (-sizes[name], name))[:MAX_CATEGORIES])
        if len(kept) < 2 or len(self._pairs) < MIN_TITLES:
            return None
        number = {name: at for at, name in enumerate(kept)}
        keys = sorted(key for key, name in self._category_of.items() if name in number)
        frequency: dict[str, int] = {}
        for key in keys:
            for term in self._pairs[key]:
                frequency[term] = frequency.get(term, 0) + 1
        vocabulary = {term: at for at, term in enumerate(sorted(frequency))}
        counts = np.array([frequency[term] for term in vocabulary], dtype=np.float64)
        idf = np.log((1 + len(keys)) / (1 + counts)) + 1.0
        lengths = np.array([len(self._pairs[key]) for key in keys], dtype=np.int64)
        terms = np.array([vocabulary[term] for key in keys for term in self._pairs[key]], dtype=np.int64)
        texts = np.repeat(np.arange(len(keys)), lengths)
        categories = np.array([number[self._category_of[key]] for key in keys], dtype=np.int64)
        norms = np.sqrt(np.bincount(texts, weights=idf[terms] ** 2, minlength=len(keys)))
        cells, at = np.unique(terms * len(kept) + categories[texts], return_inverse=True)
        weights = np.bincount(at, weights=idf[terms] / norms[texts])
        rows, columns = cells // len(kept), cells % len(kept)
        norm = np.sqrt(np.bincount(columns, weights=weights**2, minlength=len(kept)))
        scaled = weights / np.maximum(norm, 1e-12)[columns]
        shared = counts[rows] > 1
        return TopicModel(
            categories=number,
            sizes=tuple(sizes[name] for name in kept),
            titles=len(keys),
            terms={term: row for term, row in vocabulary.items() if frequency[term] > 1},
            idf=idf.astype(np.float32),
            starts=np.searchsorted(rows[shared], np.arange(len(vocabulary) + 1)).astype(np.int64),
            columns=columns[shared].astype(np.int32),
            weights=weights[shared].astype(np.float32),
            rare=float(np.log((1 + len(keys)) / 2) + 1.0),
            norms=norm,
            nearness=_nearness(rows, columns, scaled, len(vocabulary), len(kept)),
        )


def _nearness(
    rows: NDArray[np.int64], columns: NDArray[np.int64], weights: NDArray[np.float64], terms: int, size: int
) -> NDArray[np.float64]:
    """How near each category is to each other, 0 to 1, from the terms (rows) of categories (`columns`)."""
    import numpy as np

    cosine = np.zeros((size, size))
    for head in range(0, terms, _CHUNK):
        low, high = np.searchsorted(rows, (head, head + _CHUNK))
        dense = np.zeros((min(_CHUNK, terms - head), size))
        dense[rows[low:high] - head, columns[low:high]] = weights[low:high]
        cosine += dense.T @ dense
    background = (cosine.sum() - np.trace(cosine)) / (size * (size - 1))
    linked = np.maximum(cosine - BACKGROUND * background, 0.0)
    steps = linked / np.maximum(linked.sum(axis=1, keepdims=True), 1e-12)
    walk = np.linalg.inv(np.eye(size) - WALK_ON * steps)
    walk /= np.maximum(np.linalg.norm(walk, axis=1, keepdims=True), 1e-12)
    near: NDArray[np.float64] = np.clip(walk @ walk.T, 0.0, 1.0)
    return near


@dataclass(frozen=True)
class TopicModel:
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

    def describe(self, terms: Mapping[str, float], own: Own | None = None) -> NDArray[np.float64] | None:
        """Shares (adding to 1) of the categories that these weighted terms read like; None: no term is known.

        `own` names a text that is part of a category's sum, to be left out of it.
        """
        import numpy as np

        known = [(row, weight) for term, weight in terms.items() if (row := self.terms.get(term)) is not None]
        if not known:
            return None
        pieces = [(self.starts[row], self.starts[row + 1]) for row, _ in known]
        where = np.concatenate([self.columns[start:end] for start, end in pieces])
        values = self.idf[[row for row, _ in known]].astype(np.float64)
        query = values * [weight for _, weight in known]
        spread = np.repeat(query, [end - start for start, end in pieces])
        weights = np.concatenate([self.weights[start:end] for start, end in pieces])
        sums = np.bincount(where, weights=weights * spread, minlength=len(self.sizes))
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

    def article_shares(
        self, title: str, category: str | None, body_terms: Sequence[str]
    ) -> NDArray[np.float64] | None:
        """What the article reads like, in title and body; the category it claims where no word is known."""
        import numpy as np

        words, claim = title_terms(title), title_terms(category or "")
        terms = dict.fromkeys(body_terms, BODY) | dict.fromkeys(claim, CLAIM) | dict.fromkeys(words, 1.0)
        own = Own(category, tuple(dict.fromkeys((*words, *claim)))) if category else None
        shares = self.describe(terms, own)
        at = self.categories.get(category) if category else None
        if shares is None and at is not None:
            shares = np.zeros(len(self.sizes))
            shares[at] = 1.0
        return shares

    def related(
        self, shares: NDArray[np.float64], cards: Sequence[tuple[str | None, str]]
    ) -> tuple[Relatedness | None, ...]:
        """Each card (category, title) against an article; None where it cannot be judged.

        Four digits, so that the last bits of a sum decide nothing.
        """
        import numpy as np

        expected = shares @ self.nearness
        scores = np.round(np.clip(expected, 0.0, 1.0) ** SCALE, 4).tolist()
        known: dict[str, Relatedness | None] = {}
        found = []
        for category, title in cards:
            if category is None:
                found.append(self._by_title(expected, title))
                continue
            if category not in known:
                known[category] = self._by_category(scores, category)
            found.append(known[category])
        return tuple(found)

    def _by_category(self, scores: Sequence[float], category: str) -> Relatedness | None:
        at = self.categories.get(category)
        if at is None:
            return None
        return Relatedness(scores[at], self.titles >= SURE_TITLES and self.sizes[at] >= SURE_CATEGORY)

    def _by_title(self, expected: NDArray[np.float64], title: str) -> Relatedness | None:
        terms = title_terms(title)
        if sum(term in self.terms for term in terms) < 2:
            return None
        shares = self.describe(dict.fromkeys(terms, 1.0))
        if shares is None:
            return None
        return Relatedness(round(min(1.0, max(0.0, float(expected @ shares))) ** SCALE, 4), sure=False)
