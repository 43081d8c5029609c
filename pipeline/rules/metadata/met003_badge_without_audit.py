"""MET003: a badge that states no score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.document import BadgeValue
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity


class BadgeWithoutAudit(PageRule):
    """A quality badge whose score is absent or not a number.

    What it checks
        Every badge of the page: it should say how many points the audit gave.

    Why it matters
        A badge without its audit claims a check that may never have taken place.

    Example that fails
        ::

            Pulse ← Library
            Knowledge Library · gardening
            ✓ Machine Certified–/10?

            How do you plan a community garden?

            📖 240 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

    Example that passes
        ::

            Pulse ← Library
            Knowledge Library · gardening
            ✓ Machine Certified10/10?

            How do you plan a community garden?

            📖 240 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

    How to fix
        Show the score of the audit, or take the badge down.

    Limits
        Whether the score is deserved is not judged. A site whose badges never have scores is reported
        on every page.
    """

    code = "MET003"
    name = "badge-without-audit"
    severity: ClassVar[Severity] = "info"
    fix = "Show the score of the audit, or take the badge down"

    def check(self, page: PageContext) -> Iterator[Hit]:
        for block in page.labelled("data.badge"):
            badge = block.value
            if isinstance(badge, BadgeValue) and badge.score is None:
                given = (
                    f"the score {clip(badge.raw_score)} is not a number"
                    if badge.raw_score
                    else "it has no score"
                )
                yield Hit(
                    f"The badge {clip(badge.label)} proves nothing: {given}",
                    badge.label,
                    block.start,
                    block.end,
                    expected="a score",
                    found=badge.raw_score,
                )
