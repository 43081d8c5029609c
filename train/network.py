"""The network in floating point: forwards, and backwards by hand, so that training needs numpy alone."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.generic.network import beside
from train.batches import Batch

Rows = NDArray[np.float32]
Weights = dict[str, Rows]
WIDTH = 48
BOTTLENECK = 16
DISTANCES = (1, 2, 4, 8)
PAGE_BEFORE = 2


def first_weights(features: int, seed: int) -> Weights:
    """Where training begins."""
    draw = np.random.default_rng(seed)

    def drawn(inputs: int, outputs: int, scale: float) -> Rows:
        return (draw.standard_normal((inputs, outputs)) * scale).astype(np.float32)

    weights = {"first": drawn(features, WIDTH, features**-0.5), "first.bias": _zeros(WIDTH)}
    for number in range(len(DISTANCES)):
        weights[f"convolution{number}"] = drawn(3 * WIDTH, WIDTH, 0.5 * (2 / (3 * WIDTH)) ** 0.5)
        weights[f"convolution{number}.bias"] = _zeros(WIDTH)
    weights["pool"] = drawn(2 * WIDTH, BOTTLENECK, WIDTH**-0.5)
    weights["pool.bias"] = _zeros(BOTTLENECK)
    weights["spill"] = drawn(BOTTLENECK, WIDTH, 0.3 * (2 / BOTTLENECK) ** 0.5)
    weights["last"] = drawn(WIDTH, 1, 0.05)
    weights["last.bias"] = _zeros(1)
    return weights


def _zeros(size: int) -> Rows:
    return np.zeros(size, np.float32)


@dataclass(slots=True)
class Pass:
    """What the way forwards leaves behind for the way back."""

    batch: Batch
    drop: float
    draw: np.random.Generator | None
    kept: dict[str, Rows] = field(default_factory=dict)
    most_at: NDArray[np.intp] | None = None

    def rectified(self, values: Rows, name: str) -> Rows:
        """What is above zero, inside pages, and some of it dropped; remembers what let through."""
        gate = (values > 0) * self.batch.inside
        if self.drop and self.draw is not None:
            stays = self.draw.random(values.shape, dtype=np.float32) >= self.drop
            gate *= stays / np.float32(1.0 - self.drop)
        self.kept[f"{name}.gate"] = gate
        out: Rows = values * gate
        return out


def forward(
    weights: Weights, batch: Batch, drop: float = 0.0, draw: np.random.Generator | None = None
) -> tuple[Rows, Pass]:
    """Log-odds of each row, and what the way back needs."""
    notes = Pass(batch, drop, draw)
    held = notes.rectified(batch.steps @ weights["first"] + weights["first.bias"], "first")
    for number, distance in enumerate(DISTANCES):
        name = f"convolution{number}"
        if number == PAGE_BEFORE:
            held = _with_page(weights, held, notes)
        columns = beside(held, distance)
        notes.kept[name] = columns
        held = held + notes.rectified(columns @ weights[name] + weights[f"{name}.bias"], name)
    notes.kept["last"] = held
    return (held @ weights["last"])[:, 0] + weights["last.bias"][0], notes


def _with_page(weights: Weights, held: Rows, notes: Pass) -> Rows:
    batch = notes.batch
    heavy = held * batch.pool
    mean = np.stack([heavy[start:end].sum(axis=0) for start, end in batch.bounds])
    notes.most_at = np.stack([held[start:end].argmax(axis=0) + start for start, end in batch.bounds])
    most = np.take_along_axis(held, notes.most_at, axis=0)
    pages = np.concatenate((mean, most), axis=1)
    said = np.maximum(pages @ weights["pool"] + weights["pool.bias"], 0)
    notes.kept["pool"], notes.kept["spill"] = pages, said
    out: Rows = held + (said @ weights["spill"])[batch.page] * batch.inside
    return out


def backward(weights: Weights, notes: Pass, slope: Rows) -> Weights:
    """How the loss grows with each weight, from how it grows with each row's log-odds."""
    kept, batch = notes.kept, notes.batch
    slopes = {"last": kept["last"].T @ slope[:, None], "last.bias": slope.sum(keepdims=True)}
    held = slope[:, None] * weights["last"][:, 0]
    for number in reversed(range(len(DISTANCES))):
        name, distance = f"convolution{number}", DISTANCES[number]
        through = held * kept[f"{name}.gate"]
        slopes[name] = kept[name].T @ through
        slopes[f"{name}.bias"] = through.sum(axis=0)
        columns = through @ weights[name].T
        held = held + columns[:, WIDTH : 2 * WIDTH]
        held[:-distance] += columns[distance:, :WIDTH]
        held[distance:] += columns[:-distance, 2 * WIDTH :]
        if number == PAGE_BEFORE:
            held = _page_backward(weights, notes, held, slopes)
    through = held * kept["first.gate"]
    slopes["first"] = batch.steps.T @ through
    slopes["first.bias"] = through.sum(axis=0)
    return slopes


def _page_backward(weights: Weights, notes: Pass, held: Rows, slopes: Weights) -> Rows:
    batch, kept = notes.batch, notes.kept
    assert notes.most_at is not None
    said = np.stack([held[start:end].sum(axis=0) for start, end in batch.bounds])
    slopes["spill"] = kept["spill"].T @ said
    through = (said @ weights["spill"].T) * (kept["spill"] > 0)
    slopes["pool"] = kept["pool"].T @ through
    slopes["pool.bias"] = through.sum(axis=0)
    pages = through @ weights["pool"].T
    held = held.copy()
    for number, (start, end) in enumerate(batch.bounds):
        held[start:end] += batch.pool[start:end] * pages[number, :WIDTH]
        held[notes.most_at[number], np.arange(WIDTH)] += pages[number, WIDTH:]
    return held
