"""The board: sixteen bytes of shared memory on which a worker says what it is at, and since when.

The worker writes it before each item, which costs a microsecond; the parent reads it to see a deadline
overrun, or what a worker was at when it died.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
import time
from dataclasses import dataclass

from pipeline.engine.job import IDLE

_POSITION = struct.Struct("=q")
_SINCE = struct.Struct("=d")
_SIZE = _POSITION.size + _SINCE.size


@dataclass(frozen=True, slots=True)
class State:
    """What a worker is at."""

    position: int
    """Position of the item in its chunk, or `IDLE`, `PREPARING`, `FINISHING`, `OPEN_ENDED`."""
    since: float
    """Of `time.monotonic`, which all processes of a machine share."""


class Board:
    """Both ends of it: the parent makes one, the worker opens it by its descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._memory = mmap.mmap(descriptor, _SIZE)

    @staticmethod
    def new_file() -> int:
        """A descriptor of an empty board, in memory or else in a file without a name."""
        if hasattr(os, "memfd_create"):
            descriptor = os.memfd_create("board")
        else:
            with tempfile.TemporaryFile() as file:
                descriptor = os.dup(file.fileno())
        # Written, not only set to this length: on a full disk that fails here and not at a later access.
        os.write(descriptor, bytes(_SIZE))
        return descriptor

    def write(self, position: int) -> None:
        """Say what is begun now."""
        # The time first: a reader in between sees the old item as younger than it is, which harms nobody.
        _SINCE.pack_into(self._memory, _POSITION.size, time.monotonic())
        _POSITION.pack_into(self._memory, 0, position)

    def read(self) -> State:
        """What the worker is at."""
        return State(
            *_POSITION.unpack_from(self._memory, 0), *_SINCE.unpack_from(self._memory, _POSITION.size)
        )

    def reset(self) -> None:
        """Nothing is begun yet (the parent, before it hands out a chunk)."""
        self.write(IDLE)
