"""PAG008: a page that the labeller is not sure of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from schemas.vocabulary import Outcome, Severity


class LowConfidencePage(PageRule):
    """The labeller is not sure of this page.

    What it checks
        The page's confidence against the setting ``min_confidence``.

    Why it matters
        Somebody should look at these pages before all others.

    Example that fails
        A page of an unknown site whose text is half menus and half teasers, with no article to be seen.

    Example that passes
        ::

            Pulse ← Library

            How do you plan a community garden?

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

    How to fix
        Look at the account of the page, and write a profile where the site has many such pages.

    Limits
        Confidence says how clear the labels were, not whether they are right. Pages that were not judged
        have none.
    """

    code = "PAG008"
    name = "low-confidence-page"
    severity: ClassVar[Severity] = "warning"
    outcome: ClassVar[Outcome] = "review"
    fix = "Look at the page's account; write a profile where the site has many such pages"
    needs_article = False

    def check(self, page: PageContext) -> Iterator[Hit]:
        confidence, least = page.extraction.confidence, page.settings.min_confidence
        if (
            confidence is not None
            and confidence < least
            and page.extraction.state in ("article", "not_an_article")
        ):
            yield Hit(
                f"The labels of this page have a confidence of {confidence:.2f}, below {least:.2f}",
                subject="confidence",
                expected=f"at least {least:.2f}",
                found=f"{confidence:.2f}",
            )
