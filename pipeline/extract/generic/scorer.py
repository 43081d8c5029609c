"""Features to chances: how likely each block is main content, by the trained model.

The model file is data beside this module, written by `python -m train`; what it was trained on and how it did
when held out stands in `train/results`. It is read once a process, when the first page needs it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.generic.features import Features
from pipeline.extract.generic.model import Labeller, unpack

MODEL = "model.bin"


@cache
def labellers() -> dict[str, Labeller]:
    """The shipped labellers: `html` and `flat`."""
    return unpack(files("pipeline.extract.generic").joinpath(MODEL).read_bytes())


def score_blocks(features: Features, *, is_html: bool) -> NDArray[np.float64]:
    """The chance of each block, 0 to 1, to be main content."""
    return labellers()["html" if is_html else "flat"].chances(features.names, features.table)


def page_confidence(expected: float, *, is_html: bool) -> float:
    """The expected F1 as pages that the model had not seen bore it out."""
    return labellers()["html" if is_html else "flat"].trusted(expected)


def least_chance(*, is_html: bool) -> float:
    """Where no block reaches this chance the page has no main content."""
    return labellers()["html" if is_html else "flat"].least
