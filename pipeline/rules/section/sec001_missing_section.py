"""SEC001: a section that the profile makes mandatory is absent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import plain
from pipeline.rules.page._endings import broken_end
from schemas.vocabulary import Severity

_OPENING = {"direct_answer", "quick_answer", "summary"}


class MissingSection(PageRule):
    """A section that the profile makes mandatory for this template is absent.

    What it checks
        Each template of a site profile lists the sections that its articles must have. A section is
        absent when neither its heading nor its content was met anywhere on the page.

    Why it matters
        Articles of one template are read side by side. Where one lacks its direct answer or its
        questions, whoever builds on the dataset meets a hole that the template promised not to have.

    Example that fails
        A page of the pulse library without its direct answer::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 640 words6/30/2026

            Where to Begin

            Every plot needs sun, water and a neighbour who holds the key. The committee walks the site in
                spring and marks what floods, what bakes and what the bus stop shades.

            FAQ

            Who waters in August? A rota of five households shares the month, and the rota hangs on the
                shed.

            Sources

            Related on PULSE

            Download:
            Was this helpful?

    Example that passes
        The same page with it::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 640 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            Where to Begin

            Every plot needs sun, water and a neighbour who holds the key. The committee walks the site in
                spring and marks what floods, what bakes and what the bus stop shades.

            FAQ

            Who waters in August? A rota of five households shares the month, and the rota hangs on the
                shed.

            Sources

            Related on PULSE

            Download:
            Was this helpful?

    How to fix
        Add the section to the page, or take it from another capture. Where the template is wrong for the
        page, mend the profile.

    Limits
        A heading with nothing under it is SEC002, not this. On a page that stops in mid-sentence only its
        opening can be missing: the rest is PAG003's. Pages without a template have no mandatory sections.
        A capture that loses the label row leaves the template to be guessed, and some kinds of article have
        no direct answer: there a missing opening is for review.
    """

    code = "SEC001"
    name = "missing-section"
    severity: ClassVar[Severity] = "error"
    fix = "Add the section, or take it from another capture of the page"

    def check(self, page: PageContext) -> Iterator[Hit]:
        extraction = page.extraction
        if not extraction.mandatory:
            return
        missing = set(extraction.mandatory) - _held(page)
        if not missing:
            return
        if broken_end(page) is not None:
            missing &= _OPENING
        met = _sections_met(page)
        guessed = "meta" in extraction.lossy_kinds and not page.labelled("data.category")
        template = f"of the template {extraction.template}" if extraction.template else "of this site"
        for section in extraction.mandatory:
            if section not in missing or plain(section.replace("_", " ")) in met:
                continue
            words = f"The section {section.replace('_', ' ')}, mandatory for articles {template}, is absent"
            unsure = guessed and section in _OPENING
            if unsure:
                words += "; this capture loses the row that would tell another template"
            yield Hit(words, subject=section, expected=section, outcome="review" if unsure else None)


def _sections_met(page: PageContext) -> set[str]:
    """Roles, zone names and headings met on the page, in plain words."""
    met = {plain(section.role.replace("_", " ")) for section in page.sections if section.heading}
    met |= {plain(section.text) for section in page.sections if section.heading}
    for zone in page.extraction.zones:
        met |= {plain(zone.role.replace("_", " ")), plain(zone.heading)}
    met |= {plain(name.replace("_", " ")) for name in page.extraction.closing_zones}
    return met


def _held(page: PageContext) -> set[str]:
    """Roles of which the page holds content or a heading."""
    met = {section.role for section in page.sections if section.heading}
    met.update(zone.role for zone in page.extraction.zones)
    article = page.article
    if article is not None:
        held = {
            "direct_answer": article.direct_answer,
            "faq": article.faqs,
            "sources": article.sources,
            "related": any(link.zone == "related" for link in article.links),
        }
        met.update(role for role, value in held.items() if value)
    return met
