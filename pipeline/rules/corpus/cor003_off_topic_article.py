"""COR003: an article foreign to its site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.rules.base import CorpusRule, Hit
from pipeline.rules.corpus._foreign import nearness, speaks_of_the_site
from schemas.vocabulary import Outcome, Severity

MIN_TERMS = 10
"""Articles with fewer telling words are not judged by them."""
FAR = 6.0
"""Distance from the median, in median absolute deviations."""
LEAST_DEVIATION = 0.03
"""Floor of the deviation, so that very uniform sites do not call each variation foreign."""
NEAR_NOTHING = 0.4
"""A foreign article shares at most this part of what is usual."""


class OffTopicArticle(CorpusRule):
    """An article about something else than the rest of its site.

    What it checks
        Two signs, in sites of at least 12 articles: at least three quarters of its related cards (and
        at least four) are off topic to it, or its title and the opening of its text mean something else
        (static word vectors, the extra ``embeddings``): the mean cosine to its nearest articles of the same
        language is at most half of what is usual on the site, and 3.5 median deviations below it.
        Without the extra its most telling words are compared instead, which must hardly occur in the
        other articles. The outcome is always ``review``.

    Why it matters
        A foreign article spoils every statistic and every model of the site, and mostly it came in by
        accident.

    Example that fails
        ::

            === g00.txt
            How do you plan a community garden?

            Direct Answer
            The bed needs sun, water and good soil, and the plants need a gardener who looks after the bed
                every week.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g01.txt
            Which vegetables grow in half shade?

            Direct Answer
            Water the plants of the bed early, feed the soil with compost, and the garden gives a harvest
                until autumn.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g02.txt
            How do you water a roof garden?

            Direct Answer
            In most gardens the soil decides: compost, water and mulch keep plants healthy through a dry
                summer in the bed.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g03.txt
            How do you build a compost heap?

            Direct Answer
            The bed needs sun, water and good soil, and the plants need a gardener who looks after the bed
                every week.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g04.txt
            What soil do tomatoes need?

            Direct Answer
            Water the plants of the bed early, feed the soil with compost, and the garden gives a harvest
                until autumn.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g05.txt
            How do you keep slugs off lettuce?

            Direct Answer
            In most gardens the soil decides: compost, water and mulch keep plants healthy through a dry
                summer in the bed.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g06.txt
            Which flowers bring bees to a vegetable bed?

            Direct Answer
            The bed needs sun, water and good soil, and the plants need a gardener who looks after the bed
                every week.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g07.txt
            How deep should a raised bed be?

            Direct Answer
            Water the plants of the bed early, feed the soil with compost, and the garden gives a harvest
                until autumn.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g08.txt
            What do you plant after potatoes?

            Direct Answer
            In most gardens the soil decides: compost, water and mulch keep plants healthy through a dry
                summer in the bed.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g09.txt
            How do you prune a young apple tree?

            Direct Answer
            The bed needs sun, water and good soil, and the plants need a gardener who looks after the bed
                every week.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g10.txt
            How do you share the harvest of a garden?

            Direct Answer
            Water the plants of the bed early, feed the soil with compost, and the garden gives a harvest
                until autumn.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g11.txt
            When do you sow beans in a garden bed?

            Direct Answer
            In most gardens the soil decides: compost, water and mulch keep plants healthy through a dry
                summer in the bed.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === y01.txt
            How do you reef the mainsail of a yacht?

            Direct Answer
            To reef the mainsail, ease the halyard, pull the luff cringle to the gooseneck, tighten the clew
                line, then trim the sheet while the helmsman holds the yacht close to windward.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

    Example that passes
        ::

            === g00.txt
            How do you plan a community garden?

            Direct Answer
            The bed needs sun, water and good soil, and the plants need a gardener who looks after the bed
                every week.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g01.txt
            Which vegetables grow in half shade?

            Direct Answer
            Water the plants of the bed early, feed the soil with compost, and the garden gives a harvest
                until autumn.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g02.txt
            How do you water a roof garden?

            Direct Answer
            In most gardens the soil decides: compost, water and mulch keep plants healthy through a dry
                summer in the bed.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === g03.txt
            How do you build a compost heap?

            Direct Answer
            The bed needs sun, water and good soil, and the plants need a gardener who looks after the bed
                every week.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

    How to fix
        Check whether the article belongs to this site; if not, take it out or move it.

    Limits
        Pages of the type service (about, contact, terms) are judged by their cards alone, since each site has
        some. A site with many topics hides a foreign article among them. A first article on a new topic
        looks foreign until others follow. Measured by ``python -m bench.offtopic --generated`` with the
        extra: 24 of 27 foreign articles in generated folders of 20 to 400 pages, no false alarm.
    """

    code = "COR003"
    name = "off-topic-article"
    severity: ClassVar[Severity] = "warning"
    fix = "Check whether the article belongs to this site"
    outcome: ClassVar[Outcome] = "review"

    def check(self, record: IndexRecord, index: Index) -> Iterator[Hit]:
        if index.is_odd(record):
            foreign, judged = index.foreign_cards(record)
            yield Hit(
                f"{foreign} of the {judged} related titles offered here are foreign to this article",
                record.title,
                record.title_start,
                record.title_end,
            )
            return
        if speaks_of_the_site(record):
            return
        near = nearness(record, index)
        if near is not None:
            if near.is_far:
                yield Hit(
                    "This article is about something else than the other articles of its site",
                    record.title,
                    record.title_start,
                    record.title_end,
                    expected=f"about {near.usual:.2f} near to its nearest articles",
                    found=f"{near.close:.2f}",
                )
            return
        known = index.shared_vocabulary(record)
        if known is None or len(record.terms) < MIN_TERMS:
            return
        shared, usual = known
        distance = (usual.median - shared) / max(usual.deviation, LEAST_DEVIATION)
        if distance >= FAR and shared <= usual.median * NEAR_NOTHING:
            yield Hit(
                "The words of this article hardly occur in the other articles of its site",
                record.title,
                record.title_start,
                record.title_end,
                expected=f"about {usual.median:.2f} of the vocabulary shared",
                found=f"{shared:.2f}",
            )
