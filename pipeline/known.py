"""A cache of a pure function of one text, for texts that pages say again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Value = TypeVar("Value")


def known_if_short(longest: int, *, most: int) -> Callable[[Callable[[str], Value]], Callable[[str], Value]]:
    """Keep the values for `most` texts of up to `longest` characters; for longer ones the function is asked anew.

    So the cache is bounded whatever a page holds.
    """

    def keep(function: Callable[[str], Value]) -> Callable[[str], Value]:
        known = lru_cache(maxsize=most)(function)

        @wraps(function)
        def asked(text: str) -> Value:
            return known(text) if len(text) <= longest else function(text)

        return asked

    return keep
