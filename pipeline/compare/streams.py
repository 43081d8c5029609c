"""Tables of two datasets as streams in one order, and the walk over both at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, TypeVar

import xxhash

from pipeline.report.tables import Tables, values

Item = TypeVar("Item")
PAGE_COLUMNS = ("page_id", "raw_sha256", "state")
FINDING_COLUMNS = (
    "page_id", "fingerprint", "code", "severity", "outcome", "state", "line", "column", "message",
)  # fmt: skip


def pages_of(tables: Tables) -> Iterator[tuple[str, tuple[str, str]]]:
    """page_id → (raw_sha256, state), by page_id."""
    for page_id, sha256, state in _rows(tables, "pages", PAGE_COLUMNS):
        yield page_id, (sha256, state)


def findings_of(tables: Tables) -> Iterator[tuple[str, dict[str, tuple[Any, ...]]]]:
    """page_id → the page's findings by fingerprint, as rows of `FINDING_COLUMNS`; pages with findings, by page_id."""
    for page_id, rows in groupby(_rows(tables, "findings", FINDING_COLUMNS), key=itemgetter(0)):
        yield page_id, {row[1]: row for row in rows}


def changed_texts(old: Tables, new: Tables) -> frozenset[str]:
    """Pages that have an article in both datasets, with another text."""
    if _hashes(old, "articles") == _hashes(new, "articles"):
        return frozenset()
    digests = {page_id: _digest(text) for page_id, text in _rows(old, "articles", ("page_id", "text"))}
    return frozenset(
        page_id
        for page_id, text in _rows(new, "articles", ("page_id", "text"))
        if page_id in digests and digests[page_id] != _digest(text)
    )


def side_by_side(
    old: Iterable[tuple[str, Item]], new: Iterable[tuple[str, Item]]
) -> Iterator[tuple[str, Item | None, Item | None]]:
    """Both streams, each sorted by key, as one.

    >>> list(side_by_side([("a", 1), ("b", 2)], [("b", 3), ("c", 4)]))
    [('a', 1, None), ('b', 2, 3), ('c', None, 4)]
    """
    left, right = Stream(old), Stream(new)
    while (key := min((k for k in (left.key, right.key) if k is not None), default=None)) is not None:
        yield key, left.take(key), right.take(key)


class Stream(Generic[Item]):
    """A sorted stream of keys and items, of which one is looked at before it is taken."""

    def __init__(self, items: Iterable[tuple[str, Item]]) -> None:
        self._items = iter(items)
        self.key: str | None
        self._item: Item | None
        self.key, self._item = next(self._items, (None, None))

    def take(self, key: str) -> Item | None:
        """The item if it is of this key, and go on; else None."""
        if self.key != key:
            return None
        item = self._item
        self.key, self._item = next(self._items, (None, None))
        return item


def _rows(tables: Tables, table: str, names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    for batch in tables.batches(table, names):
        yield from zip(*values(batch.select(list(names))), strict=True)


def _hashes(tables: Tables, table: str) -> list[str]:
    return [file.sha256 for file in tables.manifest.files if file.table == table]


def _digest(text: str) -> int:
    return xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass"))
