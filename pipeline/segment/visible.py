"""Counting the characters that the account is about: those that are not white space."""

from __future__ import annotations

_ASCII = bytes(range(128))
_NO_VISIBLE_ASCII = bytes(byte for byte in range(256) if byte >= 128 or chr(byte).isspace())


def visible_chars(text: str) -> int:
    """Number of characters that are not white space."""
    data = text.encode("utf-8", "surrogatepass")
    visible = len(data.translate(None, _NO_VISIBLE_ASCII))
    if len(data) > len(text):
        # The few others are counted by themselves: splitting the whole text takes ten times as long.
        others = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
        visible += sum(map(len, others.split()))
    return visible
