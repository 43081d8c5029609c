"""Features to chances: how likely each block is main content, and what type the page is, by the trained model.

The model file is data beside this module, written by `python -m train`; what it was trained on and how it did
when held out stands in `train/results`. It is read once a process, when the first page needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.generic.features import Features
from pipeline.extract.generic.model import Labeller, Model, unpack
from schemas.vocabulary import PageType

MODEL = "model.bin"


@cache
def shipped() -> Model:
    """The model that the package brings."""
    return unpack(files("pipeline.extract.generic").joinpath(MODEL).read_bytes())


_used: Model | None = None


def use(model: Model | None) -> None:
    """Makes this process score with another model, None: the shipped one. For training and for benchmarks."""
    global _used
    _used = model


def _model() -> Model:
    return _used or shipped()


def _labeller(*, is_html: bool) -> Labeller:
    return _model().labellers["html" if is_html else "flat"]


def score_blocks(features: Features, *, is_html: bool) -> NDArray[np.float64]:
    """The chance of each block, 0 to 1, to be main content."""
    return _labeller(is_html=is_html).chances(features.names, features.table)


def page_confidence(expected: float, *, is_html: bool) -> float:
    """The expected F1 as pages that the model had not seen bore it out."""
    return _labeller(is_html=is_html).trusted(expected)


def least_chance(*, is_html: bool) -> float:
    """Where no block reaches this chance the page has no main content."""
    return _labeller(is_html=is_html).least


def page_type_chances(signs: Mapping[str, float], *, is_html: bool) -> dict[PageType, float]:
    """The chance of each page type, 0 to 1, by the signs of a page."""
    teller = _model().types.get("html" if is_html else "flat")
    if teller is None:
        raise RuntimeError("this model does not tell page types yet: it is being trained")
    return teller.chances(signs)
