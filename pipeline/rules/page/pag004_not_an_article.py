"""PAG004: a page that is no article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from schemas.vocabulary import Severity


class NotAnArticle(PageRule):
    """The page is no article: a tag index, a tool page, a soft 404, a login wall, a captcha.

    What it checks
        Whether the extractor kept the page out of the dataset, and why.

    Why it matters
        Whoever counts the pages must be able to see where each of them went.

    Example that fails
        A tag page of the pulse library::

            PULSE REVOPS
            📚 Library · The Machine

            Gardening

            12 researched Gardening entries

            How do you plan a community garden?
            A community garden is planned around sun, water and people, in that order, over one winter.
                Read full answer ↗

            How do you keep slugs off lettuce?
            Wet boards collect slugs overnight, and a lantern finds the rest before the lettuce is gone.
                Read full answer ↗

    Example that passes
        ::

            Pulse ← Library

            How do you plan a community garden?

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

    How to fix
        Nothing, if the page is no article. Else mend the profile, or the setting ``publish_types``.

    Limits
        It repeats the extractor's judgement and is no better than that.
    """

    code = "PAG004"
    name = "not-an-article"
    severity: ClassVar[Severity] = "info"
    fix = "Nothing if it is no article; else mend the profile or the setting publish_types"
    needs_article = False

    def check(self, page: PageContext) -> Iterator[Hit]:
        extraction = page.extraction
        if extraction.state != "not_an_article":
            return
        reason = (extraction.reason or extraction.page_type).removeprefix(self.code).strip(" :.")
        yield Hit(f"The page is kept out of the dataset: {reason}", subject=extraction.page_type)
