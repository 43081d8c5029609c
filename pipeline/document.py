"""The values that flow between the stages: RawPage → Text → Document → [LabelledBlock] → Article.

All are frozen: a stage makes a new value, none is changed in place, so that it can always be said
where a text came from. Offsets count characters (code points), never bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from schemas.vocabulary import Capture, LinkZone, PageState, PageType, SectionRole


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page found on disk, not yet read."""

    page_id: str
    path: bytes | str
    """Path to open, as the file system spells it."""
    source: str
    """Path below the input root (with several roots its name first), printable and the same in any place."""
    url: str | None = None
    site_id: str | None = None
    """The site's own id, from the manifest."""
    captured_at: str | None = None
    extra: str | None = None
    """The other columns of the page's row in the input manifest, as a JSON object."""
    size: int = 0
    """Bytes as stored when it was found; 0 where unknown."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """The bytes of one page, unpacked."""

    ref: PageRef
    data: bytes
    stored_bytes: int
    """Size of the file as stored, before unpacking."""
    raw_sha256: str
    problem: str | None = None
    """Why the bytes could not be read whole; None if they could."""
    skipped: bool = False
    """True where it was left unread on purpose (too large): `problem` says why, the state is `skipped`."""

    @classmethod
    def in_memory(
        cls, name: str, data: bytes, *, url: str | None = None, site_id: str | None = None
    ) -> RawPage:
        """A page that stands in no file: `name` is its page_id and its source."""
        ref = PageRef(name, "", name, url=url, site_id=site_id)
        return cls(ref, data, len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Text:
    """The decoded page. `text` is the bytes decoded, without BOM, nothing else changed."""

    page_id: str
    text: str
    media_type: str
    """`text/html`, `text/markdown` or `text/plain`."""
    encoding: str | None
    problem: str | None = None
    """Why it could not be decoded whole; None if it could."""
    damage: str | None = None
    """Readable, but not clean: for example two encodings in one file."""


class Anchor(NamedTuple):
    """A link inside a block, as offsets in the accounted text."""

    start: int
    end: int
    href: str


class Inline(NamedTuple):
    """A stretch of inline markup inside a block, as offsets in the accounted text."""

    start: int
    end: int
    kind: str
    """`strong`, `em` or `code`."""


class Markup(NamedTuple):
    """What HTML says of a block. None on blocks of flat text."""

    tag: str
    """Nearest block-level element: `p`, `h2`, `li`, `td`, `pre`, …"""
    path: tuple[str, ...]
    """Element names from the root, nearest last."""
    hidden: bool = False
    ordered: bool | None = None
    depth: int = 0
    """Depth of list or quote nesting."""
    number: int | None = None
    """Number of a list item of an ordered list."""
    row: int | None = None
    """Row of a table cell; cells of one row share `group`."""
    column: int | None = None
    group: int | None = None
    """Number of the table or outermost list the block belongs to, unique in the page."""
    row_span: int = 1
    column_span: int = 1
    language: str | None = None
    """Programming language of a code block."""
    inline: tuple[Inline, ...] = ()
    element: int = -1
    """Index in the document's outline of the smallest element that holds the whole block."""
    item: int = -1
    """Index in the outline of the nearest `li`, `dt`, `dd`, `td`, `th` or `caption`; -1: none."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The elements of an HTML page that hold text, as columns; every element has one contiguous range of blocks.

    Elements stand in document order, so a parent comes before its children.
    """

    tags: tuple[str, ...]
    parents: tuple[int, ...]
    """-1 at the root."""
    words: tuple[str, ...]
    """Class, id, role and itemprop as they stand, parted by spaces."""
    first: tuple[int, ...]
    """First block of the element …"""
    last: tuple[int, ...]
    """… and its last one."""


class Image(NamedTuple):
    """An image of an HTML page: it has no accounted text, only a place in it."""

    position: int
    """Offset in the accounted text that it stands before."""
    src: str | None
    alt: str | None
    path: tuple[str, ...]
    hidden: bool = False


