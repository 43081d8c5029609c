"""Numbers for the tokens that pages are made of, and what is known of each token.

Pages repeat their words. So a page is cut into tokens once, each token is looked up once, and what rules and index
ask of a text is then arithmetic on arrays:

    texts ──cut──► heads, tails          `pipeline.index.tokens`
          ──look─► numbers               open addressing, all tokens of a page at a time
          ──take─► column[numbers]       one array for each question

    number       0        1         2      …
    tokens       "The"    "soil,"   "of"
    heads, tails                                 the token as two 64-bit words
    slots                                        hash of these words → number
    a Column     7        9041      3            one value a token
    Labels       ()       (soil)    ()           none, one or several names a token; names are numbered too

Columns and labels belong to those who ask: each is a pure function of a token, and is worked out for a token when it
is first asked for. A vocabulary is a cache of these functions and no more: numbers depend on what was read before, so
results may depend on which numbers are equal, never on which is the smaller.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from pipeline.index.tokens import Cut, cut

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 60_000
"""Tokens after which the next page begins a vocabulary anew: some 10 MB."""
_FULL = 3
"""Slots for a token, at least: chains stay short."""


class Column:
    """One value for each token. `function` must be pure."""

    def __init__(self, dtype: str, function: Callable[[str], int]) -> None:
        self.dtype = dtype
        self.function = function


class Labels:
    """Any number of names for each token. `function` must be pure."""

    def __init__(self, function: Callable[[str], Sequence[str]]) -> None:
        self.function = function


class Growing:
    """An array that values are added to."""

    def __init__(self, dtype: str) -> None:
        import numpy as np

        self._room: NDArray[Any] = np.empty(1024, dtype)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, values: NDArray[Any]) -> None:
        """More values at the end."""
        import numpy as np

        size = self._size + len(values)
        if size > len(self._room):
            room = np.empty(max(size, 2 * len(self._room)), self._room.dtype)
            room[: self._size] = self._room[: self._size]
            self._room = room
        self._room[self._size : size] = values
        self._size = size

    def values(self) -> NDArray[Any]:
        """What was added so far."""
        return self._room[: self._size]


class _Named:
    """The labels of all tokens: where those of each begin, how many it has, and their numbers."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        self.names: list[str] = []
        self.starts, self.counts, self.flat = Growing("i8"), Growing("i8"), Growing("i8")

    def add(self, found: Sequence[Sequence[str]]) -> None:
        """The labels of the next tokens."""
        import numpy as np

        number = self.number
        for name in chain.from_iterable(found):
            if name not in number:
                number[name] = len(number)
                self.names.append(name)
        counts = np.array([len(some) for some in found], np.int64)
        self.starts.add(len(self.flat) + np.cumsum(counts) - counts)
        self.counts.add(counts)
        self.flat.add(np.array([number[name] for name in chain.from_iterable(found)], np.int64))


