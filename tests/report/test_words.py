"""The verdict, numbers and rule texts in words."""

from __future__ import annotations

import pytest

from pipeline.report.rule_info import RuleInfo
from pipeline.report.words import count, sentence, share, verdict, what_to_do


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((430, 412, 0, 3, 31), "412 of 430 pages became articles; 3 need mending before use; 31 want a look"),
        ((5, 5, 0, 0, 1), "All 5 pages became articles; none needs mending; 1 wants a look"),
        ((5, 1, 0, 1, 0), "1 of 5 pages became an article; 1 needs mending before use; none wants a look"),
        ((1, 1, 0, 0, 0), "The one page became an article; none needs mending; none wants a look"),
        (
            (9, 7, 2, 0, 0),
            "7 of 9 pages became articles; 2 pages could not be finished; none needs mending; none wants a look",
        ),
        (
            (9, 7, 0, 0, 0, 2),
            "7 of 9 pages became articles; 2 pages are empty or could not be read; "
            "none needs mending; none wants a look",
        ),
        ((3, 0, 1, 0, 0), "None of 3 pages became an article; 1 page could not be finished"),
        ((1, 0, 0, 0, 0), "The one page did not become an article"),
        ((0, 0, 0, 0, 0), "No pages were found"),
    ],
)
def test_the_verdict_reads_as_a_sentence(numbers: tuple[int, int, int, int, int], sentence: str) -> None:
    assert "; ".join(verdict(*numbers)) == sentence


def test_a_share_never_rounds_a_rest_away() -> None:
    assert [share(n, 1_000_000) for n in (0, 1, 999_999, 1_000_000)] == ["0 %", "<0.1 %", "99.9 %", "100 %"]
    assert share(0, 0) == "0 %"


def test_counts_have_separators_and_plurals() -> None:
    assert [count(1, "page"), count(1_234, "page"), count(2, "is", "are")] == [
        "1 page",
        "1,234 pages",
        "2 are",
    ]


def test_rule_texts_come_from_the_fixed_headings_of_a_docstring() -> None:
    info = RuleInfo.from_docstring(
        code="XYZ001",
        name="some-rule",
        severity="warning",
        fix="Do it",
        docstring="""The first line.

        What it checks
            One thing,
            on two lines with ``code``.

            A second paragraph.

        Why it matters
        --------------
        Because.

        Example that fails
            Text that is no explanation.

        ## How to fix:
        Mend it.
        """,
    )
    assert info.summary == "The first line."
    assert info.what == "One thing, on two lines with `code`.\nA second paragraph."
    assert (info.why, info.how_to_fix, info.limits) == ("Because.", "Mend it.", "")


def test_a_rule_without_a_docstring_still_has_its_name() -> None:
    info = RuleInfo.from_docstring(code="XYZ001", name="some-rule", severity="info", docstring=None)
    assert (info.name, info.what, info.summary) == ("some-rule", "", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It is off", "It is off."),
        ("Is it off?", "Is it off?"),
        ("x" * 40, "x" * 19 + "…"),
        ("a\u202eb", "a⟨U+202E⟩b."),
    ],
)
def test_a_sentence_ends_in_one_mark(text: str, shown: str) -> None:
    assert sentence(text, 20) == shown


@pytest.mark.parametrize(
    ("severity", "outcome", "said"),
    [
        ("error", "fail", "error, to mend"),
        ("warning", "review", "warning, to look at"),
        ("info", "review", "info, to look at"),
        ("info", "fail", "note"),
    ],
)
def test_a_finding_says_what_it_asks_of_its_reader(severity: str, outcome: str, said: str) -> None:
    assert what_to_do(severity, outcome) == said
