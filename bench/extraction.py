"""`python -m bench.extraction`: how well and how fast main content is found, side by side on the same bytes.

Reads the benchmark folder (`../shared/benchmarks`, or DECHROME_BENCHMARKS). WCXB pages are scored with models
that saw no page of their domain (five folds, trained here unless `--folds` names them); a row with the shipped
model, which was trained on them, is marked so. Writes bench/results/extraction.json and .md: figures only.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any

import pipeline
from bench.as_markdown import markdown_of
from bench.extraction_table import markdown, quote
from bench.extractors import Extract, guarded, installed, ours, ours_flat, ours_markdown
from bench.fold_models import add_folds_option, fold_models
from pipeline.extract.generic import scorer
from train.align import page_f1, words_of
from train.benchmarks import ROOT, benchmark_folder, skips_without_data
from train.corpus import TruePage, readability_pages, wcxb_pages
from train.samples import document_of, flat_text_of

RESULTS = ROOT / "bench" / "results"
MISS = 0.5
"""Pages below this F1 are listed by number."""


@dataclass(slots=True)
class Tally:
    """What one extractor did on one collection."""

    version: str
    note: str = ""
    scores: dict[str, float] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    errors: int = 0

    def add(self, page: TruePage, extract: Extract, data: bytes) -> None:
        """Run it on one page."""
        began = time.process_time()
        text, failed = guarded(extract, data)
        self.seconds.append(time.process_time() - began)
        self.errors += failed
        self.scores[page.number] = page_f1(Counter(words_of(text)), Counter(words_of(page.truth)))
        self.types[page.number] = page.page_type

    def summary(self) -> dict[str, Any]:
        """Figures for the results file."""
        by_type: dict[str, list[float]] = defaultdict(list)
        for number, score in self.scores.items():
            by_type[self.types[number]].append(score)
        return {
            "version": self.version,
            "note": self.note,
            "pages": len(self.scores),
            "f1": round(mean(self.scores.values()), 4),
            "by_type": {name: round(mean(values), 4) for name, values in sorted(by_type.items())},
            "errors": self.errors,
            "cpu_ms_mean": round(mean(self.seconds) * 1000, 2),
            "cpu_ms_median": round(median(self.seconds) * 1000, 2),
        }


@skips_without_data
def main() -> int:
    """Measure, write, print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.extraction", description=__doc__)
    add_folds_option(parser)
    parser.add_argument("--every", type=int, default=1, help="only every so many pages, for a quick look")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    folder = benchmark_folder()
    logging.disable(logging.CRITICAL)
    models = fold_models(options.folds)
    every: int = options.every
    others = installed()
    wcxb = {name: Tally(version) for name, (version, _) in others.items()}
    wcxb["dechrome"] = Tally(pipeline.__version__, "5-fold cross-validation by domain")
    wcxb["dechrome, shipped model"] = Tally(pipeline.__version__, "trained on these pages")
    flat = {
        "dechrome": Tally(pipeline.__version__, "5-fold cross-validation by domain"),
        "dechrome, as Markdown": Tally(pipeline.__version__, "5-fold cross-validation by domain"),
        "keep every line": Tally(""),
    }
    for page in _some(wcxb_pages(folder), every):
        for name, (_, extract) in others.items():
            wcxb[name].add(page, extract, page.data)
        document = document_of(page.data)
        lines = flat_text_of(document).encode("utf-8", "surrogatepass")
        marked = markdown_of(document).encode("utf-8", "surrogatepass")
        flat["keep every line"].add(page, bytes.decode, lines)
        scorer.use(models[page.fold])
        wcxb["dechrome"].add(page, ours, page.data)
        flat["dechrome"].add(page, ours_flat, lines)
        flat["dechrome, as Markdown"].add(page, ours_markdown, marked)
        scorer.use(None)
        wcxb["dechrome, shipped model"].add(page, ours, page.data)
    kept_aside = {name: Tally(version) for name, (version, _) in others.items()}
    kept_aside["dechrome"] = Tally(pipeline.__version__, "shipped model, never trained on these pages")
    for page in readability_pages(folder, held_out=True):
        for name, (_, extract) in others.items():
            kept_aside[name].add(page, extract, page.data)
        kept_aside["dechrome"].add(page, ours, page.data)
    results: dict[str, Any] = {
        "wcxb": {name: tally.summary() for name, tally in wcxb.items()},
        "flat": {name: tally.summary() for name, tally in flat.items()},
        "readability_held_out": {name: tally.summary() for name, tally in kept_aside.items()},
        "misses": {number: round(s, 3) for number, s in wcxb["dechrome"].scores.items() if s < MISS},
    }
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "extraction.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    table = markdown(results)
    (options.out / "extraction.md").write_text(table, encoding="utf-8")
    if every == 1:
        quote("results", table.replace("\n## ", "\n### ").partition("\n\n")[2])
    print(table)
    return 0


def _some(pages: Iterable[TruePage], every: int) -> Iterable[TruePage]:
    return (page for number, page in enumerate(pages) if number % every == 0)


if __name__ == "__main__":
    sys.exit(main())
