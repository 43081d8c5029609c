"""SEC002: a heading with nothing under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import SectionAt, clip
from schemas.vocabulary import SECTION_ROLES, Severity

_ZONE_ROLES = frozenset(SECTION_ROLES) - {"body"}
_LOSABLE = frozenset({"list", "table", "diagram", "steps", "code"})
_LOSERS = frozenset({"body", "steps", "summary", "quick_answer"})
"""Roles of sections that may have held nothing but these."""


class EmptySection(PageRule):
    """A heading has nothing under it.

    What it checks
        Every heading of the article, and every zone of a known role (questions, sources, related, steps).
        A heading is empty when the next thing on the page is a heading of the same or a higher level,
        site chrome, or the end. A heading followed by its own child heading is a parent, not an empty
        section.

    Why it matters
        A reader follows the heading and finds nothing. Mostly the content existed and was lost on the
        way.

    Example that fails
        ::

            Pulse ← Library

            How do you store seed potatoes?

            Direct Answer

            Seed potatoes keep best in shallow trays, in the dark, just above freezing, until early
                spring.

            Picking a Place

            A cellar with an earth floor holds both its cool and its damp, so the skins do not shrivel.

            Sources

    Example that passes
        ::

            Pulse ← Library

            How do you store seed potatoes?

            Direct Answer

            Seed potatoes keep best in shallow trays, in the dark, just above freezing, until early
                spring.

            Picking a Place

            A cellar with an earth floor holds both its cool and its damp, so the skins do not shrivel.

            Sources

            - Allotment Society, “Keeping Tubers Over Winter” (allotments.example)

    How to fix
        Bring the content back from the site or from another capture, or remove the heading.

    Limits
        HTML or text with menus of a site without a profile is not judged: what stands under a heading there
        may be a widget, a teaser or a picture, which the article leaves out. In a capture style that is known
        to lose lists, tables or this very section, the finding is for review and blames the capture. In flat
        text a parent is told from an empty section by the levels that the extractor worked out.
    """

    code = "SEC002"
    name = "empty-section"
    severity: ClassVar[Severity] = "warning"
    fix = "Bring the section's content back, or remove the heading"

    def check(self, page: PageContext) -> Iterator[Hit]:
        if page.unknown_layout:
            return
        told: set[int] = set()
        for section, following in zip(page.sections, [*page.sections[1:], None], strict=True):
            heading = section.heading
            if (
                heading is None
                or heading is page.stray_title
                or section.blocks
                or section.others
                or _is_parent(section, following)
            ):
                continue
            told.add(heading.start)
            lost = _LOSABLE | {section.role} if section.role in _LOSERS else {section.role}
            lossy = bool(page.extraction.lossy_kinds & lost)
            yield _hit(section.text, section.role, heading.start, heading.end, lossy=lossy)
        for zone in page.extraction.zones:
            if zone.blocks == 0 and zone.role in _ZONE_ROLES and zone.start not in told:
                told.add(zone.start)
                yield _hit(zone.heading, zone.role, zone.start, zone.end, lossy=zone.lossy)


def _is_parent(section: SectionAt, following: SectionAt | None) -> bool:
    return section.role == "body" and following is not None and following.level > section.level


def _hit(heading: str, role: str, start: int, end: int, *, lossy: bool) -> Hit:
    words = f"The heading {clip(heading)} has nothing under it"
    fix = None
    if lossy:
        lost = "this section" if role != "body" else "lists, tables or cards"
        words += f"; this capture style is known to lose {lost}"
        fix = "Look for the section's content on the site or in another capture of the page"
    return Hit(words, subject=heading, start=start, end=end, outcome="review" if lossy else None, fix=fix)
