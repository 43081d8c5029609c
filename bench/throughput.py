"""The benchmark of speed and memory: prints tables, writes JSON. `make bench`; not a timed test.

    python -m bench.throughput                          20,000 pages, one worker and two
    python -m bench.throughput --pages 1000             a quick look
    python -m bench.throughput --slope 60000            and how memory grows from there

Pages are generated (`tests.sitegen`), of about 16 KB each. Each run is a process of its own whose whole
tree is watched. The yardstick, in the same session: read, decode, split into lines, write to Parquet.
A loaded machine shows in all numbers but the shares and the ratios: `load` in the JSON says how loaded it was.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.memory import TreeMemory

AIM_PAGES_PER_SECOND = 400
AIM_SPEED_UP = 1.8
AIM_PEAK = 700_000_000
AIM_SLOPE = 5_000
SAMPLE = 400
"""Pages whose stages are timed one by one."""
COLUMNS = 3
"""Of the table of rules."""
WARM_UP = 64
"""Pages of a first run that is not measured: it leaves the compiled modules behind, as any earlier run does."""

RESULTS = Path(__file__).parent / "results"

Numbers = dict[str, Any]


def main() -> None:
    """Generate, run, measure, print, write."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="dechrome-bench-", dir=options.folder) as name:
        folder = Path(name)
        # Some machines forbid writing compiled modules; then every process would compile all it imports.
        if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
            os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        _run(_pages(folder, WARM_UP, options), folder, 1)
        pages = _pages(folder, options.pages, options)
        found: Numbers = {"machine": _machine(), "pages": options.pages, "page_bytes": options.size}
        found["yardstick"] = _python("bench.yardstick", pages, folder / "yardstick.parquet")
        found["page_ms"] = _python(
            "bench.page_stages", pages, min(SAMPLE, options.pages), _new(folder, "spill")
        )
        found["runs"] = {str(n): _run(pages, folder, n) for n in options.workers}
        if options.slope:
            more = _pages(folder, options.slope, options)
            found["slope"] = _slope(found, _run(more, folder, options.workers[-1]), options)
        found["load"] = os.getloadavg()
    sys.stdout.write("\n".join(_lines(found)) + "\n")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(found, indent=2) + "\n")
    sys.stdout.write(f"\nwritten to {options.json}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.throughput", description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--size", type=int, default=16_000, help="about how many bytes a page")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--slope", type=int, default=0, help="so many pages too, for the growth of memory")
    parser.add_argument("--json", type=Path, default=RESULTS / "throughput.json")
    parser.add_argument("--folder", type=Path, default=None, help="where to put pages and output meanwhile")
    return parser.parse_args()


def _pages(folder: Path, number: int, options: argparse.Namespace) -> Path:
    out = folder / f"pages-{number}"
    arguments = ("--pages", number, "--size", options.size, "--seed", options.seed, "--faults-rate", 0.1)
    command = [sys.executable, "-m", "tests.sitegen", "--out", out, *arguments]
    subprocess.run([str(word) for word in command], check=True)
    return out


def _new(folder: Path, name: str) -> Path:
    path = folder / name
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    return path


def _python(module: str, *arguments: object) -> Numbers:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    numbers: Numbers = json.loads(done.stdout)
    return numbers


def _run(pages: Path, folder: Path, workers: int) -> Numbers:
    """One run in a process of its own, with the peak memory of its tree."""
    out = _new(folder, f"run-{workers}")
    command = [sys.executable, "-m", "bench.one_run", str(pages), str(out), str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process, TreeMemory(process.pid) as memory:
        printed, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"the run with {workers} workers ended with exit code {process.returncode}")
    numbers: Numbers = json.loads(printed)
    peak = memory.peak
    shutil.rmtree(out)
    return {
        **numbers,
        "peak_pss": peak.pss,
        "peak_rss": peak.rss,
        "processes": peak.processes,
        "workers": workers,
    }


