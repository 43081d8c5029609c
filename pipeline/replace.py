"""A file that takes the place of another at once: a reader sees the old one or the new, never half."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the target's place when the block ends without an error.

    Folders above it are made. Whatever happens, nothing but the target stays. Raises OSError.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as out:
            yield out
        fresh.replace(target)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
