"""Counting words as the contract counts them."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"\(?(?:https?://\S+|www\.\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|gov|edu|co|ai|dev|info|us|uk|de|eu)(?:/\S*)?)\)?[.,;:]?",
    re.I,
)


def count_words(text: str) -> int:
    """Whitespace-separated tokens with at least one letter or digit, without addresses.

    >>> count_words("One, two — three (example.com) 4")
    4
    """
    tokens = text.split()
    # Most tokens are letters alone: one call of C each, and only the odd ones are looked at.
    # (A mark behind a word makes no address either.)
    odd = [token for token in tokens if not token.isalnum() and not token[:-1].isalnum()]
    return len(tokens) - sum(1 for token in odd if _counts_not(token))


def _counts_not(token: str) -> bool:
    if "." in token[1:-1] and _ADDRESS.fullmatch(token):
        return True
    return not (token[0].isalnum() or token[-1].isalnum() or any(map(str.isalnum, token)))
