"""A small neural network over the blocks of a page in their order, run with numpy alone.

A tree sees one block; the network sees each among its neighbours, up to fifteen before and after, and beside a
summary of the whole page: a run of teasers, a thread of comments, a panel of filters. It has one dense layer, then
dilated convolutions, each added to what it was made from, with the page's summary added between two of them.

All numbers that are multiplied and added up are whole, and so small that 32-bit floats hold every sum exactly: the
result is the same on every machine, in whatever order its libraries add.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
STEPS = 31.0
"""Steps of one standard deviation of a feature …"""
FARTHEST = 4.0
"""… and the standard deviations at which features are cut."""
STACK = 16
"""Rows that are multiplied at once."""
MOST = 511.0
"""The greatest value inside the network: 144 of them times 127 stay below 2**24."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights as whole numbers from -127 to 127, one column an output, with each output's scale and bias."""

    weights: Rows
    scale: Rows
    bias: Rows

    def __call__(self, rows: Rows) -> Rows:
        """Outputs for rows of whole numbers."""
        out = product(rows, self.weights)
        out *= self.scale
        out += self.bias
        return out


@dataclass(frozen=True, slots=True)
class Network:
    """Layers ready to run."""

    names: tuple[str, ...]
    """Features it asks for; `words` is among them."""
    rooted: NDArray[np.bool_]
    """Features of which the fourth root is taken first, with their sign."""
    mean: Rows
    spread: Rows
    """What each feature is divided by."""
    first: Layer
    convolutions: tuple[Layer, ...]
    distances: tuple[int, ...]
    """How far before and after a block each convolution looks."""
    page_before: int
    """The convolution before which the page's summary is added."""
    pool: Layer
    spill: Layer
    last: Layer

    def logits(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log-odds of each column of a table that has the features `names` as rows."""
        rows = standard_steps(table, self.rooted, self.mean, self.spread)
        held = _whole(self.first(rows))
        weights = pool_weights(table[self.names.index("words")])
        for number, (layer, distance) in enumerate(zip(self.convolutions, self.distances, strict=True)):
            if number == self.page_before:
                held = self._with_page(held, weights)
            held = np.clip(held + _whole(layer(beside(held, distance))), -MOST, MOST)
        logits: NDArray[np.float64] = self.last(held)[:, 0].astype(np.float64)
        return logits

    def _with_page(self, held: Rows, weights: NDArray[np.float64]) -> Rows:
        """Each block with what the whole page says: its weighted mean and its greatest values."""
        mean = np.rint((weights[:, None] * held).sum(axis=0) / weights.sum())
        page = np.concatenate((mean, held.max(axis=0))).astype(np.float32)
        said = np.rint(self.spill(_whole(self.pool(page[None]))))
        together: Rows = np.clip(held + said, -MOST, MOST)
        return together


def product(rows: Rows, weights: Rows) -> Rows:
    """`rows @ weights` in stacks of few rows, too small for a library of linear algebra to wake more threads.

    On a machine where every core has its page, threads that wait for each other cost twenty times the sum itself.
    """
    size, inputs = rows.shape
    stacks = -(-size // STACK)
    stacked = np.zeros((stacks * STACK, inputs), dtype=np.float32)
    stacked[:size] = rows
    out: Rows = (stacked.reshape(stacks, STACK, inputs) @ weights).reshape(stacks * STACK, -1)[:size]
    return out


def standard_steps(table: NDArray[np.float32], rooted: NDArray[np.bool_], mean: Rows, spread: Rows) -> Rows:
    """Features (one row each) as whole steps from their mean, one row a block; roots are exact everywhere."""
    values = table.copy()
    values[rooted] = np.copysign(np.sqrt(np.sqrt(np.abs(table[rooted]))), table[rooted])
    values -= mean[:, None]
    values /= spread[:, None]
    steps: Rows = np.rint(np.clip(values, -FARTHEST, FARTHEST) * np.float32(STEPS))
    return np.ascontiguousarray(steps.T)


def pool_weights(words: NDArray[Any]) -> NDArray[np.float64]:
    """How much each block counts in its page's mean: whole numbers that grow as the root of its words."""
    return np.floor(np.sqrt(words.astype(np.float64)) * 4.0) + 1.0


def beside(held: Rows, distance: int) -> Rows:
    """Each row with the rows so far before it and after it, as one row three times as long; zeros beyond the ends."""
    size, width = held.shape
    out = np.zeros((size, 3 * width), dtype=np.float32)
    out[distance:, :width] = held[:-distance]
    out[:, width : 2 * width] = held
    out[:-distance, 2 * width :] = held[distance:]
    return out


def _whole(values: Rows) -> Rows:
    """What is above zero, as whole numbers that are not too great."""
    return np.rint(np.clip(values, 0.0, MOST))


def read_network(entry: dict[str, Any], body: bytes, at: int) -> tuple[Network, int]:
    """The network that an entry of a model file tells of, and where its bytes end."""
    count = len(entry["names"])
    width, bottleneck = int(entry["width"]), int(entry["bottleneck"])
    layers = len(entry["distances"])
    shapes = [(count, width), *([(3 * width, width)] * layers), (2 * width, bottleneck)]
    shapes += [(bottleneck, width), (width, 1)]
    made = []
    for inputs, outputs in shapes:
        weights = np.frombuffer(body, dtype="i1", count=inputs * outputs, offset=at)
        at += inputs * outputs
        scale = np.frombuffer(body, dtype="<f4", count=outputs, offset=at)
        bias = np.frombuffer(body, dtype="<f4", count=outputs, offset=at + 4 * outputs)
        at += 8 * outputs
        made.append(
            Layer(
                weights.reshape(inputs, outputs).astype(np.float32),
                scale.astype(np.float32),
                bias.astype(np.float32),
            )
        )
    mean = np.frombuffer(body, dtype="<f4", count=count, offset=at).astype(np.float32)
    spread = np.frombuffer(body, dtype="<f4", count=count, offset=at + 4 * count).astype(np.float32)
    at += 8 * count
    rooted = np.frombuffer(body, dtype="u1", count=count, offset=at).astype(np.bool_)
    network = Network(
        names=tuple(entry["names"]),
        rooted=rooted,
        mean=mean,
        spread=spread,
        first=made[0],
        convolutions=tuple(made[1 : 1 + layers]),
        distances=tuple(entry["distances"]),
        page_before=int(entry["page_before"]),
        pool=made[-3],
        spill=made[-2],
        last=made[-1],
    )
    return network, at + count
