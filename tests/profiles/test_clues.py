"""What is told of a pattern beforehand never rules out a text that the pattern matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.profiles import clues as clues_module
from pipeline.profiles import load_profile
from pipeline.profiles.clues import NOTHING_KNOWN, ByFirst, clues
from tests.sitegen import generate_page

_PIECES = st.sampled_from(
    [
        "a",
        "B",
        "k",
        "ſ",
        "é",
        "7",
        " ",
        r"\d",
        r"\s",
        r"\W",
        "[a-c]",
        "[^xy]",
        "[-k]",
        ".",
        r"\b",
        "(?=a)",
        "\\.",
        "ab",
    ]
)
_PATTERNS = st.recursive(
    _PIECES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "*?", "{0,2}"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"(?i:{one})"),
    ),
    max_leaves=8,
)
_TEXTS = st.text(st.sampled_from("aAbBcCkKK sSſéÉ7٣.x-\n\u00a0"), min_size=1, max_size=8)


@given(_PATTERNS, _TEXTS, st.sampled_from([0, re.I, re.M]))
def test_a_text_that_matches_begins_as_told_and_holds_a_word_told(
    pattern: str, text: str, flags: int
) -> None:
    found = re.compile(pattern, flags).match(text)
    if found is None:
        return
    told = clues(pattern, flags)
    assert told.may_begin_with(text[0])
    assert not told.needles or any(needle in found.group() for needle in told.needles)


@pytest.mark.parametrize(
    ("pattern", "firsts", "needles"),
    [
        (r"Download:.*", {"D"}, ("Download:",)),
        (r"(?:← )?Previous", {"←", "P"}, ("Previous",)),
        (r"(?:Red|Green) light", {"R", "G"}, (" light",)),
        (r"\s*\d+ words", set(" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f0123456789"), (" words",)),
        (r".*Next", None, ("Next",)),
        (r"(?=[ab]c)x?(?:a|d)", {"a", "b"}, ()),
        (r"Next page →|→ More", {"N", "→"}, ("Next page →", "→ More")),
        (r"Read[ _]full[ _]answer[ _]↗", {"R"}, ("↗",)),
        (r"a?b?", None, ()),
    ],
)
def test_what_is_told(pattern: str, firsts: set[str] | None, needles: tuple[str, ...]) -> None:
    told = clues(pattern)
    assert told.firsts == firsts
    assert told.needles == needles


def test_a_pattern_is_tried_everywhere_where_python_cannot_take_it_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(clues_module, "import_module", gone)
    assert clues.__wrapped__("Download:") == NOTHING_KNOWN
    assert ByFirst([(NOTHING_KNOWN, "row")]).candidates("any") == (("", "row"),)


def test_rows_and_zones_are_found_as_if_each_were_tried_on_every_line() -> None:
    profile = load_profile("pulse")
    lines = {
        line.strip()
        for index, capture in enumerate(("rendered_text", "source_text", "markdown") * 4)
        for line in generate_page(11, index, capture=capture, size=6000).text.split("\n")
        if line.strip()
    }
    found = 0
    for line in sorted(lines):
        zone = next((zone for zone in profile.zones if zone.pattern.fullmatch(line)), None)
        assert profile.zone_of(line) is zone
        rows = [row for row in profile.rows if row.pattern.fullmatch(line)]
        candidates = profile.rows_by_first.candidates(line)
        assert {row.row.name for row in rows} <= {row.row.name for word, row in candidates if word in line}
        found += bool(zone) + len(rows)
    assert found > 20
