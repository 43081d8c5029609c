"""Which signs a page shows, and whether they come to what is needed."""

from __future__ import annotations

import pytest

from pipeline.profiles.signs import Regions, SignTable, ready_signs
from schemas.profile import Sign

_LAUNCH = Sign(words="a button", pattern="^Launch$", weight=1)
_FREE = Sign(words="a free offer", pattern=r"^(?:Free for\b.*|.*\bno card needed\b.*)$", weight=1)
_STORY = Sign(words="a story", pattern="^A story", weight=-1)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Launch\nStart today, no card needed", 2),
        ("Launch\nStart today", 1),
        ("Start today, no card needed", 1),
        ("Launch\n" + "long " * 50 + "no card needed", 1),
        ("Launch\nFree for all\nA story of tools", 1),
        ("A story of tools", -1),
        ("", 0),
    ],
)
def test_the_sum_is_reached_exactly_where_the_signs_shown_weigh_so_much(text: str, weight: int) -> None:
    signs = ready_signs((_LAUNCH, _FREE, _STORY))
    page = SignTable(signs).shown(Regions(text.split("\n"), text))
    assert page.weight(signs) == weight
    assert [need for need in range(-1, 5) if page.reaches(signs, need)] == list(range(-1, weight + 1))
