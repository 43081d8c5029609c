"""Counting words as the contract counts them."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"\(?(?:https?://\S+|www\.\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|gov|edu|co|ai|dev|info|us|uk|de|eu)(?:/\S*)?)\)?[.,;:]?",
    re.I,
)
_DOT_WITHIN = re.compile(r"\.\S")
_ASCII = bytes(range(128))
_MARKS = bytes(byte for byte in range(128) if not (chr(byte).isalnum() or chr(byte).isspace()))
_GAPS = bytes(0 if byte < 128 and chr(byte).isspace() else 2 if byte >= 128 else 1 for byte in range(256))
"""White space as 0, other ASCII as 1, bytes beyond ASCII as 2."""
_BEYOND = re.compile(b"[\x80-\xff]+")
_FEW = 200
"""Tokens that begin beyond ASCII up to which it is dearer to look at all tokens than at those."""


def count_words(text: str) -> int:
    """Whitespace-separated tokens with at least one letter or digit, without addresses.

    >>> count_words("One, two — three (example.com) 4")
    4
    """
    import numpy as np

    # Without its marks a token of marks alone is gone; then gaps are counted, not tokens looked at one by one.
    data = _spaces_in_ascii(text).translate(None, _MARKS)
    kinds = np.frombuffer(b"\0" + data.translate(_GAPS), np.uint8)
    begins = (kinds[1:] != 0) & (kinds[:-1] == 0)
    doubtful = np.flatnonzero(begins & (kinds[1:] == 2)).tolist()
    if len(doubtful) > _FEW:
        words = sum(any(map(str.isalnum, token)) for token in text.split())
    else:
        words = int(np.count_nonzero(begins)) - sum(not _is_word(data, at) for at in doubtful)
    return words - _addresses(text)


def _spaces_in_ascii(text: str) -> bytes:
    """The text as UTF-8, each white space beyond ASCII as a plain space."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > len(text):
        for char in sorted(set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))):
            if char.isspace():
                data = data.replace(char.encode("utf-8"), b" ")
    return data


def _is_word(data: bytes, at: int) -> bool:
    """Whether a token that begins beyond ASCII, in text without the marks of ASCII, is more than marks."""
    found = _BEYOND.match(data, at)
    assert found is not None
    end = found.end()
    if end < len(data) and not data[end : end + 1].isspace() and data[end] not in b"\x1c\x1d\x1e\x1f":
        return True
    return any(map(str.isalnum, found.group().decode("utf-8", "surrogatepass")))


def _addresses(text: str) -> int:
    """Number of tokens that are addresses."""
    if _DOT_WITHIN.search(text) is None:
        return 0
    return sum(
        "." in token[1:-1] and _ADDRESS.fullmatch(token) is not None
        for line in text.split("\n")
        if _DOT_WITHIN.search(line)
        for token in line.split()
    )
