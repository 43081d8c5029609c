"""The network learns: pages in an order drawn from a fixed seed, Adam, a falling rate, a running mean of weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from train.batches import ROOM, Batch, Lesson, batch_of
from train.network import Rows, Weights, backward, first_weights, forward

ROWS = 6000
"""Blocks a step."""
LONGEST = 800
"""Blocks of a page that are learned from at a time: a stretch at a place drawn anew each time."""
PARAMETERS: dict[str, float] = {
    "epochs": 10,
    "rate": 3e-3,
    "decay": 2e-2,
    "drop_inside": 0.15,
    "drop_features": 0.1,
    "page_share": 0.5,
    "mean_over_steps": 200,
    "seed": 0,
}
"""`page_share`: weight of each page's soft F1 beside the cross-entropy of its blocks."""
_WARM_UP = 50
"""Steps until the rate is at its greatest."""
_STEEPEST = 5.0
"""A longer slope is cut to this length."""
_FEWEST = 5.0
"""Words of truth from which a page has an F1 to learn from."""


def learned(lessons: Sequence[Lesson]) -> Weights:
    """Weights of a network that has learned from these pages."""
    draw = np.random.default_rng(int(PARAMETERS["seed"]))
    weights = first_weights(lessons[0].steps.shape[1], int(PARAMETERS["seed"]))
    mean = {name: value.copy() for name, value in weights.items()}
    adam = _Adam(weights)
    blocks = sum(min(len(one.shares), LONGEST) + ROOM for one in lessons)
    steps = int(PARAMETERS["epochs"] * blocks / ROWS)
    stream = _batches(lessons, draw)
    for step in range(steps):
        batch = _without_some(next(stream), draw)
        logits, notes = forward(weights, batch, PARAMETERS["drop_inside"], draw)
        slopes = backward(weights, notes, loss_slope(logits, batch))
        falling = 0.5 * (1 + np.cos(np.pi * step / steps)) + 0.01
        adam.step(weights, slopes, min(1.0, (step + 1) / _WARM_UP) * falling)
        share = np.float32(max(1 / PARAMETERS["mean_over_steps"], 9 / (step + 10)))
        for name, value in mean.items():
            value += share * (weights[name] - value)
    return mean


def loss_slope(logits: Rows, batch: Batch) -> Rows:
    """How the loss grows with each block's log-odds: cross-entropy, and what is missing to an F1 of 1."""
    pages = len(batch.bounds)
    chances = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    slope = batch.weights * (chances - batch.shares) / pages
    for start, end in batch.bounds:
        rows = slice(start, end)
        words, chance, share = batch.counted[rows], chances[rows], batch.shares[rows]
        truth = float((words * share).sum())
        if truth < _FEWEST:
            continue
        both = float((chance * words).sum()) + truth
        f1 = 2 * float((chance * words * share).sum()) / both
        gain = words * (2 * share - f1) / both
        slope[rows] -= PARAMETERS["page_share"] / pages * gain * chance * (1 - chance)
    return slope.astype(np.float32)


def _batches(lessons: Sequence[Lesson], draw: np.random.Generator) -> Iterator[Batch]:
    order: list[int] = []
    while True:
        chosen: list[Lesson] = []
        rows = 0
        while rows < ROWS:
            if not order:
                order = draw.permutation(len(lessons)).tolist()
            one = lessons[order.pop()]
            if len(one.shares) > LONGEST:
                start = int(draw.integers(0, len(one.shares) - LONGEST + 1))
                one = one.part(start, start + LONGEST)
            chosen.append(one)
            rows += len(one.shares) + ROOM
        yield batch_of(chosen)


def _without_some(batch: Batch, draw: np.random.Generator) -> Batch:
    """Some features are as usual for the whole batch, and some more in each row."""
    share = PARAMETERS["drop_features"]
    count = batch.steps.shape[1]
    batch.steps[:] *= draw.random((1, count), dtype=np.float32) >= share
    batch.steps[:] *= draw.random(batch.steps.shape, dtype=np.float32) >= share / 2
    return batch


class _Adam:
    """Kingma and Ba's way down, with decay of weights apart from it (Loshchilov and Hutter)."""

    def __init__(self, weights: Weights) -> None:
        self._first = {name: np.zeros_like(value) for name, value in weights.items()}
        self._second = {name: np.zeros_like(value) for name, value in weights.items()}
        self._steps = 0

    def step(self, weights: Weights, slopes: Weights, factor: float) -> None:
        """One step down, weights in place."""
        self._steps += 1
        rate = PARAMETERS["rate"] * factor
        size = rate * np.sqrt(1 - 0.999**self._steps) / (1 - 0.9**self._steps)
        length = sum(float(np.square(slope).sum()) for slope in slopes.values()) ** 0.5
        shorter = np.float32(min(1.0, _STEEPEST / max(length, 1e-9)))
        for name, value in weights.items():
            slope = slopes[name] * shorter
            first, second = self._first[name], self._second[name]
            first += np.float32(0.1) * (slope - first)
            second += np.float32(0.001) * (slope * slope - second)
            value -= np.float32(size) * first / (np.sqrt(second) + np.float32(1e-8))
            if value.ndim > 1:
                value -= np.float32(rate * PARAMETERS["decay"]) * value
