"""What is true of a generated page: its article, the chrome around it, its losses, its faults."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any, Literal

Outcome = Literal["fail", "review"]
# Where a fault comes from: put in on purpose, lost by the capture, or simply so on this kind of page.
Origin = Literal["injected", "capture", "page"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a section, in clean text: link markup is resolved, diagrams have a line for each edge."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    ordered: bool = False
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. An opening without a label has an empty heading."""

    level: int
    heading: str
    role: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Faq:
    """One question with its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the list of sources; `text` is the whole line."""

    text: str
    title: str | None
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A link or card; `target` is the id of the page it means, even where no address is shown."""

    zone: str
    text: str
    href: str | None
    category: str | None = None
    tag: str | None = None
    off_topic: bool = False
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge pill: label, score, and the score's maximum."""

    label: str
    score: int | None
    out_of: int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """An expected finding. The excerpt, where there is one, stands in the page letter by letter.

    A fault between pages is told on the page that was made faulty, with the other page in `related`; the finding
    itself may hang on either. A truncated or foreign-language page has consequences that are not told one by one.
    """

    code: str
    outcome: Outcome
    excerpt: str = ""
    subject: str = ""
    origin: Origin = "injected"
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the capture dropped; `after` is the text that now stands just before the hole."""

    what: str
    after: str
    code: str | None


@dataclass(frozen=True, slots=True)
class PageTruth:
    """The whole truth of one page, as this capture holds it."""

    file: str
    index: int
    site_id: str | None
    url: str | None
    capture: str
    era: str
    template: str
    page_type: str
    state: str
    domain: str
    title: str
    breadcrumb: tuple[str, ...]
    category: str | None
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    badges: tuple[Badge, ...]
    stated_words: int | None
    counted_words: int
    published_on: str | None
    updated_on: str | None
    direct_answer: str | None
    sections: tuple[Section, ...]
    faqs: tuple[Faq, ...]
    sources: tuple[Source, ...]
    links: tuple[Link, ...]
    chrome: tuple[tuple[str, str], ...]
    data: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    losses: tuple[Loss, ...]
    faults: tuple[Fault, ...]
    twin_of: str | None = None
    near_duplicate_of: str | None = None
    sibling_of: str | None = None
    family_of: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and dictionaries, in the order of the fields."""
        plain = _plain(self)
        assert isinstance(plain, dict)
        return plain

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))


_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (Block, Section, Faq, Source, Link, Badge, Fault, Loss, PageTruth)
}


def _plain(value: object) -> object:
    kind = type(value)
    if kind is str or value is None:
        return value
    if kind is tuple:
        return [_plain(item) for item in value]  # type: ignore[attr-defined]
    if kind in _NAMES:
        return {name: _plain(getattr(value, name)) for name in _NAMES[kind]}
    return value
