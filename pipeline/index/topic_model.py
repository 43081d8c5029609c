"""What a model of a site's topics is given and what it answers; and the walk that all of them take.

The models are `topic_vectors`, `topic_words` and `topic_blend`; `topics` collects the titles and makes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WALK_ON = 0.9
"""Probability to walk on from a category to a near one, instead of starting again."""
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


def walk(linked: NDArray[np.float64], on: float = WALK_ON) -> NDArray[np.float64]:
    """Nearness, 0 to 1, of each pair of categories by a random walk with restart over links of these weights."""
    import numpy as np

    steps = linked / np.maximum(linked.sum(axis=1, keepdims=True), 1e-12)
    found = np.linalg.inv(np.eye(len(linked)) - on * steps)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
    near: NDArray[np.float64] = np.clip(found @ found.T, 0.0, 1.0)
    return near
