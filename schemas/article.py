"""The article: what every page is normalised to."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from schemas.base import Row
from schemas.vocabulary import (
    SCHEMA_VERSION,
    BlockKind,
    Capture,
    LinkZone,
    PageType,
    QaVerdict,
    SectionRole,
)


class Badge(Row):
    """A quality badge shown on the page, for example an audit with its score."""

    label: str = Field(description="The badge's words, without icons.")
    score: float | None = Field(default=None, description="Points given; null where the page shows none.")
    out_of: float | None = Field(default=None, description="Points possible.")


class ContentBlock(Row):
    """One paragraph, list, table, … of a section."""

    kind: BlockKind
    level: int | None = Field(default=None, description="Nesting depth of a list or quote, from 1.")
    text: str = Field(description="Plain text; list items and table rows one a line.")
    items: list[str] = Field(default_factory=list, description="Items of a list, in order.")
    ordered: bool | None = Field(default=None, description="True for a numbered list; null if not a list.")
    cells: list[list[str]] = Field(default_factory=list, description="Rows of a table, spans resolved.")
    language: str | None = Field(default=None, description="Programming language of a code block.")
    src: str | None = Field(default=None, description="Address of an image.")
    alt: str | None = Field(default=None, description="Alternative text of an image.")


class Section(Row):
    """A heading and what stands under it, up to the next heading."""

    position: int = Field(description="0-based position in the article.")
    level: int = Field(ge=1, le=6, description="As in HTML: the title is 1, sections 2, their children 3.")
    heading: str | None = Field(default=None, description="Null for text before the first heading.")
    role: SectionRole
    text: str = Field(description="Plain text of the section's own blocks, without its heading.")
    blocks: list[ContentBlock] = Field(default_factory=list)


class Faq(Row):
    """A question with its answer."""

    position: int
    question: str
    answer: str = Field(description="Empty where the page gives none.")


class Source(Row):
    """A work the article cites."""

    position: int
    text: str = Field(description="The whole entry as it stands.")
    title: str | None = None
    publisher: str | None = None
    url: str | None = Field(default=None, description="Address or bare domain, as the page states it.")


class Link(Row):
    """A link of the page, from the body or from one of its card zones."""

    position: int
    zone: LinkZone
    text: str
    href: str | None = None
    target_id: str | None = Field(default=None, description="`article_id` of the target in this dataset.")
    category: str | None = None
    tag: str | None = None
    relatedness: float | None = Field(default=None, description="0 to 1; null where it was not judged.")
    off_topic: bool | None = Field(default=None, description="Null where it was not judged.")


class Provenance(Row):
    """Where a field's value comes from."""

    field: str
    source: str = Field(description="For example `visible text`, `manifest`, `meta og:title`, `JSON-LD`.")


class Article(Row):
    """One article. The row of the table `articles`."""

    article_id: str
    page_id: str
    site: str = Field(description="Name of the site profile.")
    capture: Capture
    page_type: PageType
    template: str | None = None
    url: str | None = None
    title: str
    category: str | None = None
    tags: list[str] = Field(default_factory=list)
    breadcrumb: list[str] = Field(default_factory=list)
    language: str | None = Field(default=None, description="ISO 639-1.")
    authors: list[str] = Field(default_factory=list)
    published_on: date | None = None
    updated_on: date | None = None
    site_name: str | None = None
    description: str | None = None
    badges: list[Badge] = Field(default_factory=list)
    stated_words: int | None = Field(default=None, description="Word count that the page claims.")
    words: int = Field(description="Counted words; see the contract for what counts.")
    direct_answer: str | None = None
    sections: list[Section] = Field(default_factory=list)
    faqs: list[Faq] = Field(default_factory=list)
    sources: list[Source] = Field(default_factory=list)
    links: list[Link] = Field(default_factory=list)
    text: str = Field(description="The article alone, plain.")
    markdown: str = Field(description="The article alone, as Markdown, with its title.")
    provenance: list[Provenance] = Field(default_factory=list)
    confidence: float | None = Field(default=None, description="0 to 1; null where it was not judged.")
    raw_sha256: str
    qa: QaVerdict = "pass"
    schema_version: str = SCHEMA_VERSION
