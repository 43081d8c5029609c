"""TXT001: the page states another word count than it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from schemas.vocabulary import Severity


class WordCountMismatch(PageRule):
    """Stated and counted words differ by more than the tolerance.

    What it checks
        The word count that the page shows against the words counted in direct answer, headings, body,
        questions and sources. The tolerance is the setting ``word_count_tolerance`` (5 %), a share of the
        stated count.

    Why it matters
        The site counted its words before the page was dumped. When fewer are left, the dump lost text:
        mostly lists, tables or sources.

    Example that fails
        ::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 1,640 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            Sources

            Related on PULSE

            Download:
            Was this helpful?

    Example that passes
        ::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 20 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            Sources

            Related on PULSE

            Download:
            Was this helpful?

    How to fix
        Compare the page with the site or with another capture and bring back what is missing.

    Limits
        Only pages that state a count are judged. The count leaves out title, diagrams and addresses; a
        site that counts otherwise is off on every page. What was lost cannot be told from the numbers.
    """

    code = "TXT001"
    name = "word-count-mismatch"
    severity: ClassVar[Severity] = "warning"
    fix = "Compare with the site or another capture and bring back what is missing"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        if article is None or article.stated_words is None or article.stated_words < 1:
            return
        stated, counted = article.stated_words, article.words
        if abs(stated - counted) <= page.settings.word_count_tolerance * stated:
            return
        share = abs(stated - counted) / stated
        direction = "fewer" if counted < stated else "more"
        shown = page.labelled("data.stated_words")
        yield Hit(
            f"The page states {stated:,} words and has {counted:,}, {share:.0%} {direction}",
            subject="stated words",
            start=shown[0].start if shown else None,
            end=shown[0].end if shown else None,
            expected=str(stated),
            found=str(counted),
        )
