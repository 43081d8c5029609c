"""A forest of decision trees from a small data file, run with numpy alone over all blocks of a page at once.

A tree's nodes stand in breadth-first order, so the children of its k-th inner node are its nodes 2k+1 and 2k+2,
and only feature and threshold of inner nodes and the value of leaves need to be stored. Values are whole numbers
and are added as such: the sum is the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEAF = 255
"""Feature number that marks a leaf; so at most 255 features a forest."""


@dataclass(frozen=True, slots=True)
class Level:
    """What all trees ask at one depth, as if every tree went so deep: leaves above it lead on to the left."""

    feature: NDArray[np.intp]
    """Row of the table that is asked for: the `2 ** depth` nodes of each tree, all trees after one another."""
    threshold: NDArray[np.float32]
    """Right if the feature is greater."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees ready to run, level by level: the children of a node stand at twice its place in the next level."""

    names: tuple[str, ...]
    """Features the trees ask for."""
    trees: int
    levels: tuple[Level, ...]
    value: NDArray[np.int32]
    """Of each place below the last level."""
    scale: float
    offset: float

    def logits(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log-odds of each column of a table that has the features `names` as rows."""
        total = self.leaves(table).sum(axis=0, dtype=np.int64)
        logits: NDArray[np.float64] = total * self.scale + self.offset
        return logits

    def leaves(self, table: NDArray[np.float32]) -> NDArray[np.int32]:
        """The whole number that each tree (a row) gives to each column of the table."""
        size = table.shape[1]
        flat = np.ascontiguousarray(table).ravel()
        place = np.arange(size)
        node = np.repeat(np.arange(self.trees)[:, None], size, axis=1)
        for depth, level in enumerate(self.levels):
            if depth:
                asked = flat.take((level.feature * size).take(node) + place)
                right = asked > level.threshold.take(node)
            else:  # one node a tree, the same for all blocks
                right = table[level.feature] > level.threshold[:, None]
            node *= 2
            node += right
        return self.value.take(node)


def read_forest(entry: dict[str, Any], body: bytes, at: int) -> tuple[Forest, int]:
    """The forest that an entry of a model file tells of, and where its bytes end."""
    parts = []
    for kind, count in (("u1", entry["nodes"]), ("<i2", entry["nodes"]), ("<f4", entry["thresholds"])):
        parts.append(np.frombuffer(body, dtype=kind, count=count, offset=at))
        at += parts[-1].nbytes
    return _forest(entry, *parts), at


def _forest(
    entry: dict[str, Any], asked: NDArray[np.uint8], held: NDArray[np.int16], thresholds: NDArray[np.float32]
) -> Forest:
    sizes = np.array(entry["sizes"])
    roots = np.cumsum(sizes) - sizes
    leaf = asked == LEAF
    inner_before = np.cumsum(~leaf) - ~leaf
    tree = np.repeat(np.arange(len(sizes)), sizes)
    nodes = np.arange(len(asked))
    left = roots[tree] + 2 * (inner_before - inner_before[roots][tree]) + 1
    first = np.where(leaf, nodes, left)
    second = np.where(leaf, nodes, left + 1)
    where = np.where(leaf, 0, held)
    feature = np.where(leaf, 0, asked).astype(np.intp)
    threshold = np.where(leaf, np.float32(np.inf), thresholds[where]).astype(np.float32)
    levels = []
    node = roots
    for _ in range(entry["depth"]):
        levels.append(Level(feature[node], threshold[node]))
        node = np.stack((first[node], second[node]), axis=1).ravel()
    return Forest(
        names=tuple(entry["names"]),
        trees=len(sizes),
        levels=tuple(levels),
        value=np.where(leaf, held, 0).astype(np.int32)[node],
        scale=entry["scale"],
        offset=entry["offset"],
    )
