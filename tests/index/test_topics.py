"""How near a card is to its article: by the categories of the site, with one threshold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.offtopic import families, judged
from bench.offtopic_sites import clean_sites, sites_of
from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.index.vectors import word_vectors
from pipeline.rules.link.lnk001_off_topic_related_link import OffTopicRelatedLink
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


@pytest.fixture
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As without the extra `embeddings`."""
    monkeypatch.setattr("pipeline.index.merge.word_vectors", lambda: None)


needs_vectors = pytest.mark.skipif(word_vectors() is None, reason="the extra `embeddings` is not installed")


@pytest.mark.usefixtures("words_alone")
def test_a_card_of_a_category_that_shares_no_word_with_the_article_is_on_topic_through_another() -> None:
    merged, (near, far) = library(
        "How do you paint a vegetable bed?", "beds", ("trees", TREES[0]), ("yachts", BOATS[0])
    )
    assert not merged.is_off_topic(near) and merged.is_off_topic(far)  # type: ignore[arg-type]


@needs_vectors
def test_a_card_that_shares_no_word_with_any_title_is_on_topic_by_its_meaning() -> None:
    merged, (near, far) = library(
        BEDS[0], "beds", (None, "Which flowers attract bumblebees?"), (None, "Who repairs outboard engines?")
    )
    assert not merged.is_off_topic(near) and merged.is_off_topic(far)  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["vectors", "words"])
