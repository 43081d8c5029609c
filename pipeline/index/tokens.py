"""Texts cut into tokens, all of them in one pass over the bytes.

A token is a run without white space, as `str.split` cuts it. It is known by two 64-bit words, made for all tokens at
once with numpy, so that no string is made of a token that was met before:

    bytes    T  h  e     s  o  i  l  ,     n  e  v  e  r  t  h  e  l  e  s  s
    starts   0           4                 10
    heads    "The·····"  "soil,···"        "neverthe"     the first eight bytes, filled up with FF
    tails    "········"  "········"        "less····"     the next eight

UTF-8 has no byte FF: up to 16 bytes the two words are the token itself. Of a longer one they are its 128-bit hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import xxhash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = 8
_ALL = 2**64 - 1
_BORDER = "\x1c"
"""White space that stands between two texts."""
_BORDER_BYTE = _BORDER.encode()
_ASCII = bytes(range(128))
_GAPS = bytes(byte < 128 and chr(byte).isspace() for byte in range(256))
"""White space of ASCII as 1, all else as 0."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The tokens of some texts, in order."""

    data: bytes
    starts: NDArray[np.int64]
    """Where each token begins in `data`."""
    sizes: NDArray[np.int64]
    """Its bytes."""
    heads: NDArray[np.uint64]
    tails: NDArray[np.uint64]
    ends: NDArray[np.int64]
    """For each text the number of tokens up to its end."""

    def token(self, at: int) -> bytes:
        """One token, UTF-8."""
        start = self.starts[at]
        return self.data[start : start + self.sizes[at]]


def cut(texts: Sequence[str]) -> Cut:
    """The tokens of these texts."""
    import numpy as np

    data = _encoded(_BORDER.join(texts))
    if data.count(_BORDER_BYTE) >= len(texts):
        data = _encoded(_BORDER.join([text.replace(_BORDER, " ") for text in texts]))
    # White space at both ends; after the last token two words can still be read.
    data = b"".join((b" ", data, _BORDER_BYTE, b" " * (2 * _WORD)))
    gaps = np.frombuffer(data.translate(_GAPS), np.uint8)
    edges = np.flatnonzero(gaps[1:] != gaps[:-1]) + 1
    starts = edges[::2]
    sizes = edges[1::2] - starts
    words = np.ndarray((len(data) - _WORD + 1,), "<u8", data, strides=(1,))
    """The eight bytes from each place on."""
    fill = _fill()
    heads = words[starts] | fill.take(sizes, mode="clip")
    tails = np.full(len(starts), _ALL, np.uint64)
    more = np.flatnonzero(sizes > _WORD)
    tails[more] = words[starts[more] + _WORD] | fill.take(sizes[more] - _WORD, mode="clip")
    for at in np.flatnonzero(sizes > 2 * _WORD).tolist():
        start = starts[at]
        digest = xxhash.xxh3_128_intdigest(data[start : start + sizes[at]])
        heads[at], tails[at] = digest & _ALL, digest >> 64
    borders = np.flatnonzero(np.frombuffer(data, np.uint8) == ord(_BORDER))
    ends = np.searchsorted(starts, borders)[: len(texts)]
    return Cut(data, starts, sizes, heads, tails, ends)


@cache
def _fill() -> NDArray[np.uint64]:
    """By the number of bytes that a token has in a word, eight and more alike: ones in the others."""
    import numpy as np

    return np.array([_ALL - (1 << 8 * count) + 1 for count in range(_WORD + 1)], np.uint64)


def _encoded(text: str) -> bytes:
    """The text as UTF-8, each white space beyond ASCII as a plain space."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > len(text):
        beyond = data.translate(None, _ASCII)
        for char in sorted(set(beyond.decode("utf-8", "surrogatepass"))):
            if char.isspace():
                data = data.replace(char.encode("utf-8"), b" ")
    return data
