"""SEC004: two headings or two sections of one article say the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import SectionAt, clip, plain
from schemas.vocabulary import Severity

_SHORT_HEADING = 2
"""Headings of so few words ("Pros", "Pricing") repeat by design under different things."""


class RepeatedSection(PageRule):
    """Two headings of an article are equal, or two of its sections say the same.

    What it checks
        Headings, compared without case, punctuation and emphasis; and the running text of sections of at
        least 20 words, compared by shared three-word sequences (four in five the same).

    Why it matters
        A section that stands twice comes from a generator or a faulty merge. It skews counts and search,
        and its two copies may come to contradict each other.

    Example that fails
        ::

            Pulse ← Library

            How do you descale a kettle?

            Direct Answer

            Boil a cup of vinegar with a cup of water, wait an hour, pour it out and rinse twice.

            How Often to Descale

            In a hard-water town the kettle wants it monthly, elsewhere twice a year is plenty for most
                homes.

            How Often to Descale

            Listen to the kettle: once it grows louder and slower, limescale has begun to cover the
                element.

    Example that passes
        ::

            Pulse ← Library

            How do you descale a kettle?

            Direct Answer

            Boil a cup of vinegar with a cup of water, wait an hour, pour it out and rinse twice.

            How Often to Descale

            In a hard-water town the kettle wants it monthly, elsewhere twice a year is plenty for most
                homes.

            Signs That It Is Time

            Listen to the kettle: once it grows louder and slower, limescale has begun to cover the
                element.

    How to fix
        Remove one of the two, or merge them.

    Limits
        On HTML or text with menus of a site without a profile only sections that are equal in heading and
        text, word for word, are told, once for the page: product pages and round-ups repeat their headings on
        purpose, and much of what they say under them. Equal headings of one or two words, and equal headings
        under different parents, count only when their text is the same too or when they open a known zone.
        Sections that say the same in other words are not told.
    """

    code = "SEC004"
    name = "repeated-section"
    severity: ClassVar[Severity] = "warning"
    fix = "Remove one of the two sections, or merge them"

    def check(self, page: PageContext) -> Iterator[Hit]:
        sections = page.sections
        twins: dict[int, int] = {}
        for earlier, later in page.section_twins:
            twins.setdefault(later, earlier)
        seen: dict[str, tuple[SectionAt, str | None]] = {}
        parents: dict[int, str] = {}
        for number, section in enumerate(sections):
            if section.heading is None:
                continue
            text = plain(section.text)
            parents = {level: name for level, name in parents.items() if level < section.level}
            parent = parents[max(parents)] if parents else None
            parents[section.level] = text
            before = seen.setdefault(text, (section, parent))
            twin = twins.get(number)
            if page.unknown_layout:
                if twin is not None and _copied(page, sections[twin], section):
                    yield _same_text(sections[twin], section)
                    return
            elif twin is not None:
                yield _same_text(sections[twin], section)
            elif (
                before[0] is not section and text and _counts(section, text, same_parent=before[1] == parent)
            ):
                yield _same_heading(section)


def _copied(page: PageContext, one: SectionAt, two: SectionAt) -> bool:
    """True where heading and running text are the same, word for word."""
    if one.heading is None or plain(one.text) != plain(two.text):
        return False
    return [page.prose[at].words for at in one.prose] == [page.prose[at].words for at in two.prose]


def _counts(section: SectionAt, text: str, *, same_parent: bool) -> bool:
    if section.role != "body":
        return True
    return same_parent and len(text.split()) > _SHORT_HEADING


def _same_heading(section: SectionAt) -> Hit:
    assert section.heading is not None
    return Hit(
        f"The heading {clip(section.text)} stands more than once in the article",
        subject=section.text,
        start=section.heading.start,
        end=section.heading.end,
    )


def _same_text(earlier: SectionAt, later: SectionAt) -> Hit:
    assert later.heading is not None
    first = clip(earlier.text) if earlier.heading else "the opening"
    return Hit(
        f"The section {clip(later.text)} says the same as {first}",
        subject=later.text,
        start=later.heading.start,
        end=later.heading.end,
        found=earlier.text or None,
    )
