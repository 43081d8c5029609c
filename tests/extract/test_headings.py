"""Levels of headings are told from order and wording where the text carries none."""

from __future__ import annotations

from pipeline.extract.headings import HeadingSeen, assign_levels


def levels(*headings: tuple[str, bool]) -> list[int]:
    return assign_levels(
        [HeadingSeen(text, at_once, False) for text, at_once in headings], "Buyers and Sellers"
    )


def test_a_heading_followed_at_once_by_another_is_its_parent() -> None:
    assert levels(("Key Duties of Both", True), ("Duties of Sellers", False), ("Pay", False)) == [2, 3, 2]


def test_a_heading_that_announces_a_table_or_steps_is_the_parent_only_of_one_that_goes_on_with_it() -> None:
    assert levels(("Both Side by Side", True), ("Who Pays", False), ("Pay", False)) == [2, 2, 2]
    assert levels(("Step by Step in an Hour", True), ("Who Pays", False), ("Pay", False)) == [2, 2, 2]
    assert levels(("Pay at a Glance", True), ("Pay in Spring", False), ("Duties", False)) == [2, 3, 2]
    assert levels(("The Checklist", True), ("Step 1: Ask", False), ("Step 2: Wait", False)) == [2, 3, 3]


def test_a_later_heading_in_parallel_wording_is_a_child_too() -> None:
    found = levels(
        ("Key Duties", True), ("Seller Duties", False), ("Buyer Duties (and More)", False), ("Pay", False)
    )
    assert found == [2, 3, 3, 2]


def test_words_of_the_title_do_not_make_headings_parallel() -> None:
    assert levels(("How Sellers Start", True), ("Sellers at Work", False), ("Sellers at Home", False)) == [
        2,
        3,
        2,
    ]


def test_numbered_children_belong_together() -> None:
    found = levels(("The Way There", True), ("Step 1: Ask", False), ("Step 2: Listen", False), ("Pay", False))
    assert found == [2, 3, 3, 2]


def test_without_parents_all_are_sections() -> None:
    assert levels(("One", False), ("Two", False), ("Three", False)) == [2, 2, 2]


def test_no_parent_reaches_over_a_zone() -> None:
    seen = [
        HeadingSeen("Duties", True, False),
        HeadingSeen("Seller Duties", False, False),
        HeadingSeen("Buyer Duties", False, True),
    ]
    assert assign_levels(seen, None) == [2, 3, 2]


def test_children_may_be_set_in_another_case_than_their_parent() -> None:
    found = levels(
        ("The Numbers That Matter", True),
        ("Weight of honey", False),
        ("Days of flight", False),
        ("How to Read Them", False),
    )
    assert found == [2, 3, 3, 2]


def test_a_heading_that_announces_more_than_follows_lost_its_list_and_is_no_parent() -> None:
    assert levels(("Nine Ideas", True), ("Where to Start", False), ("Where to Stop", False)) == [2, 2, 2]
    assert levels(("Two Ideas", True), ("Start Early", False), ("Stop Late", False))[:2] == [2, 3]


def test_a_later_heading_that_shares_one_word_of_several_is_a_section_again() -> None:
    found = levels(
        ("First Moves of a Newcomer", True),
        ("Order Forms: First Moves", False),
        ("Payment Terms: First Moves", False),
        ("The First 90 Days", False),
    )
    assert found == [2, 3, 3, 2]


def test_a_heading_that_counts_on_from_an_empty_one_is_its_sibling() -> None:
    assert levels(("Step 1: Ask", True), ("Step 2: Listen", True), ("Step 3: Write", False)) == [2, 2, 2]
    assert levels(("2. The Way There", True), ("1. Ask", False), ("2. Listen", False)) == [2, 3, 3]


def test_a_number_of_thousands_of_digits_counts_nothing() -> None:
    long = "1" * 5_000
    assert len(levels((f"{long}. One", True), (f"{long}. Two", False))) == 2
