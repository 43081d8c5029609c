"""What a site's titles say of its topics: collects them, and makes the model that judges related cards.

With the extra `embeddings` it is `pipeline.index.topic_blend`, made of `topic_vectors` and, as a second witness,
`topic_words`; without it `topic_words` alone. Both describe the site's categories by all titles filed under them,
say how near each category is to each other, describe an article by the categories that it reads like, and answer
with the expected nearness to a card's category.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pipeline.index.columns import key64

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.index.vectors import WordVectors

MAX_CATEGORIES = 400
"""The largest categories are kept (ties by name); cards of others are not judged."""
WALK_ON = 0.9
"""Probability to walk on from a category to a near one, instead of starting again."""
OFTEN_TOGETHER = 0.6
"""Cosine of two categories over the pages that offer them, from which they count as offered together."""
TOGETHER = 0.1
"""Weight of a pair that is always offered together."""
FIXTURE_PAGES = 4
FIXTURE_SHARE = 1 / 3
FEW_PAGES = 20
"""In folders of fewer pages, a category of few titles that so many and such a part of them offer is a fixture."""
SURE_TITLES = 40
SURE_CATEGORY = 3
"""In smaller sites and categories a judgement is only a hint."""


@dataclass(frozen=True, slots=True)
class Relatedness:
    """How near a card is to its article, 0 to 1.

    Not `sure`: too little is known to call it a fault. Not `decided`: too little is known to say anything.
    """

    score: float
    sure: bool
    decided: bool = True


@dataclass(frozen=True, slots=True)
class ArticleTopic:
    """What an article says of its own topic."""

    title: str
    category: str | None
    terms: tuple[str, ...] = ()
    """Telling words of title and body, stemmed."""
    vector: bytes = b""
    """Vector of the body's opening, 16-bit floats; empty where there are no word vectors."""


class TopicModel(Protocol):
    """The topics of one site."""

    def related(
        self, article: ArticleTopic, cards: Sequence[tuple[str | None, str]]
    ) -> tuple[Relatedness | None, ...]:
        """Each card (category, title) against an article; None where it cannot be judged."""
        ...


@dataclass(frozen=True, slots=True)
class Titles:
    """The distinct titles of one site, sorted by key, with the kept categories."""

    keys: tuple[int, ...]
    texts: tuple[str, ...]
    labels: NDArray[np.int64]
    """The category of each title, a position in `names`."""
    names: tuple[str, ...]
    sizes: tuple[int, ...]
    """Distinct titles of each category."""
    together: NDArray[np.float64]
    """Weight, 0 to `TOGETHER`, of each pair of categories that pages offer together."""
    fixtures: tuple[bool, ...]
    """Categories of few titles that many pages offer all the same: nothing is said of them."""


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

    def build(self, vectors: WordVectors | None) -> TopicModel | None:
        """The model, or None where the site is too small or has one category."""
        sizes: dict[str, int] = {}
        for category, _ in self._pairs.values():
            sizes[category] = sizes.get(category, 0) + 1
        kept = sorted(sorted(sizes, key=lambda name: (-sizes[name], name))[:MAX_CATEGORIES])
        if len(kept) < 2:
            return None
        titles = self._titles(kept, sizes)
        if vectors is not None:
            from pipeline.index.topic_blend import BlendedTopics

            return BlendedTopics.of(titles, vectors)
        from pipeline.index.topic_words import WordTopics

        return WordTopics.of(titles)

    def _titles(self, kept: Sequence[str], sizes: dict[str, int]) -> Titles:
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


def walk(linked: NDArray[np.float64], on: float = WALK_ON) -> NDArray[np.float64]:
    """Nearness, 0 to 1, of each pair of categories by a random walk with restart over links of these weights."""
    import numpy as np

    steps = linked / np.maximum(linked.sum(axis=1, keepdims=True), 1e-12)
    found = np.linalg.inv(np.eye(len(linked)) - on * steps)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
    near: NDArray[np.float64] = np.clip(found @ found.T, 0.0, 1.0)
    return near
