"""SEC005: the article's sections stand in another order than its template's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity


class SectionOrder(PageRule):
    """The sections stand in another order than the profile expects.

    What it checks
        The order in which the roles named by the profile first appear on the page, headings of empty
        zones included, against the profile's order.

    Why it matters
        An article whose sources come before its body was put together wrongly, or the capture moved a
        zone.

    Example that fails
        A page of the pulse library whose questions stand before its direct answer::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 640 words6/30/2026

            FAQ

            Who waters in August? A rota of five households shares the month, and the rota hangs on the
                shed.

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

            📖 640 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            FAQ

            Who waters in August? A rota of five households shares the month, and the rota hangs on the
                shed.

            Sources

            Related on PULSE

            Download:
            Was this helpful?

    How to fix
        Move the section, or mend the order in the profile.

    Limits
        Only the first place of each role counts. Body sections have no order among themselves.
    """

    code = "SEC005"
    name = "section-order"
    severity: ClassVar[Severity] = "info"
    fix = "Move the section to its place, or mend the order in the profile"

    def check(self, page: PageContext) -> Iterator[Hit]:
        rank = {role: number for number, role in enumerate(page.extraction.order)}
        if not rank:
            return
        first: dict[str, tuple[int, int, str]] = {}
        met = [(s.heading.start, s.heading.end, s.role, s.text) for s in page.sections if s.heading]
        met += [(zone.start, zone.end, zone.role, zone.heading) for zone in page.extraction.zones]
        for start, end, role, heading in sorted(met):
            if role in rank and role not in first:
                first[role] = (start, end, heading)
        highest: str | None = None
        for role, (start, end, heading) in sorted(first.items(), key=lambda item: item[1]):
            if highest is not None and rank[role] < rank[highest]:
                other = clip(first[highest][2])
                yield Hit(
                    f"The section {clip(heading)} stands after {other} instead of before it",
                    subject=heading,
                    start=start,
                    end=end,
                    expected=", ".join(page.extraction.order),
                )
            else:
                highest = role
