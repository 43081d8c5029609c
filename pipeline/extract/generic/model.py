"""The model file: for HTML and for flat text a forest, a network, and what was chosen with them in training; and for
each a forest that tells page types.

The file: `DCM3`, then zlib-packed: a line of JSON (one entry a part) and the bytes that it counts.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.generic.features import rows_of
from pipeline.extract.generic.forest import Forest, read_forest
from pipeline.extract.generic.network import Network, read_network
from schemas.vocabulary import PageType

MAGIC = b"DCM3"
TYPES = "types of "
"""Begins the names of the entries that tell page types; the others are labellers."""
Packed = tuple[dict[str, Any], bytes]
"""An entry of the file and its bytes."""


@dataclass(frozen=True, slots=True)
class Labeller:
    """A forest and a network that decide together."""

    forest: Forest
    network: Network
    share: float
    """Of the network in the log-odds; the rest is the forest's."""
    least: float
    """Where no block has a chance of so much, the page has no main content."""
    confidence: tuple[tuple[float, ...], tuple[float, ...]]
    """Expected F1 as the scores say it, and the F1 that pages with it reached when held out."""

    def chances(self, names: Sequence[str], table: NDArray[np.float32]) -> NDArray[np.float64]:
        """The chance of each column of a table of features, one row a name, to be main content."""
        forest = self.forest.logits(table[rows_of(tuple(names), self.forest.names)])
        network = self.network.logits(table[rows_of(tuple(names), self.network.names)])
        logits = self.share * network + (1.0 - self.share) * forest
        chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
        return chances

    def trusted(self, expected: float) -> float:
        """The F1 to be expected of a page for which the scores say so much."""
        return float(np.interp(expected, *self.confidence))


@dataclass(frozen=True, slots=True)
class TypeTeller:
    """A forest whose trees speak for the page types in turn."""

    forest: Forest
    types: tuple[PageType, ...]

    def chances(self, signs: Mapping[str, float]) -> dict[PageType, float]:
        """The chance of each type, 0 to 1, by the signs of a page; they add up to 1."""
        column = np.array([[signs[name]] for name in self.forest.names], dtype=np.float32)
        votes = self.forest.leaves(column).reshape(-1, len(self.types)).sum(axis=0, dtype=np.int64)
        odds = np.exp((votes - votes.max()) * self.forest.scale)
        return dict(zip(self.types, (odds / odds.sum()).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learned."""

    labellers: Mapping[str, Labeller]
    """`html` and `flat`."""
    types: Mapping[str, TypeTeller]
    """`html` and `flat`; empty only while it is being trained."""


def unpack(data: bytes) -> Model:
    """What a model file holds. Raises ValueError for other bytes."""
    if not data.startswith(MAGIC):
        raise ValueError("this is no model file: train it again with 'make train'")
    head, _, body = zlib.decompress(data[len(MAGIC) :]).partition(b"\n")
    labellers: dict[str, Labeller] = {}
    types: dict[str, TypeTeller] = {}
    at = 0
    for name, entry in json.loads(head).items():
        forest, at = read_forest(entry["forest"], body, at)
        if name.startswith(TYPES):
            types[name.removeprefix(TYPES)] = TypeTeller(forest, tuple(entry["types"]))
            continue
        network, at = read_network(entry["network"], body, at)
        labellers[name] = Labeller(
            forest=forest,
            network=network,
            share=entry["share"],
            least=entry["least"],
            confidence=(tuple(entry["confidence"][0]), tuple(entry["confidence"][1])),
        )
    return Model(labellers, types)


def pack(parts: Mapping[str, Packed]) -> bytes:
    """A model file of entries and their bytes, as `unpack` reads it."""
    head = json.dumps({name: entry for name, (entry, _) in parts.items()}, sort_keys=False)
    body = b"".join(part for _, part in parts.values())
    return MAGIC + zlib.compress(head.encode() + b"\n" + body, 9)
