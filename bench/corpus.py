"""The corpus rules over a large site: CPU time and memory of the index, and of judging an article with it.

    python -m bench.corpus                        25,000, 50,000 and 100,000 articles, written to bench/results
    python -m bench.corpus --articles 5000        a quick look, printed alone

What a run's per-page stages leave behind is drawn (`bench.corpus_records`) and lies in files as in a run; each size
is then merged and judged in a process of its own by the run's own code, one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

SIZES = (25_000, 50_000, 100_000)
CHUNK = 64
PAGE_BYTES = 9_000
JUDGED = 2_000
"""Articles that are judged to time the rules, spread over the site."""
SEED = 20_261
RESULTS = Path(__file__).parent / "results"
AS_OF = date(2026, 9, 1)

Numbers = dict[str, Any]


def main() -> None:
    """Draw, measure, print, write."""
    options = _options()
    if options.one is not None:
        json.dump(_measure(options.one, options.chunks), sys.stdout)
        return
    found = []
    with tempfile.TemporaryDirectory(prefix="dechrome-bench-") as name:
        folder = Path(name)
        chunks = _write(folder, max(options.articles))
        for number in sorted(options.articles):
            wanted = min(chunks, -(-number // CHUNK))
            found.append(_in_a_process(folder, wanted))
            print(json.dumps(found[-1]), flush=True)
    text = _table(found)
    print(text)
    if tuple(sorted(options.articles)) == SIZES:
        RESULTS.mkdir(parents=True, exist_ok=True)
        (RESULTS / "corpus.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
        (RESULTS / "corpus.md").write_text(text, "utf-8")


def _write(folder: Path, number: int) -> int:
    """The records in files of `CHUNK` each; returns how many files."""
    from bench.corpus_records import pool, records
    from pipeline.publish.spill import save_records

    drawn = pool(SEED, PAGE_BYTES)
    made, chunks = records(SEED, number, drawn), 0
    while some := list(islice(made, CHUNK)):
        save_records(folder, chunks, some)
        chunks += 1
    return chunks


def _in_a_process(folder: Path, chunks: int) -> Numbers:
    command = [sys.executable, "-m", "bench.corpus", "--one", str(folder), "--chunks", str(chunks)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    numbers: Numbers = json.loads(done.stdout)
    return numbers


def _measure(folder: Path, chunks: int) -> Numbers:
    """Merge, save and judge, as the run does it."""
    from pipeline.index import merge
    from pipeline.index.model import IndexRecord
    from pipeline.publish.spill import load_records
    from pipeline.rules.engine import selected_rules
    from pipeline.rules.judge import judge
    from pipeline.settings import Settings

    clock = _Clock()

    def stored() -> Iterator[IndexRecord]:
        for number in range(chunks):
            yield from load_records(folder, number)

    articles = sum(1 for _ in stored())
    clock.lap("read the records")
    loaded = _peak()
    timed, families = _timed(merge.families)
    with patch.object(merge, "families", families):
        index = merge.build_index(stored(), settings=Settings(), as_of=AS_OF)
    clock.lap("merge, reading included")
    merged = _peak()
    path = folder / "index"
    index.save(path)
    clock.lap("save")
    size = path.stat().st_size
    path.unlink()
    rules = selected_rules()
    step = max(1, articles // JUDGED)
    codes: Counter[str] = Counter()
    chosen = [record for place, record in enumerate(stored()) if place % step == 0]
    clock.lap("choose")
    for record in chosen:
        codes.update(found.code for found in judge(record, index, rules, links=len(record.cards)).findings)
    seconds = clock.lap("judge")
    kinds = Counter(family.kind for some in index.families.values() for family in some)
    return {
        "articles": articles,
        "cpu_seconds": {name: round(value, 2) for name, value in clock.laps.items() if name != "choose"},
        "families_cpu_seconds": round(timed[0], 2),
        "judge_ms_an_article": round(1000 * seconds / len(chosen), 3),
        "peak_mb": {"before": round(loaded), "merged": round(merged), "judged": round(_peak())},
        "index_mb": round(size / 1e6, 1),
        "families": dict(sorted(kinds.items())),
        "findings_of_judged": dict(sorted(codes.items())),
    }


def _timed(function: Any) -> tuple[list[float], Any]:
    """A list that will hold the CPU seconds of the function's calls, and the function."""
    spent = [0.0]

    def wrapped(*values: Any) -> Any:
        began = time.process_time()
        try:
            return function(*values)
        finally:
            spent[0] += time.process_time() - began

    return spent, wrapped


class _Clock:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.process_time()

    def lap(self, name: str) -> float:
        now = time.process_time()
        self.laps[name] = now - self._last
        self._last = time.process_time()
        return self.laps[name]


def _peak() -> float:
    """Greatest resident memory of this process so far, in MB (Linux; what its parent held does not count)."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def _table(found: list[Numbers]) -> str:
    lines = [
        "# The corpus rules over a large site\n",
        "`python -m bench.corpus`: records as in a run, merged and judged in one process, one thread, the extra "
        "`embeddings` installed. CPU seconds; peak is resident memory of the whole process.\n",
        "| articles | read s | merge s | of it families s | peak MB | index file MB | judge ms an article | families |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in found:
        laps = row["cpu_seconds"]
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in row["families"].items())
        cells = (
            f"{row['articles']:,}",
            laps["read the records"],
            laps["merge, reading included"],
            row["families_cpu_seconds"],
            f"{row['peak_mb']['judged']:,}",
            row["index_mb"],
            row["judge_ms_an_article"],
            kinds,
        )
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines) + "\n"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=list(SIZES), help="sizes of the site")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--chunks", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
