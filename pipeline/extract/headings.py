"""Levels of headings where the text carries none.

A body heading followed at once by another is its parent, unless it announces more items than headings
follow, or a table or steps of which the next does not speak: then these were lost. The first child stays a
child; a later heading is a child of the same parent when it is worded in parallel with the first child (has
most of the telling words that this one has from the parent, or the same numbering) or set like it and unlike
the parent. A heading that counts on from the one before it is its sibling, however empty that one is.
Headings of zones are never parents.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.layout import in_title_case

_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_NUMBERED = re.compile(
    r"^(step|part|phase|stage|week|month|day|tier|level|option|rule|mistake|reason)\s+(\d{1,9})|^(\d{1,9})[.):]",
    re.I,
)
_COMMON = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "that",
        "this",
        "from",
        "your",
        "how",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "are",
        "not",
        "into",
        "over",
        "under",
        "between",
        "versus",
        "does",
        "you",
        "they",
        "their",
        "its",
        "our",
        "about",
    ]
)


_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PROMISE = re.compile(rf"\b({'|'.join(_NUMBERS)}|[2-9]|1[0-2]) (?:[\w’'-]+ ){{0,2}}?[a-z][a-z’'-]+s\b", re.I)
_SHOWS = re.compile(
    r"\b(?:step[- ]by[- ]step|side[- ]by[- ]side|at a glance|cheat ?sheet|comparison (?:table|chart))\b"
    r"|^(?:(?:the|a|your|quick)\s+)*(?:steps|comparison|checklist|benchmarks|calendar|scorecard|flow ?chart|diagram)$",
    re.I,
)
"""A heading that announces a table, a diagram or steps."""


class HeadingSeen(NamedTuple):
    """A body heading, in page order."""

    text: str
    at_once: bool
    """True when the next piece is another body heading."""
    after_zone: bool
    """True for the first heading after a zone: no parent reaches over a zone."""


def telling_words(text: str) -> frozenset[str]:
    """Content words of a heading, lower case."""
    return frozenset(w.lower() for w in _WORD.findall(text) if len(w) > 2 and w.lower() not in _COMMON)


def numbering(text: str) -> str | None:
    """The kind of numbering a heading starts with: `step`, `part`, `#`, …; None without one."""
    found = _NUMBERED.match(text)
    if found is None:
        return None
    return (found.group(1) or "#").lower()


def _next_in_count(previous: str, text: str) -> bool:
    """Whether a heading counts on from the one before it (`Step 2` after `Step 1`): then they stand side by side."""
    one, two = _NUMBERED.match(previous), _NUMBERED.match(text)
    if one is None or two is None or numbering(previous) != numbering(text):
        return False
    return int(two.group(2) or two.group(3)) == int(one.group(2) or one.group(3)) + 1


def promised(text: str) -> int:
    """How many items a heading announces (`Three Ways to Start`); 0 where it announces none."""
    found = _PROMISE.search(text)
    if found is None or numbering(text) is not None:
        return 0
    word = found.group(1).lower()
    return int(word) if word.isdigit() else _NUMBERS.index(word) + 2


def _until_zone(headings: list[HeadingSeen], start: int) -> int:
    """Number of headings from `start` on, up to the next zone."""
    end = start + 1
    while end < len(headings) and not headings[end].after_zone:
        end += 1
    return end - start


def assign_levels(headings: list[HeadingSeen], title: str | None) -> list[int]:
    """Level of each heading (2 or 3), as in HTML."""
    common = telling_words(title or "")
    levels: list[int] = []
    parent: HeadingSeen | None = None
    child: HeadingSeen | None = None
    for number, heading in enumerate(headings):
        if heading.after_zone:
            parent = child = None
        previous = headings[number - 1] if number else None
        if parent is not None and child is not None and _parallel(heading, child, parent, common):
            levels.append(3)
            continue
        opens = previous is not None and previous.at_once and not heading.after_zone and levels[-1] == 2
        if opens and previous is not None and _next_in_count(previous.text, heading.text):
            opens = False
        if opens and previous is not None and _shows_itself(previous.text, heading.text, common):
            opens = False
        if opens and previous is not None and promised(previous.text) <= _until_zone(headings, number):
            parent, child = previous, heading
            levels.append(3)
            continue
        parent = child = None
        levels.append(2)
    return levels


def _shows_itself(text: str, following: str, common: frozenset[str]) -> bool:
    """Whether a heading announces something to look at, of which the next heading says nothing: then that was lost."""
    if _SHOWS.search(text) is None or numbering(following) is not None:
        return False
    return telling_words(text).isdisjoint(telling_words(following) - common)


def _parallel(heading: HeadingSeen, child: HeadingSeen, parent: HeadingSeen, common: frozenset[str]) -> bool:
    kind = numbering(child.text)
    if kind is not None:
        return numbering(heading.text) == kind
    if heading.at_once:
        return False
    if in_title_case(parent.text) and not in_title_case(child.text):
        return not in_title_case(heading.text)
    handed_down = (telling_words(child.text) & telling_words(parent.text)) - common
    return 2 * len(handed_down & telling_words(heading.text)) > len(handed_down)
