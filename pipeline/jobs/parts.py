"""A job that calls a function on each item alone: publishing writes the parts of its tables with it, and the report
is drawn with it step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic

from pipeline.engine import Chunk, Fault, Job, WorkerPool
from pipeline.engine.job import Item, Result


class CallJob(Job[Item, None, Result], Generic[Item, Result]):
    """Calls a module's function on the one item of each chunk. What it raises ends the run."""

    def __init__(self, function: Callable[[Item], Result], *, open_ended: bool = False) -> None:
        self._function = function
        self.open_ended = open_ended

    def item(self, item: Item) -> None:
        """Nothing: a part is no page, its failure is the run's."""

    def finish(self, chunk: Chunk[Item], outcomes: Sequence[Fault | None]) -> Result:
        """The function's answer."""
        return self._function(chunk.items[0])


def call_each(
    pool: WorkerPool, function: Callable[[Item], Result], items: Sequence[Item], *, open_ended: bool = False
) -> Iterator[Result]:
    """The function's answer for each item, in the items' order, worked out by the pool.

    `open_ended`: one call may have all pages to do, and takes as long as it takes.
    """
    chunks = [Chunk(number, [item]) for number, item in enumerate(items)]
    return pool.map(CallJob(function, open_ended=open_ended), chunks)
