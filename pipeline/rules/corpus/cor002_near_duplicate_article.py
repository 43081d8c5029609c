"""COR002: articles that are almost the same text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.rules.base import CorpusRule, Hit
from schemas.vocabulary import Severity


class NearDuplicateArticle(CorpusRule):
    """Several articles share most of their text.

    What it checks
        The 3-word shingles of the articles' texts, compared through sketches (MinHash, 128 values,
        standard error .045). Articles at the setting ``near_duplicate_similarity`` or above are one
        group, chains included: one finding for each group, on the smallest page_id, which names the
        others.

    Why it matters
        Search engines drop such pages, readers feel cheated, and a training set repeats itself.

    Example that fails
        ::

            === large.txt
            How do you plan a large community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Choosing the plot
            The plot needs six hours of sun, a tap within reach of every bed, and a landlord who signs for
                at least five years, since fruit bushes and good soil take that long.
            Finding the people
            A dozen households carry a garden of this size through July and August, when half of them are
                away and the other half waters every second evening.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === small.txt
            How do you plan a small community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Choosing the plot
            The plot needs six hours of sun, a tap within reach of every bed, and a landlord who signs for
                at least five years, since fruit bushes and good soil take that long.
            Finding the people
            A dozen households carry a garden of this size through July and August, when half of them are
                away and the other half waters every second evening.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

    Example that passes
        ::

            === compost.txt
            How do you build a compost heap?

            Direct Answer
            A compost heap is built in layers of green and brown, as wide as it is high, on open ground.
            Choosing the place
            Half shade is best, near enough to the kitchen that nobody minds the way in the rain, and on
                open ground, so that worms can come and go.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === small.txt
            How do you plan a small community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Choosing the plot
            The plot needs six hours of sun, a tap within reach of every bed, and a landlord who signs for
                at least five years, since fruit bushes and good soil take that long.
            Finding the people
            A dozen households carry a garden of this size through July and August, when half of them are
                away and the other half waters every second evening.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

    How to fix
        Keep one of them, or write what is special to each.

    Limits
        Pages written from one template in other words share hardly a shingle and are not recognised.
        Texts of fewer than 24 words are not compared.
    """

    code = "COR002"
    name = "near-duplicate-article"
    severity: ClassVar[Severity] = "warning"
    fix = "Keep one of them, or write what is special to each"

    def check(self, record: IndexRecord, index: Index) -> Iterator[Hit]:
        family = index.families.get(record.page_id)
        if family is None:
            return
        others = family.page_ids[1:]
        words = f"{len(others)} other articles have" if len(others) > 1 else "another article has"
        yield Hit(
            f"{words.capitalize()} nearly the same text as this one",
            "near-duplicates",
            record.title_start,
            record.title_end,
            expected=f"similarity below {index.near_duplicate_similarity:g}",
            related_page_ids=others,
        )
