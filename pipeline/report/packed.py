"""How large a file is once gzip has packed it, told while it is being written."""

from __future__ import annotations

import zlib

LEVEL = 6
"""Of gzip and of those who upload files."""
PENDING = 100_000
"""Packed bytes that the packer may still hold back."""


class Packed:
    """Counts the packed size of pieces as they come.

    What is smaller unpacked than the limit fits anyhow, so packing starts when that is passed.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: list[bytes] = []
        self._size = 0
        self._packer = zlib.compressobj(LEVEL)
        self._packed = 0

    def takes(self, piece: bytes) -> bool:
        """Whether the pieces so far and this one stay within the limit; when not, nothing more should follow."""
        self._size += len(piece)
        if self._size <= self._limit:
            self._waiting.append(piece)
            return True
        for one in self._waiting:
            self._packed += len(self._packer.compress(one))
        self._waiting.clear()
        self._packed += len(self._packer.compress(piece))
        return self._packed + PENDING <= self._limit
