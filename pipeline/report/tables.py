"""Reads the Parquet tables of one version folder, a few columns or a batch at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from pipeline.errors import DatasetError
from pipeline.report.arrays import integers
from schemas.finding import Finding
from schemas.manifest import Manifest

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

BATCH_ROWS = 4_096
FEW_ROWS = 256
"""Whole articles are read so many at a time: decoded, a row group of them takes 100 MB and more."""
FINDING_COLUMNS = tuple(Finding.model_fields)


@dataclass(frozen=True, slots=True)
class Tables:
    """One published version: its manifest and the files of each table.

    Reading raises `DatasetError` (E610 to E612) where the folder is no dataset or a file cannot be read.
    """

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, version_folder: Path) -> Tables:
        """Open the version in `version_folder` (the folder that holds `manifest.json`)."""
        path = version_folder / "manifest.json"
        try:
            manifest = Manifest.model_validate_json(path.read_bytes())
        except OSError as error:
            raise DatasetError(
                f"no dataset here: {error.strerror or error}",
                where=str(path),
                mend="name the folder of one version, for example normalized/current",
                code="E610",
            ) from error
        except ValidationError as error:
            first = error.errors()[0]
            raise DatasetError(
                f"the manifest breaks the contract at {'.'.join(map(str, first['loc'])) or 'its top'}: {first['msg']}",
                where=str(path),
                mend="run the folder of raw pages again with this version of the tool",
                code="E611",
            ) from error
        return cls(version_folder, manifest)

    def files(self, table: str) -> list[Path]:
        """The table's files in the order of its rows."""
        return [
            self.folder / name for name in sorted(f.path for f in self.manifest.files if f.table == table)
        ]

    def columns(self, table: str, names: Sequence[str]) -> pa.Table:
        """Some string columns of a whole table; for narrow columns only."""
        import pyarrow as pa

        schema = pa.schema([(name, pa.string()) for name in names])
        return pa.Table.from_batches((batch.cast(schema) for batch in self.batches(table, names)), schema)

    def batches(
        self,
        table: str,
        names: Sequence[str],
        *,
        page_ids: Sequence[str] | None = None,
        rows: range | None = None,
    ) -> Iterator[pa.RecordBatch]:
        """The table's rows in order, at most `BATCH_ROWS` at a time.

        With `page_ids` (sorted), row groups that by their statistics hold none of them are passed over; with `rows`
        (numbers of rows) those that hold none of them are, and only these rows are given.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        start = 0
        for path in self.files(table):
            try:
                with pq.ParquetFile(path) as file:
                    # Row group by row group: `iter_batches` over a whole file keeps hundreds of MB in buffers.
                    for group in range(file.num_row_groups):
                        about = file.metadata.row_group(group)
                        here = range(start, start + about.num_rows)
                        mine = _overlap(here, rows)
                        start = here.stop
                        if mine and (page_ids is None or _may_hold(about, page_ids)):
                            read = file.read_row_group(group, columns=list(names), use_threads=False)
                            yield from read.slice(mine.start - here.start, len(mine)).to_batches(BATCH_ROWS)
            except (OSError, pa.ArrowException) as error:
                raise _unreadable(table, path, error) from error

    def batches_where(
        self, path: Path, names: Sequence[str], key: str, wanted: pa.Array[Any]
    ) -> Iterator[pa.RecordBatch]:
        """The rows of one file whose `key` (one of `names`) is among the wanted.

        Of row groups that hold none of them only the key is read.
        """
        import pyarrow as pa
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        try:
            with pq.ParquetFile(path) as file:
                for group in range(file.num_row_groups):
                    keys = file.read_row_group(group, columns=[key], use_threads=False).column(0)
                    if not pc.any(pc.is_in(keys, value_set=wanted)).as_py():
                        continue
                    for rows in file.iter_batches(FEW_ROWS, [group], list(names), use_threads=False):
                        found = rows.filter(pc.is_in(rows.column(key), value_set=wanted))
                        if found.num_rows:
                            yield found
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(path.parent.name, path, error) from error

    def finding_rows(self, rows: range | None = None) -> Iterator[dict[str, Any]]:
        """All findings (or these row numbers) in the table's order, as rows with the model's fields in its order."""
        for batch in self.batches("findings", FINDING_COLUMNS, rows=rows):
            yield from _rows(batch)

    def findings_at(self, rows: Sequence[int]) -> Iterator[dict[str, Any]]:
        """The findings of these row numbers (each once), in the order asked for. One pass over the table.

        Until they are asked for they are held as columns: as rows they would take several times as much.
        """
        import pyarrow as pa

        ascending = sorted(rows)
        taken: list[pa.RecordBatch] = []
        start = at = 0
        for batch in self.batches("findings", FINDING_COLUMNS):
            stop = bisect_left(ascending, start + batch.num_rows, at)
            if stop > at:
                taken.append(batch.take(integers([row - start for row in ascending[at:stop]])))
            start, at = start + batch.num_rows, stop
        if taken:
            (whole,) = pa.Table.from_batches(taken).combine_chunks().to_batches()
            place = {row: number for number, row in enumerate(ascending)}
            for first in range(0, len(rows), FEW_ROWS):
                yield from _rows(whole.take(integers([place[row] for row in rows[first : first + FEW_ROWS]])))


def values(batch: pa.RecordBatch) -> list[list[Any]]:
    """The batch's columns as Python values, in its order of columns."""
    return [column.to_pylist() for column in batch.columns]


def _unreadable(table: str, path: Path, error: Exception) -> DatasetError:
    return DatasetError(
        f"cannot read the table {table}: {' '.join(str(error).split())[:200]}",
        where=str(path),
        mend="`dechrome check` tells what else is wrong with the dataset",
        code="E612",
    )


def _overlap(here: range, wanted: range | None) -> range:
    return here if wanted is None else range(max(here.start, wanted.start), min(here.stop, wanted.stop))


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    columns = values(batch.select(FINDING_COLUMNS))
    return (dict(zip(FINDING_COLUMNS, row, strict=True)) for row in zip(*columns, strict=True))


def _may_hold(group: pq.RowGroupMetaData, page_ids: Sequence[str]) -> bool:
    """False where the statistics of column `page_id` exclude all of the sorted `page_ids`."""
    for place in range(group.num_columns):
        column = group.column(place)
        if column.path_in_schema == "page_id":
            statistics: Any = column.statistics
            if statistics is None or not statistics.has_min_max:
                return True
            at = bisect_left(page_ids, statistics.min)
            return at < len(page_ids) and page_ids[at] <= statistics.max
    return True
