"""How far a piece of an article shares its words with the rest of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from math import log, sqrt
from statistics import median

_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAST_STEMS = 10
"""Pieces with fewer long words cannot be judged."""
_STEM = 6
_LEAST_MEDIAN = 0.5
"""In a page whose pieces share less than this, no piece stands out."""


def stems(words: Sequence[str]) -> set[str]:
    """The first letters of the longer words: a cheap stand-in for their stems."""
    return {word[:_STEM] for word in words if len(word) >= _STEM}


def strangers(pieces: Sequence[set[str]], *, relative: float = 0.4, absolute: float = 0.35) -> list[int]:
    """Indexes of pieces that share clearly fewer stems with the other pieces than is usual on this page."""
    once: set[str] = set()
    twice: set[str] = set()
    for piece in pieces:
        twice |= once & piece
        once |= piece
    shares = [len(piece & twice) / len(piece) if len(piece) >= _LEAST_STEMS else None for piece in pieces]
    judged = [share for share in shares if share is not None]
    usual = median(judged) if len(judged) >= 4 else 0.0
    if usual < _LEAST_MEDIAN:
        return []
    limit = min(relative * usual, absolute)
    return [index for index, share in enumerate(shares) if share is not None and share <= limit]


def cosine(first: str, second: str, idf: Callable[[str], float]) -> float:
    """TF-IDF cosine of two lower-cased texts, 0 to 1, over words of four and more letters."""
    one, two = Counter(_WORD.findall(first)), Counter(_WORD.findall(second))
    weights = {word: idf(word) for word in one.keys() | two.keys()}
    left = {word: (1 + log(count)) * weights[word] for word, count in one.items()}
    right = {word: (1 + log(count)) * weights[word] for word, count in two.items()}
    dot = sum(weight * right[word] for word, weight in sorted(left.items()) if word in right)
    norm = sqrt(sum(w * w for _, w in sorted(left.items())) * sum(w * w for _, w in sorted(right.items())))
    return dot / norm if norm else 0.0
