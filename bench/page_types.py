"""`python -m bench.page_types`: the page types that are recognised against those of WCXB, as a table of confusions.

Each page is judged by a model that saw no page of its domain (five folds, trained here unless `--folds` names them).
Part of `make bench-extraction`; quotes its table in docs/extraction.md. Figures only.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections import Counter

import pipeline
from bench.extraction_table import quote
from bench.fold_models import add_folds_option, fold_models
from pipeline.extract.generic import scorer
from schemas.vocabulary import PAGE_TYPES
from train.benchmarks import benchmark_folder, skips_without_data
from train.corpus import wcxb_pages
from train.samples import document_of, flat_text_of


@skips_without_data
def main() -> int:
    """Recognise, count, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.page_types", description=__doc__)
    add_folds_option(parser)
    options = parser.parse_args()
    folder = benchmark_folder()
    models = fold_models(options.folds)
    logging.disable(logging.CRITICAL)
    forms = {"HTML": Counter[tuple[str, str]](), "flat text": Counter[tuple[str, str]]()}
    for page in wcxb_pages(folder):
        scorer.use(models[page.fold])
        flat = flat_text_of(document_of(page.data)).encode("utf-8", "surrogatepass")
        for form, data, name in (("HTML", page.data, "page.html"), ("flat text", flat, "page.txt")):
            forms[form][page.page_type, str(pipeline.extract(data, source=name).row.page_type)] += 1
    text = "\n".join(f"{form}: {table(met)}" for form, met in forms.items())
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