class Vocabulary:
    """The tokens met so far and their columns."""

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self._heads, self._tails = Growing("u8"), Growing("u8")
        self._slots = _no_slots(12)
        # Odd numbers that no page can know: tokens that share a slot cannot be made up.
        self._odd = (secrets.randbits(64) | 1, secrets.randbits(64) | 1)
        self._columns: dict[Column, Growing] = {}
        self._labels: dict[Labels, _Named] = {}

    def read(self, texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The numbers of the texts' tokens, and for each text the number of tokens up to its end."""
        import numpy as np

        found = cut(texts)
        numbers = self._find(found.heads, found.tails)
        missing = np.flatnonzero(numbers < 0)
        if len(missing):
            with _whole():
                self._meet(found, missing)
            numbers[missing] = self._find(found.heads[missing], found.tails[missing])
        return numbers, found.ends

    def column(self, column: Column) -> NDArray[Any]:
        """The values of all tokens."""
        import numpy as np

        known = self._columns.get(column)
        if known is None:
            known = self._columns[column] = Growing(column.dtype)
        if len(known) < len(self.tokens):
            with _whole():
                values = list(map(column.function, self.tokens[len(known) :]))
                known.add(np.array(values, column.dtype))
        return known.values()

    def labels(
        self, labels: Labels, numbers: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], list[str]]:
        """The labels of these tokens by number, for each the place of its token in `numbers`, and all names."""
        import numpy as np

        known = self._labels.get(labels)
        if known is None:
            known = self._labels[labels] = _Named()
        if len(known.counts) < len(self.tokens):
            with _whole():
                known.add(list(map(labels.function, self.tokens[len(known.counts) :])))
        counts = known.counts.values().take(numbers)
        places = np.repeat(np.arange(len(numbers)), counts)
        first = known.starts.values().take(numbers) - (np.cumsum(counts) - counts)
        return known.flat.values().take(first.take(places) + np.arange(len(places))), places, known.names

    def _meet(self, found: Cut, missing: NDArray[np.int64]) -> None:
        """Takes in the new tokens among these."""
        import numpy as np

        first: dict[bytes, int] = {}
        for at in missing.tolist():
            first.setdefault(found.token(at), at)
        places = np.fromiter(first.values(), np.int64, len(first))
        before = len(self.tokens)
        self.tokens += [token.decode("utf-8", "surrogatepass") for token in first]
        self._heads.add(found.heads[places])
        self._tails.add(found.tails[places])
        if _FULL * len(self.tokens) > len(self._slots):
            self._slots = _no_slots((4 * _FULL * len(self.tokens)).bit_length() - 1)
            before = 0
        self._enter(np.arange(before, len(self.tokens)))

    def _first_slots(self, heads: NDArray[np.uint64], tails: NDArray[np.uint64]) -> NDArray[np.int64]:
        import numpy as np

        one, two = self._odd
        mixed = heads * np.uint64(one)
        mixed ^= mixed >> np.uint64(32)
        mixed += tails
        mixed *= np.uint64(two)
        mixed >>= np.uint64(65 - len(self._slots).bit_length())
        slots: NDArray[np.int64] = mixed.view(np.int64)
        return slots

    def _enter(self, numbers: NDArray[np.int64]) -> None:
        """Gives each of these tokens the first free slot of its chain."""
        import numpy as np

        slots, last = self._slots, len(self._slots) - 1
        at = self._first_slots(self._heads.values()[numbers], self._tails.values()[numbers])
        while len(numbers):
            free = slots[at] < 0
            slots[at[free]] = numbers[free]
            left = np.flatnonzero(slots[at] != numbers)
            numbers, at = numbers[left], (at[left] + 1) & last

    def _find(self, heads: NDArray[np.uint64], tails: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The numbers of these tokens; -1 for one that is not known."""
        import numpy as np

        slots, last = self._slots, len(self._slots) - 1
        known_heads, known_tails = self._heads.values(), self._tails.values()
        at = self._first_slots(heads, tails)
        numbers = slots.take(at)
        if not len(known_heads):
            return numbers
        wrong = (known_heads.take(numbers) != heads) | (known_tails.take(numbers) != tails)
        left = np.flatnonzero(wrong & (numbers >= 0))
        while len(left):
            at[left] = after = (at[left] + 1) & last
            numbers[left] = here = slots.take(after)
            wrong = (known_heads.take(here) != heads[left]) | (known_tails.take(here) != tails[left])
            left = left[wrong & (here >= 0)]
        return numbers


def _no_slots(bits: int) -> NDArray[np.int64]:
    import numpy as np

    return np.full(1 << bits, -1, np.int64)


class _Here(threading.local):
    vocabulary: Vocabulary | None = None


_here = _Here()


@contextmanager
def _whole() -> Iterator[None]:
    """What is interrupted half-way is not used again."""
    try:
        yield
    except BaseException:
        _here.vocabulary = None
        raise


def vocabulary() -> Vocabulary:
    """The vocabulary of this thread. Take it once for a page, and keep it: its numbers are those of this one alone."""
    if _here.vocabulary is None or len(_here.vocabulary.tokens) > MOST:
        _here.vocabulary = Vocabulary()
    return _here.vocabulary
