"""TXT005: a section or paragraph about something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import SectionAt, clip
from pipeline.rules.text._topics import COMMON, cosine, joined_counts, met_twice, stems, strangers, told
from schemas.vocabulary import Outcome, Severity

_sieve = partial(told, relative=0.65, absolute=0.5, least_usual=0.3)
"""Over words as they stand: cheap, and wide enough to let every clear case through."""
_odd_section = partial(strangers, relative=0.65, absolute=0.55, least_usual=0.6)
_odd_paragraph = partial(strangers, relative=0.4, absolute=0.35, least_usual=0.5)
"""Over stems. Sections of one article share more with each other than paragraphs do."""
_SHORTEST = 12
_NOTHING: frozenset[str] = frozenset()
_LEAST_WORDS = 25
_FAR_SECTION = 0.28
_FAR_PARAGRAPH = 0.06
"""Cosine with the rest of the article below which a piece is far from it."""


class OffTopicSection(PageRule):
    """A section or a paragraph does not belong to its article.

    What it checks
        The longer words of each section and of each paragraph of at least 25 words, against all others of
        the page. A section that shares less than two thirds of what is usual on the page, or a paragraph
        that shares less than two fifths, is compared once more with the rest by the cosine of their
        words.

    Why it matters
        A generator that slipped, or a faulty merge, leaves a paragraph of another subject in the middle
        of an article. Search and training take it for part of the subject.

    Example that fails
        ::

            Pulse ← Library

            How do you choose a tent for the mountains?

            Direct Answer

            For mountain weather choose a tent with strong poles, a short flysheet and a small footprint.
                Mountain weather decides by wind, so strong poles matter more than the weight of the tent.

            Strong Poles Before Low Weight

            Wind breaks poles long before weather soaks the flysheet. Strong poles with crossing points
                hold the flysheet tight, and a tight flysheet keeps the tent quiet. Compare the weight of
                the poles before the weight of the flysheet, because mountain wind tests the poles first.

            Flysheet and Footprint

            A short flysheet lets the wind under the tent, yet a flysheet down to the ground collects
                snow. In the mountain weather of spring choose the flysheet that reaches the ground, and a
                footprint smaller than the flysheet, so that weather runs off behind the footprint.

            Weight on a Mountain Path

            The weight of a tent is carried all day and the strong poles are needed for an hour. Choose
                the weight that you can carry up a mountain path, then the strongest poles within that
                weight, and share tent, poles and footprint between two packs.

            Interest on Savings Accounts

            Compound interest rewards customers who deposit early. Banks advertise introductory
                percentages, then quietly reduce them after twelve months, so compare annual yields,
                withdrawal penalties and deposit insurance before opening another account anywhere.

    Example that passes
        ::

            Pulse ← Library

            How do you choose a tent for the mountains?

            Direct Answer

            For mountain weather choose a tent with strong poles, a short flysheet and a small footprint.
                Mountain weather decides by wind, so strong poles matter more than the weight of the tent.

            Strong Poles Before Low Weight

            Wind breaks poles long before weather soaks the flysheet. Strong poles with crossing points
                hold the flysheet tight, and a tight flysheet keeps the tent quiet. Compare the weight of
                the poles before the weight of the flysheet, because mountain wind tests the poles first.

            Flysheet and Footprint

            A short flysheet lets the wind under the tent, yet a flysheet down to the ground collects
                snow. In the mountain weather of spring choose the flysheet that reaches the ground, and a
                footprint smaller than the flysheet, so that weather runs off behind the footprint.

            Weight on a Mountain Path

            The weight of a tent is carried all day and the strong poles are needed for an hour. Choose
                the weight that you can carry up a mountain path, then the strongest poles within that
                weight, and share tent, poles and footprint between two packs.

    How to fix
        Read the piece. Remove it where it belongs to another article.

    Limits
        Only clear cases are told, and always for review: words are counted, meaning is not understood.
        Pages of fewer than four longer pieces, and pages whose pieces share few words anyway, are not
        judged. HTML of sites without a profile is not judged: on clean pages of unknown sites words alone
        cried wolf on nearly every fifth page.
    """

    code = "TXT005"
    name = "off-topic-section"
    severity: ClassVar[Severity] = "warning"
    outcome: ClassVar[Outcome] = "review"
    fix = "Read it, and remove it where it belongs to another article"

    def check(self, page: PageContext) -> Iterator[Hit]:
        if page.unknown_html:
            return
        prose = page.prose
        sections = [section for section in page.sections if section.prose]
        raw = [piece.distinct - COMMON if len(piece.words) >= _SHORTEST else _NOTHING for piece in prose]
        twice = met_twice(raw)
        odd = _sieve([(len(piece & twice), len(piece)) for piece in raw])
        if not any(self._can_be_judged(page, [index]) for index in odd) and not _sieve(
            joined_counts(raw, twice, [section.prose for section in sections])
        ):
            return
        of_piece = [stems(piece.words) for piece in prose]
        told: set[int] = set()
        for number in _odd_section(_joined(of_piece, sections)):
            section = sections[number]
            if not self._far(page, section.prose, _FAR_SECTION):
                continue
            told.update(section.prose)
            first, last = prose[section.prose[0]].block, prose[section.prose[-1]].block
            name = f"The section {clip(section.text)}" if section.heading else "The opening"
            yield Hit(
                f"{name} shares hardly a word with the rest of the article",
                subject=section.text or "opening",
                start=section.heading.start if section.heading else first.start,
                end=last.end,
            )
        for index in _odd_paragraph(of_piece):
            block = prose[index].block
            if index in told or not self._far(page, [index], _FAR_PARAGRAPH):
                continue
            yield Hit(
                f"The paragraph {clip(block.text)} shares hardly a word with the rest of the article",
                subject="paragraph",
                start=block.start,
                end=block.end,
            )

    @staticmethod
    def _can_be_judged(page: PageContext, indexes: list[int]) -> bool:
        pieces = [page.prose[index] for index in indexes]
        if any(piece.block.label == "article.faq_answer" for piece in pieces):
            return False
        return sum(len(piece.words) for piece in pieces) >= _LEAST_WORDS

    def _far(self, page: PageContext, indexes: list[int], limit: float) -> bool:
        if not self._can_be_judged(page, indexes):
            return False
        inside = set(indexes)
        piece = " ".join(page.prose[index].lower for index in indexes)
        rest = " ".join(p.lower for index, p in enumerate(page.prose) if index not in inside)
        return cosine(piece, rest) < limit


def _joined(pieces: Sequence[AbstractSet[str]], sections: Sequence[SectionAt]) -> list[AbstractSet[str]]:
    """The words of each section."""
    return [set[str]().union(*(pieces[index] for index in section.prose)) for section in sections]