class Block(NamedTuple):
    """One piece of the page as laid out: a line of flat text, a block-level run of HTML.

    A named tuple, as is what stands many times on a page: a frozen dataclass costs three times as much to make.
    """

    start: int
    end: int
    text: str
    """Exact slice `accounted[start:end]`; begins and ends with a non-space character."""
    indent: int = 0
    """Columns of white space before it (flat text)."""
    gap: int = 0
    """Blank lines before it (flat text)."""
    heading_level: int = 0
    """1 to 6 where markup says so, else 0."""
    anchors: tuple[Anchor, ...] = ()
    markup: Markup | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement about the page from outside its visible text."""

    field: str
    """`title`, `url`, `author`, `published_on`, `updated_on`, `site_name`, `description`, `language`, …"""
    value: str
    source: str
    """`meta og:title`, `JSON-LD`, `canonical`, `<title>`, …"""


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded page cut into blocks, in reading order."""

    page_id: str
    media_type: str
    accounted: str
    """The accounted text of the contract."""
    blocks: tuple[Block, ...]
    """They cover every non-space character of `accounted`, in order."""
    markup_chars: int | None = None
    evidence: tuple[Evidence, ...] = ()
    problem: str | None = None
    """Why the parser could not give all text; None if it could."""
    front_matter_end: int = 0
    """Offset just after the front matter of a Markdown page; 0 where there is none."""
    outline: Outline | None = None
    """The elements around the blocks; None for flat text."""
    images: tuple[Image, ...] = ()
    times: tuple[tuple[int, str], ...] = ()
    """`time` elements of an HTML page: offset in the accounted text, and `datetime` as it stands."""


# --- what a labelled block yields -------------------------------------------------------------


class HeadingValue(NamedTuple):
    level: int
    role: SectionRole
    text: str
    asks: bool = False
    """Whether it is a frequent question itself, and what stands under it the answer."""


class TextValue(NamedTuple):
    """A paragraph, quote, code, diagram, question or answer: its text without leading marks."""

    text: str
    markdown: str | None = None
    """The text with inline markup, where it differs."""
    language: str | None = None
    depth: int = 0
    quote: int | None = None
    """Of HTML: the element that holds the whole quote. Paragraphs of one quote in a row are one block."""


class ItemValue(NamedTuple):
    """An item of a list. Items in a row with the same `group` make one list."""

    text: str
    ordered: bool
    depth: int = 1
    number: int | None = None
    markdown: str | None = None
    group: int | None = None
    goes_on: bool = False
    """More text of an item that began above, below a list nested in it."""


class CellsValue(NamedTuple):
    """One row of a table (or one cell, when `column` is set)."""

    cells: tuple[str, ...]
    group: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class ImageValue:
    src: str | None
    alt: str | None


class FieldValue(NamedTuple):
    """A fact of the page: `field` is a data field of the contract."""

    field: str
    value: str | int | date | None


@dataclass(frozen=True, slots=True)
class BadgeValue:
    label: str
    score: float | None
    out_of: float | None
    raw_score: str | None = None


class LinkValue(NamedTuple):
    zone: LinkZone
    text: str
    href: str | None = None
    category: str | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class SourceValue:
    text: str
    title: str | None
    publisher: str | None
    url: str | None
    item: ItemValue | None = None
    """The item of a list that it is, with its mark and links, where markup says so."""


Value = (
    HeadingValue
    | TextValue
    | ItemValue
    | CellsValue
    | ImageValue
    | FieldValue
    | BadgeValue
    | LinkValue
    | SourceValue
)


class LabelledBlock(NamedTuple):
    """One piece of the account: what became of `accounted[start:end]`, and why."""

    start: int
    end: int
    label: str
    reason: str
    text: str
    value: Value | None = None
    links: tuple[LinkValue, ...] = ()
    """Links inside an article block, zone `body`."""


class ZoneNote(NamedTuple):
    """A zone or section heading the extractor met, with what it found under it."""

    heading: str
    role: str
    start: int
    end: int
    blocks: int
    """Number of pieces under it."""
    lossy: bool
    """True where this capture style is known to lose the zone's content."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The labelled page: everything that normalising and the page rules need to know of extraction."""

    page_id: str
    site: str
    site_evidence: str
    """Why this profile, in words."""
    capture: Capture
    page_type: PageType
    template: str | None
    state: PageState
    reason: str | None
    blocks: tuple[LabelledBlock, ...]
    zones: tuple[ZoneNote, ...] = ()
    confidence: float | None = None
    judged_repetition: bool = True
    """False in a folder too small to tell what repeats across the site."""
    lossy_kinds: frozenset[str] = frozenset()
    """Block kinds and roles this capture style is known to lose (`list`, `table`, `diagram`, `sources`, …)."""
    mandatory: tuple[str, ...] = ()
    """Section roles that the profile makes mandatory for this template."""
    order: tuple[str, ...] = ()
    """Section roles in the order the profile expects."""
    unfit: str | None = None
    """Why the page no longer fits its profile, if so."""
    closing_zones: frozenset[str] = frozenset()
    """Names of the closing zones met, for PAG003 and the index."""
    evidence: tuple[Evidence, ...] = field(default=())
