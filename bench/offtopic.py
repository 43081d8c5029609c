"""Measures LNK001: on assembled sites, on clean ones, on draws of 50 titles, and on generated pages.

    python -m bench.offtopic [--folder FOLDER] [--choose] [--generated]

The folder defaults to `../shared/benchmarks/offtopic`, or `$DECHROME_BENCHMARKS/offtopic`. One threshold and one
set of constants for all sites; each site is modelled from its own titles and cards alone. `--choose` chooses the
main constants and the cut again, leaving out with each site all sites that share a source domain with it, and
tells how good the choice is on the site that was left out. `--generated` adds pages of the generator, with body
text and foreign paragraphs and articles. Writes `bench/results/offtopic.json`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from bench.offtopic_sites import (
    Flags,
    Scores,
    Site,
    clean_sites,
    f1,
    flag_share,
    interval,
    scores,
    sites_of,
    small_sites,
    sources_of,
)
from pipeline.index import topic_vectors
from pipeline.index.vectors import WordVectors, word_vectors
from pipeline.settings import Settings
from train.benchmarks import benchmarks

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results" / "offtopic.json"
BELOW: float = Settings.model_fields["off_topic_below"].default
GRID = {
    "FLOOR": (0.2, 0.25, 0.3),
    "USUAL_WITHIN": (0.35, 0.4, 0.45),
    "CLAIM": (0.2, 0.3),
    "OWN_TITLE": (0.2, 0.3),
}
"""Constants of `topic_vectors` that `--choose` tries in all combinations."""
CUTS = np.round(np.arange(0.04, 0.26, 0.01), 2)
MOST_FALSE = 0.005
Table = dict[str, dict[str, Any]]


def judged(sites: list[Site], vectors: WordVectors | None) -> list[tuple[Site, Scores]]:
    """Each site with the relatedness of its cards."""
    return [(site, scores(site, vectors)) for site in sites]


def families(found: list[tuple[Site, Scores]], cut: float = BELOW) -> Table:
    """Family (and `all`) → cards, F1 with its interval, precision, recall, share of false flags."""
    parts: dict[str, list[tuple[Flags, Flags]]] = defaultdict(list)
    for site, near in found:
        for family in (site.family, "all"):
            parts[family].append((site.wrong, near <= cut))
    table: Table = {}
    for family, some in sorted(parts.items()):
        wrong, flagged = (np.concatenate([part[at] for part in some]) for at in (0, 1))
        hits = int((wrong & flagged).sum())
        table[family] = {
            "cards": len(wrong),
            "f1": f1(wrong, flagged),
            "f1_interval": interval(some, f1),
            "precision": hits / max(1, int(flagged.sum())),
            "recall": hits / max(1, int(wrong.sum())),
            "false_flags": flag_share(wrong, flagged),
            "false_flags_interval": interval(some, flag_share),
        }
    return table


def draws(sites: list[Site], vectors: WordVectors | None, *, strict: bool) -> dict[str, Any]:
    """F1 over the draws: all together, mean and worst of the sites' means."""
    found = judged(small_sites(sites, strict=strict), vectors)
    by_site: dict[str, list[float]] = defaultdict(list)
    for site, near in found:
        if site.wrong.any():
            by_site[site.name].append(f1(site.wrong, near <= BELOW))
    means = {name: float(np.mean(some)) for name, some in by_site.items()}
    wrong = np.concatenate([site.wrong for site, _ in found])
    flagged = np.concatenate([near for _, near in found]) <= BELOW
    worst = min(means, key=lambda name: means[name])
    return {
        "f1": f1(wrong, flagged),
        "precision": float((wrong & flagged).sum() / max(1, flagged.sum())),
        "mean": float(np.mean(list(means.values()))),
        "worst": means[worst],
        "worst_site": worst,
    }


