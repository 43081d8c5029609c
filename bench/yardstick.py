"""The yardstick: the least that anyone would do with the pages. Read, decode, split into lines, write Parquet.

python -m bench.yardstick FOLDER OUT.parquet      prints seconds as JSON
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

BATCH = 2_000


def main() -> None:
    """Do it in one process and print how long it took."""
    folder, out = map(Path, sys.argv[1:3])
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"page_id": pa.string(), "line": pa.int32(), "text": pa.string()}
    schema = pa.schema([pa.field(name, kind) for name, kind in kinds.items()])
    # The first table imports pandas where that is installed, which is nobody's work on the pages.
    pa.table({"page_id": [""], "line": [0], "text": [""]}, schema=schema)
    began, cpu = time.perf_counter(), time.process_time()
    pages = rows = 0
    with pq.ParquetWriter(out, schema, compression="zstd", compression_level=3) as writer:
        columns: list[list[Any]] = [[], [], []]
        for path in sorted(folder.rglob("*.*")):
            if path.suffix not in (".txt", ".md", ".html", ".htm"):
                continue
            lines = path.read_bytes().decode("utf-8", "replace").splitlines()
            columns[0].extend([path.name] * len(lines))
            columns[1].extend(range(len(lines)))
            columns[2].extend(lines)
            pages += 1
            rows += len(lines)
            if pages % BATCH == 0:
                writer.write_table(pa.table(dict(zip(kinds, columns, strict=True)), schema=schema))
                columns = [[], [], []]
        writer.write_table(pa.table(dict(zip(kinds, columns, strict=True)), schema=schema))
    seconds = {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu}
    sys.stdout.write(json.dumps({"pages": pages, "lines": rows, **seconds}))


if __name__ == "__main__":
    main()
