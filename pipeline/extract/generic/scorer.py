"""Features to chances: how likely each block is main content, by the trained forest.

The model file is data beside this module, written by `python -m train`; what it was trained on and how it did
when held out stands in `train/results`. It is read once a process, when the first page needs it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.generic.features import Features
from pipeline.extract.generic.forest import Forest, unpack

MODEL = "model.bin"


@cache
def forests() -> dict[str, Forest]:
    """The shipped forests: `html` and `flat`."""
    return unpack(files("pipeline.extract.generic").joinpath(MODEL).read_bytes())


def score_blocks(features: Features, *, is_html: bool) -> NDArray[np.float64]:
    """The chance of each block, 0 to 1, to be main content."""
    forest = forests()["html" if is_html else "flat"]
    known = {name: row for row, name in enumerate(features.names)}
    logits = forest.logits(features.table[[known[name] for name in forest.names]])
    chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
    return chances


def page_confidence(expected: float, *, is_html: bool) -> float:
    """The expected F1 as pages that the model had not seen bore it out."""
    return forests()["html" if is_html else "flat"].trusted(expected)


def least_chance(*, is_html: bool) -> float:
    """Where no block reaches this chance the page has no main content."""
    return forests()["html" if is_html else "flat"].least
