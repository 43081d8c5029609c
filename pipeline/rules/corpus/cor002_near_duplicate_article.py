"""COR002: articles that are almost the same text, share paragraphs, or are written from one template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.index.families import ALIKE, SHARED, Family
from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.rules.base import CorpusRule, Hit
from pipeline.rules.derived import clip
from schemas.finding import FamilyMember
from schemas.vocabulary import Severity

SHOWN = 3
"""Shared paragraphs that are named."""
LONGEST = 160
"""Characters of a title that are kept of what differs."""


class NearDuplicateArticle(CorpusRule):
    """Several articles are nearly one text, or one text with another name in it.

    What it checks
        Three signs, each told once for a whole family, on its smallest page_id, with what differs.
        Near-copies: the 3-word shingles of the texts, compared through sketches (MinHash, 128 values,
        standard error .045), are at the setting ``near_duplicate_similarity`` or above. Shared
        paragraphs: two articles have half the paragraphs of the shorter one in common, at least three,
        the words of their own titles left out; that is for ``review``. Siblings: three titles and more
        are one but for a phrase ("How does a … hire?"), and the texts run in parallel: the openings of
        their sections mean nearly the same (the mean cosine to the best match is .52 or more; the extra
        ``embeddings``), or they share a quarter of their paragraphs. Siblings are a note for ``review``:
        many sites write them on purpose.

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
        Texts of fewer than 24 words have no sketch; of an article 48 paragraphs and 16 sections are
        compared. Titles must share three words or more and a third of all, at the beginning, at the end
        or around one gap; stop words are known in English alone. Without the extra, siblings in
        words of their own are not recognised. Measured by ``python -m bench.rule_families`` on generated
        pages with the extra: of 192 families 182 are told whole, and of 189 findings 7 name a part of one;
        none of 96 groups of pages whose titles alone are alike is told. Without it all that share
        paragraphs are told, and none that is rewritten.
    """

    code = "COR002"
    name = "near-duplicate-article"
    severity: ClassVar[Severity] = "warning"
    fix = "Keep one of them, or write what is special to each"

    def check(self, record: IndexRecord, index: Index) -> Iterator[Hit]:
        for family in index.families.get(record.page_id, ()):
            yield (
                self._template(record, family)
                if family.kind == "template"
                else self._text(record, family, index.near_duplicate_similarity)
            )

    def _text(self, record: IndexRecord, family: Family, similarity: float) -> Hit:
        """Near-copies, and articles that share paragraphs."""
        size = len(family.members)
        others = size - 1
        who = f"{others} other articles" if others > 1 else "another article"
        has, have = ("have", "share") if others > 1 else ("has", "shares")
        if family.kind == "copies":
            said = f"{who} {has} nearly the same text as this one"
        elif family.sharing < size:
            said = f"{size} articles are written from one template, and {family.sharing} share half of their paragraphs"
        else:
            each = " or with each other" if others > 1 else ""
            said = f"{who} {have} at least half of the paragraphs with this one{each}"
        titles = f": {clip(family.frame, LONGEST)}" if family.frame else ""
        return Hit(
            said[:1].upper() + said[1:] + titles,
            "near-duplicates",
            record.title_start,
            record.title_end,
            outcome=None if family.copies else "review",
            expected=f"similarity below {similarity:g}"
            if family.kind == "copies"
            else f"fewer than {SHARED:.0%} of the paragraphs shared",
            found=_differences(record, family),
            related_page_ids=family.page_ids[1:],
            family=_members(family),
        )

    def _template(self, record: IndexRecord, family: Family) -> Hit:
        """Siblings."""
        near = f"; openings of sections {family.alike:.2f} near" if family.alike else ""
        return Hit(
            f"{len(family.members)} articles are written from one template: {clip(family.frame or '', LONGEST)}",
            family.frame,
            record.title_start,
            record.title_end,
            severity="info",
            outcome="review",
            expected=f"openings of sections less than {ALIKE:g} near",
            found=_differences(record, family) + near,
            related_page_ids=family.page_ids[1:],
            family=_members(family),
            fix="Check that each says what is special to its own case",
        )


def _differences(record: IndexRecord, family: Family) -> str:
    """Which paragraphs all have, and how many are their own."""
    begins = dict(zip(record.paragraphs, record.openings, strict=True))
    shared = set(family.in_all)
    named = [clip(words) for mark, words in begins.items() if mark in shared]
    text = _paragraphs(len(shared)) + " in all of them"
    if named:
        more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
        text += f" ({', '.join(named[:SHOWN])}{more})"
    own = sorted({member.own for member in family.members})
    span = f"{own[0]} to {own[-1]}" if len(own) > 1 else f"{own[0]}"
    return f"{text}, {_paragraphs(family.in_some)} in some, {span} of its own in each"


def _paragraphs(number: int) -> str:
    return "1 paragraph" if number == 1 else f"{number or 'no'} paragraphs"


def _members(family: Family) -> tuple[FamilyMember, ...]:
    return tuple(
        FamilyMember(
            page_id=member.page_id,
            differs=member.differs[:LONGEST],
            paragraphs=member.paragraphs,
            own_paragraphs=member.own,
        )
        for member in family.members
    )
