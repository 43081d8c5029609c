"""Headings, questions and paragraphs are told apart without any markup."""

from __future__ import annotations

import pytest

from pipeline.extract.layout import (
    Neighbours,
    could_be_heading,
    is_heading,
    plain,
    split_question,
    title_case_share,
)

PARAGRAPH = (
    "A plan that nobody reads is a wish, and a wish does not close a quarter, however often it is said."
)


def near(next_text: str | None = PARAGRAPH, *, spaced: bool = False) -> Neighbours:
    gap = 1 if spaced else 0
    return Neighbours(next_text, gap, gap, spaced)


@pytest.mark.parametrize(
    "line",
    [
        "Where Plans Break",
        "Compensation and Incentives",
        "What Does a Forecast Need?",
        "Northwind vs. Contoso",
        "Scaling from $2M to $10M ARR",
        "“Land and Expand” in Practice",
        "What to measure first",
        "Limits of the Model (and What to Do)",
        "When a small orchard might only need a shed (and not a barn)",
    ],
)
def test_a_short_line_without_closing_punctuation_above_text_is_a_heading(line: str) -> None:
    assert is_heading(line, near())
    assert is_heading(line, near(spaced=True))


@pytest.mark.parametrize(
    "line",
    [
        "It is not.",
        "The plan has three parts:",
        "- A bullet of a list",
        "the rest of a sentence that was cut",
        "Read the contract, then sign,",
        PARAGRAPH,
    ],
)
def test_a_line_that_closes_or_continues_is_no_heading(line: str) -> None:
    assert not is_heading(line, near())


@pytest.mark.parametrize(
    "line",
    [
        "Figure 2. Visits by season, northern hives",
        "Table 1: Cost of a hive by year",
        "Photo: the old press at the mill",
        "— Mara Lindqvist, head beekeeper",
        "Yield = (frames × weight) ÷ hives",
        "for (let hive of hives) {",
        "DRAFT_CHECKED",
        "Tip: start with the hive nearest the door",
        "“Count them or lose them”",
        "Last updated June 2026",
        "https://example.com/hives",
        "蜂の数を毎週数えると、次の月の収穫はおおよそ分かります。",
    ],
)
def test_a_caption_an_attribution_a_formula_and_code_are_no_headings(line: str) -> None:
    assert not is_heading(line, near())
    assert not is_heading(line, near(spaced=True))


def test_a_short_line_of_a_script_without_spaces_is_a_heading() -> None:
    assert is_heading("なぜ数えるのか", near("蜂の数を毎週数えると、次の月の収穫はおおよそ分かります。" * 2))
    assert not could_be_heading(
        "蜂の数を毎週数えると次の月の収穫はおおよそ分かりますから数えることをやめてはいけませんよ必ず"
    )


def test_a_question_inside_a_sentence_above_a_heading_is_a_paragraph() -> None:
    assert not is_heading("One word each: what will you change tomorrow?", near("Notes for the Keeper"))
    assert is_heading("So what will you change tomorrow?", near("Notes for the Keeper"))


def test_a_wide_question_mark_ends_its_question_without_a_space() -> None:
    line = "蜂は冬に眠りますか？いいえ、集まって暖を取ります。"
    assert split_question(line) == line.index("？") + 1


def test_a_heading_has_something_under_it() -> None:
    assert not is_heading("Where Plans Break", near(None))


def test_a_long_clause_with_a_verb_is_a_paragraph_that_lost_its_full_stop() -> None:
    line = "The team has three weeks left and nobody is going to tell the board"
    assert could_be_heading(line)
    assert not is_heading(line, near())


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("What is a plan? It is a list of steps.", "What is a plan?"),
        ("Is “why us?” enough? Rarely.", "Is “why us?” enough?"),
        ("Who pays (and when?) for it? The buyer.", "Who pays (and when?) for it?"),
        ("What is a plan?", "What is a plan?"),
    ],
)
def test_a_question_ends_at_its_own_question_mark(line: str, question: str) -> None:
    cut = split_question(line)
    assert cut is not None
    assert line[:cut] == question


def test_a_statement_holds_no_question() -> None:
    assert split_question("Plans change. So do prices.") is None


def test_inline_marks_go_and_their_words_stay() -> None:
    raw = r"See [the guide](/knowledge/q12), **now**: it costs \$3M, *not* 2*3."
    assert plain(raw) == "See the guide, now: it costs $3M, not 2*3."


def test_an_open_emphasis_stays_to_be_found() -> None:
    assert plain("**open and never closed") == "**open and never closed"


def test_small_words_do_not_count_for_title_case() -> None:
    assert title_case_share("The Role of Data in a Plan") == 1.0
    assert title_case_share("what nobody says aloud") == 0.0
