"""`python -m bench.page_types`: the page types that are recognised against those of WCXB, as a table of confusions.

Part of `make bench-extraction`; quotes its table in docs/extraction.md. Figures only.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter

import pipeline
from bench.extraction_table import quote
from schemas.vocabulary import PAGE_TYPES
from train.benchmarks import benchmark_folder, skips_without_data
from train.corpus import wcxb_pages


@skips_without_data
def main() -> int:
    """Recognise, count, print."""
    folder = benchmark_folder()
    logging.disable(logging.CRITICAL)
    met: Counter[tuple[str, str]] = Counter()
    for page in wcxb_pages(folder):
        met[page.page_type, str(pipeline.extract(page.data, source="page.html").row.page_type)] += 1
    text = table(met)
    quote("page types", text)
    print(text)
    return 0


def table(met: Counter[tuple[str, str]]) -> str:
    """Rows are the types of the truth, columns those recognised."""
    truths = [name for name in PAGE_TYPES if any(true == name for true, _ in met)]
    right = sum(count for (true, found), count in met.items() if true == found)
    lines = [
        f"{right / max(1, met.total()):.3f} of {met.total()} pages are recognised right.",
        "",
        f"| truth | {' | '.join(PAGE_TYPES)} | right |",
        "| --- |" + " ---: |" * (len(PAGE_TYPES) + 1),
    ]
    for true in truths:
        counts = [met[true, found] for found in PAGE_TYPES]
        cells = " | ".join(str(count) if count else "" for count in counts)
        lines.append(f"| {true} | {cells} | {met[true, true] / max(1, sum(counts)):.2f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
