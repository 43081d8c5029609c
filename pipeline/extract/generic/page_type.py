"""What type of page it is: what it says outright, else a small forest over its signs where that is sure, else rules."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document
from pipeline.extract.generic.features import Features
from pipeline.extract.generic.page_signs import page_signs
from pipeline.extract.generic.scorer import page_type_chances
from pipeline.extract.generic.type_rules import flat_type_by_rules, said_outright, type_by_rules
from schemas.vocabulary import PageType

SURE = 0.5
"""Chance from which the forest is believed: pages that are bare, or unlike those it learned from, get less."""
ENOUGH_WORDS = 50
"""Kept words from which the forest is asked: a few lines have the shape of a list, whatever they say."""


def page_type(
    document: Document, features: Features, kept: NDArray[np.bool_], beside: Set[str] = frozenset()
) -> PageType:
    """The type of page by what it states, where it stands, and the shape of what is kept.

    `beside`: the fields of the facts that stand beside its title.
    """
    is_html = document.outline is not None
    signs = page_signs(document, features, kept, beside)
    said = said_outright(signs) if is_html else None
    if said or not kept.any():
        return said or "other"
    if signs["kept_words"] >= ENOUGH_WORDS:
        chances = page_type_chances(signs, is_html=is_html)
        likeliest = max(chances, key=chances.__getitem__)
        if chances[likeliest] >= SURE:
            return likeliest
    return type_by_rules(signs) if is_html else flat_type_by_rules(signs)