def _slope(found: Numbers, larger: Numbers, options: argparse.Namespace) -> Numbers:
    smaller = found["runs"][str(options.workers[-1])]
    growth = (larger["peak_pss"] - smaller["peak_pss"]) / (larger["pages"] - smaller["pages"])
    return {**larger, "bytes_per_further_page": growth}


def _machine() -> Numbers:
    return {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}


def _lines(found: Numbers) -> Iterable[str]:
    """The report in words and tables."""
    runs: list[Numbers] = list(found["runs"].values())
    yardstick = found["yardstick"]
    yield f"\n{found['pages']:,} pages of about {found['page_bytes']:,} bytes, Python {found['machine']['python']}\n"
    head = (
        "workers",
        "pages/s",
        "seconds",
        "CPU s",
        "x yardstick",
        "x its CPU",
        "peak PSS MB",
        "RSS MB",
        "digest",
    )
    yield from _table(
        head,
        (
            (
                run["workers"],
                f"{run['pages'] / run['seconds']:.0f}",
                f"{run['seconds']:.1f}",
                f"{run['cpu_seconds']:.1f}",
                f"{run['seconds'] / yardstick['seconds']:.1f}",
                f"{run['cpu_seconds'] / yardstick['cpu_seconds']:.1f}",
                f"{run['peak_pss'] / 1e6:.0f}",
                f"{run['peak_rss'] / 1e6:.0f}",
                run["digest"][:8],
            )
            for run in runs
        ),
    )
    speed_up = f"{runs[0]['seconds'] / runs[-1]['seconds']:.2f}" if len(runs) > 1 else "not measured"
    yield (
        f"aims: {AIM_PAGES_PER_SECOND} pages/s with one worker; two at least {AIM_SPEED_UP} times one "
        f"(here {speed_up}); peak under {AIM_PEAK / 1e6:.0f} MB\n"
    )
    yield f"yardstick: {yardstick['seconds']:.1f} s ({yardstick['pages'] / yardstick['seconds']:.0f} pages/s)\n"
    yield from _table(
        ("stage", *(f"{run['workers']} workers" for run in runs)),
        (
            (
                stage,
                *(
                    f"{run['stages'][stage]:.2f} s {run['stages'][stage] / run['seconds']:4.0%}"
                    for run in runs
                ),
            )
            for stage in runs[0]["stages"]
        ),
    )
    stages, rules = found["page_ms"]["stages"], found["page_ms"]["rules"]
    whole = sum(stages.values())
    yield "one page, in CPU milliseconds:"
    yield from _table(
        ("stage", "ms", "share"), ((name, f"{ms:.2f}", f"{ms / whole:.0%}") for name, ms in stages.items())
    )
    yield f"each of the {len(rules)} rules that judge pages and articles, in microseconds a page:"
    dearest = sorted(rules.items(), key=lambda rule: (-rule[1], rule[0]))
    cells = [(code, f"{1000 * ms:.1f}", f"{ms / whole:.2%}") for code, ms in dearest]
    rows = -(-len(cells) // COLUMNS)
    yield from _table(
        ("rule", "µs", "share") * COLUMNS,
        (
            sum(
                (cells[at] if at < len(cells) else ("", "", "") for at in range(row, rows * COLUMNS, rows)),
                (),
            )
            for row in range(rows)
        ),
    )
    yield "RUN001 and the rules about waivers judge the run, once; they cost a page nothing\n"
    if "slope" in found:
        slope = found["slope"]
        yield (
            f"memory: {slope['bytes_per_further_page']:.0f} bytes for each further page "
            f"({slope['pages']:,} pages: {slope['peak_pss'] / 1e6:.0f} MB; aim {AIM_SLOPE})"
        )


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterable[str]:
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[at]) for row in lines) for at in range(len(head))]
    for row in lines:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
    yield ""


if __name__ == "__main__":
    main()
