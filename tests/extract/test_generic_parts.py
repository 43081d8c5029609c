"""The parts of the generic labeller by themselves: the choice of blocks, bylines, table rows, inline Markdown."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Block, FieldValue
from pipeline.extract.generic.byline import byline_pieces
from pipeline.extract.generic.choose import choose_blocks
from pipeline.extract.generic.chrome import kind_by_text
from pipeline.extract.generic.title import is_copy_of, without_site


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(1, 50)), min_size=1, max_size=7))
def test_the_chosen_set_has_the_greatest_expected_f1_of_all_sets(blocks: list[tuple[float, int]]) -> None:
    chances = np.array([chance for chance, _ in blocks])
    words = np.array([float(count) for _, count in blocks])
    total = float((chances * words).sum())
    best = max(
        2
        * float((chances[list(chosen)] * words[list(chosen)]).sum())
        / (float(words[list(chosen)].sum()) + total)
        for size in range(1, len(blocks) + 1)
        for chosen in combinations(range(len(blocks)), size)
    )
    kept, confidence = choose_blocks(chances, words)
    assert confidence == pytest.approx(best)
    assert kept.any()


def test_nothing_is_chosen_where_nothing_has_a_chance() -> None:
    kept, confidence = choose_blocks(np.zeros(3), np.ones(3))
    assert not kept.any() and confidence == 0.0


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("By Ann Lee", [("author", "Ann Lee")]),
        ("Written by Ann Lee and Bob Ray", [("author", "Ann Lee and Bob Ray")]),
        ("Published on May 2, 2024", [("published_on", date(2024, 5, 2))]),
        ("Last updated: 3rd June 2024", [("updated_on", date(2024, 6, 3))]),
        ("📅 2024-05-02 10:30", [("published_on", date(2024, 5, 2))]),
        ("by Ann Lee · 2 May 2024 · 5 min read",
         [("author", "Ann Lee"), ("published_on", date(2024, 5, 2)), ("reading_time", 5)]),
        ("600 words | 4 minutes", [("stated_words", 600), ("reading_time", 4)]),
        ("Reading time: about 7 minutes", [("reading_time", 7)]),
        ("12-minute read", [("reading_time", 12)]),
    ],
)  # fmt: skip
def test_a_row_of_facts_is_cut_into_its_facts(text: str, facts: list[tuple[str, object]]) -> None:
    pieces = byline_pieces(Block(10, 10 + len(text), text), "why")
    assert pieces is not None
    values = [piece.value for piece in pieces]
    assert [(v.field, v.value) for v in values if isinstance(v, FieldValue)] == facts
    assert "".join("".join(p.text.split()) for p in pieces) == "".join(text.split())
    assert pieces[0].start == 10 and pieces[-1].end == 10 + len(text)


@pytest.mark.parametrize(
    "text",
    [
        "The wall by the sea is old.",
        "In 2024 the wall fell",
        "Bake the loaf for 35 minutes",
        "35 minutes",
        "Ann Lee | bake for 35 minutes",
        "May 2, 2024 was a cold day",
        "Ann Lee",
        "|",
        "",
    ],
)
def test_what_is_no_row_of_facts_stays_whole(text: str) -> None:
    assert byline_pieces(Block(0, len(text), text), "why") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("© 2024 Port News", "footer"),
        ("This site uses cookies", "cookie"),
        ("Was this article helpful?", "feedback"),
        ("Skip to content", "navigation"),
        ("Leave a comment", "comments"),
        ("## Related posts", "card_zone"),
        ("<!--weave-->", "marker"),
        ("The cookies were baked by hand.", None),
        ("Share of the market by region", None),
        ("FacebookPinterestEmail", "share"),
        ("Facebook · WhatsApp · Copy link", "share"),
        ("Email", None),
    ],
)
def test_usual_words_of_chrome_name_its_kind(text: str, kind: str | None) -> None:
    assert kind_by_text(text) == kind


def test_titles_lose_the_site_and_copies_may_be_cut() -> None:
    assert without_site("The wall | Port News", ["Port News"]) == "The wall"
    assert without_site("Port News: all of it", []) == "Port News: all of it"
    title = "A very long title about the harbour wall that the town rebuilt in only two summers of work"
    assert is_copy_of(title[:80], title)
    assert not is_copy_of(title[:40], title)
