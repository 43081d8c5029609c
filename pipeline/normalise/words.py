"""Counting words as the contract counts them."""

from __future__ import annotations

import re

_BARE_MARKS = re.compile(r"(?<!\S)[^\w\s]+(?!\S)|(?<!\S)_+(?!\S)")
_ADDRESS = re.compile(
    r"(?<!\S)\(?(?:https?://\S+|www\.\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|gov|edu|co|ai|dev|info|us|uk|de|eu)(?:/\S*)?)\)?"
    r"[.,;:]?(?!\S)",
    re.I,
)


def count_words(text: str) -> int:
    """Whitespace-separated tokens with at least one letter or digit, without addresses.

    >>> count_words("One, two — three (example.com) 4")
    4
    """
    count = len(text.split()) - len(_BARE_MARKS.findall(text))
    if "." in text and ("/" in text or "(" in text or "www" in text):
        count -= len(_ADDRESS.findall(text))
    return count
