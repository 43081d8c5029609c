"""How near a card is to its article: by the categories of the site, with one threshold."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.offtopic import measure
from pipeline.index.merged import Index
from tests.index.build import card, index, record

BEDS = [f"How do you {verb} a vegetable bed?" for verb in "plan dig water mulch weed feed edge cover".split()]
SOIL = [
    f"What does {word} do for the soil of a bed?"
    for word in "compost lime sand clay manure ash bark peat".split()
]
TREES = [
    f"When do you prune {word} trees on poor soil?" for word in "apple pear plum cherry quince fig".split()
]
BOATS = [
    f"How do you {verb} the mainsail of a yacht?" for verb in "reef trim hoist furl mend fold wash".split()
]


def library(
    article: str, category: str | None, *cards: tuple[str | None, str]
) -> tuple[Index, tuple[object, ...]]:
    """A site of four categories, and the relatedness of cards to one more article."""
    pages = [
        record(f"{name}{at}.txt", title, category=name)
        for name, titles in (("beds", BEDS), ("soil", SOIL), ("trees", TREES), ("yachts", BOATS))
        for at, title in enumerate(titles)
    ]
    mine = record("mine.txt", article, category=category, cards=[card(text, of) for of, text in cards])
    merged = index(*pages, mine)
    return merged, merged.relatedness(mine)


def test_a_card_of_a_category_that_shares_no_word_with_the_article_is_on_topic_through_another() -> None:
    merged, (near, far) = library(
        "How do you plan a vegetable bed?", "beds", ("trees", TREES[0]), ("yachts", BOATS[0])
    )
    assert not merged.is_off_topic(near) and merged.is_off_topic(far)  # type: ignore[arg-type]


def test_an_article_is_judged_by_what_it_reads_like_not_by_the_category_it_claims() -> None:
    title = "How do you patch the torn mainsail of a small yacht?"
    merged, (sail, bed) = library(title, "beds", ("yachts", BOATS[1]), ("beds", BEDS[1]))
    assert sail.score > bed.score  # type: ignore[attr-defined]
    assert not merged.is_off_topic(sail)  # type: ignore[arg-type]


def test_a_card_without_category_is_judged_by_its_title_and_only_as_a_hint() -> None:
    merged, (near, far, unknown) = library(
        BEDS[0],
        "beds",
        (None, "What does rain do for the soil of a bed?"),
        (None, "Which yacht has a torn mainsail?"),
        (None, "Zzyzx"),
    )
    assert not merged.is_off_topic(near) and merged.is_off_topic(far)  # type: ignore[arg-type]
    assert not far.sure and unknown is None  # type: ignore[attr-defined]


def test_links_in_running_text_are_no_cards() -> None:
    pages = [record(f"{at}.txt", title, category="beds") for at, title in enumerate(BEDS)]
    pages += [record(f"y{at}.txt", title, category="yachts") for at, title in enumerate(BOATS * 2)]
    mine = record("m.txt", BEDS[0], category="beds", cards=[card(BOATS[0], "yachts", zone="body")])
    assert index(*pages, mine).relatedness(mine) == (None,)


def test_a_tiny_site_is_not_judged() -> None:
    mine = record("a.txt", BEDS[0], category="beds", cards=[card(BOATS[0], "yachts")])
    assert index(mine).relatedness(mine) == (None,)


def test_the_odd_page_is_named_instead_of_all_its_cards() -> None:
    cards = [("beds", title) for title in BEDS[:6]] + [("yachts", BOATS[0])]
    merged, _ = library("How do you patch the torn mainsail of a small yacht?", "yachts", *cards)
    mine = record("mine.txt", "How do you patch the torn mainsail of a small yacht?", category="yachts", cards=[
        card(text, of) for of, text in cards
    ])  # fmt: skip
    assert merged.foreign_cards(mine) == (6, 7) and merged.is_odd(mine)


def test_on_the_benchmark_of_assembled_sites_f1_is_at_least_nine_tenths() -> None:
    root = Path(__file__).parents[2]
    folder = root.parent / "shared" / "benchmarks" / "offtopic"
    if not folder.is_dir():
        pytest.skip("no benchmark data at ../shared/benchmarks")
    table = measure(folder)
    assert table["all"]["f1"] >= 0.90
    assert table["hard"]["f1"] >= 0.80
    assert table["clean"]["false_flags"] <= 0.05
