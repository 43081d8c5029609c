"""What can be told of a pattern before it is tried: the characters it may begin with, the words it cannot do without.

A page has hundreds of lines and a profile a hundred patterns, and hardly any of them fit: a look at a line's
first character spares nearly all attempts. What is told is never too narrow. Where a pattern is too free, or
this Python's own parser of patterns cannot be had, nothing is told and every line is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, Generic, NamedTuple, TypeVar

Item = TypeVar("Item")

_ASCII = frozenset(map(chr, range(128)))
_CATEGORIES = {
    "CATEGORY_DIGIT": frozenset(c for c in _ASCII if c.isdecimal()),
    "CATEGORY_SPACE": frozenset(c for c in _ASCII if c.isspace()),
    "CATEGORY_WORD": frozenset(c for c in _ASCII if c.isalnum() or c == "_"),
}
_CATEGORIES |= {name.replace("Y_", "Y_NOT_"): _ASCII - chars for name, chars in _CATEGORIES.items()}
_WIDEST = 500
"""Characters of a range that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of every text that a pattern matches at its beginning."""

    firsts: frozenset[str] | None
    """Characters it may begin with; None: any."""
    beyond: bool
    """It may also begin with any character beyond ASCII."""
    needles: tuple[str, ...]
    """One of these stands somewhere in the text matched; empty: nothing is known."""

    def may_begin_with(self, char: str) -> bool:
        """Whether a text that begins with this character can match."""
        return self.firsts is None or char in self.firsts or (self.beyond and not char.isascii())


NOTHING_KNOWN = Clues(None, True, ())


class ByFirst(Generic[Item]):
    """Items with clues, found by the first character of a text, each with a word that the text must hold."""

    def __init__(self, items: Iterable[tuple[Clues, Item]]) -> None:
        self._items = tuple(items)
        listed = _ASCII.union(*(one.firsts or () for one, _ in self._items))
        self.known = {char: self._of(char) for char in listed}
        """Candidates by first character, for those who ask of many lines."""
        self.other = self._of("\U0010ffff")
        """Candidates of texts that begin with any other character."""

    def _of(self, char: str) -> tuple[tuple[str, Item], ...]:
        return tuple(
            (needle, item)
            for one, item in self._items
            if one.may_begin_with(char)
            for needle in one.needles or ("",)
        )

    def candidates(self, text: str) -> tuple[tuple[str, Item], ...]:
        """Pairs of a word and an item, in the order of the items: an item can match only if one of its words is in
        the text. An item with several words comes several times. None for an empty text."""
        return self.known.get(text[0], self.other) if text else ()


@lru_cache(maxsize=4096)
def clues(pattern: str, flags: int = 0) -> Clues:
    """What can be told of a pattern. Raises `re.error` for one that is none."""
    try:
        parser: Any = import_module("re._parser")
        parsed = parser.parse(pattern, flags)
    except (ImportError, AttributeError):
        return NOTHING_KNOWN
    flags |= parsed.state.flags
    items = list(parsed)
    fold = bool(flags & re.I)
    opening = _opening(items, fold=fold)
    needles = () if fold else _needles(items)
    if opening is None or opening.empty:
        return Clues(None, True, needles)
    return Clues(opening.chars, opening.beyond or fold, needles)


class _Opening(NamedTuple):
    chars: frozenset[str]
    beyond: bool
    empty: bool
    """It may match nothing at all, so that what follows it may begin the match."""


def _opening(items: Iterable[Any], *, fold: bool) -> _Opening | None:
    """What a sequence may begin with; None where anything may."""
    chars: frozenset[str] = frozenset()
    beyond = False
    for operation, argument in items:
        if str(operation) == "ASSERT" and argument[0] > 0:
            # What must stand ahead is what the match begins with, if it has not begun before.
            ahead = _opening(argument[1], fold=fold)
            if ahead is not None and not ahead.empty:
                return _Opening(chars | ahead.chars, beyond or ahead.beyond, False)
        step = _step(str(operation), argument, fold=fold)
        if step is None:
            return None
        chars, beyond = chars | step.chars, beyond or step.beyond
        if not step.empty:
            return _Opening(chars, beyond, False)
    return _Opening(chars, beyond, True)


def _step(operation: str, argument: Any, *, fold: bool) -> _Opening | None:
    """What one item of a pattern may begin with; None where anything may, or where the item is not known here."""
    if operation in ("AT", "ASSERT", "ASSERT_NOT"):
        return _Opening(frozenset(), False, True)
    if operation == "LITERAL":
        return _Opening(_cases(chr(argument), fold=fold), False, False)
    if operation == "IN":
        return _one_of(argument, fold=fold)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, inner = argument
        step = _opening(inner, fold=fold)
        return step and step._replace(empty=step.empty or least == 0)
    if operation == "SUBPATTERN":
        _, more_flags, fewer_flags, inner = argument
        return None if more_flags or fewer_flags else _opening(inner, fold=fold)
    if operation == "BRANCH":
        steps = [_opening(branch, fold=fold) for branch in argument[1]]
        known = [step for step in steps if step is not None]
        if len(known) < len(steps):
            return None
        chars = frozenset().union(*(step.chars for step in known))
        return _Opening(chars, any(step.beyond for step in known), any(step.empty for step in known))
    return None


def _one_of(members: Sequence[Any], *, fold: bool) -> _Opening | None:
    """What a set of characters holds."""
    chars: set[str] = set()
    beyond = negated = False
    for operation, argument in members:
        if str(operation) == "NEGATE":
            negated = True
        elif str(operation) == "LITERAL":
            chars |= _cases(chr(argument), fold=fold)
        elif str(operation) == "RANGE" and argument[1] - argument[0] <= _WIDEST:
            for code in range(argument[0], argument[1] + 1):
                chars |= _cases(chr(code), fold=fold)
        elif str(operation) == "CATEGORY" and str(argument) in _CATEGORIES:
            chars |= _CATEGORIES[str(argument)]
            beyond = True
        else:
            return None
    if negated:
        return _Opening(_ASCII - chars, True, False)
    return _Opening(frozenset(chars), beyond, False)


def _cases(char: str, *, fold: bool) -> frozenset[str]:
    if not fold:
        return frozenset((char,))
    # Both ways round: the long s and the sign for Kelvin, among others, meet ASCII on the second turn only.
    cases = (char, char.lower(), char.upper(), char.lower().upper(), char.upper().lower())
    return frozenset(case[0] for case in cases)


def _needles(items: Iterable[Any]) -> tuple[str, ...]:
    """Words one of which every match of the sequence holds: the choice that is met least.

    That is one whose words all hold a character beyond Latin-1, which most lines cannot even store; else the one whose
    shortest word is longest.
    """
    choices: list[tuple[str, ...]] = []
    run = ""
    for operation, argument in items:
        name = str(operation)
        if name == "LITERAL":
            run += chr(argument)
            continue
        if run:
            choices.append((run,))
            run = ""
        if name == "BRANCH":
            branches = [_needles(branch) for branch in argument[1]]
            if all(branches):
                choices.append(tuple(dict.fromkeys(needle for branch in branches for needle in branch)))
        elif name == "SUBPATTERN" and not (argument[1] or argument[2]):
            choices.append(_needles(argument[3]))
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
            choices.append(_needles(argument[2]))
    if run:
        choices.append((run,))
    return max(choices, key=_rarity, default=())


def _rarity(words: Sequence[str]) -> tuple[bool, int]:
    wide = bool(words) and all(max(word, default="") > "\xff" for word in words)
    return wide, min(map(len, words), default=0)
