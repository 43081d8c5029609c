"""FAQ002: the FAQ asks one question twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.linking import title_key
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from pipeline.rules.faq._places import question_places
from schemas.vocabulary import Severity


class RepeatedQuestion(PageRule):
    """The same question stands twice in the FAQ.

    What it checks
        The questions of one article without case and punctuation.

    Why it matters
        The two answers often differ, and then one of them is wrong.

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

            Can dogs come along? On a lead, and not between the beds.

            Who pays for the water? The town does in most places.

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
        Keep the better of the two answers.

    Limits
        The same question in other words is not recognised.
    """

    code = "FAQ002"
    name = "repeated-question"
    severity: ClassVar[Severity] = "warning"
    fix = "Keep the better of the two answers"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        if article is None or len(article.faqs) < 2:
            return
        seen: set[str] = set()
        for faq, place in zip(article.faqs, question_places(page), strict=True):
            key = title_key(faq.question)
            if key and key in seen:
                start, end = place or (None, None)
                yield Hit(f"The question {clip(faq.question)} is asked again", faq.question, start, end)
            seen.add(key)
