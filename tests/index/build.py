"""Index records built by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pipeline.index.merge import build_index
from pipeline.index.merged import Index
from pipeline.index.model import CardRecord, IndexRecord
from pipeline.index.sketch import sketch
from pipeline.settings import Settings

DAY = date(2026, 8, 1)


def words(begin: int, number: int = 120) -> str:
    """A text of `number` different words; texts whose ranges overlap share words."""
    return " ".join(f"word{at}" for at in range(begin, begin + number))


def card(
    text: str, category: str | None = None, *, href: str | None = None, zone: str = "more"
) -> CardRecord:
    """A card; `record` gives it its position."""
    return CardRecord(0, zone, text, href, category, None, None, None)


def record(
    page_id: str, title: str, *, text: str = "", cards: Iterable[CardRecord] = (), **facts: Any
) -> IndexRecord:
    """A record with a text's sketch and defaults for what the test does not care for."""
    placed = tuple(
        CardRecord(at, c.zone, c.text, c.href, c.category, c.tag, c.start, c.end)
        for at, c in enumerate(cards)
    )
    values: dict[str, Any] = {
        "page_id": page_id,
        "article_id": f"hash-of-{title}",
        "site": "garden",
        "site_id": None,
        "raw_sha256": f"sha-of-{page_id}",
        "title": title,
        "title_start": None,
        "title_end": None,
        "category": None,
        "tags": (),
        "template": None,
        "capture": "rendered_text",
        "language": "en",
        "words": 100,
        "kept_chars": 1000,
        "cards": placed,
        "terms": (),
        "sketch": sketch(text),
        "facts": (),
    }
    return IndexRecord(**{**values, **facts})


def index(*records: IndexRecord, known_targets: frozenset[str] | None = None) -> Index:
    """The index of these records."""
    return build_index(records, settings=Settings(), known_targets=known_targets, as_of=DAY)
