"""Glued cards are cut at seams that only the words tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.profiles.cards import learn, split_cards

CATEGORIES = {"revops", "orchard"}
TAGS = {"current-events-2027", "kpi-guide", "foundation"}


def cut(line: str) -> list[tuple[str | None, str | None, str]]:
    return [(card.category, card.tag, card.title) for card in split_cards(line, CATEGORIES, TAGS)]


def test_a_tag_may_end_in_digits() -> None:
    line = "revops · current-events-2027Why do plans slip?revops · foundationWhat is a plan?"
    assert cut(line) == [
        ("revops", "current-events-2027", "Why do plans slip?"),
        ("revops", "foundation", "What is a plan?"),
    ]


def test_a_title_may_begin_with_digits_when_the_tag_is_known() -> None:
    assert cut("revops · kpi-guide10 ways to forecast?revops · current-events-20275 signs of churn?") == [
        ("revops", "kpi-guide", "10 ways to forecast?"),
        ("revops", "current-events-2027", "5 signs of churn?"),
    ]


def test_a_year_at_the_end_of_an_unknown_tag_stays_with_the_tag() -> None:
    assert cut("revops · pricing-20275 ways to raise a price?revops · quotas-20272027 quotas compared?") == [
        ("revops", "pricing-2027", "5 ways to raise a price?"),
        ("revops", "quotas-2027", "2027 quotas compared?"),
    ]


def test_a_title_that_ends_in_a_number_ends_before_an_unknown_category() -> None:
    assert cut("revops · foundationWhat changed in 2027beekeeping · hivesWhen do bees swarm?") == [
        ("revops", "foundation", "What changed in 2027"),
        ("beekeeping", "hives", "When do bees swarm?"),
    ]


def test_a_title_without_closing_mark_ends_before_a_known_category() -> None:
    assert cut("revops · foundationThree plain lessonsorchard · beesWhen do bees swarm?") == [
        ("revops", "foundation", "Three plain lessons"),
        ("orchard", "bees", "When do bees swarm?"),
    ]


def test_a_card_without_tags_shows_a_bare_dot() -> None:
    assert cut("·What is a quota?revops · foundationWhat is a plan?") == [
        (None, None, "What is a quota?"),
        ("revops", "foundation", "What is a plan?"),
    ]


def test_no_break_spaces_stand_around_the_dot() -> None:
    assert cut("revops\u00a0·\u00a0foundationWhat is a plan?") == [
        ("revops", "foundation", "What is a plan?")
    ]


def test_a_small_letter_that_a_name_begins_with_is_no_end_of_a_known_tag() -> None:
    assert cut("revops · foundationiPhone apps?revops · foundationeBay fees?") == [
        ("revops", "foundation", "iPhone apps?"),
        ("revops", "foundation", "eBay fees?"),
    ]


def test_a_year_before_an_opening_mark_is_the_tags() -> None:
    assert cut("revops · news-2026¿Qué pasa?revops · news-2026“Slow” deals?") == [
        ("revops", "news-2026", "¿Qué pasa?"),
        ("revops", "news-2026", "“Slow” deals?"),
    ]


def test_prose_with_a_dot_is_no_card() -> None:
    assert cut("We compared revenue · margin and found nothing") == []


def test_only_seams_beyond_doubt_teach_the_vocabulary() -> None:
    categories, tags = learn("revops · kpi-guideWhat is churn?orchard · bees3 kinds of hive?")
    assert categories == ["revops"]
    assert tags == ["kpi-guide"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(CATEGORIES)),
            st.sampled_from(sorted(TAGS)),
            st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{2,8}){1,5}\?", fullmatch=True),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_was_glued_comes_apart_and_covers_the_line(cards: list[tuple[str, str, str]]) -> None:
    line = "".join(f"{category} · {tag}{title}" for category, tag, title in cards)
    found = split_cards(line, CATEGORIES, TAGS)
    assert [(card.category, card.tag, card.title) for card in found] == cards
    assert "".join(line[card.start : card.end] for card in found) == line
