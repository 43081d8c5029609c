"""A learned network in whole numbers, as the pipeline runs it, with the bytes of its entry in the model file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.generic.model import Packed
from pipeline.extract.generic.network import MOST, STEPS, standard_steps
from train.batches import Lesson, batch_of
from train.learn import learned
from train.network import BOTTLENECK, DISTANCES, PAGE_BEFORE, WIDTH, Rows, Weights, forward
from train.samples import Sample, stacked

_BIG = 2.0
"""A feature that goes beyond this takes its fourth root."""
_GREATEST_WEIGHT = 127.0
_PAGES_LOOKED_AT = 200


def train_network(samples: Sequence[Sample]) -> Packed:
    """One network on these pages: how features are scaled, what was learned, all in whole numbers."""
    table, _, weights = stacked(list(samples), seed=0)
    rooted = np.abs(table).max(axis=0) > _BIG
    values = table.astype(np.float64)
    values[:, rooted] = np.copysign(np.abs(values[:, rooted]) ** 0.25, values[:, rooted])
    mean = np.average(values, axis=0, weights=weights)
    spread = np.sqrt(np.average(np.square(values - mean), axis=0, weights=weights))
    told = np.nonzero(spread > 1e-4)[0]
    mean, spread = mean[told].astype(np.float32), spread[told].astype(np.float32)
    lessons = [_lesson(one, told, rooted[told], mean, spread) for one in samples]
    names = [samples[0].names[number] for number in told]
    return packed_network(names, rooted[told], mean, spread, learned(lessons), lessons)


def packed_network(
    names: Sequence[str],
    rooted: NDArray[np.bool_],
    mean: Rows,
    spread: Rows,
    learnt: Weights,
    lessons: Sequence[Lesson],
) -> Packed:
    """The entry of a network in the model file and its bytes; `lessons` show how great its values become."""
    entry = {
        "names": list(names),
        "width": WIDTH,
        "bottleneck": BOTTLENECK,
        "distances": list(DISTANCES),
        "page_before": PAGE_BEFORE,
    }
    body = _layers(learnt, lessons) + mean.astype("<f4").tobytes() + spread.astype("<f4").tobytes()
    return entry, body + rooted.astype(np.uint8).tobytes()


def _lesson(
    one: Sample, told: NDArray[np.intp], rooted: NDArray[np.bool_], mean: Rows, spread: Rows
) -> Lesson:
    steps = standard_steps(np.ascontiguousarray(one.table.T[told]), rooted, mean, spread)
    return Lesson(
        steps / np.float32(STEPS), one.shares.astype(np.float32), one.words.astype(np.float32), one.shown
    )


def _layers(learnt: Weights, lessons: Sequence[Lesson]) -> bytes:
    """Weights, scales and biases of all layers, in the order in which they are read."""
    step = _greatest(learnt, lessons) / MOST
    zeros = np.zeros(WIDTH, np.float32)
    names = ["first", *(f"convolution{number}" for number in range(len(DISTANCES))), "pool"]
    parts = []
    for name in names:
        taken = 1 / STEPS if name == "first" else step
        parts.append(_layer(learnt[name], learnt[f"{name}.bias"], taken, step))
    parts.append(_layer(learnt["spill"], zeros, step, step))
    parts.append(_layer(learnt["last"], learnt["last.bias"], step, 1.0))
    return b"".join(parts)


def _layer(weights: Rows, bias: Rows, taken: float, given: float) -> bytes:
    """One layer; `taken` and `given` are what a step of its inputs and outputs is worth."""
    unit = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _GREATEST_WEIGHT
    whole = np.rint(weights / unit).astype(np.int8)
    scale = (unit * taken / given).astype("<f4")
    return whole.tobytes() + scale.tobytes() + (bias / given).astype("<f4").tobytes()


def _greatest(learnt: Weights, lessons: Sequence[Lesson]) -> float:
    """The greatest value inside the network, but for one in ten thousand."""
    found = []
    for one in lessons[:: max(1, len(lessons) // _PAGES_LOOKED_AT)]:
        _, notes = forward(learnt, batch_of([one]))
        found.append(np.abs(notes.kept["last"]).ravel())
    return max(float(np.quantile(np.concatenate(found), 0.9999)), 1e-3)
