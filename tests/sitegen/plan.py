"""The plan of a page: what its author wrote and the site put around it, before a capture loses any."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from tests.sitegen.truth import Badge, Faq, Fault, Link, Section, Source

CAPTURES: Final = ("rendered_text", "source_text", "html", "markdown")
ERAS: Final = ("april_may", "may_june", "vote_line", "late_june", "july")
ARTICLE_TEMPLATES: Final = ("essay", "steps", "training", "kpi_guide", "column")
OTHER_TEMPLATES: Final = ("tag_index", "tool_landing", "not_found")


@dataclass(frozen=True, slots=True)
class Header:
    """The rows above and under the title. Dates are ISO; `row` names the form in which they are shown."""

    nav: tuple[str, ...]
    crumb: tuple[str, ...]
    badges: tuple[Badge, ...]
    row: str
    views: int | None
    stated_words: int | None
    minutes: int | None
    published_on: str | None
    updated_on: str | None
    curator: str | None


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page. Sections hold the openings too; blocks of kind `cards` and `compare` exist only here."""

    index: int
    site_id: str
    path: str
    era: str
    template: str
    domain: str
    category: str
    tag: str
    title: str
    header: Header
    second_title: str | None
    sections: tuple[Section, ...]
    faqs: tuple[Faq, ...]
    sources: tuple[Source, ...]
    related: tuple[Link, ...]
    marker: str | None
    promos: tuple[tuple[str, str], ...]
    deep: tuple[Link, ...]
    more: tuple[Link, ...]
    extras: tuple[str, ...] = ()
    order: tuple[str, ...] = ("body", "faq", "sources", "related")
    faults: tuple[Fault, ...] = ()
    # For some faults: text before the title, text at the end, what the head claims instead.
    before_title: str = ""
    after_page: str = ""
    head: tuple[tuple[str, str], ...] = ()
    cut: bool = False  # the dump ends in the middle of the last paragraph
    near_duplicate_of: str | None = None
    family_of: str | None = None

    def with_fault(self, fault: Fault, **changes: object) -> PagePlan:
        """A copy with one expected finding more."""
        return replace(self, faults=(*self.faults, fault), **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Held:
    """What one capture keeps of a plan, with what it lost and the findings that follow from the losses."""

    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    related: tuple[Link, ...]
    losses: tuple[object, ...]
    faults: tuple[Fault, ...]
    words: int
