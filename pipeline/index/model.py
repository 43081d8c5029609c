"""The index: one compact record an article.

`IndexRecord` is made per page (pure); `pipeline.index.merged.Index` is merged from all records.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardRecord:
    """One related link of an article, with its place on the page."""

    position: int
    """Position in `Article.links`."""
    zone: str
    text: str
    href: str | None
    category: str | None
    tag: str | None
    start: int | None
    """Span of the block that carries it, in the accounted text; None where no block is known."""
    end: int | None


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """What the corpus rules may know of one article."""

    page_id: str
    article_id: str
    site: str
    site_id: str | None
    raw_sha256: str
    title: str
    title_start: int | None
    title_end: int | None
    category: str | None
    tags: tuple[str, ...]
    template: str | None
    capture: str
    language: str | None
    words: int
    kept_chars: int
    cards: tuple[CardRecord, ...]
    terms: tuple[str, ...]
    """The article's own most telling words (title and body), most telling first, at most 40."""
    sketch: tuple[int, ...]
    """MinHash of the body's 3-word shingles, 128 values; empty where the body is too short."""
    facts: tuple[tuple[str, int], ...]
    """Counts by kind (`source`, `list`, `diagram`, `faq`, `table`), for what only a duplicate holds."""
    url: str | None = None
    """The page's own address, where it is known."""
    vector: bytes = b""
    """Vector of the opening of the text, 16-bit floats; empty without the extra `embeddings`."""
    paragraphs: tuple[int, ...] = ()
    """Marks of the paragraphs without the title's words, 32 bits each, at most 48."""
    openings: tuple[str, ...] = ()
    """How each of these paragraphs begins. Not kept in the index."""
    leads: bytes = b""
    """Signs of the vectors of the sections' openings, 32 bytes each; empty without the extra `embeddings`."""
    page_type: str = "article"
    """As `Article.page_type`. Not kept in the index."""


def topic_of(card: CardRecord) -> str | None:
    """What a card says of its topic: its category, else its tag."""
    word = card.category or card.tag
    return word.casefold() if word else None
