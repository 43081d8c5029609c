"""TXT005: a section or paragraph about something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.index.vectors import word_vectors
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import SectionAt, clip
from pipeline.rules.text._topics import LEAST_PIECES, LEAST_WORDS, Pieces, Stranger, stems_of
from schemas.vocabulary import Outcome, Severity

SECTION, PARAGRAPH = 3.3, 3.6
"""Scores from which a section and a paragraph are told; paragraphs are not told on pages of unknown layout."""
WORDS_TOO = 6.5
"""The score by words alone that these must reach as well, but for pages of unknown layout: advice that fits any
subject lies far in meaning, too."""
SECTION_WORDS = 8.2
"""The same for sections without word vectors. Paragraphs are not told."""
_APART = frozenset({"faq", "sources", "related"})
"""Roles of sections that stand apart: their pieces are no running text on one subject."""


class OffTopicSection(PageRule):
    """A section or a paragraph does not belong to its article.

    What it checks
        Each section, and each paragraph, of 25 words and more against all others of the article: how near
        its words mean to theirs (static word vectors, the extra ``embeddings``; the cosine to the mean of
        the others), and how many of its words they use too. A long piece that is far in both is told.
        Without the extra, words alone decide, and sections alone are told.

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
        Always for review: it is a judgement by numbers. Articles in English with at least four pieces are
        judged. Of HTML or text with menus of a site without a profile sections alone are judged, by meaning
        alone, and nothing without the extra: such pages thank their sponsors, and that is told too. Text of a
        near-by subject is mostly not told. Measured by ``python -m bench.sections``: of clearly foreign text
        put into generated pages 93 % of the sections and 84 % of the paragraphs are found (without the extra
        95 % of the sections), of a near-by subject 17 % and 10 %, with 2 alarms on 588 clean pages.
    """

    code = "TXT005"
    name = "off-topic-section"
    severity: ClassVar[Severity] = "warning"
    outcome: ClassVar[Outcome] = "review"
    fix = "Read it, and remove it where it belongs to another article"

    def check(self, page: PageContext) -> Iterator[Hit]:
        if (
            len(page.prose) < LEAST_PIECES
            or page.article is None
            or page.article.language not in ("en", None)
        ):
            return
        vectors = word_vectors()
        if vectors is None and page.unknown_layout:
            return
        prose = page.prose
        cut = SECTION_WORDS if vectors is None else SECTION
        words_too = None if page.unknown_layout else WORDS_TOO
        sections = judged_sections(page)
        paragraphs = [] if vectors is None or page.unknown_layout else judged_paragraphs(page)
        if max(len(sections), len(paragraphs)) < LEAST_PIECES:
            return
        stems = stems_of(page.prose_tokens)
        told: set[int] = set()
        of_sections = Pieces(page.prose_tokens, stems, [section.prose for section in sections])
        for found in of_sections.strangers(vectors, cut, words_too=words_too):
            section = sections[found.at]
            told.update(section.prose)
            first, last = prose[section.prose[0]].block, prose[section.prose[-1]].block
            yield Hit(
                f"{_named(section)} {_words(found)}",
                subject=section.text or "opening",
                start=section.heading.start if section.heading else first.start,
                end=last.end,
            )
        of_paragraphs = Pieces(page.prose_tokens, stems, [[index] for index in paragraphs])
        for found in of_paragraphs.strangers(vectors, PARAGRAPH, words_too=WORDS_TOO):
            index = paragraphs[found.at]
            block = prose[index].block
            if index not in told:
                yield Hit(
                    f"The paragraph {clip(block.text)} {_words(found)}",
                    subject="paragraph",
                    start=block.start,
                    end=block.end,
                )


def judged_sections(page: PageContext) -> list[SectionAt]:
    """The sections that are judged."""
    prose = page.prose
    return [
        section
        for section in page.sections
        if section.role not in _APART and sum(prose[index].count for index in section.prose) >= LEAST_WORDS
    ]


def judged_paragraphs(page: PageContext) -> list[int]:
    """The paragraphs that are judged: indexes into the page's prose."""
    return [
        index
        for index, piece in enumerate(page.prose)
        if piece.count >= LEAST_WORDS and piece.block.label != "article.faq_answer"
    ]


def _named(section: SectionAt) -> str:
    return f"The section {clip(section.text)}" if section.heading else "The opening"


def _words(found: Stranger) -> str:
    if found.nearness is None:
        return "shares hardly a word with the rest of the article"
    return "is about something else than the rest of the article"
