"""Writing one part of a table: a pure function of the work folder's files, so that workers can share the parts."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.publish.arrays import string_lengths
from pipeline.publish.blobs import ArticleBlob, read_article, read_sections
from pipeline.publish.columns import Column, build_table, empty, extend, table_node, unpack
from pipeline.publish.files import chunk_file, no_cycles, sync_file, writing
from pipeline.publish.finish import judged_links
from pipeline.publish.parquet import GROUP_BYTES, GROUP_ROWS, parquet_writer, write_group
from pipeline.publish.plan import Part, load_plan
from schemas.arrow import arrow_schema
from schemas.manifest import TableFile

_STEP = 100
"""Articles that become Arrow columns at once."""

_BY_PAGE = frozenset({"pages", "blocks", "findings"})


def write_part(part: Part) -> TableFile:
    """Write one part to its file below the version's folder. OutputError when the disk refuses."""
    path = part.target / part.name
    with writing(path), no_cycles():
        path.parent.mkdir(parents=True, exist_ok=True)
        pieces = _runs(part) if part.table in _BY_PAGE else _steps(part)
        rows = 0
        with parquet_writer(path, part.table) as writer:
            for group in row_groups(pieces):
                # Where a page of the file ends hangs on the pieces in memory; those of articles are always the same.
                write_group(writer, group.combine_chunks() if part.table in _BY_PAGE else group)
                rows += group.num_rows
                del group
        sync_file(path)
        return table_file(part.target, part.name, part.table, rows)


def table_file(folder: Path, name: str, table: str, rows: int) -> TableFile:
    """The manifest's entry of a file below `folder`."""
    path = folder / name
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return TableFile(path=name, table=table, rows=rows, bytes=path.stat().st_size, sha256=digest)


def row_groups(
    pieces: Iterable[pa.Table], *, max_rows: int = GROUP_ROWS, max_bytes: int = GROUP_BYTES
) -> Iterator[pa.Table]:
    """The rows of the pieces as row groups, the same ones however the rows come in pieces.

    A group ends at `max_rows`, or with the row by which its prose reaches `max_bytes`.
    """
    waiting: list[pa.Table] = []
    rows = size = 0
    for piece in pieces:
        waiting.append(piece)
        rows += piece.num_rows
        size += int(_row_sizes(piece).sum())
        while rows >= max_rows or size >= max_bytes:
            table = pa.concat_tables(waiting)
            sizes = np.cumsum(_row_sizes(table))
            cut = min(max_rows, int(np.searchsorted(sizes, max_bytes)) + 1)
            rows -= cut
            size -= int(sizes[cut - 1])
            groups, waiting = [table.slice(0, cut)], [table.slice(cut)]
            del table  # while the next group is gathered, this one must not stay in memory
            yield groups.pop()
    if rows:
        yield pa.concat_tables(waiting)


def _row_sizes(table: pa.Table) -> NDArray[np.int64]:
    """Estimate of each row's size, in bytes: its prose, which nested columns hold once more."""
    sizes = np.zeros(table.num_rows, dtype=np.int64)
    for column in table.columns:
        if pa.types.is_string(column.type):
            row = 0
            for chunk in column.chunks:
                sizes[row : row + len(chunk)] += string_lengths(chunk)
                row += len(chunk)
    return sizes * 2 if any(pa.types.is_struct(_item(column.type)) for column in table.columns) else sizes


def _item(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_list(kind) else kind


def _runs(part: Part) -> Iterator[pa.Table]:
    """The rows of a table in the order of pages, as they lie in the chunks."""
    schema = arrow_schema(part.table)
    options = pa.ipc.IpcReadOptions(use_threads=False)
    chunk, table = -1, None
    for number, start, rows in load_plan(part):
        if table is None or number != chunk:
            with pa.OSFile(str(chunk_file(part.work, number, part.table)), "rb") as source:
                read = pa.ipc.open_stream(source, options=options).read_all()
            chunk, table = number, read.replace_schema_metadata(schema.metadata)
        yield table.slice(start, rows)


def _steps(part: Part) -> Iterator[pa.Table]:
    """The rows of a table in the order of articles, a few articles at once."""
    plan = load_plan(part)
    node = table_node(part.table)
    for start in range(0, len(plan), _STEP):
        column = empty(node)
        with ExitStack() as files:
            opened: dict[int, IO[bytes]] = {}
            for chunk, fields, offset, length in plan[start : start + _STEP]:
                if chunk not in opened:
                    path = chunk_file(part.work, chunk, "articles")
                    opened[chunk] = files.enter_context(path.open("rb", buffering=0))
                file = opened[chunk]
                final = unpack(os.pread(file.fileno(), length, offset))
                _add(part.table, column, file, ArticleBlob(*fields), final)
        yield build_table(part.table, column)


def _add(
    table: str,
    column: Column,
    articles: IO[bytes],
    blob: ArticleBlob,
    final: tuple[str, str, list[tuple[Any, ...]]],
) -> None:
    """Add an article's rows of a table to the column."""
    article_id, qa, judged = final
    if table == "sections":
        column[0].extend((article_id, *row) for row in read_sections(articles, blob))
    elif table == "links":
        column[0].extend((article_id, *row) for row in judged_links(articles, blob, judged))
    else:
        links = judged_links(articles, blob, judged)
        extend(table_node(table), column, read_article(articles, blob, article_id, qa, links))
