"""What kinds of characters and words a page is made of, counted in bulk: one array of all its characters.

Counts of any stretch are differences of running sums, so a page costs the same whether it has ten blocks or
a thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.generic.lexicon import CLASS_OF_WORD

Places = NDArray[np.integer[Any]]
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
_SPACE = np.uint32(0x20)


class Characters(NamedTuple):
    """The characters of an accounted text."""

    kinds: NDArray[np.uint16]
    """Bits of each character."""
    codes: NDArray[np.uint32]
    word_starts: Sums
    classes: NDArray[np.int32]
    """Bits of each word: the classes of the lexicon it belongs to."""

    def with_bits(self, bits: Sequence[int], starts: Places, ends: Places) -> NDArray[np.int32]:
        """How many characters with each of these bits stand between two offsets: one row a bit."""
        wanted = sum(set(bits))
        places = np.flatnonzero(self.kinds & wanted)
        return between(self.kinds[places], bits, places.searchsorted(starts), places.searchsorted(ends))

    def sentence_ends(self, starts: Places, ends: Places) -> NDArray[np.int32]:
        """How many characters between two offsets end a sentence: full stops and the like before a gap or a quote."""
        stops = np.flatnonzero(self.kinds & STOP)
        last = len(self.kinds) - 1
        after = self.kinds[np.minimum(stops + 1, last)]
        stops = stops[((after & (SPACE | CLOSING)) != 0) | (stops == last)]
        counts: NDArray[np.int32] = stops.searchsorted(ends) - stops.searchsorted(starts)
        return counts

    def word_classes(self, first: Places, last: Places, classes: int) -> NDArray[np.int32]:
        """How many words between two numbers of words belong to each class: one row a class."""
        known = np.flatnonzero(self.classes)
        bits = [1 << number for number in range(classes)]
        return between(self.classes[known], bits, known.searchsorted(first), known.searchsorted(last))


def between(flags: NDArray[Any], bits: Sequence[int], starts: Places, ends: Places) -> NDArray[np.int32]:
    """How many of the flags have each bit between two places: one row a bit. Differences of running sums."""
    sums = np.zeros((len(bits), len(flags) + 1), dtype=np.int32)
    np.cumsum((flags & np.array(bits, dtype=flags.dtype)[:, None]) != 0, axis=1, out=sums[:, 1:])
    counts: NDArray[np.int32] = sums[:, ends] - sums[:, starts]
    return counts


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
    starts = is_word.copy()
    starts[1:] &= ~is_word[:-1]
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text  # a few letters grow when lowered; their page's words in capitals are then not known
    letters = np.frombuffer(lowered.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    # With all else made spaces the words are split and looked up without a step of Python for each.
    alone = np.where(is_word, letters, _SPACE).astype(np.uint32, copy=False)
    words = alone.tobytes().decode("utf-32-le", "surrogatepass").split()
    classes = np.fromiter(map(CLASS_OF_WORD.get, words, repeat(0)), dtype=np.int32, count=len(words))
    return Characters(kinds, codes, running(starts), classes)


def running(flags: NDArray[np.bool_]) -> Sums:
    """Running sums of flags, beginning with 0."""
    sums = np.zeros(len(flags) + 1, dtype=np.int32)
    np.cumsum(flags, out=sums[1:])
    return sums