def choose(sites: list[Site], vectors: WordVectors) -> dict[str, Any]:
    """Constants and cut chosen without the site's sources, and what that gives on the site itself."""
    sources, clean = sources_of(sites), clean_sites(sites)
    names = list(GRID)
    kept = {name: getattr(topic_vectors, name) for name in names}
    tried: list[tuple[tuple[float, ...], dict[str, tuple[Flags, Scores]], dict[str, Scores]]] = []
    try:
        for values in product(*GRID.values()):
            for name, value in zip(names, values, strict=True):
                setattr(topic_vectors, name, value)
            of_site = {site.name: (site.wrong, scores(site, vectors)) for site in sites}
            tried.append((values, of_site, {site.name: scores(site, vectors) for site in clean}))
    finally:
        for name, value in kept.items():
            setattr(topic_vectors, name, value)
    parts: list[tuple[Flags, Flags]] = []
    chosen: dict[str, int] = defaultdict(int)
    for site in sites:
        others = [other.name for other in sites if not sources[other.name] & sources[site.name]]
        values, cut, at = max(
            ((values, float(cut), at) for at, (values, _, _) in enumerate(tried) for cut in CUTS),
            key=lambda option: sum(
                # The neighbouring cuts count too, so that no lucky peak is chosen.
                _worth(tried[option[2]][1], tried[option[2]][2], others, option[1] + step)
                for step in (-0.02, 0.0, 0.02)
            ),
        )
        wrong, near = tried[at][1][site.name]
        parts.append((wrong, near <= cut))
        chosen[f"{dict(zip(names, values, strict=True))} cut {cut}"] += 1
    wrong, flagged = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
    return {"f1": f1(wrong, flagged), "f1_interval": interval(parts, f1), "chosen": dict(chosen)}


def _worth(
    of_site: dict[str, tuple[Flags, Scores]], clean: dict[str, Scores], names: list[str], cut: float
) -> float:
    """F1 over these sites, minus one where too many cards of their clean pages are flagged."""
    wrong = np.concatenate([of_site[name][0] for name in names])
    flagged = np.concatenate([of_site[name][1] for name in names]) <= cut
    spotless = [clean[name] <= cut for name in names if name in clean]
    false = float(np.concatenate(spotless).mean()) if spotless else 0.0
    return f1(wrong, flagged) - (1.0 if false > MOST_FALSE else 0.0)


def measure(folder: Path) -> dict[str, Any]:
    """All tables for both methods; `vectors` is missing where the extra is not installed."""
    sites = sites_of(folder)
    found: dict[str, Any] = {}
    for name, vectors in (("vectors", word_vectors()), ("words", None)):
        if name == "vectors" and vectors is None:
            continue
        found[name] = {
            "families": families(judged(sites, vectors)),
            "clean_pages": families(judged(clean_sites(sites), vectors))["all"],
            "draws": draws(sites, vectors, strict=False),
            "strict_draws": draws(sites, vectors, strict=True),
        }
    return found


def _print(name: str, tables: dict[str, Any]) -> None:
    print(f"\n{name}: relatedness at {BELOW} or lower is off topic")
    print(
        f"{'family':14} {'cards':>6} {'F1':>6} {'95 %':>13} {'prec.':>6} {'recall':>6} {'false flags':>12} {'95 %':>15}"
    )
    for family, row in (*tables["families"].items(), ("clean pages", tables["clean_pages"])):
        low, high = row["f1_interval"]
        least, most = row["false_flags_interval"]
        print(
            f"{family:14} {row['cards']:6} {row['f1']:6.3f} {low:6.3f}-{high:.3f} {row['precision']:6.3f} "
            f"{row['recall']:6.3f} {row['false_flags']:12.4f} {least:8.4f}-{most:.4f}"
        )
    for key, words in (
        ("draws", "50 drawn titles and the site's pages"),
        ("strict_draws", "three pages, 50 titles in all"),
    ):
        row = tables[key]
        print(
            f"{words}: F1 {row['f1']:.3f} (precision {row['precision']:.3f}), mean of sites {row['mean']:.3f}, "
            f"worst {row['worst']:.3f} ({row['worst_site']})"
        )


def main() -> int:
    """Prints the tables and writes them; 2 where there is no data."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=benchmarks() / "offtopic")
    parser.add_argument("--choose", action="store_true")
    parser.add_argument("--generated", action="store_true")
    asked = parser.parse_args()
    if not (asked.folder / "dev.jsonl.gz").exists():
        print(f"skipped: no benchmark data at {asked.folder}")
        return 2
    started = time.perf_counter()
    found = measure(asked.folder)
    for name, tables in found.items():
        _print(name, tables)
    vectors = word_vectors()
    if asked.choose and vectors is not None:
        found["left_out"] = left = choose(sites_of(asked.folder), vectors)
        low, high = left["f1_interval"]
        print(f"\nchosen without the sources of the site: F1 {left['f1']:.3f} ({low:.3f}-{high:.3f})")
        for option, times in sorted(left["chosen"].items(), key=lambda item: -item[1]):
            print(f"  {times:3} times {option}")
    if asked.generated:
        from bench.offtopic_generated import print_tables, tables_of

        found["generated"] = tables_of()
        print_tables(found["generated"])
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print(f"\n{time.perf_counter() - started:.1f} s; {RESULTS.relative_to(ROOT)} written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
