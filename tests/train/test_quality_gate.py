"""The quality gate: pages that were never trained on keep their score, to half a point."""

from __future__ import annotations

import json
from collections import Counter
from statistics import mean

import pytest

from bench.extractors import ours
from train.align import page_f1, words_of
from train.benchmarks import ROOT, NoBenchmarkData, benchmark_folder
from train.corpus import readability_pages

FLOOR = ROOT / "train" / "results" / "floor.json"
ALLOWED = 0.005


def test_main_content_of_the_pages_kept_aside_is_found_no_worse_than_the_floor() -> None:
    try:
        folder = benchmark_folder()
    except NoBenchmarkData as problem:
        pytest.skip(str(problem))
    scores = [
        page_f1(Counter(words_of(ours(page.data))), Counter(words_of(page.truth)))
        for page in readability_pages(folder, held_out=True)
    ]
    floor = json.loads(FLOOR.read_text())["readability_held_out"]
    assert len(scores) == floor["pages"]
    assert mean(scores) >= floor["f1"] - ALLOWED, (
        f"it fell to {mean(scores):.4f}; the floor is {floor['f1']:.4f}"
    )
