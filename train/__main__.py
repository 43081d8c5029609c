"""`python -m train`: train the generic labeller from the benchmark folder; write the model file and its log.

python -m train              the shipped model and train/results/log.json
python -m train --folds DIR  the five models of the cross-validation as well, one file each

Deterministic on one machine with locked versions: one thread a model, fixed seeds. Nothing of a page but numbers
is written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import platform
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import lightgbm
import numpy as np

from pipeline.extract.generic import scorer
from pipeline.extract.generic.model import TYPES, Packed, pack, unpack
from train.benchmarks import ROOT, benchmark_folder, skips_without_data
from train.check import Outcome, best_least, by_type, calibration, outcome
from train.corpus import FOLDS, readability_pages, wcxb_pages
from train.fit import PARAMETERS, SHARE, TREES, ready, train_labeller
from train.learn import PARAMETERS as NETWORK
from train.network import DISTANCES, WIDTH
from train.samples import Sample, both_ways
from train.types import LEAVES, ROUNDS, Typed, right_of, train_types, typed
from train.types import PARAMETERS as TYPE_PARAMETERS

MODEL = ROOT / "pipeline" / "extract" / "generic" / "model.bin"
LOG = ROOT / "train" / "results" / "log.json"
EVERY_FOLD = -2
"""In place of a fold: train on all pages. (-1 is the fold of pages that are trained on in every fold.)"""
_SAMPLES: dict[str, list[Sample]] = {}


@skips_without_data
def main() -> int:
    """Train, write, and print what was reached."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--folds", type=Path, help="folder for the models of the cross-validation")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--log", type=Path, default=LOG)
    options = parser.parse_args()
    folder = benchmark_folder()
    samples: dict[str, list[Sample]] = {"html": [], "flat": []}
    counts = {"wcxb": 0, "readability": 0}
    empty: list[Outcome] = []
    for page in (*wcxb_pages(folder), *readability_pages(folder, held_out=False)):
        counts[page.collection] += 1
        html, flat = both_ways(page)
        for kind, one in (("html", html), ("flat", flat)):
            if one is not None:
                samples[kind].append(one)
        if html is None and page.collection == "wcxb":
            right = float(not page.truth.strip())
            empty.append(Outcome(page.page_type, page.fold, 0.0, right, 0.0, right))
    log: dict[str, object] = {"pages": counts}
    folds: list[dict[str, Packed]] = [{} for _ in range(FOLDS)]
    shipped: dict[str, Packed] = {}
    trained = _trained(samples)
    for kind, rows in samples.items():
        outcomes: list[Outcome] = []
        for fold in range(FOLDS):
            folds[fold][kind], reached = trained[kind, fold]
            outcomes += reached
        for fold in range(FOLDS):
            # What is not learned by trees is chosen on the other folds too: the least chance, the confidence.
            others = [one for one in outcomes if one.fold != fold]
            _set_rest(folds[fold][kind], others)
        least_of = [models[kind][0]["least"] for models in folds]
        answered = [one.answered(least_of[one.fold]) for one in outcomes]
        shipped[kind] = trained[kind, EVERY_FOLD][0]
        entry = shipped[kind][0]
        _set_rest(shipped[kind], outcomes)
        log[kind] = {
            "cross_validation": by_type(answered + empty),
            "least_chance": entry["least"],
            "blocks": sum(len(one.shares) for one in rows),
            "features": len(entry["network"]["names"]),
            "trees": len(entry["forest"]["sizes"]),
            "nodes": entry["forest"]["nodes"],
        }
    for kind, typed_pages in _typed(folder, folds).items():
        name = TYPES + kind
        for fold in range(FOLDS):
            folds[fold][name] = train_types([one for one in typed_pages if one.fold != fold], kind)
        shipped[name] = train_types(typed_pages, kind)
        tellers = [unpack(pack({name: models[name]})).types[kind] for models in folds]
        told = [(one.page_type, tellers[one.fold].chances(one.signs)) for one in typed_pages]
        log[name] = {
            "cross_validation": right_of(told),
            "signs": len(shipped[name][0]["forest"]["names"]),
            "trees": len(shipped[name][0]["forest"]["sizes"]),
        }
    data = pack(shipped)
    options.model.write_bytes(data)
    log |= {
        "model": {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()},
        "parameters": {**PARAMETERS, "trees": TREES},
        "type_parameters": {**TYPE_PARAMETERS, "rounds": ROUNDS, "leaves": LEAVES},
        "network": {**NETWORK, "width": WIDTH, "distances": list(DISTANCES), "share": SHARE},
        "versions": {
            "lightgbm": lightgbm.__version__,
            "numpy": np.__version__,
            "python": platform.python_version(),
        },
    }
    options.log.parent.mkdir(parents=True, exist_ok=True)
    options.log.write_text(json.dumps(log, indent=2) + "\n", encoding="utf-8")
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
        for number, models in enumerate(folds):
            (options.folds / f"fold-{number}.bin").write_bytes(pack(models))
    print(json.dumps(log, indent=2))
    return 0


def _trained(samples: dict[str, list[Sample]]) -> dict[tuple[str, int], tuple[Packed, list[Outcome]]]:
    """For each kind and fold the labeller that saw none of it, and how it did there; and the one of all pages.

    Each is trained on one thread from the same seeds, so it does not matter how many are trained at once.
    """
    global _SAMPLES
    _SAMPLES = samples
    jobs = [(kind, fold) for kind in samples for fold in (*range(FOLDS), EVERY_FOLD)]
    workers = min(len(jobs), os.cpu_count() or 1)
    fork = multiprocessing.get_context("fork")  # shares the samples, which are large
    with ProcessPoolExecutor(workers, mp_context=fork) as pool:
        return dict(zip(jobs, pool.map(_train_one, jobs), strict=True))


def _train_one(job: tuple[str, int]) -> tuple[Packed, list[Outcome]]:
    kind, fold = job
    rows = _SAMPLES[kind]
    packed = train_labeller([one for one in rows if fold == EVERY_FOLD or one.page.fold != fold], kind)
    labeller = ready(packed, kind)
    outcomes = [outcome(labeller, one) for one in rows if one.page.fold == fold]
    print(f"{kind}, fold {fold}: {by_type(outcomes)}", flush=True)
    return packed, outcomes


def _typed(folder: Path, folds: list[dict[str, Packed]]) -> dict[str, list[Typed]]:
    """The signs of every page of WCXB, as HTML and as flat text, each under the labellers that saw none of its fold."""
    models = [unpack(pack(one)) for one in folds]
    found: dict[str, list[Typed]] = {"html": [], "flat": []}
    for page in wcxb_pages(folder):
        scorer.use(models[page.fold])
        for kind, rows in typed(page).items():
            found[kind] += rows
    scorer.use(None)
    return found


def _set_rest(packed: Packed, outcomes: list[Outcome]) -> None:
    """Choose the least chance and the calibration of a labeller by these outcomes."""
    entry = packed[0]
    entry["least"] = best_least(outcomes)
    entry["confidence"] = calibration([one.answered(entry["least"]) for one in outcomes])


if __name__ == "__main__":
    sys.exit(main())
