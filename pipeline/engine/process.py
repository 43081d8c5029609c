"""The parent's side of one worker: start it, hand it a chunk, watch it, end it.

The worker is a fresh interpreter, not a fork: forking a process that has threads (pyarrow has) may
deadlock, and the standard library's `spawn` runs the caller's main module again, which breaks scripts
and notebooks that have no `if __name__ == "__main__"`.
"""

from __future__ import annotations

import json
import os
import pickle
import socket
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from pipeline.engine.board import Board, State
from pipeline.engine.job import OPEN_ENDED, Chunk, Job
from pipeline.engine.worker import OVERHEAD_SECONDS
from pipeline.errors import RunError

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from pipeline.engine.worker import main; "
    "main(int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]))"
)

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""A worker is one thread of the run: libraries that would start one more for each core only get in the way of
the other workers (woken for the small products of one page, they cost more than they bring). What the caller's
environment says already stays."""

GIVES_BACK = {"ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Arrow's own pools hold on to what was freed, 30 MB and more in each worker; the system's is as fast for us."""


@dataclass(frozen=True, slots=True)
class Done:
    """The chunk is done."""

    summary: Any


@dataclass(frozen=True, slots=True)
class Raised:
    """The job itself failed (not an item of it): the run must end."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker is gone: it died, or it was ended because it outran its time."""

    position: int
    """What it was at."""
    overran: bool
    how: str
    """For people: how it ended."""


class DiedAtStart(RunError):
    """A worker process ended before it was ready: the next may not."""


class WorkerProcess:
    """One worker process. Not shared between threads, except for `kill`."""

    def __init__(self, item_seconds: float) -> None:
        """Start the process and wait until it is ready. Errors: RunError if it does not start."""
        self._item_seconds = item_seconds
        self._job: Job[Any, Any, Any] | None = None
        mine, theirs = socket.socketpair()
        # A worker that is stopped in the middle of a message must not hold up the parent for ever.
        patience = struct.pack("ll", int(OVERHEAD_SECONDS), 0)
        mine.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)
        mine.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, patience)
        self._connection = Connection(mine.detach())
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `kill`
        board = Board.new_file()
        self._board = Board(board)
        self._board.reset()
        numbers = [str(theirs.fileno()), str(board), str(os.getpid()), repr(item_seconds)]
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, json.dumps(sys.path), *numbers],
                pass_fds=(theirs.fileno(), board),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env={**ONE_THREAD, **GIVES_BACK, **os.environ},
                # A group of its own: Ctrl-C at the terminal is for the parent, which then ends us.
                process_group=0,
            )
        except OSError as error:
            self._connection.close()
            self._errors.close()
            raise RunError(
                f"a worker process cannot be started: {error.strerror or error}",
                mend="free memory or processes (`ulimit -u`), or try again with --workers 0",
            ) from error
        finally:
            theirs.close()
            os.close(board)
        answer = self._wait()
        if isinstance(answer, Lost):
            words = self._last_words()
            self.close()
            raise (RunError if answer.overran else DiedAtStart)(
                f"a worker process did not start ({answer.how}){': ' if words else ''}{words}",
                mend="try again with --workers 0",
            )

    @property
    def pid(self) -> int:
        """Process id of the worker."""
        return self._process.pid

    def attempt(self, job: Job[Any, Any, Any], chunk: Chunk[Any]) -> Done | Raised | Lost:
        """Have the chunk done. After `Lost` the process is gone and this object must not be used again."""
        self._board.reset()
        try:
            if job is not self._job:
                self._connection.send(("job", pickle.dumps(job)))
                self._job = job
            self._connection.send(("chunk", chunk))
        except OSError:
            return self._lost(self._board.read(), overran=False)
        answer = self._wait()
        if isinstance(answer, Lost):
            self.kill()
            return answer
        kind, content = answer
        return Raised(content) if kind == "error" else Done(content)

    def kill(self) -> None:
        """End the process at once and reap it. May be called twice and from another thread."""
        self._process.kill()
        self._process.wait()
        self._errors.close()

    def close(self) -> None:
        """End the process and let go of everything."""
        self.kill()
        self._connection.close()

    def _wait(self) -> tuple[str, Any] | Lost:
        """The worker's next answer; `Lost` when it dies or outruns its time."""
        look_every = min(0.25, self._item_seconds / 4)
        while True:
            try:
                if self._connection.poll(look_every):
                    answer: tuple[str, Any] = self._connection.recv()
                    return answer
            except (EOFError, OSError, pickle.UnpicklingError):
                return self._lost(self._board.read(), overran=False)
            state = self._board.read()
            if self._overrun(state):
                # Read again: the two halves of the board are not written in one go.
                time.sleep(0.01)
                if self._board.read() == state and not self._connection.poll(0):
                    return self._lost(state, overran=True)

    def _overrun(self, state: State) -> bool:
        if state.position == OPEN_ENDED:
            return False
        allowed = self._item_seconds if state.position >= 0 else OVERHEAD_SECONDS
        return time.monotonic() - state.since > allowed

    def _lost(self, state: State, *, overran: bool) -> Lost:
        # A worker whose own alarm ended it has overrun too; the parent was late (stopped, or very busy).
        overran = overran or self._overrun(state)
        self._process.kill()
        code = self._process.wait()
        how = "took too long" if overran else f"ended by signal {-code}" if code < 0 else f"exit code {code}"
        return Lost(state.position, overran, how)

    def _last_words(self) -> str:
        """The end of what the worker wrote to its standard error, on one line."""
        try:
            self._errors.seek(0)
            lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        except (OSError, ValueError):
            return ""
        return lines[-1][:300] if lines else ""
