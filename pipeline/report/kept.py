"""The articles of the pages that are shown side by side, kept until each file of the report takes its own.

Articles do not lie in the order of pages: read for each file of the report, the whole table would be read again and
again. So each file of the table is read once, and what is wanted of it is kept as one batch for each slot (a slot
is a file of the report).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.report.arrays import strings
from pipeline.report.sides import article_batches
from pipeline.report.tables import Tables

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIX = ".articles"


def keep_articles(tables: Tables, source: Path, slots: Sequence[Sequence[str]], kept: Path) -> None:
    """Keep what the slots (their page_ids) want of one file of the table. OSError where it cannot be written."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = [page_id for slot in slots for page_id in slot]
    batches = list(article_batches(tables, source, wanted)) if wanted else []
    if not batches:
        return
    rows = pa.Table.from_batches(batches)
    target = kept / f"{source.stem}{SUFFIX}"
    with pa.OSFile(str(target), "wb") as sink, pa.ipc.new_file(sink, rows.schema) as writer:
        for slot in slots:
            mine = rows.filter(pc.is_in(rows.column("page_id"), value_set=strings(slot)))
            # Where a slot wants nothing of this file, its batch is empty.
            writer.write_batch(mine.combine_chunks().to_batches()[0] if len(mine) else batches[0].slice(0, 0))


def kept_articles(kept: Path, slot: int) -> list[pa.RecordBatch]:
    """The articles of one slot, of all files."""
    import pyarrow as pa

    batches = []
    for path in sorted(kept.glob(f"*{SUFFIX}")):
        with pa.OSFile(str(path), "rb") as source, pa.ipc.open_file(source) as reader:
            batches.append(reader.get_batch(slot))
    return batches
