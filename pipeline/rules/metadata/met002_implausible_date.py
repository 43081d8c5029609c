"""MET002: a date that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from schemas.vocabulary import Severity

BEFORE_THE_WEB = date(1991, 8, 6)
"""The day on which the first web page was announced."""
_SCHEDULED = timedelta(days=30)
"""So long may a finished text wait for its day of publication."""


def _place(page: PageContext, field: str) -> tuple[int, int] | tuple[None, None]:
    """The span of the first piece that gives the field, if one does."""
    blocks = page.labelled(f"data.{field}")
    return (blocks[0].start, blocks[0].end) if blocks else (None, None)


class ImplausibleDate(PageRule):
    """A date in the future, before the web, or a change before the publication.

    What it checks
        The day of publication and of the last change: neither may lie after the day that the run is
        judged against (``--as-of``) or before August 1991, and the change may not lie before the
        publication.

    Why it matters
        Wrong dates sort articles wrongly and hide that a text is old.

    Example that fails
        ::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 240 words6/30/2999

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
        Correct the date at its source.

    Limits
        A wrong but possible date is not recognised. On HTML or text with menus of a site without a profile a
        change up to 30 days before the publication is let be: such sites note when the text of a post that is
        scheduled for later was last touched. Digital copies of older works are reported as well.
    """

    code = "MET002"
    name = "implausible-date"
    severity: ClassVar[Severity] = "warning"
    fix = "Correct the date at its source"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        if article is None:
            return
        published, updated = article.published_on, article.updated_on
        for field, day in (("published_on", published), ("updated_on", updated)):
            if day is None:
                continue
            start, end = _place(page, field)
            name = "publication" if field == "published_on" else "the last change"
            if day > page.as_of:
                yield Hit(
                    f"The day of {name} lies after {page.as_of.isoformat()}",
                    field,
                    start,
                    end,
                    expected=f"{page.as_of.isoformat()} or earlier",
                    found=day.isoformat(),
                )
            elif day < BEFORE_THE_WEB:
                yield Hit(
                    f"The day of {name} lies before the web",
                    field,
                    start,
                    end,
                    expected=f"{BEFORE_THE_WEB.isoformat()} or later",
                    found=day.isoformat(),
                )
        least = published - _SCHEDULED if published and page.unknown_layout else published
        if published and updated and least and updated < least:
            start, end = _place(page, "updated_on")
            yield Hit(
                "The article was changed before it was published",
                "updated_on before published_on",
                start,
                end,
                expected=f"{published.isoformat()} or later",
                found=updated.isoformat(),
            )
