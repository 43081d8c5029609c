"""Texts are cut as `str.split` cuts them, each token is looked up once, and the numbers change no result."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.index import vocabulary as module
from pipeline.index.runs import PageTokens, Runs
from pipeline.index.tokens import cut
from pipeline.index.vocabulary import Column, Labels, Vocabulary, vocabulary

HOSTILE = [
    "",
    " \t ",
    "One, two\x1cthree\x1d four\x85five\xa0six\u3000seven\u2028eight",
    "a a\x00 a\x00\x00 \x00 aaaaaaaa aaaaaaaa\x00 aaaaaaaaa " + "a" * 16 + " " + "a" * 17,
    "x" * 5_000 + " " + "x" * 4_999 + "y",
    "\ud800 \udfff\udfff ŉo ßen x̌y 東京" + "都" * 40,
    "\x1c\x1c",
]


def strings(runs: Runs) -> list[list[str]]:
    words = [runs.vocabulary.tokens[number] for number in runs.numbers.tolist()]
    return [words[start:end] for start, end in zip(runs.starts.tolist(), runs.ends.tolist(), strict=True)]


def test_hostile_texts_are_cut_as_split_cuts_them_together_and_alone() -> None:
    assert strings(PageTokens().runs(HOSTILE)) == [text.split() for text in HOSTILE]
    for text in HOSTILE:
        assert strings(PageTokens().runs([text])) == [text.split()]


@given(st.lists(st.text(st.characters(codec=None) | st.sampled_from(" \n\x1c\xa0\u2003ab"), max_size=40)))
def test_any_texts_are_cut_as_split_cuts_them(texts: list[str]) -> None:
    assert strings(PageTokens().runs(texts)) == [text.split() for text in texts]


def test_tokens_of_one_beginning_are_told_apart_whatever_their_length() -> None:
    texts = ["a" * size + end for size in range(40) for end in ("b", "c", "\x00", "é")]
    runs = PageTokens().runs(texts)
    assert len(set(runs.numbers.tolist())) == len(texts)


def test_texts_asked_for_again_and_in_another_order_have_the_same_tokens() -> None:
    tokens = PageTokens()
    tokens.read(["one two", "three", "", "four five six"])
    texts = ["four five six", "", "one two", "seven one", "one two"]
    assert strings(tokens.runs(texts)) == [text.split() for text in texts]
    assert strings(tokens.runs([])) == []


def test_runs_side_by_side_are_grouped_and_joined() -> None:
    runs = PageTokens().runs(["a b", "c", "", "d e f"])
    assert strings(runs.grouped([1, 3])) == [["a", "b"], ["c", "d", "e", "f"]]
    joined = runs.joined([True, False, True, True])
    assert strings(joined) == [["a", "b", "d", "e", "f"]]
    assert strings(joined.beginning(3)) == [["a", "b", "d"]] and strings(joined.beginning(9)) == strings(
        joined
    )
    assert strings(runs.joined([False] * 4)) == [[]]


def test_a_column_is_worked_out_once_for_each_token_and_for_new_ones_when_they_come() -> None:
    asked: list[str] = []

    def size(token: str) -> int:
        asked.append(token)
        return len(token)

    column = Column("i8", size)
    words = Vocabulary()
    for text, sizes in (("an apple an", [2, 5, 2]), ("apple pie", [5, 3]), ("", [])):
        numbers, _ = words.read([text])
        assert words.column(column).take(numbers).tolist() == sizes
    assert asked == ["an", "apple", "pie"]


def test_labels_are_told_with_the_places_of_their_tokens() -> None:
    letters = Labels(lambda token: tuple(char for char in token if char.isalpha()))
    words = Vocabulary()
    for text in ("b1a 22 c", "c 3 a", "22"):
        numbers, _ = words.read([text])
        labels, places, names = words.labels(letters, numbers)
        parts = text.split()
        expected = [(at, char) for at, part in enumerate(parts) for char in part if char.isalpha()]
        assert (
            list(zip(places.tolist(), [names[label] for label in labels.tolist()], strict=True)) == expected
        )


def test_a_vocabulary_grows_with_its_page_and_the_next_page_begins_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST", 100)
    monkeypatch.setattr(module._here, "vocabulary", None)
    text = " ".join(f"word{number}" for number in range(20_000))
    tokens = PageTokens()
    assert strings(tokens.runs([text])) == [text.split()]
    assert strings(tokens.runs([text[:5_000], "word17 new"]))[1] == ["word17", "new"]
    assert vocabulary() is not tokens.runs([text]).vocabulary
    assert strings(tokens.runs(["word19999"])) == [["word19999"]]


def test_what_was_interrupted_half_way_is_not_used_again() -> None:
    def stop(token: str) -> int:
        raise KeyboardInterrupt

    before = vocabulary()
    before.read(["some words"])
    with pytest.raises(KeyboardInterrupt):
        before.column(Column("i8", stop))
    assert vocabulary() is not before


def test_each_thread_has_a_vocabulary_of_its_own() -> None:
    found: list[Vocabulary] = []
    thread = threading.Thread(target=lambda: found.append(vocabulary()))
    thread.start()
    thread.join()
    assert found[0] is not vocabulary()


def test_the_cut_says_where_each_token_stands() -> None:
    found = cut(["Ein Bär", "läuft"])
    assert [found.token(at).decode() for at in range(3)] == ["Ein", "Bär", "läuft"]
    assert found.ends.tolist() == [2, 3]
