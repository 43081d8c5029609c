"""The worker's side: receive a job, then chunks; do them; answer. Started by `engine.process`.

A worker ends by itself when its parent is gone: at the next item, or a second later wherever it is. Only C code
that holds the interpreter's lock, such as a runaway regular expression, keeps it longer: until the alarm rings
that it sets for each item, whose default action ends a process whatever it does.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from pipeline.engine.board import Board
from pipeline.engine.job import OPEN_ENDED, PREPARING, Chunk, Job, describe, run_chunk
from pipeline.errors import RunError

YOUNG = 1_000_000
"""Values made and not let go of, from which the collector of cycles comes in the middle of a chunk."""
WHOLE_EVERY = 16
"""Chunks after which it looks at everything once more, not only at what is new."""
LOOK_EVERY = 1.0
"""Seconds between two looks at whether the parent is still there."""
OVERHEAD_SECONDS = 600.0
"""Time for what is not an item: to start, to prepare, to write a chunk. A last resort, so generous."""


def main(connection_descriptor: int, board_descriptor: int, parent: int, item_seconds: float) -> None:
    """Serve until the parent says stop or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    mark = _marker(Board(board_descriptor), parent, item_seconds)
    with Connection(connection_descriptor) as connection:
        try:
            connection.send(("ready", None))
            _serve(connection, mark)
        except (EOFError, OSError):
            # The parent is gone; nobody is left to tell.
            sys.exit(0)


def _watch(parent: int) -> None:
    """End the process when its parent is gone: what takes long, such as the index, is one item without end."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(0)


def at_ease() -> None:
    """Have the collector of cycles come between the chunks, once a job is ready.

    What is loaded by then stays, so it need not be walked over again and again. The results of a chunk are many
    small values and hardly a cycle: to walk over them in the middle, all alive, costs a twentieth of a run's time;
    when the chunk is done and they are gone, almost nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)


def tidy(chunks: int) -> None:
    """Free what is left in cycles, after so many chunks."""
    gc.collect(0 if chunks % WHOLE_EVERY else 2)


def _serve(connection: Connection, mark: Callable[[int], None]) -> None:
    job: Job[Any, Any, Any] | None = None
    failure: Exception | None = None
    chunks = 0
    while True:
        kind, content = connection.recv()
        if kind == "job":
            job, failure = None, None
            try:
                job = pickle.loads(content)
                mark(PREPARING)
                job.prepare()
                at_ease()
            except Exception as error:
                failure = error
        elif job is None or failure is not None:
            connection.send(("error", _sendable(failure or RuntimeError("no job was sent"))))
        else:
            connection.send(_answer(job, content, mark))
            chunks += 1
            tidy(chunks)


def _answer(job: Job[Any, Any, Any], chunk: Chunk[Any], mark: Callable[[int], None]) -> tuple[str, object]:
    try:
        return "done", run_chunk(job, chunk, mark)
    except Exception as error:
        return "error", _sendable(error)


def _sendable(error: Exception) -> Exception:
    """The error itself where it survives pickling, else its description."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RunError(describe(error))
    return error


def _marker(board: Board, parent: int, item_seconds: float) -> Callable[[int], None]:
    def mark(position: int) -> None:
        if os.getppid() != parent:
            os._exit(0)
        # Twice the parent's own patience: whoever is still at it then has lost its parent. Zero is no alarm.
        patience = item_seconds if position >= 0 else OVERHEAD_SECONDS
        signal.setitimer(signal.ITIMER_REAL, 0 if position == OPEN_ENDED else 2 * patience + 1)
        board.write(position)

    return mark
