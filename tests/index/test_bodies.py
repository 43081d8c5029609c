"""Marks lie as they came; rows in another order, and articles that are left out, change nothing."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest

from pipeline.index.bodies import Bodies, BodyBuilder
from pipeline.index.paragraphs import LEAD_BYTES


def built(marks: list[list[int]], order: list[int]) -> Bodies:
    builder = BodyBuilder()
    for own in marks:
        builder.add(own, bytes(LEAD_BYTES) * (len(own) // 2))
    return builder.build(order)


@pytest.mark.parametrize("seed", range(5))
def test_rows_that_share_a_mark_are_told_with_the_first_and_with_the_one_before(seed: int) -> None:
    dice = random.Random(seed)
    marks = [sorted(dice.sample(range(2**32 - 40, 2**32), dice.choice((0, 1, 6)))) for _ in range(30)]
    order = dice.sample(range(30), 24)
    bodies = built(marks, order)
    assert [bodies.of(row).tolist() for row in range(24)] == [marks[at] for at in order]
    assert bodies.counts().tolist() == [len(marks[at]) for at in order]
    expected = []
    for mark in {mark for own in marks for mark in own}:
        rows = [row for row, at in enumerate(order) if mark in marks[at]]
        expected += [(rows[0], before, row) for before, row in pairwise(rows)]
    found = [
        place for part in bodies.sharing() for place in zip(*(side.tolist() for side in part), strict=True)
    ]
    assert sorted(found) == sorted(expected)


def test_marks_in_common_are_counted_whatever_the_order() -> None:
    marks = [[1, 2, 3], [], [2, 3, 9], [3]]
    bodies = built(marks, [3, 2, 1, 0])
    left, right = np.array([0, 0, 1, 2]), np.array([1, 3, 3, 3])
    assert bodies.shared(left, right).tolist() == [1, 1, 2, 0]
    assert bodies.alike(left, right).tolist() == [0.0, 0.0, 1.0, 0.0]


def test_without_articles_nothing_is_shared() -> None:
    bodies = built([[1], [1]], [])
    assert all(len(side) == 0 for part in bodies.sharing() for side in part)
