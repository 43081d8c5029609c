"""The store of articles between spilling and writing: blobs that can be read in any order.

The final order (by `article_id`) is known only when the corpus rules have spoken. So each article is kept as three
compressed pieces in plain form, and the writers fetch just the pieces their table needs, in final order:

    sections   (number of sections, rows of position, level, heading, role, text)
    links      rows of the links
    body       everything else
"""

from __future__ import annotations

import os
from typing import IO, Any, NamedTuple

import pyarrow as pa

from pipeline.publish.columns import Column, explode, pack, table_node, unpack
from schemas.article import Article

_CODEC = pa.Codec("lz4_raw")
_NODE = table_node("articles")
_SECTIONS = _NODE.lists.index("sections")
_LINKS = _NODE.lists.index("links")
ARTICLE_ID = _NODE.scalars.index("article_id")
CONFIDENCE = _NODE.scalars.index("confidence")
QA = _NODE.scalars.index("qa")
_TEXT = _NODE.scalars.index("text")
_MARKDOWN = _NODE.scalars.index("markdown")

SectionRows = list[tuple[Any, ...]]
LinkRows = list[tuple[Any, ...]]


class ArticleBlob(NamedTuple):
    """Where an article's pieces are in the chunk's file, and what planning must know of it."""

    offset: int
    sections: int
    """Compressed size of the piece, in bytes; so too for the next two."""
    links: int
    body: int
    raw_sections: int
    """Size before compression; so too for the next two."""
    raw_links: int
    raw_body: int
    section_count: int
    link_count: int
    size: int
    """Estimate of the row's size as Arrow columns, in bytes; depends on the article alone."""
    confidence: float | None


def pack_article(article: Article) -> tuple[bytes, tuple[Any, ...]]:
    """The blob of an article, and the fields of its `ArticleBlob` after the offset."""
    rows, lists = explode(_NODE, [article])
    (section_count,), (section_rows, section_lists) = lists[_SECTIONS]
    (link_count,), (link_rows, _) = lists[_LINKS]
    lists[_SECTIONS] = section_lists
    lists[_LINKS] = None
    raw = [pack(section_rows), pack(link_rows), pack((rows, lists))]
    pieces = [_CODEC.compress(piece, asbytes=True) for piece in raw]
    (row,) = rows
    size = 1000 + 5 * (len(row[_TEXT]) + len(row[_MARKDOWN])) // 2
    sizes = (*map(len, pieces), *map(len, raw))
    return b"".join(pieces), (*sizes, section_count, link_count, size, row[CONFIDENCE])


def read_sections(file: IO[bytes], blob: ArticleBlob) -> SectionRows:
    """Rows of the article's sections: position, level, heading, role, text."""
    rows: SectionRows = _read(file, blob.offset, blob.sections, blob.raw_sections)
    return rows


def read_links(file: IO[bytes], blob: ArticleBlob) -> LinkRows:
    """Rows of the article's links, as before the corpus rules."""
    rows: LinkRows = _read(file, blob.offset + blob.sections, blob.links, blob.raw_links)
    return rows


def read_article(file: IO[bytes], blob: ArticleBlob, article_id: str, qa: str, links: LinkRows) -> Column:
    """The whole article in the plain form of the table `articles`, with its final id, verdict and links."""
    offset = blob.offset + blob.sections + blob.links
    (row,), lists = _read(file, offset, blob.body, blob.raw_body)
    cells = list(row)
    cells[ARTICLE_ID] = article_id
    cells[QA] = qa
    lists[_SECTIONS] = [blob.section_count], (read_sections(file, blob), lists[_SECTIONS])
    lists[_LINKS] = [len(links)], (links, [])
    return [tuple(cells)], lists


def _read(file: IO[bytes], offset: int, length: int, raw: int) -> Any:
    data = os.pread(file.fileno(), length, offset)
    return unpack(_CODEC.decompress(data, raw, asbytes=True))
