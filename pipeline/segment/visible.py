"""Counting the characters that the account is about: those that are not white space."""

from __future__ import annotations

_ASCII = bytes(range(128))
_NO_VISIBLE_ASCII = bytes(byte for byte in range(256) if byte >= 128 or chr(byte).isspace())


_LARGE = 20_000
"""Bytes from which it pays to count white space with numpy, eight bytes at a time."""


def visible_chars(text: str) -> int:
    """Number of characters that are not white space."""
    return visible_of(text.encode("utf-8", "surrogatepass"), len(text))


def visible_of(data: bytes, length: int) -> int:
    """The same for a text of so many characters given as UTF-8 (surrogates passed)."""
    if len(data) == length and length >= _LARGE:
        import numpy as np

        codes = np.frombuffer(data, dtype=np.uint8)
        # White space of ASCII is 9 to 13 and 28 to 32: differences below zero wrap to great numbers.
        first, second = codes - np.uint8(9) < 5, codes - np.uint8(28) < 5
        return length - int(np.count_nonzero(first)) - int(np.count_nonzero(second))
    visible = len(data.translate(None, _NO_VISIBLE_ASCII))
    if len(data) > length:
        # The few others are counted by themselves: splitting the whole text takes ten times as long.
        others = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
        visible += sum(map(len, others.split()))
    return visible
