"""What word vectors say of short texts and of articles, and that nothing breaks without them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.index import vectors as module
from pipeline.index.neighbours import NeighbourBuilder, article_vector
from pipeline.index.runs import PageTokens
from pipeline.index.topic_model import Titles
from pipeline.index.topic_vectors import _sum_of
from pipeline.index.vectors import BACKGROUND, WordVectors, without_background, word_vectors


def passage_vector(text: str) -> bytes:
    return module.passage_vector(PageTokens().runs([text]))


needs_vectors = pytest.mark.skipif(word_vectors() is None, reason="the extra `embeddings` is not installed")
GARDEN = "Water the plants of the bed early, feed the soil with compost, and harvest beans until autumn. "
BOAT = "Ease the halyard, tighten the clew line, and trim the sheet while the helmsman holds the yacht. "


@needs_vectors
def test_titles_of_one_subject_are_nearer_than_titles_of_two() -> None:
    vectors = word_vectors()
    assert vectors is not None
    bed, soil, sail = vectors.titles(
        ["How do you dig a bed?", "Which soil do beans need?", "Who mends a torn sail?"]
    )
    assert bed @ soil > bed @ sail + 0.1


@needs_vectors
def test_the_same_title_has_the_same_vector_whatever_is_asked_beside_it() -> None:
    vectors = word_vectors()
    assert vectors is not None
    alone = vectors._centred(["How do you dig a bed?"], "title")[0]
    among = vectors._centred(["", "Who mends a torn sail?", "How do you dig a bed?", "…"], "title")[2]
    assert alone.tobytes() == among.tobytes()


@needs_vectors
@pytest.mark.parametrize("text", ["", "   ", "…—…", "\ud800", "x" * 100_000, "東京" * 500, "\x00\u202e"])
def test_hostile_and_empty_titles_give_finite_numbers(text: str) -> None:
    vectors = word_vectors()
    assert vectors is not None
    found = vectors.titles([text, "How do you dig a bed?"])
    assert found.shape == (2, 257) and bool(np.isfinite(found).all())


def test_without_the_package_there_are_no_vectors_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", "a_package_that_is_not_installed")
    assert module.without_background() is None
    monkeypatch.setattr(module, "word_vectors", lambda: None)
    assert passage_vector(GARDEN) == b""


@needs_vectors
def test_vectors_of_another_version_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "fingerprint", lambda _: "of another version")
    assert word_vectors.__wrapped__() is None


def test_the_background_is_small_and_says_how_it_was_made() -> None:
    content = json.loads(BACKGROUND.read_text("utf-8"))
    assert content["made_by"] == "python -m bench.background"
    assert len(content["title"]) == len(content["passage"]) == 256
    assert BACKGROUND.stat().st_size < 10_000


@needs_vectors
def test_two_foreign_articles_do_not_hide_each_other() -> None:
    pages = [(f"g{at}.txt", f"How do you plant bed {at}?", GARDEN * (3 + at)) for at in range(14)]
    pages += [("y1.txt", "How do you reef a mainsail?", BOAT * 4), ("y2.txt", "Who mends a sail?", BOAT * 5)]
    builder, other = NeighbourBuilder(), NeighbourBuilder()
    for page_id, title, text in pages:
        builder.add("garden", page_id, title, passage_vector(text))
    for page_id, title, text in reversed(pages):
        other.add("garden", page_id, title, passage_vector(text))
    group, same = builder.build(frozenset())["garden"], other.build(frozenset())["garden"]
    near = {}
    for page_id, title, text in pages:
        vector = article_vector(title, passage_vector(text))
        assert vector is not None
        near[page_id] = group.nearness(page_id, vector)
        assert near[page_id] == same.nearness(page_id, vector)
    assert max(near["y1.txt"], near["y2.txt"]) < 0.5 * min(
        value for key, value in near.items() if key[0] == "g"
    )


@needs_vectors
def test_a_piece_has_the_same_vector_to_the_bit_whatever_stands_beside_it() -> None:
    vectors = word_vectors()
    assert vectors is not None
    runs = PageTokens().runs([GARDEN, BOAT * 3, "", GARDEN + BOAT, "word " * 900])
    together = vectors.pieces(runs, runs.starts, runs.ends)
    for at in range(5):
        alone = vectors.pieces(runs, runs.starts[at : at + 1], runs.ends[at : at + 1])
        assert alone.tobytes() == together[at].tobytes()
    assert not together[2].any()


@needs_vectors
def test_a_token_of_several_words_is_their_sum_and_marks_around_a_word_change_nothing() -> None:
    vectors = word_vectors()
    assert vectors is not None
    (apart, joined), counts = vectors.means(["bed soil ?", "“bed”/(soil)?"])
    assert np.allclose(apart, joined, atol=1e-6) and counts[0] == counts[1]
    plain, marked = vectors.means(["bed soil", "“bed”, (soil)…"])[0]
    assert plain.tobytes() == marked.tobytes()


@needs_vectors
def test_many_long_pieces_are_not_all_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = word_vectors()
    assert vectors is not None
    runs = PageTokens().runs([GARDEN * number for number in range(1, 8)])
    whole, _ = vectors.means_of(runs, runs.starts, runs.ends)
    monkeypatch.setattr(module, "_AT_ONCE", 20)
    assert vectors.means_of(runs, runs.starts, runs.ends)[0].tobytes() == whole.tobytes()


@needs_vectors
def test_the_sum_of_a_category_is_to_the_bit_that_of_all_titles_at_once() -> None:
    texts = tuple(
        f"What does {word} {number} cost?" for number in range(40) for word in ("a bee", "sour dough")
    )
    labels = np.array([number % 3 for number in range(len(texts))], dtype=np.int64)
    nothing = np.zeros((3, 3))
    titles = Titles((), texts, labels, ("a", "b", "c"), (27, 27, 26), nothing, (False,) * 3)
    vectors = word_vectors()
    assert vectors is not None
    order = np.argsort(labels, kind="stable")
    whole = np.add.reduceat(vectors.titles(texts)[order].astype(np.float64), [0, 27, 54], axis=0)
    assert [_sum_of(titles, label, vectors).tolist() for label in range(3)] == whole.tolist()


@needs_vectors
def test_the_vectors_of_a_large_category_are_not_all_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.index.topic_vectors._AT_ONCE", 10)
    vectors = word_vectors()
    assert vectors is not None
    asked: list[int] = []

    class Counting:
        def titles(self, texts: Sequence[str]) -> NDArray[np.float32]:
            asked.append(len(texts))
            return vectors.titles(texts)

    texts = tuple(f"How do you plant {number} rows?" for number in range(25))
    titles = Titles((), texts, np.zeros(25, np.int64), ("a",), (25,), np.zeros((1, 1)), (False,))
    found = _sum_of(titles, 0, cast("WordVectors", Counting()))
    assert asked == [10, 10, 5]
    assert np.allclose(found, vectors.titles(texts).sum(axis=0))


@needs_vectors
def test_the_cache_of_words_is_filled_in_place() -> None:
    vectors = without_background()
    assert vectors is not None
    before = vectors._rows.sums
    vectors.titles([f"word{number}" for number in range(3_000)])
    assert len(vectors._rows._row) == 3_001
    assert vectors._rows.sums is before, "a cache that grows is held twice while it does"


@needs_vectors
def test_a_full_cache_of_words_begins_anew_and_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = without_background()
    assert vectors is not None
    before = vectors.means([GARDEN])[0]
    monkeypatch.setattr(module, "_CACHED_WORDS", 30)
    vectors.means([BOAT])
    assert len(vectors._rows._row) < 30
    assert vectors.means([GARDEN])[0].tobytes() == before.tobytes()
