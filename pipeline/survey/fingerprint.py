"""Fingerprints of blocks: equal for blocks that say the same on another page of the site."""

from __future__ import annotations

import re

import xxhash

_DIGITS = re.compile(r"\d+")
_TO_MEND = b"0123456789\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
LONG_BLOCK = 300
"""Longer blocks are compared as they stand; shorter ones without case, digits and spacing."""


def block_fingerprint(site: str, text: str) -> int:
    """64-bit fingerprint of a block's text within a site (xxh3)."""
    head = f"{site}\x00".encode("utf-8", "surrogatepass")
    return xxhash.xxh3_64_intdigest(head + _comparable(text))


def _comparable(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    if len(text) > LONG_BLOCK:
        return data
    # Most blocks are ASCII without a digit and have single spaces: a pass over bytes tells them from the others.
    if text.isascii() and len(data.translate(None, _TO_MEND)) == len(data) and "  " not in text:
        return data.strip().lower()
    return " ".join(_DIGITS.sub("0", text).split()).casefold().encode("utf-8", "surrogatepass")
