"""MET001: the article has no date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from schemas.vocabulary import Severity


class MissingDate(PageRule):
    """An article with neither a day of publication nor of change.

    What it checks
        The dates that the page shows or states in its metadata. In source text, and in Markdown without
        front matter, the capture lost the date and the page is not judged; only articles are judged, not
        manuals, services, forums or products.

    Why it matters
        Without a date nobody can tell whether the text still holds, or which of two captures is the
        newer.

    Example that fails
        ::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 240 words

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

    Example that passes
        ::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 240 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

    How to fix
        Give the article the day it was published or last changed.

    Limits
        A date in the running text does not count.
    """

    code = "MET001"
    name = "missing-date"
    severity: ClassVar[Severity] = "info"
    fix = "Give the article the day it was published or last changed"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        if article is None or article.page_type != "article":
            return
        if article.capture == "source_text" or (
            article.capture == "markdown" and not page.extraction.evidence
        ):
            return
        if article.published_on is None and article.updated_on is None:
            yield Hit("The article has no date, neither of publication nor of change", "date")
