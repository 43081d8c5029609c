"""How far a piece of an article shares its words with the rest of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from math import log, sqrt
from statistics import median

_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAST_WORDS = 10
"""Pieces with fewer telling words cannot be judged."""
_STEM = 6
COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "with",
        "as",
        "on",
        "are",
        "be",
        "or",
        "by",
        "this",
        "at",
        "from",
        "an",
        "not",
        "which",
        "you",
        "they",
        "their",
        "its",
        "can",
        "may",
        "will",
        "would",
        "could",
        "should",
        "while",
        "when",
        "where",
        "if",
        "but",
        "more",
        "than",
        "into",
        "also",
        "often",
        "over",
        "both",
        "such",
        "only",
        "one",
        "how",
        "what",
        "who",
        "like",
        "between",
        "most",
        "your",
        "our",
        "we",
        "has",
        "have",
        "was",
        "were",
    ]
)
"""Words that say nothing of a text's subject."""


def stems(words: Sequence[str]) -> set[str]:
    """The first letters of the longer words: a cheap stand-in for their stems."""
    return {word[:_STEM] for word in words if len(word) >= _STEM}


def strangers(
    pieces: Sequence[AbstractSet[str]], *, relative: float, absolute: float, least_usual: float
) -> list[int]:
    """Indexes of pieces that share clearly fewer words with the other pieces than is usual on this page.

    A piece is told when the share of its words that other pieces have too is at most `absolute` and at most
    `relative` times the median. Pages whose median is under `least_usual` are not judged.
    """
    twice = met_twice(pieces)
    counts = [(len(piece & twice), len(piece)) for piece in pieces]
    return told(counts, relative=relative, absolute=absolute, least_usual=least_usual)


def met_twice(pieces: Iterable[AbstractSet[str]]) -> set[str]:
    """The words that more than one piece has."""
    once: set[str] = set()
    twice: set[str] = set()
    for piece in pieces:
        twice |= once & piece
        once |= piece
    return twice


def joined_counts(
    pieces: Sequence[AbstractSet[str]], twice: AbstractSet[str], groups: Iterable[Sequence[int]]
) -> list[tuple[int, int]]:
    """Of each group of pieces (their indexes) how many of its words other groups have too, and how many it has.

    `twice` are the words that more than one piece has: all others stand in one group alone, so they need only
    be counted.
    """
    shared = [piece & twice for piece in pieces]
    alone, joined = [], []
    for group in groups:
        alone.append(sum(len(pieces[index]) - len(shared[index]) for index in group))
        joined.append(set[str]().union(*[shared[index] for index in group]))
    both = met_twice(joined)
    return [(len(words & both), own + len(words)) for own, words in zip(alone, joined, strict=True)]


def told(
    counts: Sequence[tuple[int, int]], *, relative: float, absolute: float, least_usual: float
) -> list[int]:
    """As `strangers`, from each piece's number of words that other pieces have too, and of all its words."""
    shares = [shared / words if words >= _LEAST_WORDS else None for shared, words in counts]
    judged = [share for share in shares if share is not None]
    usual = median(judged) if len(judged) >= 4 else 0.0
    if usual < least_usual:
        return []
    limit = min(relative * usual, absolute)
    return [index for index, share in enumerate(shares) if share is not None and share <= limit]


def cosine(first: str, second: str) -> float:
    """Cosine of two lower-cased texts, 0 to 1: logarithms of word counts, words of four letters and more."""
    one, two = Counter(_WORD.findall(first)), Counter(_WORD.findall(second))
    left = {word: 1 + log(count) for word, count in one.items()}
    right = {word: 1 + log(count) for word, count in two.items()}
    dot = sum(weight * right[word] for word, weight in left.items() if word in right)
    norm = sqrt(sum(weight * weight for weight in left.values()) * sum(w * w for w in right.values()))
    return dot / norm if norm else 0.0
