"""The network that is trained: its slopes, pages apart from one another, and whole numbers that say the same."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.extract.generic.network import STEPS, read_network
from train.batches import Batch, Lesson, batch_of
from train.learn import PARAMETERS, learned, loss_slope
from train.network import backward, first_weights, forward
from train.quantise import packed_network

FEATURES = 7


def _lessons(*sizes: int) -> list[Lesson]:
    draw = np.random.default_rng(5)
    lessons = []
    for size in sizes:
        steps = np.rint(draw.standard_normal((size, FEATURES)) * STEPS) / STEPS
        words = draw.integers(1, 60, size).astype(np.float32)
        shares = draw.random(size).astype(np.float32)
        lessons.append(Lesson(steps.astype(np.float32), shares, words, draw.random(size) > 0.1))
    return lessons


def _loss(logits: np.ndarray, batch: Batch) -> float:
    chances = 1 / (1 + np.exp(-logits.astype(np.float64)))
    pages = len(batch.bounds)
    entropy = -(
        batch.weights * (batch.shares * np.log(chances) + (1 - batch.shares) * np.log(1 - chances))
    ).sum()
    missing = 0.0
    for start, end in batch.bounds:
        words, chance, share = batch.counted[start:end], chances[start:end], batch.shares[start:end]
        missing += 1 - 2 * (chance * words * share).sum() / ((chance * words).sum() + (words * share).sum())
    return float((entropy + PARAMETERS["page_share"] * missing) / pages)


@pytest.mark.parametrize(
    "name", ["first", "first.bias", "convolution0", "convolution3", "pool", "spill", "last"]
)
def test_the_slope_of_a_weight_is_how_much_the_loss_grows_with_it(name: str) -> None:
    batch = batch_of(_lessons(30, 12))
    weights = {key: value.astype(np.float64) for key, value in first_weights(FEATURES, 3).items()}
    logits, notes = forward(weights, batch)  # type: ignore[arg-type]
    slopes = backward(weights, notes, loss_slope(logits, batch))  # type: ignore[arg-type]
    place = np.unravel_index(int(np.abs(slopes[name]).argmax()), slopes[name].shape)
    losses = []
    for step in (-1e-5, 1e-5):
        moved = weights[name].copy()
        moved[place] += step
        losses.append(_loss(forward({**weights, name: moved}, batch)[0], batch))  # type: ignore[dict-item]
    assert slopes[name][place] == pytest.approx((losses[1] - losses[0]) / 2e-5, rel=1e-2)


def test_a_page_is_scored_the_same_whatever_pages_lie_beside_it() -> None:
    one, two, three = _lessons(40, 9, 25)
    weights = first_weights(FEATURES, 1)
    start, end = batch_of([one, two, three]).bounds[1]
    together = forward(weights, batch_of([one, two, three]))[0][start:end]
    batch = batch_of([two])
    alone = forward(weights, batch)[0][slice(*batch.bounds[0])]
    assert np.allclose(together, alone, atol=1e-5)


def test_in_whole_numbers_it_says_nearly_what_it_said() -> None:
    lessons = _lessons(60, 30, 5)
    weights = first_weights(FEATURES, 2)
    names = ["words", *(f"feature {number}" for number in range(1, FEATURES))]
    plain = np.zeros(FEATURES, dtype=bool), np.zeros(FEATURES, np.float32), np.ones(FEATURES, np.float32)
    entry, body = packed_network(names, *plain, weights, lessons)
    network, end = read_network(entry, body, 0)
    assert end == len(body)
    for one in lessons:
        seen = one._replace(steps=np.abs(one.steps), words=np.abs(one.steps[:, 0]))
        batch = batch_of([seen])
        expected = forward(weights, batch)[0][slice(*batch.bounds[0])]
        assert np.allclose(network.logits(seen.steps.T.copy()), expected, atol=0.05)


def test_it_learns_and_the_same_pages_teach_it_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARAMETERS, "epochs", 200)
    lessons = [
        one._replace(shares=(one.steps[:, 0] > 0).astype(np.float32)) for one in _lessons(500, 400, 300)
    ]
    first, again = learned(lessons), learned(lessons)
    assert all(first[name].tobytes() == again[name].tobytes() for name in first)
    batch = batch_of(lessons)
    before = _loss(forward(first_weights(FEATURES, 0), batch)[0], batch)
    assert _loss(forward(first, batch)[0], batch) < 0.7 * before


def test_of_a_very_long_page_it_learns_a_stretch() -> None:
    (one,) = _lessons(2000)
    part = one.part(100, 900)
    assert len(part.shares) == len(part.words) == 800 and (part.steps == one.steps[100:900]).all()
