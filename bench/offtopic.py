"""Measures LNK001 on assembled sites: F1, precision and recall by family, false flags on clean sites.

    python -m bench.offtopic [FOLDER]

The folder defaults to `../shared/benchmarks/offtopic`, or `$DECHROME_BENCHMARKS/offtopic`. One threshold and
one set of constants for all sites. Each site is modelled from its own titles and cards alone.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.index.topics import TopicBuilder
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
BELOW: float = Settings.model_fields["off_topic_below"].default
Row = dict[str, str | int]


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def scores(titles: Iterable[Row], rows: list[Row]) -> list[float | None]:
    """Relatedness of each card row of one site."""
    builder = TopicBuilder()
    for row in titles:
        builder.add(str(row["category"]), str(row["title"]))
    for row in rows:
        builder.add(str(row["article_category"]), str(row["article_title"]))
        builder.add(str(row["card_category"]), str(row["card_title"]))
    model = builder.build()
    if model is None:
        return [None] * len(rows)
    found: list[float | None] = []
    for row in rows:
        shares = model.article_shares(str(row["article_title"]), str(row["article_category"]), ())
        card = (str(row["card_category"]), str(row["card_title"]))
        judged = None if shares is None else model.related(shares, (card,))[0]
        found.append(None if judged is None else judged.score)
    return found


def quality(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """F1, precision and recall of pairs (off topic, flagged)."""
    hits = false = missed = 0
    for wrong, flagged in pairs:
        hits += wrong and flagged
        false += flagged and not wrong
        missed += wrong and not flagged
    return (
        2 * hits / max(1, 2 * hits + false + missed),
        hits / max(1, hits + false),
        hits / max(1, hits + missed),
    )


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Family (and `all`) → cards, F1, precision, recall and the share of false flags, at the default threshold."""
    titles: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(folder / "dev_corpus.jsonl.gz"):
        titles[str(row["corpus"])].append(row)
    sites: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(folder / "dev.jsonl.gz"):
        sites[str(row["corpus"])].append(row)
    families: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for site, rows in sites.items():
        for row, score in zip(rows, scores(titles[site], rows), strict=True):
            pair = (row["label"] == 1, score is not None and score <= BELOW)
            families[str(row["family"])].append(pair)
            families["all"].append(pair)
    table = {}
    for family, pairs in sorted(families.items()):
        f1, precision, recall = quality(pairs)
        clean = [flagged for wrong, flagged in pairs if not wrong]
        table[family] = {
            "cards": len(pairs),
            "f1": f1,
            "precision": precision,
            "recall": recall,
            "false_flags": sum(clean) / max(1, len(clean)),
        }
    return table


def main() -> int:
    """Prints the table; 2 where there is no data."""
    base = os.environ.get("DECHROME_BENCHMARKS")
    folder = Path(base) / "offtopic" if base else ROOT.parent / "shared" / "benchmarks" / "offtopic"
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
    if not (folder / "dev.jsonl.gz").exists():
        print(f"skipped: no benchmark data at {folder}")
        return 2
    started = time.perf_counter()
    table = measure(folder)
    print(f"{'family':14} {'cards':>6} {'F1':>6} {'prec.':>6} {'recall':>6} {'false flags':>12}")
    for family, row in table.items():
        numbers = f"{row['f1']:6.3f} {row['precision']:6.3f} {row['recall']:6.3f} {row['false_flags']:12.4f}"
        print(f"{family:14} {row['cards']:6} {numbers}")
    seconds = time.perf_counter() - started
    print(f"relatedness at {BELOW} or lower is off topic; {seconds:.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
