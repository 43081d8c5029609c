"""Planning: the final order of each table, cut into parts that can be written at the same time.

A part is one Parquet file. Where parts begin depends on the rows alone, never on chunks, workers or their order.
The plan itself lies in files, so that a part is named by its table and number alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.publish.columns import pack, unpack
from pipeline.publish.files import writing
from pipeline.publish.finish import ArticleOrder, PageOrder, load_order
from schemas.tables import TABLES

PART_BYTES = 400_000_000
"""A part ends with the page or article that reaches this size as Arrow columns: some 130 MB as Parquet."""

_FLAT_SHARE = {"articles": 1.0, "sections": 0.22, "links": 0.06}
"""Size of an article's rows in each table, as a share of its estimated size."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file to be written. Picklable; everything else is in the work folder."""

    work: Path
    target: Path
    """Folder of the dataset's new version."""
    table: str
    number: int
    size: int
    """Estimate of its rows' size as Arrow columns, in bytes: write the largest first."""

    @property
    def name(self) -> str:
        """Path of the file below the version's folder."""
        return f"{self.table}/part-{self.number:05d}.parquet"

    @property
    def plan(self) -> Path:
        """The file that holds the part's rows in final order."""
        return self.work / f"plan-{self.table}-{self.number:05d}"


def make_plan(work: Path, chunks: Iterable[int], target: Path, *, part_bytes: int = PART_BYTES) -> list[Part]:
    """Plan every table of the dataset. Returns its parts, at least one a table. OutputError when the disk refuses."""
    pages: list[_PageItem] = []
    articles: list[tuple[int, ArticleOrder]] = []
    for chunk in chunks:
        chunk_pages, chunk_articles = load_order(work, chunk)
        pages += _with_starts(chunk, chunk_pages)
        articles += [(chunk, article) for article in chunk_articles]
    pages.sort(key=lambda item: item[2].page_id)
    articles.sort(key=lambda item: (item[1].article_id, item[1].page_id))
    parts: list[Part] = []
    with writing(work):
        for table in TABLES:
            if table in _FLAT_SHARE:
                groups = _cut(articles, partial(_article_size, _FLAT_SHARE[table]), part_bytes)
                plain = [[_article(item) for item in group] for group, _ in groups]
            else:
                groups = _cut(pages, _PAGE_SIZES[table], part_bytes)
                plain = [_runs(group, table) for group, _ in groups]
            for number, (rows, (_, size)) in enumerate(zip(plain, groups, strict=True)):
                part = Part(work, target, table, number, size)
                part.plan.write_bytes(pack(rows))
                parts.append(part)
    return parts


def load_plan(part: Part) -> list[tuple[Any, ...]]:
    """The rows of a part in final order.

    Tables by page: runs (chunk, first row in the chunk, rows).
    Tables by article: (chunk, fields of the blob, place of the final word, its length).
    """
    rows: list[tuple[Any, ...]] = unpack(part.plan.read_bytes())
    return rows


_PageItem = tuple[int, tuple[int, ...], PageOrder]
"""Chunk, first row of the page in the chunk's file of each table of `_PAGE_ROWS`, page."""

_PAGE_ROWS: dict[str, Callable[[PageOrder], int]] = {
    "pages": lambda page: 1,
    "blocks": lambda page: page.blocks,
    "findings": lambda page: page.findings,
}
_PAGE_SIZES: dict[str, Callable[[_PageItem], int]] = {
    "pages": lambda item: 400,
    "blocks": lambda item: item[2].block_size,
    "findings": lambda item: 700 * item[2].findings,
}


def _with_starts(chunk: int, pages: Sequence[PageOrder]) -> Iterator[_PageItem]:
    """The pages of one chunk with the places of their rows."""
    starts = (0,) * len(_PAGE_ROWS)
    for page in pages:
        yield chunk, starts, page
        starts = tuple(start + rows(page) for start, rows in zip(starts, _PAGE_ROWS.values(), strict=True))


def _cut(items: Sequence[Any], size_of: Callable[[Any], int], limit: int) -> list[tuple[list[Any], int]]:
    """The items in groups of at least `limit` bytes (the last may be smaller), each with its size."""
    groups: list[tuple[list[Any], int]] = []
    group: list[Any] = []
    size = 0
    for item in items:
        group.append(item)
        size += size_of(item)
        if size >= limit:
            groups.append((group, size))
            group, size = [], 0
    if group or not groups:
        groups.append((group, size))
    return groups


def _article_size(share: float, item: tuple[int, ArticleOrder]) -> int:
    return int(share * item[1].blob.size)


def _article(item: tuple[int, ArticleOrder]) -> tuple[Any, ...]:
    chunk, article = item
    return chunk, tuple(article.blob), article.final_offset, article.final_length


def _runs(pages: Sequence[_PageItem], table: str) -> list[tuple[int, int, int]]:
    """The pages' rows of a table as runs (chunk, first row, rows), neighbours joined."""
    at, rows_of = list(_PAGE_ROWS).index(table), _PAGE_ROWS[table]
    runs: list[tuple[int, int, int]] = []
    for chunk, starts, page in pages:
        start, rows = starts[at], rows_of(page)
        if not rows:
            continue
        if runs and runs[-1][0] == chunk and runs[-1][1] + runs[-1][2] == start:
            runs[-1] = (chunk, runs[-1][1], runs[-1][2] + rows)
        else:
            runs.append((chunk, start, rows))
    return runs
