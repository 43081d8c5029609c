"""What kinds of characters and words a page is made of, counted in bulk: one array of all its characters.

Counts of any stretch are differences of running sums, so a page costs the same whether it has ten blocks or
a thousand.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.generic.lexicon import CLASS_OF_WORD

Sums = NDArray[np.int32]
"""Running sums: `sums[end] - sums[start]` is the count between two offsets."""
WORD, DIGIT, UPPER, COMMA, STOP, SEPARATOR, MONEY, SPACE, CLOSING = (1 << bit for bit in range(9))
_LISTED = (
    (COMMA, ",;，、；،"),
    (STOP, ".!?…。！？؟।"),
    (SEPARATOR, "|•·»›/→>"),
    (MONEY, "$€£¥₹%"),
    (CLOSING, "\"'”’)]»"),
)
_ASTRAL = 0x10000


class Characters(NamedTuple):
    """The characters of an accounted text."""

    kinds: NDArray[np.uint16]
    """Bits of each character."""
    codes: NDArray[np.uint32]
    word_starts: Sums
    classes: NDArray[np.int32]
    """Bits of each word: the classes of the lexicon it belongs to."""


@cache
def _kinds_table() -> NDArray[np.uint16]:
    """Bits of each character of the basic plane; the last entry, 0, is for all others, pictures for the most part."""
    table = np.zeros(_ASTRAL + 1, dtype=np.uint16)
    for code in range(_ASTRAL):
        char = chr(code)
        if char.isalnum() or char == "_":
            table[code] = WORD | (DIGIT if char.isdigit() else 0) | (UPPER if char.isupper() else 0)
        elif char.isspace():
            table[code] = SPACE
    for bit, chars in _LISTED:
        for char in chars:
            table[ord(char)] |= bit
    return table


def count_characters(text: str) -> Characters:
    """Classify the characters and words of a page."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds_table()[np.minimum(codes, _ASTRAL)]
    is_word = (kinds & WORD) != 0
    steps = np.diff(is_word.astype(np.int8), prepend=0, append=0)
    starts = steps[:-1] == 1
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text  # a few letters grow when lowered; their page's words in capitals are then not known
    known = CLASS_OF_WORD.get
    spans = zip(np.nonzero(starts)[0].tolist(), np.nonzero(steps == -1)[0].tolist(), strict=True)
    classes = np.array([known(lowered[start:end], 0) for start, end in spans], dtype=np.int32)
    return Characters(kinds, codes, running(starts), classes)


def running(flags: NDArray[np.bool_]) -> Sums:
    """Running sums of flags, beginning with 0."""
    sums = np.zeros(len(flags) + 1, dtype=np.int32)
    np.cumsum(flags, out=sums[1:])
    return sums
