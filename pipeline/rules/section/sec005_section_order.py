"""SEC005: the article's sections stand in another order than its template's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_USUAL = ("direct_answer", "faq", "sources")
"""For a site's template that sets no order of its own, or a page so mixed up that it looks like one."""


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
        A template without an order is judged by the usual one: direct answer, questions, sources. Only the
        first place of each role counts. Body sections have no order among themselves.
    """

    code = "SEC005"
    name = "section-order"
    severity: ClassVar[Severity] = "info"
    fix = "Move the section to its place, or mend the order in the profile"

    def check(self, page: PageContext) -> Iterator[Hit]:
        order = page.extraction.order or (() if page.extraction.site == "generic" else _USUAL)
        rank = {role: number for number, role in enumerate(order)}
        if not rank:
            return
        first: dict[str, tuple[int, int, str]] = {}
        stray = page.stray_title
        met = [
            (s.heading.start, s.heading.end, s.role, s.text)
            for s in page.sections
            if s.heading and s.heading is not stray
        ]
        told = {start for start, *_ in met} | ({stray.start} if stray else set())
        met += [(z.start, z.end, z.role, z.heading) for z in page.extraction.zones if z.start not in told]
        for start, end, role, heading in sorted(met):
            if role in rank and role not in first:
                first[role] = (start, end, heading)
        standing = sorted(first, key=lambda role: first[role])
        for role in _displaced([rank[role] for role in standing], standing):
            start, end, heading = first[role]
            neighbour, side = _neighbour(role, standing, rank)
            yield Hit(
                f"The section {clip(heading)} stands {side} {clip(first[neighbour][2])}",
                subject=heading,
                start=start,
                end=end,
                expected=", ".join(order),
                found=", ".join(standing),
            )


def _displaced(ranks: Sequence[int], roles: Sequence[str]) -> list[str]:
    """The fewest roles that must move for the rest to stand in order; among equals, those that stand first."""
    for size in range(len(roles)):
        for out in combinations(range(len(roles)), size):
            kept = [place for index, place in enumerate(ranks) if index not in out]
            if kept == sorted(kept):
                return [roles[index] for index in out]
    return []


def _neighbour(role: str, standing: Sequence[str], rank: dict[str, int]) -> tuple[str, str]:
    """A section that the misplaced one stands on the wrong side of, and on which side it stands."""
    at = standing.index(role)
    for other in standing[at + 1 :]:
        if rank[other] < rank[role]:
            return other, "before"
    return next(other for other in reversed(standing[:at]) if rank[other] > rank[role]), "after"
