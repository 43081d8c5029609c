"""LNK001: a related link that does not belong to its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.rules.base import CorpusRule, Hit
from pipeline.rules.corpus._foreign import is_foreign
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

MOST_CARDS = 0.5
"""Share of foreign cards from which COR003 alone speaks of an article that is of another subject itself."""


class OffTopicRelatedLink(CorpusRule):
    """A card of a related zone is about something else than the article.

    What it checks
        Every card of the zones related, deep dive and more. The categories of a site are compared by the
        meaning of all titles that are filed under them (static word vectors, the extra ``embeddings``)
        and by their words, also through other categories and through what pages offer together; the
        article is described by the categories that its title and the opening of its text read like; the
        card by the category it is filed under (a card without one: by its title). At a relatedness of
        the setting ``off_topic_below`` or lower the card is off topic. One threshold for all sites.
        Without the extra, words alone decide.

    Why it matters
        Readers lose trust in a library whose "related" links are not, and a model trained on the
        links learns noise.

    Example that fails
        ::

            === plan.txt
            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 240 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            Sources

            Related on PULSE

            Download:
            Was this helpful?
            Deep dive · related in the library
            soil · compostHow do you test the soil of a new bed?soil · compostWhat does compost do for clay
                soil?soil · compostHow much compost does a vegetable bed need?soil · compostWhen do you dig
                over a garden bed?gardening · bedsWhich vegetables grow in half shade?gardening · bedsHow do
                you water a roof garden?gardening · bedsWhen should you plant garlic in a raised
                bed?gardening · bedsHow do you build a compost heap?gardening · bedsWhat soil do tomatoes
                need?gardening · bedsHow do you keep slugs off lettuce?gardening · bedsWhich vegetables
                need a deep bed?gardening · bedsWhen do you weed a vegetable bed?gardening · bedsWhat do you
                sow in a raised bed in March?soil · compostHow do you dig compost into the soil?
            More from the library
            gardening · bedsWhich flowers bring bees to a vegetable bed?gardening · bedsHow deep should a
                raised bed be?gardening · bedsWhat do you plant after potatoes?gardening · bedsHow do you
                prune a young apple tree?soil · compostWhich plants show that soil is sour?soil · compostHow
                do you keep soil moist under tomatoes?yachts · yachtHow do you reef the mainsail of a small
                yacht?yachts · yachtWhat does a yacht survey cost?yachts · yachtWhich anchor holds a yacht
                in sand?yachts · yachtHow do you moor a yacht alone?

            === moor.txt
            Pulse ← Library
            Knowledge Library · yachts

            How do you choose a first yacht?

            📖 240 words6/30/2026

            Direct Answer

            A first yacht is small enough to be sailed by one person and old enough to have lost most of its
                price.

            Sources

            Related on PULSE

            Download:
            Was this helpful?
            Deep dive · related in the library
            yachts · yachtHow do you reef the mainsail of a small yacht?yachts · yachtWhat does a yacht
                survey cost?yachts · yachtWhich anchor holds a yacht in sand?yachts · yachtHow do you moor a
                yacht alone?yachts · yachtWhen is the mast of a yacht taken down?yachts · yachtHow do you
                scrub the hull of a yacht?yachts · yachtWhich knots hold the mainsail of a yacht?yachts ·
                yachtHow do you heel a small yacht on purpose?
            More from the library

    Example that passes
        ::

            === plan.txt
            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 240 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            Sources

            Related on PULSE

            Download:
            Was this helpful?
            Deep dive · related in the library
            soil · compostHow do you test the soil of a new bed?soil · compostWhat does compost do for clay
                soil?soil · compostHow much compost does a vegetable bed need?soil · compostWhen do you dig
                over a garden bed?gardening · bedsWhich vegetables grow in half shade?gardening · bedsHow do
                you water a roof garden?gardening · bedsWhen should you plant garlic in a raised
                bed?gardening · bedsHow do you build a compost heap?gardening · bedsWhat soil do tomatoes
                need?gardening · bedsHow do you keep slugs off lettuce?gardening · bedsWhich vegetables
                need a deep bed?gardening · bedsWhen do you weed a vegetable bed?gardening · bedsWhat do you
                sow in a raised bed in March?soil · compostHow do you dig compost into the soil?
            More from the library
            gardening · bedsWhich flowers bring bees to a vegetable bed?gardening · bedsHow deep should a
                raised bed be?gardening · bedsWhat do you plant after potatoes?gardening · bedsHow do you
                prune a young apple tree?soil · compostWhich plants show that soil is sour?soil · compostHow
                do you keep soil moist under tomatoes?

            === moor.txt
            Pulse ← Library
            Knowledge Library · yachts

            How do you choose a first yacht?

            📖 240 words6/30/2026

            Direct Answer

            A first yacht is small enough to be sailed by one person and old enough to have lost most of its
                price.

            Sources

            Related on PULSE

            Download:
            Was this helpful?
            Deep dive · related in the library
            yachts · yachtHow do you reef the mainsail of a small yacht?yachts · yachtWhat does a yacht
                survey cost?yachts · yachtWhich anchor holds a yacht in sand?yachts · yachtHow do you moor a
                yacht alone?yachts · yachtWhen is the mast of a yacht taken down?yachts · yachtHow do you
                scrub the hull of a yacht?yachts · yachtWhich knots hold the mainsail of a yacht?yachts ·
                yachtHow do you heel a small yacht on purpose?
            More from the library

    How to fix
        Take the card out of this zone, or give it the category it belongs to.

    Limits
        Measured by ``python -m bench.offtopic`` on 29 assembled sites (95 % intervals by drawing sites):
        F1 .957 (.913 to .987), with constants and cut chosen again without the site's sources .952 (.907
        to .984); .859 where the foreign domain is a near one (.600 to 1.000). False flags on clean sites:
        none of 336 cards, 0.3 % of 5,720 more (0 to 1.0 %). In draws of 50 titles F1 .898; where 50
        titles are all there is .789. Words alone, without the extra: F1 .904 (.854 to .947), false flags
        on clean sites 3.9 %.
        The worst sites mix two near domains, such as career and romance: there foreign cards are missed.
        A site with fewer than 15 titles (30 by words alone) or with one category is not judged. In a
        folder of under 20 pages, a category of one or two titles that a third of the pages offer is left
        alone. Below 40 titles, in categories with fewer than 3, and for cards without category the
        outcome is ``review``. Of a page nearly all of whose cards are foreign, or half of them where the
        article itself is of another subject, COR003 speaks instead; in a
        folder of under 12 articles nobody can say which is the odd one, and nothing is said. Nor is a card
        without category that shares a telling word with the article's title.
    """

    code = "LNK001"
    name = "off-topic-related-link"
    severity: ClassVar[Severity] = "warning"
    fix = "Take the card out of this zone, or give it the category it belongs to"

    def check(self, record: IndexRecord, index: Index) -> Iterator[Hit]:
        if index.is_among_foreign(record):
            return
        foreign, judged = index.foreign_cards(record)
        if foreign and foreign >= MOST_CARDS * judged and is_foreign(record, index):
            return  # the article is what does not belong here
        for card, related in zip(record.cards, index.relatedness(record), strict=True):
            if related is None or not index.is_off_topic(related):
                continue
            filed = f", filed under {clip(card.category)}," if card.category else ""
            yield Hit(
                f"The card {clip(card.text)}{filed} does not belong to this article",
                card.text,
                card.start,
                card.end,
                outcome=None if related.sure else "review",
                expected=f"relatedness above {index.off_topic_below:g}",
                found=f"relatedness {related.score:.2f}",
            )
