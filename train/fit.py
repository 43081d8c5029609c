"""A labeller from samples: LightGBM's trees as a small forest, and the network beside it. Fixed seeds, one thread."""

from __future__ import annotations

from collections import deque
from typing import Any

import lightgbm
import numpy as np

from pipeline.extract.generic.forest import LEAF
from pipeline.extract.generic.model import Labeller, Packed, pack, unpack
from train.quantise import train_network
from train.samples import Sample, stacked

PARAMETERS: dict[str, Any] = {
    "objective": "cross_entropy",
    "learning_rate": 0.12,
    "num_leaves": 31,
    "max_depth": 7,
    "min_data_in_leaf": 50,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}
TREES = {"html": 150, "flat": 120}
SCALE = 1.0 / 4096.0
SHARE = {"html": 0.4, "flat": 0.6}
"""Of the network in the log-odds."""
PLAIN = ((0.0, 1.0), (0.0, 1.0))
"""Confidence as it is."""


def train_forest(samples: list[Sample], kind: str) -> Packed:
    """One forest on these pages."""
    table, shares, weights = stacked(samples, seed=0)
    names = samples[0].names
    data = lightgbm.Dataset(table, shares, weight=weights, feature_name=list(names))
    return packed_forest(lightgbm.train(PARAMETERS, data, TREES[kind]), names)


def train_labeller(samples: list[Sample], kind: str) -> Packed:
    """A forest and a network on these pages; what is chosen with them is yet to be set."""
    forest, trees = train_forest(samples, kind)
    network, layers = train_network(samples)
    entry = {"share": SHARE[kind], "least": 0.0, "confidence": PLAIN, "forest": forest, "network": network}
    return entry, trees + layers


def ready(packed: Packed, name: str) -> Labeller:
    """A packed labeller as the pipeline would run it."""
    return unpack(pack({name: packed})).labellers[name]


def packed_forest(booster: lightgbm.Booster, names: tuple[str, ...], scale: float = SCALE) -> Packed:
    """A booster as entry and bytes of a model file; trees stand in the order they were learned in.

    `scale`: what a leaf's values are rounded to.
    """
    trees = [_nodes(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    used = sorted({node[0] for tree in trees for node in tree if node[0] != LEAF})
    row = {LEAF: LEAF} | {feature: number for number, feature in enumerate(used)}
    thresholds = sorted({node[1] for tree in trees for node in tree if node[0] != LEAF})
    if len(thresholds) > np.iinfo(np.int16).max:
        raise ValueError("more thresholds than two bytes can number: train fewer trees")
    place = {threshold: at for at, threshold in enumerate(thresholds)}
    asked = np.array([row[node[0]] for tree in trees for node in tree], dtype=np.uint8)
    held = np.array(
        [round(node[1] / scale) if node[0] == LEAF else place[node[1]] for tree in trees for node in tree],
        dtype="<i2",
    )
    entry = {
        "names": [names[feature] for feature in used],
        "nodes": len(asked),
        "thresholds": len(thresholds),
        "sizes": [len(tree) for tree in trees],
        "depth": max(node[2] for tree in trees for node in tree),
        "scale": scale,
        "offset": 0.0,
    }
    return entry, asked.tobytes() + held.tobytes() + np.array(thresholds, dtype="<f4").tobytes()


def _nodes(root: dict[str, Any]) -> list[tuple[int, float, int]]:
    """Feature, threshold or value, and depth of each node, breadth first.

    A threshold is rounded down to 32 bits, which decides as before for features of 32 bits.
    """
    nodes: list[tuple[int, float, int]] = []
    waiting = deque([(root, 0)])
    while waiting:
        node, depth = waiting.popleft()
        if "leaf_value" in node:
            nodes.append((LEAF, float(node["leaf_value"]), depth))
            continue
        if node["decision_type"] != "<=":
            raise ValueError(f"a decision of an unknown kind: {node['decision_type']}")
        threshold = np.float32(node["threshold"])
        if float(threshold) > node["threshold"]:
            threshold = np.nextafter(threshold, np.float32(-np.inf))
        nodes.append((int(node["split_feature"]), float(threshold), depth))
        waiting.extend(((node["left_child"], depth + 1), (node["right_child"], depth + 1)))
    return nodes
