"""What type of page it is: a small forest over the page's signs where it is sure, else rules over the same signs."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document
from pipeline.extract.generic.features import Features
from pipeline.extract.generic.page_signs import page_signs
from pipeline.extract.generic.scorer import page_type_chances
from pipeline.extract.generic.type_rules import said_outright, type_by_rules
from schemas.vocabulary import PageType

SURE = 0.5
"""Chance from which the forest is believed: pages that are bare, or unlike those it learned from, get less."""
ENOUGH_PROSE = 150
"""Words of running text that make flat text an article."""


def page_type(
    document: Document, features: Features, kept: NDArray[np.bool_], beside: Set[str] = frozenset()
) -> PageType:
    """The type of page by what it states, where it stands, and the shape of what is kept.

    `beside`: the fields of the facts that stand beside its title.
    """
    if document.outline is None:
        return _flat_type(features, kept)
    signs = page_signs(document, features, kept, beside)
    if not kept.any():
        return said_outright(signs) or "other"
    chances = page_type_chances(signs)
    likeliest = max(chances, key=chances.__getitem__)
    return likeliest if chances[likeliest] >= SURE else type_by_rules(signs)


def _flat_type(features: Features, kept: NDArray[np.bool_]) -> PageType:
    """The type of flat text, by the shape of what is kept: words in all, in sentences and in links."""
    words = features.words * kept
    total, blocks = float(words.sum()), int(kept.sum())
    prose = float((words * (features.column("sentences") > 0)).sum())
    linked = float((words * features.column("link_share")).sum())
    if prose >= ENOUGH_PROSE or (total and prose > 0.6 * total):
        return "article"
    if blocks >= 10 and linked > 0.5 * total and total / blocks < 15:
        return "listing"
    return "service" if total >= ENOUGH_PROSE else "other"
