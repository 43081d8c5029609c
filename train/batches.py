"""Pages laid one after another as one long run of blocks, with room between them, for the network to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.generic.network import pool_weights

Rows = NDArray[np.float32]
ROOM = 16
"""Empty rows around each page: as many as the farthest neighbour that a convolution looks at."""


class Lesson(NamedTuple):
    """What the network learns from one page. One entry or row a block."""

    steps: Rows
    """Standardised features, in standard deviations."""
    shares: Rows
    """Of the block's words that are in the truth."""
    words: Rows
    shown: NDArray[np.bool_]

    def part(self, start: int, end: int) -> Lesson:
        """Only these blocks, for very long pages."""
        cut = slice(start, end)
        return Lesson(self.steps[cut], self.shares[cut], self.words[cut], self.shown[cut])


class Batch(NamedTuple):
    """Several pages as one."""

    steps: Rows
    inside: Rows
    """1 for rows that are blocks, as a column; 0 in the room between pages."""
    page: NDArray[np.intp]
    bounds: list[tuple[int, int]]
    pool: Rows
    """Weight of each block in its page's mean, as a column; they add up to one a page."""
    shares: Rows
    weights: Rows
    """Weight of each block in the loss; they add up to one a page."""
    counted: Rows
    """Words that are shown."""


def batch_of(lessons: Sequence[Lesson]) -> Batch:
    """Lay out these pages."""
    size = sum(len(one.shares) + ROOM for one in lessons) + ROOM
    steps = np.zeros((size, lessons[0].steps.shape[1]), np.float32)
    inside, pool, shares, weights, counted = (np.zeros(size, np.float32) for _ in range(5))
    page = np.zeros(size, np.intp)
    bounds = []
    at = ROOM
    for number, one in enumerate(lessons):
        rows = slice(at, at + len(one.shares))
        bounds.append((rows.start, rows.stop))
        steps[rows], shares[rows], page[rows], inside[rows] = one.steps, one.shares, number, 1.0
        heavy = pool_weights(one.words)
        pool[rows] = heavy / heavy.sum()
        weights[rows] = (one.words + 0.5) / float((one.words + 0.5).sum())
        counted[rows] = one.words * one.shown
        at = rows.stop + ROOM
    return Batch(steps, inside[:, None], page, bounds, pool[:, None], shares, weights, counted)
