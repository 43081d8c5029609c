"""What a site's titles say of its topics: collects them, and makes the model that judges related cards.

With the extra `embeddings` it is `pipeline.index.topic_blend`, made of `topic_vectors` and, as a second witness,
`topic_words`; without it `topic_words` alone. Both describe the site's categories by all titles filed under them,
say how near each category is to each other, describe an article by the categories that it reads like, and answer
with the expected nearness to a card's category.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.index.columns import key64
from pipeline.index.topic_model import SURE_CATEGORY, Titles, TopicModel

if TYPE_CHECKING:
    from pipeline.index.vectors import WordVectors

MAX_CATEGORIES = 400
"""The largest categories are kept (ties by name); cards of others are not judged."""
OFTEN_TOGETHER = 0.6
"""Cosine of two categories over the pages that offer them, from which they count as offered together."""
TOGETHER = 0.1
"""Weight of a pair that is always offered together."""
AKIN = 0.5
"""Weight of a pair that the site's profile says belongs together."""
FIXTURE_PAGES = 4
FIXTURE_SHARE = 1 / 3
FEW_PAGES = 20
"""In folders of fewer pages, a category of few titles that so many and such a part of them offer is a fixture."""


class TopicBuilder:
    """Collects the distinct pairs of category and title of one site, whatever their order."""

    def __init__(self) -> None:
        self._pairs: dict[int, tuple[str, str]] = {}
        self._names: dict[str, str] = {}
        self._offered: dict[str, int] = {}
        self._together: dict[tuple[str, str], int] = {}
        self._pages = 0

    def add(self, category: str, title: str) -> None:
        """Counts the pair once, however often it is met."""
        key = key64(f"{category}\0{title}")
        if key not in self._pairs:
            self._pairs[key] = (self._names.setdefault(category, category), title)

    def add_page(self, categories: Iterable[str]) -> None:
        """The categories that stand on one page, its own and those of its cards."""
        names = sorted({self._names.setdefault(name, name) for name in categories})
        if len(names) < 2:
            return
        self._pages += 1
        for at, name in enumerate(names):
            self._offered[name] = self._offered.get(name, 0) + 1
            for other in names[at + 1 :]:
                self._together[name, other] = self._together.get((name, other), 0) + 1

    def build(self, vectors: WordVectors | None, akin: Sequence[Sequence[str]] = ()) -> TopicModel | None:
        """The model, or None where the site is too small or has one category.

        `akin`: groups of categories that are known to belong together. Those of two groups do not, although the
        site may offer them side by side on all its pages.
        """
        sizes: dict[str, int] = {}
        for category, _ in self._pairs.values():
            sizes[category] = sizes.get(category, 0) + 1
        kept = sorted(sorted(sizes, key=lambda name: (-sizes[name], name))[:MAX_CATEGORIES])
        if len(kept) < 2:
            return None
        titles = self._titles(kept, sizes, akin)
        if vectors is not None:
            from pipeline.index.topic_blend import BlendedTopics

            return BlendedTopics.of(titles, vectors)
        from pipeline.index.topic_words import WordTopics

        return WordTopics.of(titles)

    def _titles(self, kept: Sequence[str], sizes: dict[str, int], akin: Sequence[Sequence[str]]) -> Titles:
        import numpy as np

        number = {name: at for at, name in enumerate(kept)}
        keys = sorted(key for key, (name, _) in self._pairs.items() if name in number)
        offered = np.array([self._offered.get(name, 0) for name in kept], dtype=np.float64)
        together = np.zeros((len(kept), len(kept)))
        for (one, other), pages in self._together.items():
            if one in number and other in number:
                # One page less: a single page that offers both says nothing.
                together[number[one], number[other]] = together[number[other], number[one]] = pages - 1
        cosine = together / np.sqrt(np.maximum(np.outer(offered, offered), 1.0))
        weight = TOGETHER * np.clip((cosine - OFTEN_TOGETHER) / (1 - OFTEN_TOGETHER), 0.0, 1.0)
        groups = [np.isin(kept, list(group)) for group in akin]
        grouped = np.any(groups, axis=0) if groups else np.zeros(len(kept), dtype=bool)
        weight[np.ix_(grouped, grouped)] = 0.0
        for inside in groups:
            weight[np.ix_(inside, inside)] = AKIN
        least = max(FIXTURE_PAGES, FIXTURE_SHARE * self._pages)
        return Titles(
            keys=tuple(keys),
            texts=tuple(self._pairs[key][1] for key in keys),
            labels=np.array([number[self._pairs[key][0]] for key in keys], dtype=np.int64),
            names=tuple(kept),
            sizes=tuple(sizes[name] for name in kept),
            together=weight,
            fixtures=tuple(
                self._pages < FEW_PAGES and sizes[name] < SURE_CATEGORY and pages >= least
                for name, pages in zip(kept, offered.tolist(), strict=True)
            ),
        )