def test_an_article_is_judged_by_what_it_reads_like_not_by_the_category_it_claims(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if method == "words":
        monkeypatch.setattr("pipeline.index.merge.word_vectors", lambda: None)
    title = "How do you patch the torn mainsail of a small yacht?"
    merged, (sail, bed) = library(title, "beds", ("yachts", BOATS[1]), ("beds", BEDS[1]))
    assert sail.score > bed.score  # type: ignore[attr-defined]
    assert not merged.is_off_topic(sail)  # type: ignore[arg-type]


@needs_vectors
def test_a_card_without_category_is_judged_by_its_title_and_only_as_a_hint() -> None:
    merged, (near, far, unknown) = library(
        BEDS[0],
        "beds",
        (None, "What does rain do for the soil of a bed?"),
        (None, "Which yacht has a torn mainsail?"),
        (None, "Zzyzx"),
    )
    assert not merged.is_off_topic(near) and merged.is_off_topic(far)  # type: ignore[arg-type]
    assert not far.sure and not merged.is_off_topic(unknown)  # type: ignore[attr-defined, arg-type]


@pytest.mark.usefixtures("words_alone")
def test_by_words_alone_a_card_without_category_is_never_told() -> None:
    merged, (near, far, unknown) = library(
        "How do you paint a bed?",
        "beds",
        (None, BEDS[1]),
        (None, "Which yacht has a torn mainsail?"),
        (None, "Zzyzx"),
    )
    assert unknown is None and far.score < 0.12  # type: ignore[attr-defined]
    assert not merged.is_off_topic(near) and not merged.is_off_topic(far)  # type: ignore[arg-type]


def test_in_a_folder_of_few_pages_a_category_that_many_of_them_offer_is_left_alone() -> None:
    pages = [
        record(
            f"{at}.txt",
            title,
            category="beds",
            cards=[card(SOIL[at], "soil"), card(TREES[at % 6], "trees"), card(BOATS[0], "yachts")],
        )
        for at, title in enumerate(BEDS)
    ]
    merged = index(*pages, *(record(f"s{at}.txt", title, category="soil") for at, title in enumerate(SOIL)))
    for page in pages:
        for near in merged.relatedness(page):
            assert near is None or not merged.is_off_topic(near)


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


HIRES = [f"Do I need a fractional CRO in {town}?" for town in "Tulsa Omaha Boise Reno Mobile Salem".split()]
PLANS = [
    f"{said} in 2027?"
    for said in (
        "How do you score accounts",
        "What replaces the demo",
        "Why do buyers go silent",
        "How do you audit a forecast",
        "What is an agentic inbox",
        "How are usage prices set",
    )
]
CRABS = [
    f"{said} in 2027?"
    for said in (
        "How do you catch blue crabs near Tampa",
        "What bait do stone crabs take",
        "Where is the best crabbing pier",
        "How long do crab pots soak",
    )
]


def offering(count: int) -> list[IndexRecord]:
    """Pages of the library that all offer cards of three of its sections."""
    return [
        record(
            f"{at}.txt",
            f"How does a fractional CRO set {what} for a small firm?",
            category="fractional-cro",
            site="pulse",
            cards=[
                *(card(text, "revops") for text in PLANS),
                *(card(text, "fractional-cro") for text in HIRES),
                *(card(text, "crabbing") for text in CRABS[at % 2 :]),
            ],
        )
        for at, what in enumerate("quotas prices pay terms dates goals fees rules".split()[:count])
    ]


@needs_vectors
@pytest.mark.parametrize("count", [3, 8])
def test_what_the_profile_says_of_categories_counts_more_than_what_every_page_offers(count: int) -> None:
    def told(pages: list[IndexRecord]) -> set[str | None]:
        merged = index(*pages)
        return {
            one.category
            for page in pages
            for one, near in zip(page.cards, merged.relatedness(page), strict=True)
            if near is not None and merged.is_off_topic(near)
        }

    pages = offering(count)
    assert told(pages) == {"crabbing"}
    assert told([replace(page, site="garden") for page in pages]) != {"crabbing"}


def test_in_a_small_folder_cards_that_nearly_all_are_foreign_are_not_told() -> None:
    mine = record(
        "mine.txt",
        "How do you patch the torn mainsail of a small yacht?",
        category="yachts",
        cards=[*(card(text, "beds") for text in BEDS[:6]), card(BOATS[0], "yachts")],
    )
    few = [record("a.txt", BOATS[1], category="yachts", cards=[card(text, "yachts") for text in BOATS[1:]])]
    few += [record("b.txt", BEDS[7], category="beds", cards=[card(text, "beds") for text in BEDS])]
    few += [record("c.txt", SOIL[0], category="soil", cards=[card(text, "soil") for text in SOIL])]
    merged = index(mine, *few)
    assert merged.is_among_foreign(mine) and not merged.is_odd(mine)
    assert list(OffTopicRelatedLink().check(mine, merged)) == []


@needs_vectors
def test_a_card_without_category_that_shares_a_telling_word_with_the_title_is_not_told() -> None:
    title = "How do you keep heather alive on a vegetable bed?"
    merged, (shared, far) = library(
        title,
        "beds",
        (None, "Which yacht is named after heather?"),
        (None, "Which yacht has a torn mainsail?"),
    )
    assert shared is None and merged.is_off_topic(far)  # type: ignore[arg-type]


@needs_vectors
def test_on_the_benchmark_of_assembled_sites_the_aims_are_reached() -> None:
    sites = sites_of(_benchmark())
    table = families(judged(sites, word_vectors()))
    clean = families(judged(clean_sites(sites), word_vectors()))["all"]
    assert table["all"]["f1"] >= 0.93 and table["hard"]["f1"] >= 0.80
    assert table["clean"]["false_flags"] <= 0.005
    assert clean["cards"] >= 5000 and clean["false_flags"] <= 0.005


def test_on_the_benchmark_words_alone_reach_what_the_rule_says_of_them() -> None:
    table = families(judged(sites_of(_benchmark()), None))
    assert table["all"]["f1"] >= 0.90 and table["all"]["false_flags"] <= 0.04


def _benchmark() -> Path:
    root = Path(__file__).parents[2]
    folder = root.parent / "shared" / "benchmarks" / "offtopic"
    if not folder.is_dir():
        pytest.skip("no benchmark data at ../shared/benchmarks")
    return folder
