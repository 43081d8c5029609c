"""Findings of the run as a whole, added to a finished chunk: known only when every chunk is finished.

They hang on a page because every finding does, but they are not about it: they have no article, and `qa` of the
page's article does not hear them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.publish.arrays import numbers
from pipeline.publish.columns import build_table, explode, pack, table_node, unpack
from pipeline.publish.files import chunk_file, no_cycles, writing
from pipeline.publish.summary import ChunkSummary, Counts, merged
from schemas.finding import Finding
from schemas.tables import TABLES

_KEY = tuple(name for name in TABLES["findings"].order if name != "page_id")
_PAGE_ID, _FINDINGS = 0, 2
"""Places in a page's entry of the file `order`."""


def add_findings(folder: Path, summary: ChunkSummary, findings: Sequence[Finding]) -> ChunkSummary:
    """Add findings to pages of a finished chunk; its summary with them counted. OutputError when the disk refuses.

    Raises ValueError for a finding of an article, or of a page that is not in this chunk.
    """
    with writing(folder), no_cycles():
        order_file = chunk_file(folder, summary.number, "order")
        pages, articles = unpack(order_file.read_bytes())
        more = Counter(finding.page_id for finding in findings)
        if unknown := more.keys() - {page[_PAGE_ID] for page in pages}:
            raise ValueError(f"{min(unknown)}: a finding of a page that is not in this chunk")
        if any(finding.article_id is not None for finding in findings):
            raise ValueError("a finding of the run as a whole has no article")
        _write(chunk_file(folder, summary.number, "findings"), pages, findings)
        counted = [(*p[:_FINDINGS], p[_FINDINGS] + more[p[_PAGE_ID]], *p[_FINDINGS + 1 :]) for p in pages]
        order_file.write_bytes(pack((counted, articles)))
    counts = Counts(
        findings=len(findings),
        by_code=Counter(finding.code for finding in findings),
        by_severity=Counter(str(finding.severity) for finding in findings),
    )
    return replace(summary, counts=merged([summary.counts, counts]))


def _write(path: Path, pages: Sequence[tuple[Any, ...]], findings: Sequence[Finding]) -> None:
    """The chunk's findings again, page by page, each page's in the table's order."""
    with pa.OSFile(str(path), "rb") as source:
        table = pa.ipc.open_stream(source).read_all()
    node = table_node("findings")
    table = pa.concat_tables(
        [table, build_table("findings", explode(node, findings)).replace_schema_metadata(None)]
    ).combine_chunks()
    place = {page[_PAGE_ID]: number for number, page in enumerate(pages)}
    keys = zip(*(table.column(name).to_pylist() for name in ("page_id", *_KEY)), strict=True)
    rows = [
        (place[page_id], *((value is not None, value) for value in key), row)
        for row, (page_id, *key) in enumerate(keys)
    ]
    order = np.array([row[-1] for row in sorted(rows)], dtype=np.int64)
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table.take(numbers(order)))
