"""The index: what all articles know together, and the questions that rules ask it."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import DatasetError
from pipeline.index.model import IndexRecord, topic_of
from pipeline.linking import CARD_ZONES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.index.columns import KeyTable
    from pipeline.index.families import Family
    from pipeline.index.identity import Entry, Identities
    from pipeline.index.neighbours import Neighbourhood
    from pipeline.index.support import Spread
    from pipeline.index.targets import Targets
    from pipeline.index.topic_model import Relatedness, TopicModel

INDEX_FORMAT = 4
"""Written into a saved index; another number is refused."""
ODD_CARDS = 4
"""With fewer judged cards, a page's cards say nothing of the page itself."""
ODD_SHARE = 0.75
"""Share of off-topic cards from which the page, not its cards, is the odd one out."""
MIN_SITE_ARTICLES = 12
"""In smaller sites no article can be called foreign."""


@dataclass(frozen=True, slots=True)
class TitleUse:
    """The articles of one site that share one title."""

    page_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Answers:
    """What the rules ask of one article, aligned with its cards."""

    record: IndexRecord
    related: tuple[Relatedness | None, ...]
    rows: Sequence[int | None]
    foreign: tuple[int, int]
    """Off-topic cards, and judged ones; each text counts once."""


@dataclass(frozen=True)
class Index:
    """What all articles know together. Of the pages' text it holds the titles alone."""

    as_of: date
    off_topic_below: float
    near_duplicate_similarity: float
    articles: int
    """Number of articles, duplicates left out."""
    identities: Identities
    titles: Mapping[str, TitleUse]
    """By smallest page_id: titles that more than one article of a site has."""
    families: Mapping[str, tuple[Family, ...]]
    """By smallest page_id: near-copies, articles that share paragraphs, siblings of one template."""
    targets: Targets
    topics: Mapping[str, TopicModel]
    """By site; sites too small to be judged are not there."""
    pages: KeyTable
    """Key of each page_id to its row in `support`."""
    support: NDArray[np.float32]
    """How much of each article's vocabulary its site shares, 0 to 1."""
    sites: Mapping[str, int]
    """Number of articles of each site."""
    spread: Mapping[str, Spread]
    """How `support` is spread, by site and language."""
    neighbourhoods: Mapping[str, Neighbourhood]
    """By site and language; empty without the extra `embeddings`."""
    _last: list[_Answers] = field(default_factory=list, compare=False, repr=False)
    """What was last answered of one article, since several rules ask for the same in a row."""

    def article_id(self, record: IndexRecord) -> str:
        """The final article_id of the article that this page is, or is a duplicate of."""
        at = self.identities.entry_of.get(record.page_id)
        if at is not None:
            return self.identities.entries[at].article_id
        return self.identities.renamed.get(record.page_id, record.article_id)

    def entry(self, record: IndexRecord) -> Entry | None:
        """The group of pages that are one entry, if this page is in one."""
        at = self.identities.entry_of.get(record.page_id)
        return None if at is None else self.identities.entries[at]

    def duplicate_reason(self, record: IndexRecord) -> str | None:
        """Why this page is a duplicate of another one; None: it is an article of its own."""
        return self.identities.reasons.get(record.page_id)

    def target_rows(self, record: IndexRecord) -> Sequence[int | None]:
        """For each card the row of the article it leads to; -1: inside the site, but none; None: outside."""
        return self._answers(record).rows

    def target_id(self, href: str | None, *, site: str, page_id: str = "") -> str | None:
        """The article_id of the article that an address leads to; None: none of this folder."""
        row = self.targets.rows([href], site=site, page_id=page_id)[0]
        return None if row is None or row < 0 else self.targets.article_ids[row]

    def relatedness(self, record: IndexRecord) -> tuple[Relatedness | None, ...]:
        """How near each card is to the article; None for a link that is no card or can't be judged."""
        return self._answers(record).related

    def _answers(self, record: IndexRecord) -> _Answers:
        if self._last and self._last[0].record is record:
            return self._last[0]
        related = self._relatedness(record)
        judged = {
            card.text: self.is_off_topic(near)
            for card, near in zip(record.cards, related, strict=True)
            if near is not None and near.decided
        }
        hrefs = [card.href for card in record.cards]
        rows: Sequence[int | None] = [None] * len(hrefs)
        if any(hrefs):
            rows = self.targets.rows(hrefs, site=record.site, page_id=record.page_id)
        answers = _Answers(record, related, rows, (sum(judged.values()), len(judged)))
        self._last[:] = [answers]
        return answers

    def _relatedness(self, record: IndexRecord) -> tuple[Relatedness | None, ...]:
        model = self.topics.get(record.site)
        places = [at for at, card in enumerate(record.cards) if card.zone in CARD_ZONES]
        cards = [(topic_of(record.cards[at]), record.cards[at].text) for at in places]
        answer: list[Relatedness | None] = [None] * len(record.cards)
        if model is not None and cards:
            from pipeline.index.topic_model import ArticleTopic

            category = record.category.casefold() if record.category else None
            article = ArticleTopic(record.title, category, record.terms, record.vector)
            for at, judged in zip(places, model.related(article, cards), strict=True):
                answer[at] = judged
        return tuple(answer)

    def is_off_topic(self, related: Relatedness) -> bool:
        """True at the threshold or below, where enough is known to decide."""
        return related.decided and related.score <= self.off_topic_below

    def foreign_cards(self, record: IndexRecord) -> tuple[int, int]:
        """How many cards of the article are off topic, and how many are judged. Each title counts once."""
        return self._answers(record).foreign

    def is_odd(self, record: IndexRecord) -> bool:
        """True where nearly all cards are foreign, and the site is large enough to call the article the odd one out."""
        return self.sites.get(record.site, 0) >= MIN_SITE_ARTICLES and self.is_among_foreign(record)

    def is_among_foreign(self, record: IndexRecord) -> bool:
        """True where nearly all cards are foreign to the article: then none of them is the odd one out."""
        foreign, judged = self.foreign_cards(record)
        return judged >= ODD_CARDS and foreign >= ODD_SHARE * judged

    def shared_vocabulary(self, record: IndexRecord) -> tuple[float, Spread] | None:
        """How much of the article's vocabulary its site shares, 0 to 1, and what is usual there.

        None where too few articles of its language are there to compare.
        """
        from pipeline.index.columns import key64
        from pipeline.index.support import group_of

        spread = self.spread.get(group_of(record.site, record.language))
        if spread is None or spread.articles < MIN_SITE_ARTICLES or not record.terms:
            return None
        row = self.pages.find([key64(record.page_id)])[0]
        return (float(self.support[row]), spread) if row >= 0 else None

    def nearness(self, record: IndexRecord) -> tuple[float, Neighbourhood] | None:
        """How near the article is to the nearest others of its site and language, and what is usual there.

        None where too few articles are there to compare, or without word vectors.
        """
        from pipeline.index.neighbours import article_vector
        from pipeline.index.support import group_of

        group = self.neighbourhoods.get(group_of(record.site, record.language))
        if group is None or group.articles < MIN_SITE_ARTICLES:
            return None
        vector = article_vector(record.title, record.vector)
        return None if vector is None else (group.nearness(record.page_id, vector), group)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the index to one file, for the worker processes of this run. Raises `OSError`."""
        with Path(path).open("wb") as file:
            pickle.dump((INDEX_FORMAT, self), file, protocol=pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def load(path: str | os.PathLike[str]) -> Index:
        """Reads what `save` of this run wrote; never give it a file from elsewhere (it is a pickle).

        Raises `DatasetError` where the file holds something else.
        """
        with Path(path).open("rb") as file:
            content = pickle.load(file)
        match content:
            case (int(number), Index() as index) if number == INDEX_FORMAT:
                return index
        raise DatasetError(
            "this file holds no index of this version", where=str(path), mend="run again", code="E610"
        )
