"""The output folder: one run at a time, and nothing of a crashed run stays.

<out>/.dechrome.lock       held by the run, freed by the system when the run dies
<out>/.dechrome-work       files between spilling and publishing
<out>/versions/.dechrome-new-<id>   a version being written
<out>/.dechrome-link       the new `current`, for a moment
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from pipeline.errors import OutputError
from pipeline.publish.files import writing

LOCK = ".dechrome.lock"
WORK = ".dechrome-work"
LINK = ".dechrome-link"
NEW = ".dechrome-new-"
VERSIONS = "versions"
CURRENT = "current"


class OutputLock:
    """The right to write into an output folder. Refuses at once when another run holds it.

    The operating system frees it when the process ends, however it ends.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self._lock = FileLock(out / LOCK, timeout=0, thread_local=False)

    def __enter__(self) -> OutputLock:
        with writing(self.out):
            self.out.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire()
            except Timeout:
                raise OutputError(
                    "another run is writing into this folder",
                    where=str(self.out),
                    mend="wait until it has finished, or choose another --out",
                    code="E501",
                ) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


@contextmanager
def open_output(out: Path) -> Iterator[Path]:
    """Hold the output folder for one run: yields an empty work folder, removes it at the end, come what may.

    Raises OutputError when another run holds it or it cannot be written.
    """
    with OutputLock(out):
        with writing(out):
            current = out / CURRENT
            if current.exists() and not current.is_symlink():
                raise OutputError(
                    f"'{CURRENT}' is not a link that dechrome made",
                    where=str(current),
                    mend="move it away or choose another --out",
                    code="E504",
                )
            remove_leftovers(out)
            work = out / WORK
            work.mkdir()
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
            # A disk that refuses here too must not hide the error that ended the run.


def remove_leftovers(out: Path) -> None:
    """Remove what crashed runs left behind, and nothing else. Call it while holding the lock."""
    (out / LINK).unlink(missing_ok=True)
    for folder in (out / WORK, *sorted((out / VERSIONS).glob(NEW + "*"))):
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
