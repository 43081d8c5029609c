"""What counts as truth in training, and which pages share a fold."""

from __future__ import annotations

from collections import Counter

from train.align import page_f1, shares_in_truth, words_of
from train.corpus import fold_of, registrable_domain


def _shares(blocks: list[str], truth: str) -> list[float]:
    return [round(float(s), 2) for s in shares_in_truth([words_of(b) for b in blocks], words_of(truth))]


def test_a_block_counts_by_the_share_of_its_words_that_the_truth_has_in_a_row() -> None:
    assert _shares(
        ["Home About", "One two three four", "one two three more words here"], "one two three four"
    ) == [
        0.0,
        1.0,
        0.0,
    ]


def test_a_short_block_counts_where_the_truth_runs_on_over_it() -> None:
    assert _shares(["Menu", "Pins", "A pin holds things well"], "Pins A pin holds things well") == [
        0.0,
        1.0,
        1.0,
    ]


def test_a_stretch_of_the_truth_is_used_once_and_by_the_longest_match_first() -> None:
    assert _shares(["a pin holds", "so a pin holds things"], "so a pin holds things") == [0.0, 1.0]


def test_a_block_without_words_goes_with_the_one_before_it() -> None:
    assert _shares(["a pin holds", "***"], "a pin holds") == [1.0, 1.0]


def test_page_f1_counts_words_as_often_as_they_stand_and_rewards_an_empty_answer_to_an_empty_truth() -> None:
    assert page_f1(Counter("aab"), Counter("abb")) == 2 * 2 / 6
    assert page_f1(Counter(), Counter()) == 1.0
    assert page_f1(Counter("a"), Counter()) == 0.0


def test_pages_of_one_registrable_domain_share_a_fold() -> None:
    assert registrable_domain("https://www.news.example.co.uk/a?b") == "example.co.uk"
    assert registrable_domain("http://docs.example.com:8080/") == "example.com"
    assert fold_of("example.com") == fold_of("example.com") in range(5)
