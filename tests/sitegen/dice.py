"""Random numbers that depend on names alone, so that any page can be made without making the others."""

from __future__ import annotations

import random
from collections.abc import MutableSequence, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A thin, fast face of `random.Random`, seeded with a readable name such as `7/12/body`."""

    __slots__ = ("_random", "name")

    def __init__(self, *names: object) -> None:
        self.name = "/".join(str(part) for part in names)
        self._random = random.Random(self.name).random

    def unit(self) -> float:
        """A number in [0, 1)."""
        return self._random()

    def chance(self, share: float) -> bool:
        """True in the given share of the calls."""
        return self._random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self._random() * len(options))]

    def shuffle(self, items: MutableSequence[T]) -> None:
        """Fisher and Yates, in place."""
        for last in range(len(items) - 1, 0, -1):
            other = int(self._random() * (last + 1))
            items[last], items[other] = items[other], items[last]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Up to `count` different options, in random order."""
        items = list(options)
        self.shuffle(items)
        return items[:count]
