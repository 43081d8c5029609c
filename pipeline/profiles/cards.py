"""Glued cards: `category · tagTitle?category · tagTitle?…` cut at seams that only the words tell.

The seam between tag and title is a lower-case run before a capital letter; a tag may end in a digit
and a title may begin with one, so the vocabulary of tags and categories is learned over the folder
from the seams that are beyond doubt (`learn`), and the doubtful ones are cut with it (`split_cards`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

_SEPARATOR = re.compile(r"[ \u00a0]?·[ \u00a0]?")
_TAG_RUN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RUN_CHARS = "abcdefghijklmnopqrstuvwxyz0123456789-"
_LONGEST_RUN = 60
_TRAILING_DIGITS = re.compile(r"\d+$")
_YEAR = re.compile(r"(?<=-)(?:19|20)\d\d(?=\d)")
_TITLE_ENDS_IN_NUMBER = re.compile(r"(?<!\S)\d+(?=[a-z][a-z-]*[ \u00a0]?·[ \u00a0]?[a-z][a-z0-9-]*[A-Z])")
_TITLE_OPENS = "“‘\"'($€£¿¡#"
_NAMES_OPEN = "ie"
"""Small letters that names such as iPhone and eBay begin with."""
_SENTENCE_END = "?!.…”\"')"


class Card(NamedTuple):
    """One card of a glued line; offsets in the line."""

    start: int
    end: int
    category: str | None
    tag: str | None
    title: str
    title_start: int


def learn(line: str) -> tuple[list[str], list[str]]:
    """Categories and tags of a glued line whose seams are beyond doubt, in order, with repeats."""
    categories: list[str] = []
    tags: list[str] = []
    for separator in _SEPARATOR.finditer(line):
        word = _word_before(line, separator.start())
        start = separator.start() - len(word)
        if not word or not word[0].isalpha() or (start > 0 and line[start - 1] not in _SENTENCE_END):
            continue
        tag = _TAG_RUN.match(line, separator.end())
        after = line[tag.end() : tag.end() + 1] if tag else ""
        opens = after.isupper() or (after in _TITLE_OPENS if after else start == 0)
        if tag and tag.group()[0].isalpha() and opens:
            categories.append(word)
            tags.append(tag.group())
    return categories, tags


def split_cards(line: str, categories: Collection[str], tags: Collection[str]) -> list[Card]:
    """Cut a glued line into its cards; they cover the line. Empty where the line holds none."""
    seams: list[tuple[int, int, str | None, str | None]] = []
    for separator in _SEPARATOR.finditer(line):
        start = _category_start(line, separator.start(), categories)
        if start is None:
            continue
        end, tag = _tag_end(line, separator.end(), tags)
        category = line[start : separator.start()] or None
        if category is None and tag is not None:
            continue
        if category is not None and tag is None and start == separator.start():
            continue
        if seams and start < seams[-1][1]:
            continue
        seams.append((start, end, category, tag))
    if not seams or seams[0][0] != 0:
        return []
    cards = []
    for number, (start, title_start, category, tag) in enumerate(seams):
        end = seams[number + 1][0] if number + 1 < len(seams) else len(line)
        title = line[title_start:end]
        cards.append(Card(start, end, category, tag, title.strip(), title_start))
    return cards


def _word_before(line: str, end: int) -> str:
    """The lower-case letters and digits, single hyphens between them, that end at `end`; may be empty."""
    before = line[max(0, end - _LONGEST_RUN) : end]
    run = before[len(before.rstrip(_RUN_CHARS)) :]
    if run.endswith("-"):
        return ""
    return run.rpartition("--")[2].lstrip("-")


def _category_start(line: str, end: int, known: Collection[str]) -> int | None:
    """Where the category before a separator begins; `end` itself for a card that has none."""
    word = _word_before(line, end)
    if not word:
        before = line[end - 1 : end]
        return end if end == 0 or before in _SENTENCE_END else None
    start = end - len(word)
    if word[0].isalpha() and (start == 0 or line[start - 1] in _SENTENCE_END):
        return start
    for cut in range(len(word)):
        if word[cut:] in known:
            return start + cut
    number = _TITLE_ENDS_IN_NUMBER.match(line, start)
    return number.end() if number else None


def _tag_end(line: str, start: int, known: Collection[str]) -> tuple[int, str | None]:
    """Where the title after a separator begins, and the tag before it."""
    run = _TAG_RUN.match(line, start)
    if run is None:
        return start, None
    word = run.group()
    after = line[run.end() : run.end() + 1]
    clean = after.isupper() or not after or after in _TITLE_OPENS
    if word[-1] in _NAMES_OPEN and after.isupper() and word[:-1] in known:
        return run.end() - 1, word[:-1]
    if word in known and (clean or after != " "):
        return run.end(), word
    for cut in range(len(word) - 1, 1, -1):
        if word[:cut] in known:
            return start + cut, word[:cut].rstrip("-")
    digits = _TRAILING_DIGITS.search(word)
    if not clean and digits and digits.start() > 0:
        if year := _YEAR.match(word, digits.start()):
            return start + year.end(), word[: year.end()]
        return start + digits.start(), word[: digits.start()].rstrip("-")
    if clean or not after.isspace():
        return run.end(), word
    return start, None
