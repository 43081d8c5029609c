"""Sketches estimate similarity, and groups of near-duplicates are found without comparing all pairs."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.index.sketch import VALUES, near_groups, similarity, sketch
from tests.index.build import index, record, words


def shingles(text: str) -> set[tuple[str, ...]]:
    parts = text.split()
    return set(zip(parts, parts[1:], parts[2:], strict=False))


@pytest.mark.parametrize("shift", [0, 20, 60, 150, 400])
def test_the_estimate_is_near_the_true_jaccard_similarity(shift: int) -> None:
    left, right = words(0, 400), words(shift, 400)
    true = len(shingles(left) & shingles(right)) / len(shingles(left) | shingles(right))
    assert abs(similarity(sketch(left), sketch(right)) - true) < 0.14


def test_a_sketch_is_the_same_every_time_and_short_texts_have_none() -> None:
    assert sketch(words(0)) == sketch(words(0)) and len(sketch(words(0))) == VALUES
    assert sketch("too short to tell") == () and similarity((), sketch(words(0))) == 0.0


def test_near_duplicates_are_grouped_through_others_and_strangers_are_not() -> None:
    texts = [words(0, 400), words(5000, 400), words(30, 400), words(60, 400), words(9000, 400)]
    rows = np.array([sketch(text) for text in texts], dtype=np.uint32)
    assert similarity(sketch(texts[0]), sketch(texts[3])) < similarity(sketch(texts[0]), sketch(texts[2]))
    assert near_groups(rows, 0.7) == ((0, 2, 3),)
    assert near_groups(rows, 0.7, np.array([4, 3, 1, 2])) == ((1, 3),), (
        "places among the rows that are asked for"
    )


def test_a_thousand_copies_are_one_group_and_not_half_a_million_pairs() -> None:
    rows = np.array([sketch(words(0))] * 1000 + [sketch(words(7000))], dtype=np.uint32)
    (group,) = near_groups(rows, 0.7)
    assert group == tuple(range(1000))


def test_a_family_hangs_on_its_smallest_page_id_and_leaves_duplicates_out() -> None:
    a = record("c.txt", "Small beds", text=words(0, 300))
    b = record("a.txt", "Large beds", text=words(10, 300))
    copy = record("b.txt", "Small beds", text=words(0, 300), raw_sha256=a.raw_sha256, kept_chars=1)
    families = index(a, b, copy).families
    assert {key: [one.page_ids for one in some] for key, some in families.items()} == {
        "a.txt": [("a.txt", "c.txt")]
    }
