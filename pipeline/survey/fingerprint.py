"""Fingerprints of blocks: equal for blocks that say the same on another page of the site.

All blocks of a page are made comparable at once, as bytes: a pass of C over the page costs less than a call a block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import xxhash

LONG_BLOCK = 300
"""Longer blocks are compared as they stand; shorter ones without case, digits and spacing."""
_BETWEEN = b"\0"
_ASCII = bytes(range(128))
_SPACES = b"\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_CAPITALS = bytes(range(ord("A"), ord("Z") + 1))
_PLAIN = bytes.maketrans(
    b"0123456789" + _SPACES + _CAPITALS, b"0" * 10 + b" " * len(_SPACES) + _CAPITALS.lower()
)
_ZEROS = re.compile(rb"00+")


def block_fingerprint(site: str, text: str) -> int:
    """64-bit fingerprint of a block's text within a site (xxh3)."""
    return block_fingerprints(site, [text])[0]


def block_fingerprints(site: str, texts: Sequence[str]) -> list[int]:
    """The fingerprint of each of these blocks."""
    digest = xxhash.xxh3_64_intdigest
    head = f"{site}\x00".encode("utf-8", "surrogatepass")
    short = iter(_comparable([text for text in texts if len(text) <= LONG_BLOCK]))
    return [
        digest(head + (next(short) if len(text) <= LONG_BLOCK else text.encode("utf-8", "surrogatepass")))
        for text in texts
    ]


def _comparable(texts: Sequence[str]) -> list[bytes]:
    """Each text with its runs of digits as 0, its white space as single spaces, its case folded."""
    try:
        # One by one, or a character beyond Latin-1 would have all of them copied four bytes wide.
        data = _BETWEEN.join([text.encode() for text in texts])
    except UnicodeEncodeError:
        data = "\0".join(texts).encode("utf-8", "surrogatepass")
    if not data.isascii():
        mended = _plain_beyond_ascii(data)
        if mended is None:
            return [_one_by_one(text) for text in texts]
        data = mended
    data = _ZEROS.sub(b"0", data.translate(_PLAIN))
    while b"  " in data:
        data = data.replace(b"  ", b" ")
    parts = data.split(_BETWEEN)
    if len(parts) != len(texts):
        return [_one_by_one(text) for text in texts]
    return [part.strip(b" ") for part in parts]


def _plain_beyond_ascii(data: bytes) -> bytes | None:
    """The data with white space and case of the characters beyond ASCII made plain; None where there are digits."""
    for char in sorted(set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))):
        if char.isdecimal():
            return None
        plain = " " if char.isspace() else char.casefold()
        if plain != char:
            data = data.replace(char.encode("utf-8", "surrogatepass"), plain.encode("utf-8", "surrogatepass"))
    return data


def _one_by_one(text: str) -> bytes:
    """The same for a text that holds NUL or digits of other scripts."""
    plain = re.sub(r"\d+", "0", text)
    return " ".join(plain.split()).casefold().encode("utf-8", "surrogatepass")
