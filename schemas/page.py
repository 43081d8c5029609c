"""One row for every raw page found, and the account of its text."""

from __future__ import annotations

from pydantic import Field

from schemas.base import Row
from schemas.vocabulary import Capture, PageState, PageType


class PageRow(Row):
    """What became of one raw page. The row of the table `pages`."""

    page_id: str
    source: str = Field(description="Path below the input root, printable.")
    raw_sha256: str
    bytes: int = Field(description="Size of the file as stored.")
    media_type: str | None = None
    encoding: str | None = None
    capture: Capture | None = None
    site: str | None = None
    page_type: PageType | None = None
    confidence: float | None = None
    state: PageState
    reason: str | None = Field(default=None, description="Code and words; null only for `article`.")
    article_id: str | None = None
    chars: int = Field(description="Non-space characters of the accounted text.")
    kept_chars: int
    data_chars: int
    removed_chars: int
    unexplained_chars: int
    markup_chars: int | None = Field(default=None, description="Non-space characters outside that text.")
    captured_at: str | None = Field(default=None, description="As the input manifest states it.")
    manifest_extra: str | None = Field(
        default=None, description="The input manifest's other columns of this page, as a JSON object."
    )


class BlockRow(Row):
    """One piece of a page's text and what became of it. The row of the table `blocks`."""

    page_id: str
    position: int
    start: int = Field(description="Offset in the accounted text.")
    end: int
    source_start: int | None = Field(default=None, description="Offset in the decoded source.")
    source_end: int | None = None
    line: int | None = Field(default=None, description="1-based, in the decoded source.")
    column: int | None = Field(default=None, description="1-based, in characters.")
    label: str = Field(description="`article.<part>`, `data.<field>`, `chrome.<kind>` or `unexplained`.")
    reason: str
    text: str = Field(description="The exact accounted slice.")


class SectionRow(Row):
    """A section on a row of its own. The row of the table `sections`."""

    article_id: str
    position: int
    level: int
    heading: str | None
    role: str
    text: str


class LinkRow(Row):
    """A link on a row of its own. The row of the table `links`."""

    article_id: str
    position: int
    zone: str
    text: str
    href: str | None
    target_id: str | None
    category: str | None
    tag: str | None
    relatedness: float | None
    off_topic: bool | None
