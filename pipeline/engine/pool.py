"""A small pool of worker processes for long runs over hostile input.

What it promises, and why none of the known pools was taken:

- A deadline for each *item* although work is handed out by the chunk; the parent enforces it by ending
  the worker. The item becomes `timed_out`, the rest of its chunk is done again without it.
- A worker that dies (signal 9, out of memory, a crash in C code) costs nothing else: its chunk is done
  again; the item it was at is tried once more, then it is `failed`.
- Results come in input order, with a bounded look-ahead, so memory does not grow with the run.
- An interrupted run ends at once and leaves no process behind; orphans end by themselves.

`concurrent.futures` and loky treat a dead worker as a broken pool and fail all that is outstanding, and
know no deadline for a running task. multiprocessing.Pool waits for ever for a dead worker's result.
mpire has task timeouts, but for `map` they stop the whole pool, as does a dead worker. billiard does both
for each task, but as part of Celery, with a fork by default and a message for each task. Pebble would
fit best, yet its licence (LGPL) does not sit well in a wheel under Apache-2.0, and its deadline too is
per task: with a task a page, messages cost more than they do here by the chunk.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from queue import SimpleQueue
from typing import Any

from pipeline.engine.job import Chunk, Fault, Item, Job, Result, Summary, run_chunk
from pipeline.engine.process import DiedAtStart, Done, Lost, Raised, WorkerProcess
from pipeline.errors import RunError

_LOOK_AHEAD = 3
"""Chunks in flight or waiting for their turn, for each worker."""
_TRIES = 2
"""How often an item may take its worker down before it is `failed`."""
_LOSSES = 3
"""How often a worker may die over one chunk while it is at no item, or before it is ready."""

_Task = tuple[int, Job[Any, Any, Any], Chunk[Any]]


def worker_count(asked: int | None, chunks: int) -> int:
    """Number of workers: as asked; else one a core, and no more than there are chunks."""
    if asked is not None:
        return asked
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, chunks))


class WorkerPool:
    """A context manager; `workers=0` does everything in this process, without deadlines.

    Each worker has a thread here that starts it, feeds it, watches it and replaces it. Errors of the
    jobs themselves (not of items) are raised by `map`; RunError where workers cannot be kept alive.
    """

    def __init__(self, workers: int, item_seconds: float) -> None:
        self._item_seconds = item_seconds
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[int, Done | Raised]] = SimpleQueue()
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._alive: set[WorkerProcess] = set()
        self._shift = 0
        self._here: Job[Any, Any, Any] | None = None
        self._threads = [
            threading.Thread(target=self._drive, name=f"worker-{number}", daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def map(self, job: Job[Item, Result, Summary], chunks: Iterable[Chunk[Item]]) -> Iterator[Summary]:
        """The summary of each chunk, in the order of `chunks`. One `map` at a time.

        If the caller stops taking (an error, an interrupt), the pool is closed.
        """
        if not self._threads:
            yield from self._map_here(job, chunks)
            return
        ahead = _LOOK_AHEAD * len(self._threads)
        sent = taken = 0
        waiting: dict[int, Summary] = {}
        try:
            for chunk in chunks:
                self._tasks.put((sent, job, chunk))
                sent += 1
                if sent - taken >= ahead:
                    yield self._take(taken, waiting)
                    taken += 1
            while taken < sent:
                yield self._take(taken, waiting)
                taken += 1
        finally:
            if taken < sent:
                self.close()

    def processes(self) -> list[int]:
        """Process ids of the workers alive now."""
        with self._lock:
            return sorted(worker.pid for worker in self._alive)

    def rest(self) -> None:
        """End all workers and free their memory; new ones start when there is work again.

        To be called between two maps: what a stage has loaded (models, parsers) the next may not need.
        """
        with self._lock:
            self._shift += 1
            for worker in self._alive:
                worker.kill()

    def close(self) -> None:
        """End all workers at once. What they were at is lost."""
        self._closing.set()
        with self._lock:
            for worker in self._alive:
                worker.kill()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join(timeout=5)

    def _map_here(self, job: Job[Item, Result, Summary], chunks: Iterable[Chunk[Item]]) -> Iterator[Summary]:
        if self._here is not job:
            job.prepare()
            self._here = job
        for chunk in chunks:
            yield run_chunk(job, chunk, lambda _: None)

    def _take(self, number: int, waiting: dict[int, Any]) -> Any:
        """The summary of the chunk that was sent as `number`, which may not be the next to be done."""
        while number not in waiting:
            done, outcome = self._done.get()
            if isinstance(outcome, Raised):
                raise outcome.error
            waiting[done] = outcome.summary
        return waiting.pop(number)

    def _drive(self) -> None:
        """The life of one worker and its successors, in a thread of its own."""
        worker: WorkerProcess | None = None
        shift = self._shift
        try:
            while (task := self._tasks.get()) is not None and not self._closing.is_set():
                number, job, chunk = task
                if worker is not None and shift != self._shift:
                    self._forget(worker)
                    worker = None
                shift = self._shift
                try:
                    worker, outcome = self._do(worker, job, chunk)
                except Exception as error:
                    outcome = Raised(error)
                self._done.put((number, outcome))
        finally:
            if worker is not None:
                self._forget(worker)

    def _do(
        self, worker: WorkerProcess | None, job: Job[Any, Any, Any], chunk: Chunk[Any]
    ) -> tuple[WorkerProcess | None, Done | Raised]:
        """Have one chunk done, by as many workers as it takes."""
        deaths: Counter[int] = Counter()
        faults = dict(chunk.faults)
        while True:
            worker = worker or self._start()
            outcome = worker.attempt(job, replace(chunk, faults=dict(faults)))
            if not isinstance(outcome, Lost):
                return worker, outcome
            self._forget(worker)
            worker = None
            if self._closing.is_set():
                return None, Raised(RunError("the pool was closed"))
            deaths[outcome.position] += 1
            if outcome.position < 0:
                if deaths[outcome.position] >= _LOSSES:
                    return None, Raised(
                        RunError(
                            f"a worker process ended {_LOSSES} times over the same pages ({outcome.how})",
                            mend="free memory, or try again with --workers 0",
                        )
                    )
            elif outcome.overran:
                faults[outcome.position] = Fault(
                    "timed_out", f"took more than {self._item_seconds:g} seconds"
                )
            elif deaths[outcome.position] >= _TRIES:
                faults[outcome.position] = Fault(
                    "failed", f"its worker process ended {_TRIES} times ({outcome.how})"
                )

    def _start(self) -> WorkerProcess:
        deaths = 0
        while True:
            try:
                worker = WorkerProcess(self._item_seconds)
                break
            except DiedAtStart:
                deaths += 1
                if deaths == _LOSSES or self._closing.is_set():
                    raise
        with self._lock:
            if self._closing.is_set():
                worker.kill()
            self._alive.add(worker)
        return worker

    def _forget(self, worker: WorkerProcess) -> None:
        with self._lock:
            self._alive.discard(worker)
        worker.close()
