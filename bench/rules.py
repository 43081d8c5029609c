"""Measures every rule: faults put into generated pages and into real ones, and alarms on clean pages.

    python -m bench.rules             all of it, written to bench/results/rules.json and rules.md
    python -m bench.rules --quick     a look, printed alone

The generator (`tests.sitegen`) writes the faults from the words of the contract and shares nothing with the rules.
The seed is one that no rule was tuned on: use another one to look at misses while you mend a rule. Real pages are
looked for in `../shared`; where they are absent their parts are left out, and the result says so.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from bench.rule_families import SITES as FAMILY_SITES
from bench.rule_families import measure_families
from bench.rule_judged import measure_judged, read_judgements
from bench.rule_match import Tally
from bench.rule_seeds import measure_seeds
from bench.rule_sites import measure_site
from bench.rule_table import as_data, as_markdown
from bench.rule_unknown import FORMS, measure_unknown
from train.benchmarks import SHARED, wcxb_folder

RESULTS = Path(__file__).parent / "results"
SEED = 78_102
SITES = 36
PAGES = 400
"""Of a site: the generator draws related links from blocks of so many pages."""
DRAWS = 3
UNKNOWN = 1_000
"""Article pages of unknown sites: all there are."""


def main() -> None:
    """Measure, print, write."""
    options = _options()
    began = time.perf_counter()
    sites, draws, unknown_pages = (1, 1, 40) if options.quick else (options.sites, DRAWS, UNKNOWN)
    family_sites = 1 if options.quick else FAMILY_SITES
    done: Counter[tuple[str, str]] = Counter()
    found = Tally()
    for number in range(sites):
        found.add(measure_site(options.seed, number, PAGES, done))
    families = Tally()
    for number in range(family_sites):
        families.add(measure_families(options.seed, number))
    found.add(families)
    seeds, wcxb = SHARED / "seeds", wcxb_folder()
    real = measure_seeds(seeds, options.seed, draws) if seeds.is_dir() else None
    unknown = (
        {form: measure_unknown(wcxb, unknown_pages, options.seed, form) for form in FORMS}
        if wcxb.is_dir()
        else None
    )
    judged = None if options.quick or unknown is None else measure_judged(wcxb, read_judgements())
    for part, name in ((real, "real pages"), (unknown, "benchmark data")):
        if part is None:
            print(f"skipped: no {name} here")
    data = as_data({"seed": options.seed, "sites": sites}, found, real, unknown, judged, families)
    text = as_markdown(data, found)
    print(text)
    print(f"{time.perf_counter() - began:.0f} s")
    if options.quick:
        return
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "rules.json").write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    (options.out / "rules.md").write_text(text, "utf-8")
    print(f"written to {options.out}/rules.json and rules.md")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.rules", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="one site, few real pages; writes nothing")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--sites", type=int, default=SITES, help=f"sites of {PAGES} pages (default {SITES})")
    parser.add_argument("--out", type=Path, default=RESULTS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
