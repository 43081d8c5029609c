"""Fingerprints of blocks: equal for blocks that say the same on another page of the site."""

from __future__ import annotations

import re

import xxhash

_SPACE = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
LONG_BLOCK = 300
"""Longer blocks are compared as they stand; shorter ones without case, digits and spacing."""


def block_fingerprint(site: str, text: str) -> int:
    """64-bit fingerprint of a block's text within a site (xxh3)."""
    if len(text) <= LONG_BLOCK:
        text = _SPACE.sub(" ", _DIGITS.sub("0", text)).strip().casefold()
    return xxhash.xxh3_64_intdigest(f"{site}\x00{text}".encode("utf-8", "surrogatepass"))
