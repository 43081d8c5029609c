"""The yardstick: the least that anyone would do with the pages. Read, decode, split into lines, write Parquet.

python -m bench.yardstick FOLDER OUT.parquet      prints seconds as JSON
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

BATCH = 2_000


def main() -> None:
    """Do it in one process and print how long it took."""
    folder, out = map(Path, sys.argv[1:3])
    began, cpu = time.perf_counter(), time.process_time()
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("page_id", pa.string()), ("line", pa.int32()), ("text", pa.string())])
    pages = rows = 0
    with pq.ParquetWriter(out, schema, compression="zstd", compression_level=3) as writer:
        columns: tuple[list[str], list[int], list[str]] = ([], [], [])
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
                writer.write_table(pa.table(list(columns), schema=schema))
                columns = ([], [], [])
        writer.write_table(pa.table(list(columns), schema=schema))
    seconds = {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu}
    sys.stdout.write(json.dumps({"pages": pages, "lines": rows, **seconds}))


if __name__ == "__main__":
    main()
