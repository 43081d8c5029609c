"""The page types: a small forest over the signs of a page whose main content was chosen by a model that never saw it.

Gradient boosting with a tree for each type a round (LightGBM, `multiclass`); fixed seeds, one thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from pipeline.document import Block, Document, Text
from pipeline.extract.generic.main_content import main_content
from pipeline.extract.generic.model import Packed
from pipeline.extract.generic.page_signs import page_signs
from pipeline.segment.text import segment_lines
from pipeline.settings import Settings
from pipeline.survey.model import EMPTY_SURVEY
from schemas.vocabulary import PAGE_TYPES
from train.corpus import TruePage
from train.fit import packed_forest
from train.samples import document_of, flat_text_of

PARAMETERS: dict[str, Any] = {
    "objective": "multiclass",
    "learning_rate": 0.1,
    "min_data_in_leaf": 12,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "max_bin": 31,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}
ROUNDS = {"html": 50, "flat": 40}
SCALE = 1.0 / 128.0
"""Of the values of leaves: seven trees a round forgive a coarse one, and the file is smaller."""
LEAVES = {"html": 6, "flat": 6}


class Typed(NamedTuple):
    """A page as the types are learned from."""

    signs: dict[str, float]
    page_type: str
    fold: int


def typed(page: TruePage) -> dict[str, list[Typed]]:
    """The signs of a page as HTML and as flat text, its main content chosen by the model in use.

    Flat text is learned from twice: with its chrome, and as a dump that left it out. Where nothing of the page is
    kept there is nothing to learn from.
    """
    html = document_of(page.data)
    if not html.blocks:
        return {}
    flat = _lines(flat_text_of(html))
    bare = _lines("\n".join(block.text for block in _main(flat)[1]))
    rows = {"html": [html], "flat": [flat, bare]}
    return {
        kind: [Typed(signs, page.page_type, page.fold) for one in some if (signs := _main(one)[0])]
        for kind, some in rows.items()
    }


def _lines(text: str) -> Document:
    return segment_lines(Text("page.txt", text, "text/plain", "utf-8"))


def _main(document: Document) -> tuple[dict[str, float], list[Block]]:
    """The signs of a page and the blocks of it that are kept; both empty where none is."""
    if not document.blocks:
        return {}, []
    main = main_content(document, EMPTY_SURVEY, "generic", Settings())
    if not main.kept.any():
        return {}, []
    kept = [block for block, keep in zip(main.document.blocks, main.kept, strict=True) if keep]
    return page_signs(main.document, main.features, main.kept, main.facts), kept


def train_types(rows: Sequence[Typed], kind: str) -> Packed:
    """A forest that tells the types of these pages, `html` or `flat`."""
    types = [name for name in PAGE_TYPES if any(row.page_type == name for row in rows)]
    names = tuple(rows[0].signs)
    table = np.array([[row.signs[name] for name in names] for row in rows], dtype=np.float32)
    truth = np.array([types.index(row.page_type) for row in rows])
    data = lightgbm.Dataset(table, truth, feature_name=list(names))
    booster = lightgbm.train(
        {**PARAMETERS, "num_leaves": LEAVES[kind], "num_class": len(types)}, data, ROUNDS[kind]
    )
    forest, body = packed_forest(booster, names, SCALE)
    return {"types": types, "forest": forest}, body


def right_of(told: Iterable[tuple[str, Mapping[Any, float]]]) -> float:
    """The share of pages, each with its true type and the chances that it was given, that are told right."""
    hits = [true == max(chances, key=chances.__getitem__) for true, chances in told]
    return round(sum(hits) / max(1, len(hits)), 4)
