"""A rule's docstring is its documentation: complete, and its example pages do what they say."""

from __future__ import annotations

import pytest

from pipeline.page import extract
from pipeline.rules.base import BaseRule, PageRule
from pipeline.rules.documentation import HEADINGS, documentation, example_page
from pipeline.rules.engine import all_rules
from tests.rules.build import DAY

WITHOUT_A_PAGE = {
    "PAG001": "its example is an empty or binary file",
    "PAG006": "the profile must not fit the page",
    "PAG008": "the labeller must be unsure of the page",
    "MET004": "two sources of metadata are needed, which flat text has not",
}
"""Page rules that no flat-text page can show failing; they have tests of their own."""

RULES = [pytest.param(rule, id=rule.code) for rule in all_rules()]
PAGE_RULES = [pytest.param(rule, id=rule.code) for rule in all_rules() if isinstance(rule, PageRule)]


def codes(page: str) -> set[str]:
    return {finding.code for finding in extract(page, source="example.txt", as_of=DAY).findings}


@pytest.mark.parametrize("rule", RULES)
def test_the_documentation_has_its_headings_in_their_order_and_no_other(rule: BaseRule) -> None:
    text = documentation(rule)
    assert tuple(text.sections) == HEADINGS
    assert all(section.strip() for section in text.sections.values())


@pytest.mark.parametrize("rule", RULES)
def test_the_documentation_begins_with_one_sentence(rule: BaseRule) -> None:
    sentence = documentation(rule).sentence
    assert sentence.endswith(".") and sentence[0].isupper() and len(sentence) < 110


@pytest.mark.parametrize("rule", PAGE_RULES)
def test_the_failing_example_fails(rule: BaseRule) -> None:
    page = documentation(rule).fails
    if page is None:
        assert rule.code in WITHOUT_A_PAGE, "give it an example page, or say here why none can show it"
        return
    assert rule.code in codes(page)


@pytest.mark.parametrize("rule", PAGE_RULES)
def test_the_passing_example_passes(rule: BaseRule) -> None:
    page = documentation(rule).passes
    if page is None:
        assert rule.code in WITHOUT_A_PAGE
        return
    found = codes(page)
    assert rule.code not in found
    assert "RUN001" not in found


def test_a_continued_line_of_an_example_is_one_line_of_the_page() -> None:
    text = (
        "It says::\n\n    A title\n\n    A long line that\n        goes on here\n        and here.\n\n"
        "      1. A step\n"
    )
    assert example_page(text) == "A title\n\nA long line that goes on here and here.\n\n  1. A step\n"


def test_a_section_without_a_literal_block_has_no_example_page() -> None:
    assert example_page("Only words here.") is None
