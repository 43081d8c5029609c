"""Which part of a page's text is in its truth: the same stretches of words, each word of the truth used once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHORTEST = 3
"""Words of the shortest stretch that counts; shorter blocks count as parts of stretches that run over them."""
MOST_PLACES = 40
"""Places in the truth tried for one stretch."""
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words as the benchmark counts them."""
    return _WORD.findall(text.lower())


def page_f1(words: Counter[str], truth: Counter[str]) -> float:
    """Word-level F1 of two multisets; with an empty truth 1 for an empty answer, else 0."""
    if not truth:
        return float(not words)
    common = (words & truth).total()
    return 2 * common / (words.total() + truth.total())


def shares_in_truth(blocks: Sequence[Sequence[str]], truth: Sequence[str]) -> NDArray[np.float64]:
    """For each block, given as its words, the share of them that is in the truth."""
    page = [word for block in blocks for word in block]
    marks = _marks(page, truth)
    shares = np.zeros(len(blocks))
    at = 0
    for number, block in enumerate(blocks):
        if block:
            shares[number] = marks[at : at + len(block)].mean()
        elif number:
            shares[number] = shares[number - 1]  # marks and bullets go with what they follow
        at += len(block)
    return shares


def _marks(page: Sequence[str], truth: Sequence[str]) -> NDArray[np.uint8]:
    """1 for each word of the page that is in the truth. The longest common stretches are matched first."""
    places = defaultdict(list)
    for at in range(len(truth) - SHORTEST + 1):
        places[tuple(truth[at : at + SHORTEST])].append(at)
    found = []
    for at in range(len(page) - SHORTEST + 1):
        for place in places.get(tuple(page[at : at + SHORTEST]), ())[:MOST_PLACES]:
            if at and place and page[at - 1] == truth[place - 1]:
                continue  # inside a stretch that began earlier
            length = SHORTEST
            while (
                at + length < len(page)
                and place + length < len(truth)
                and page[at + length] == truth[place + length]
            ):
                length += 1
            found.append((-length, at, place))
    found.sort()
    used = bytearray(len(truth))
    marks = np.zeros(len(page), dtype=np.uint8)
    for negative, at, place in found:
        for step in range(-negative):
            if not used[place + step] and not marks[at + step]:
                used[place + step] = marks[at + step] = 1
    return marks
