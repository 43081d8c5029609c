"""The tokens of one page, as rules and index share them: each text is cut and looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.index.vocabulary import Column, Labels, Vocabulary, vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Runs:
    """The tokens of several texts, one text after the other."""

    vocabulary: Vocabulary
    numbers: NDArray[np.int64]
    starts: NDArray[np.int64]
    """For each text the number of tokens before it."""
    ends: NDArray[np.int64]
    """For each text the number of tokens up to its end."""

    @property
    def counts(self) -> NDArray[np.int64]:
        """The number of tokens of each text."""
        return self.ends - self.starts

    def grouped(self, sizes: Sequence[int]) -> Runs:
        """The same tokens as fewer texts, each of so many side by side; at least one."""
        import numpy as np

        upto = np.cumsum(sizes, dtype=np.int64)
        return Runs(
            self.vocabulary, self.numbers, self.starts[upto - np.array(sizes, np.int64)], self.ends[upto - 1]
        )

    def joined(self, chosen: Sequence[bool]) -> Runs:
        """The tokens of some of the texts, as one text."""
        import numpy as np

        numbers = self.numbers[np.repeat(np.array(chosen, np.bool_), self.counts)]
        return Runs(self.vocabulary, numbers, np.zeros(1, np.int64), np.array([len(numbers)], np.int64))

    def beginning(self, most: int) -> Runs:
        """The first tokens of what is one text."""
        import numpy as np

        numbers = self.numbers[:most]
        return Runs(self.vocabulary, numbers, self.starts, np.array([len(numbers)], np.int64))

    def take(self, column: Column) -> NDArray[Any]:
        """What a column says of each token."""
        return self.vocabulary.column(column).take(self.numbers)

    def labels(self, labels: Labels) -> tuple[NDArray[np.int64], NDArray[np.int64], list[str]]:
        """The labels of the tokens by number, for each the place of its token, and all names by number."""
        return self.vocabulary.labels(labels, self.numbers)

    def beginnings(self, starts: NDArray[np.int64], words: int) -> list[str]:
        """So many tokens from each of these on, a space between them; all are there."""
        import numpy as np

        tokens = self.vocabulary.tokens
        rows = self.numbers[starts[:, None] + np.arange(words)].tolist()
        return [" ".join([tokens[number] for number in row]) for row in rows]


def running(values: NDArray[Any]) -> NDArray[Any]:
    """The sums of the first 0, 1, 2, … values: a piece's sum is that at its end less that at its start.

    Integers wrap round.
    """
    import numpy as np

    upto = np.zeros(len(values) + 1, np.uint64 if values.dtype == np.uint64 else np.int64)
    np.cumsum(values, out=upto[1:])
    return upto


def among(keys: NDArray[np.uint64], some: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of the keys are among `some`, which are sorted."""
    import numpy as np

    # Few keys are: most are told from their last bits alone.
    last = np.zeros(1 << 12, np.bool_)
    last[some & np.uint64(0xFFF)] = True
    found = last.take((keys & np.uint64(0xFFF)).view(np.int64))
    maybe = np.flatnonzero(found)
    if len(maybe):
        at = np.minimum(np.searchsorted(some, keys[maybe]), len(some) - 1)
        found[maybe] = some[at] == keys[maybe]
    return found


class PageTokens:
    """The tokens of a page's texts; of a text that is asked for again they are known."""

    def __init__(self) -> None:
        import numpy as np

        self._vocabulary = vocabulary()
        self._place: dict[str, int] = {}
        """Each text, in the order of reading: where its tokens are."""
        self._numbers = np.zeros(0, np.int64)
        self._starts = self._ends = np.zeros(0, np.int64)

    def read(self, texts: Iterable[str]) -> None:
        """Cuts these texts and looks them up, all together: cheaper than one by one."""
        import numpy as np

        place = self._place
        before = len(place)
        for text in texts:
            place.setdefault(text, len(place))
        if len(place) == before:
            return
        numbers, ends = self._vocabulary.read(list(islice(place, before, None)))
        if before:
            ends = np.concatenate((self._ends, ends + len(self._numbers)))
            numbers = np.concatenate((self._numbers, numbers))
        self._numbers, self._ends = numbers, ends
        self._starts = np.concatenate(([0], ends[:-1]))

    def runs(self, texts: Sequence[str]) -> Runs:
        """The tokens of these texts."""
        import numpy as np

        self.read(texts)
        at = np.array(list(map(self._place.__getitem__, texts)), np.int64)
        first, last = self._starts.take(at), self._ends.take(at)
        if len(at) and (at[1:] - at[:-1] == 1).all():
            numbers = self._numbers[first[0] : last[-1]]
            return Runs(self._vocabulary, numbers, first - first[0], last - first[0])
        counts = last - first
        ends = np.cumsum(counts)
        starts = ends - counts
        numbers = self._numbers.take(np.repeat(first - starts, counts) + np.arange(counts.sum()))
        return Runs(self._vocabulary, numbers, starts, ends)
