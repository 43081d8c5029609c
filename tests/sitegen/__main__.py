"""`python -m tests.sitegen`: write a site to a folder, its truth beside it."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from tests.sitegen.page import DEFAULT_SIZE, generate_site
from tests.sitegen.plan import CAPTURES


def main() -> None:
    """Parse the arguments and write the pages one by one."""
    parser = argparse.ArgumentParser(prog="python -m tests.sitegen", description=__doc__)
    parser.add_argument("--pages", type=int, default=100, help="how many pages (default 100)")
    parser.add_argument("--seed", type=int, default=7, help="the site's seed (default 7)")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for the pages; the truth goes to OUT.truth.jsonl"
    )
    parser.add_argument(
        "--size", type=int, default=DEFAULT_SIZE, help="about how many bytes a page (default 16000)"
    )
    parser.add_argument(
        "--capture", choices=("mix", *CAPTURES), default="mix", help="capture style (default mix)"
    )
    parser.add_argument(
        "--faults-rate", type=float, default=0.0, help="share of articles with an injected fault"
    )
    parser.add_argument(
        "--no-manifest", action="store_true", help="leave out manifest.csv (ids are then unknown)"
    )
    options = parser.parse_args()
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    entries: list[tuple[str, str, str]] = []
    with out.with_name(out.name + ".truth.jsonl").open("w", encoding="utf-8") as truths:
        for page in generate_site(
            options.seed,
            options.pages,
            capture=options.capture,
            size=options.size,
            faults_rate=options.faults_rate,
        ):
            (out / page.name).write_bytes(page.data)
            truths.write(page.truth.to_json() + "\n")
            entries.append((page.name, page.truth.url or "", page.truth.site_id or ""))
    if not options.no_manifest:
        with (out / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("path", "url", "id", "captured_at"))
            writer.writerows((*entry, "2026-08-01T06:00:00Z") for entry in entries)


if __name__ == "__main__":
    main()
