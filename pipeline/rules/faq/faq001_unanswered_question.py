"""FAQ001: a question of the FAQ has no answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from pipeline.rules.faq._places import question_places
from schemas.vocabulary import Severity


class UnansweredQuestion(PageRule):
    """A question in the FAQ with nothing after it.

    What it checks
        Every question of the article's FAQ: an answer needs at least one letter or digit. In a
        capture style that is known to lose answers the outcome is ``review``.

    Why it matters
        A question without an answer is the one thing an FAQ must not hold, and a pair without a half
        is no training data.

    Example that fails
        ::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 240 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            FAQ

            Who pays for the water? The group that holds the plot pays, mostly out of the yearly fees.

            Can dogs come along?

    Example that passes
        ::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 240 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            FAQ

            Who pays for the water? The group that holds the plot pays, mostly out of the yearly fees.

            Can dogs come along? On a lead, and not between the beds.

    How to fix
        Write the answer, or take the question out.

    Limits
        An answer that does not answer is not recognised. Flat text of unknown sites that came with its menus is
        not judged: there a question is guessed, and its answer may have been taken for chrome.
    """

    code = "FAQ001"
    name = "unanswered-question"
    severity: ClassVar[Severity] = "error"
    fix = "Write the answer, or take the question out"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        if article is None or not article.faqs:
            return
        if page.unknown_layout and page.document.media_type == "text/plain":
            return  # without markup a line is guessed to be a question, and its answer may have gone with the menus
        if all(any(map(str.isalnum, faq.answer)) for faq in article.faqs):
            return
        lost = bool(page.extraction.lossy_kinds & {"faq", "faq_answer"})
        for faq, place in zip(article.faqs, question_places(page), strict=True):
            if not any(c.isalnum() for c in faq.answer):
                start, end = place or (None, None)
                yield Hit(
                    f"The question {clip(faq.question)} has no answer",
                    faq.question,
                    start,
                    end,
                    outcome="review" if lost else None,
                )
