"""The topics of a site by word vectors and by words: two witnesses that err on different sites.

The relatedness is their weighted geometric mean. Words alone may not condemn: below a floor they say no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.index.topic_model import ArticleTopic, Relatedness, Titles

if TYPE_CHECKING:
    from pipeline.index.topic_vectors import VectorTopics
    from pipeline.index.topic_words import WordTopics
    from pipeline.index.vectors import WordVectors

WORDS = 0.2
"""Weight of words beside vectors."""
LEAST = 0.01
"""Relatedness by words that counts as none."""


@dataclass(frozen=True)
class BlendedTopics:
    """The topics of one site."""

    meaning: VectorTopics
    words: WordTopics

    @classmethod
    def of(cls, titles: Titles, vectors: WordVectors) -> BlendedTopics | VectorTopics | None:
        """Both; vectors alone where there are too few words; None where there are too few titles."""
        from pipeline.index.topic_vectors import VectorTopics
        from pipeline.index.topic_words import WordTopics

        meaning, words = VectorTopics.of(titles, vectors), WordTopics.of(titles)
        return cls(meaning, words) if meaning is not None and words is not None else meaning

    def related(
        self, article: ArticleTopic, cards: Sequence[tuple[str | None, str]]
    ) -> tuple[Relatedness | None, ...]:
        """Each card (category, title) against an article; None where it cannot be judged."""
        by_words = self.words.related_by_category(article, cards)
        judged = list(zip(self.meaning.related(article, cards), by_words, strict=True))
        # Cards of one category mostly share the very values.
        pairs = {(id(meaning), id(words)): (meaning, words) for meaning, words in judged}
        blended = {key: _blend(meaning, words) for key, (meaning, words) in pairs.items()}
        return tuple(blended[id(meaning), id(words)] for meaning, words in judged)


def _blend(meaning: Relatedness | None, words: Relatedness | None) -> Relatedness | None:
    if meaning is None or words is None or not words.decided:
        return meaning
    score = meaning.score ** (1 - WORDS) * max(words.score, LEAST) ** WORDS
    return Relatedness(round(score, 4), meaning.sure, meaning.decided)
