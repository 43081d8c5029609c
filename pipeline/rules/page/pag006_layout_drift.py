"""PAG006: a page that no longer fits its profile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from schemas.vocabulary import Severity


class LayoutDrift(PageRule):
    """The page no longer fits the profile of its site.

    What it checks
        What the extractor said of the fit: the site was recognised, but too much of the page follows no
        rule of its profile, or the body is not where the profile looks for it.

    Why it matters
        A site that was redesigned gives bad articles quietly, page after page, until somebody looks.

    Example that fails
        A page that shows the marks of its site, and between its header and its closing zones no body at
        all.

    Example that passes
        ::

            Pulse ← Library

            How do you plan a community garden?

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

    How to fix
        Compare the page with the profile, and mend the profile's rows and zones.

    Limits
        Only pages of a site with a profile of its own can drift. A new row or two is PAG005, not this.
    """

    code = "PAG006"
    name = "layout-drift"
    severity: ClassVar[Severity] = "error"
    fix = "Compare the page with its profile, and mend the profile's rows and zones"
    needs_article = False

    def check(self, page: PageContext) -> Iterator[Hit]:
        unfit = page.extraction.unfit
        if unfit:
            site = page.extraction.site
            yield Hit(
                f"The page no longer fits the profile {site}: {unfit.strip().rstrip('.')}",
                subject=site,
                found=page.extraction.site_evidence or None,
            )
