"""The set of blocks that makes the best page, given each block's chance to be main content."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def choose_blocks(
    chances: NDArray[np.float64], words: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], float]:
    """The set with the greatest expected F1 over words, and that F1 (0 to 1), which is the page's confidence.

    With the chances independent, the best set of any size takes the likeliest blocks, so one sort and two
    running sums try them all. Expectation of a ratio is taken as ratio of expectations.
    """
    expected = chances * words
    total = float(expected.sum())
    if total <= 0:
        return np.zeros(len(chances), dtype=np.bool_), 0.0
    order = np.argsort(-chances, kind="stable")
    hits = np.cumsum(expected[order])
    taken = np.cumsum(words[order])
    scores = 2 * hits / (taken + total)
    best = int(np.argmax(scores))
    # By the last one's chance, so that signs without words stand or fall with their equals.
    return chances >= chances[order[best]], float(scores[best])
