"""Titles that are one but for a phrase are brought together without comparing all pairs."""

from __future__ import annotations

import random
import time

import pytest

from pipeline.index.masks import candidates, frame_of

TOWNS = ("Bath", "Wells", "York", "Ely")


def sets(titles: list[str], groups: list[str] | None = None) -> list[list[int]]:
    return [rows.tolist() for rows in candidates(groups or ["site"] * len(titles), titles)]


def test_a_gap_may_be_at_the_beginning_in_the_middle_and_at_the_end() -> None:
    for template in ("{} and its winter price", "How does {} price winter work?", "The winter price of {}"):
        titles = [template.format(who) for who in ("a baker", "the old museum", "tailors")]
        assert [0, 1, 2] in sets(["Something else entirely here", *titles][1:])


def test_gaps_of_different_lengths_are_one_mask() -> None:
    titles = [
        "Why do prices rise in Bath?",
        "Why do prices rise in New York?",
        "Why do prices rise in the far north?",
    ]
    assert sets(titles) == [[0, 1, 2]]


@pytest.mark.parametrize("template", ["How do you do {}?", "What is {} for?", "{} today", "Notes"])
def test_titles_that_share_hardly_a_telling_word_are_not_brought_together(template: str) -> None:
    assert sets([template.format(word) for word in ("gardens", "yachts", "taxes", "bread")]) == []


def test_titles_of_different_groups_are_not_brought_together() -> None:
    titles = [f"Why do prices rise in {town}?" for town in TOWNS]
    assert sets(titles, ["a", "a", "a", "b"]) == [[0, 1, 2]]


def test_the_order_of_the_titles_changes_nothing() -> None:
    titles = [f"Why do {what} rise in {town}?" for what in ("prices", "rents", "tides") for town in TOWNS]
    expected = {frozenset(titles[row] for row in rows) for rows in sets(titles)}
    shuffled = random.Random(3).sample(titles, len(titles))
    assert {frozenset(shuffled[row] for row in rows) for rows in sets(shuffled)} == expected
    assert len(expected) == 7


def test_the_frame_keeps_the_words_as_they_stand_and_the_mark_at_the_end() -> None:
    frame = frame_of(["Who is Ann Lee's heir in Bath?", "Who is Bo's heir in Bath?"])
    assert frame is not None
    assert frame.text == "Who is … heir in Bath?" and frame.own == ("Ann Lee's", "Bo's")


def test_a_title_within_another_has_nothing_of_its_own() -> None:
    frame = frame_of(["Winter prices in Bath", "Winter prices in Bath and Wells"])
    assert frame is not None and frame.own == ("", "and Wells") and frame.text == "Winter prices in Bath …"


@pytest.mark.parametrize("titles", [["", ""], ["Bread", "Wine"], ["One two three", "Four five six"]])
def test_titles_with_little_in_common_have_no_frame(titles: list[str]) -> None:
    assert frame_of(titles) is None


def test_work_grows_with_the_number_of_titles_and_not_with_its_square() -> None:
    def seconds(number: int) -> float:
        titles = [f"How does company {at} of branch {at % 7} handle topic {at % 11}?" for at in range(number)]
        began = time.process_time()
        candidates(["site"] * number, titles)
        return time.process_time() - began

    seconds(100)
    assert seconds(16_000) < 12 * seconds(4_000)
