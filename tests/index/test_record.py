"""The record of an article: cards with their places, telling words, facts."""

from __future__ import annotations

from pipeline.document import LabelledBlock, LinkValue
from pipeline.index.runs import PageTokens
from pipeline.index.words import telling_terms, title_terms
from pipeline.linking import link_places, title_key
from schemas.article import Link
from tests.rules.folder_chain import through

PAGE = """Pulse ← Library
Knowledge Library · gardening

How do you plan a community garden?

📖 240 words6/30/2026

Direct Answer

A garden is planned around sun, water and people.

1. Find the plot.
2. Find the people.

FAQ

Who pays for the water? The group that holds the plot pays.

Sources

Related on PULSE

Download:
Was this helpful?
More from the library
gardening · bedsWhich soil do beans need?gardening · bedsHow deep is a bed?gardening · bedsWhich soil do beans need?
"""


def test_the_record_holds_the_cards_with_their_places_and_the_facts() -> None:
    (page,) = through({"garden.txt": PAGE}).pages
    record = page.record
    assert record is not None
    assert [PAGE[card.start : card.end] for card in record.cards] == [
        "gardening · bedsWhich soil do beans need?",
        "gardening · bedsHow deep is a bed?",
        "gardening · bedsWhich soil do beans need?",
    ]
    assert record.cards[0].start != record.cards[2].start, "equal cards have places of their own"
    assert dict(record.facts) == {"faq": 1, "list": 1}
    assert PAGE[record.title_start : record.title_end] == record.title
    assert record.kept_chars == page.page.kept_chars


def test_a_link_without_a_block_has_no_place() -> None:
    block = LabelledBlock(3, 9, "data.link", "by hand", "a card", LinkValue("more", "a card"))
    links = [
        Link(position=at, zone="more", text=text) for at, text in enumerate(("a card", "another", "a card"))
    ]
    assert link_places(links, [block]) == ((3, 9), None, (3, 9))


def test_telling_words_leave_out_function_words_numbers_and_endings() -> None:
    assert title_terms("How do you hire the best hiring managers in 2027?") == ("hir", "manag")
    opening = PageTokens().runs(["The soil and the soil of 2027: soils, water and 12 gardens. " * 3])
    terms = telling_terms("Beds", opening)
    assert terms[:2] == ("bed", "soil") and "2027" not in terms and len(terms) == 4


def test_titles_are_equal_without_case_punctuation_and_width() -> None:
    assert title_key("What’s a “CRO”?") == title_key("what's a cro")
    assert title_key("ＣＲＯ guide") == title_key("CRO Guide")
    assert title_key("CRO guide") != title_key("CRO guides")
