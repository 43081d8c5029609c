"""One Parquet file: the same rows give the same bytes, in row groups of about 2,000 rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.tables import TABLES

GROUP_ROWS = 2_000
"""Rows of a row group, at most."""
GROUP_BYTES = 64_000_000
"""A row group of very long rows ends earlier, when it reaches this size as Arrow columns: memory stays bounded."""

_FREE_TEXT = frozenset(
    {"text", "markdown", "direct_answer", "description", "question", "answer", "items", "cells", "heading",
     "excerpt", "message", "expected", "found", "alt"}
)  # fmt: skip
"""Columns of prose: a dictionary or least and greatest value of them help nobody and cost time and space."""


@contextmanager
def parquet_writer(path: Path, table: str) -> Iterator[pq.ParquetWriter]:
    """A writer for a file of this table, with every choice of the contract made. Write one row group at a time."""
    schema = arrow_schema(table)
    codes = [name for name in _leaf_paths(schema) if not _FREE_TEXT.intersection(name.split("."))]
    writer = pq.ParquetWriter(
        path,
        schema,
        compression="zstd",
        compression_level=3,
        use_dictionary=codes,  # type: ignore[arg-type]  # the stubs know only bool
        write_statistics=codes,
        write_page_index=True,
        write_page_checksum=True,
        sorting_columns=[_sorting(schema, name) for name in TABLES[table].order],
    )
    with writer:
        yield writer


def write_group(writer: pq.ParquetWriter, rows: pa.Table) -> None:
    """Write these rows as one row group."""
    writer.write_table(rows, row_group_size=rows.num_rows)


def _sorting(schema: pa.Schema, name: str) -> pq.SortingColumn:
    """Sorting of a top-level column; Parquet counts columns by leaves."""
    top = [path.split(".")[0] for path in _leaf_paths(schema)]
    return pq.SortingColumn(top.index(name), nulls_first=True)


def _leaf_paths(schema: pa.Schema) -> list[str]:
    """Paths of the leaf columns as Parquet spells them: `tags.list.element`."""

    def paths(prefix: str, kind: pa.DataType) -> Iterator[str]:
        if pa.types.is_list(kind):
            yield from paths(f"{prefix}.list.element", kind.value_type)
        elif pa.types.is_struct(kind):
            for i in range(kind.num_fields):
                field = kind.field(i)
                yield from paths(f"{prefix}.{field.name}", field.type)
        else:
            yield prefix

    return [path for field in schema for path in paths(field.name, field.type)]
