"""How long the report of a large dataset takes to draw and to open: prints both.

    python -m bench.report                    100,000 pages with 300,000 findings
    python -m bench.report --pages 5000       a quick look

The tables are made up (short pages, three findings each, over all rules); the report is drawn as a run draws it and
opened in headless Chromium from disk. Opening needs Chromium and the package playwright; without them it says so.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.report.draw import draw_report
from pipeline.rule_infos import rule_infos
from schemas.arrow import arrow_schema
from tests.report.dataset import Dataset
from tests.tools.screenshot import find_browser

AIM_SECONDS = 2.0
"""From asking for the first page until it can be used."""
FINDINGS = 3
"""Of each page."""
OPENINGS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the tables, draw, open, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.report", description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=100_000)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="dechrome-bench-") as name:
        folder = Path(name)
        large_dataset(folder, chosen.pages)
        started = time.process_time()
        view = draw_report(folder, rules=rule_infos())
        drawn = time.process_time() - started
        files = sorted((folder / "report").iterdir())
        largest = max(file.stat().st_size for file in files if file.suffix == ".html")
        print(f"dataset   {chosen.pages:,} pages, {view.findings:,} findings")
        print(f"drawing   {drawn:.1f} s of CPU: {len(files)} files, {len(view.parts)} parts of index.html")
        print(f"largest   {largest / 1e6:.1f} MB of HTML; index.html {_size(folder) / 1e6:.1f} MB")
        print(f"left out  {view.left_out:,} findings of the first page, all of them in the parts")
        seconds = open_report(folder / "report/index.html")
        if not seconds:
            print("opening   not measured: no Chromium with playwright here")
            return 0
        shown = ", ".join(f"{one:.2f}" for one in seconds)
        print(f"opening   {shown} s until the first screen can be used (aim {AIM_SECONDS:.0f})")
        return int(max(seconds) > AIM_SECONDS)


def large_dataset(folder: Path, pages: int) -> None:
    """The tables of that many pages, written as a run writes them."""
    import pyarrow.parquet as pq

    made = Dataset()
    made.page("one.txt", [("article.paragraph", "The words of a short page. " * 20)])
    made.write(folder)
    ids = [f"folder-{n % 10}/{n:06}.txt" for n in range(pages)]
    ids.sort()
    for table in ("pages", "articles", "blocks"):
        row = pq.read_table(folder / table).to_pylist()[0]
        own = {"page_id", "article_id", "source"} & row.keys()
        _write(folder, table, {key: ids if key in own else [value] * pages for key, value in row.items()})
    infos = rule_infos()
    codes = [code for code in sorted(infos) if not code.startswith("WVR")]
    number = range(FINDINGS * pages)
    code = [codes[n % len(codes)] for n in number]
    constant = {"related_page_ids": [], "line": 1, "column": 1, "source_start": 0, "source_end": 9}
    findings: dict[str, list[Any]] = {key: [value] * len(number) for key, value in constant.items()}
    findings |= {
        "fingerprint": [f"{n:016x}" for n in number],
        "code": code,
        "name": [infos[one].name for one in code],
        "severity": [infos[one].severity for one in code],
        "outcome": [("fail", "review")[n % 2] for n in number],
        "page_id": [ids[n // FINDINGS] for n in number],
        "subject": [f"Section {n % 5_000}" for n in number],
        "message": [f"Something in section {n % 5_000} of this page is not as it should be" for n in number],
        "excerpt": ["The words"] * len(number),
        "fix": ["Mend it in the source of the page"] * len(number),
        "state": ["new"] * len(number),
    }
    _write(folder, "findings", findings)
    _count(folder / "manifest.json", pages, Counter(code))


def _write(folder: Path, table: str, columns: Mapping[str, list[Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(table)
    rows = len(next(iter(columns.values())))
    arrays = [
        pa.array(columns[f.name], f.type) if f.name in columns else pa.nulls(rows, f.type) for f in schema
    ]
    made = pa.Table.from_arrays(arrays, schema=schema)
    pq.write_table(made, folder / table / "part-00000.parquet", row_group_size=2_000)


def _count(path: Path, pages: int, codes: Counter[str]) -> None:
    manifest = json.loads(path.read_bytes())
    manifest |= {"pages": pages, "articles": pages, "findings": codes.total(), "findings_by_code": codes}
    manifest["account"]["chars"] *= pages
    manifest["account"]["kept_chars"] *= pages
    path.write_text(json.dumps(manifest), encoding="utf-8")


def _size(folder: Path) -> int:
    return (folder / "report/index.html").stat().st_size


def open_report(page: Path) -> list[float]:
    """Seconds of each opening until the filter can be used; empty where there is no browser."""
    if find_browser() is None or find_spec("playwright") is None:
        return []
    from playwright.sync_api import sync_playwright

    seconds = []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        for _ in range(OPENINGS):
            tab = browser.new_page()
            started = time.monotonic()
            tab.goto(page.as_uri())
            tab.locator("#filter input[name=q]").wait_for(state="visible")
            seconds.append(time.monotonic() - started)
            tab.close()
        browser.close()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
