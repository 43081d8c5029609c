"""What counts as a character of the account."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.account import PARTS, SPACES, non_space, part_of
from schemas.vocabulary import LABELS


def test_the_spaces_are_those_of_python() -> None:
    assert set(SPACES) == {char for char in map(chr, range(sys.maxunicode + 1)) if char.isspace()}


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(SPACES))))
def test_counting_agrees_with_isspace(text: str) -> None:
    assert non_space(text) == sum(not char.isspace() for char in text)


def test_every_label_counts_for_one_part() -> None:
    assert {part_of(label) for label in LABELS} == set(PARTS)
