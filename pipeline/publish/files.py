"""Files of the work folder, and errors of the file system in words a user can act on."""

from __future__ import annotations

import errno
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def chunk_file(folder: Path, number: int, what: str) -> Path:
    """The file that holds one kind of thing of one chunk of pages."""
    return folder / f"{number:06d}.{what}"


@contextmanager
def writing(where: Path) -> Iterator[None]:
    """Turn errors of the file system into `OutputError`: E502 disk full, E503 forbidden, else E500."""
    try:
        yield
    except OSError as error:
        raise output_error(error, where) from error


def output_error(error: OSError, where: Path) -> OutputError:
    """The `OutputError` that tells of this error of the file system."""
    if error.errno in _FULL:
        return OutputError(
            "the disk is full",
            where=str(where),
            mend="free some space or choose another --out; the dataset that was there is untouched",
            code="E502",
        )
    reason = os.strerror(error.errno) if error.errno else str(error)
    if error.errno in _FORBIDDEN:
        return OutputError(
            f"cannot write here: {reason}",
            where=str(where),
            mend="mend the permissions or choose another --out",
            code="E503",
        )
    return OutputError(f"cannot write: {reason}", where=str(where), mend="choose another --out")


@contextmanager
def after_the_switch() -> Iterator[None]:
    """Have an interrupt say that the new dataset is current already."""
    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt(
            "the new dataset is published and whole, but the reports shown may be of the run before; "
            "`dechrome report` with the --out folder draws them"
        ) from None


@contextmanager
def no_cycles() -> Iterator[None]:
    """Pause the search for reference cycles: rows by the hundred thousand set it off, and they have none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def sync_file(path: Path) -> None:
    """Have the file's content on the disk before going on."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Have the folder's names on the disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
