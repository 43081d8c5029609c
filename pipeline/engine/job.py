"""What the engine runs: a job over chunks of items, each item by itself, then the chunk as a whole.

A distributed engine would run the same three methods: `prepare` once on each machine, `item` as the
map, `finish` as what a partition leaves behind.
"""

from __future__ import annotations

import re
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Generic, Literal, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Summary = TypeVar("Summary")

IDLE, PREPARING, FINISHING, OPEN_ENDED = -1, -2, -3, -4
"""What a worker is at when it is not at an item (whose position in the chunk is 0 or more). `OPEN_ENDED` is finishing
what takes longer the more pages there are: it has no deadline."""

_ADDRESS = re.compile(r"0x[0-9a-fA-F]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an item has no result. Data, never an exception across a stage."""

    kind: Literal["timed_out", "failed"]
    message: str
    """One line."""


@dataclass(frozen=True, slots=True)
class Chunk(Generic[Item]):
    """Some items that are done, and if need be done again, together."""

    number: int
    items: Sequence[Item]
    faults: Mapping[int, Fault] = field(default_factory=dict)
    """Items that are not tried (any more), by position."""


class Job(ABC, Generic[Item, Result, Summary]):
    """One stage of the run. Picklable; sent to each worker once."""

    open_ended: bool = False
    """Whether `finish` may take as long as it takes."""

    def prepare(self) -> None:
        """Load what all items need. Called once in each process before the first chunk."""

    def begin(self, chunk: Chunk[Item]) -> None:
        """Load what the items of one chunk share. What it raises ends the run."""

    @abstractmethod
    def item(self, item: Item) -> Result:
        """Do one item, by itself. What it raises becomes the item's `Fault`."""

    @abstractmethod
    def finish(self, chunk: Chunk[Item], outcomes: Sequence[Result | Fault]) -> Summary:
        """Do what remains for the chunk, for example write it to disk; `outcomes` are aligned with
        its items. May be called again for the same chunk if a worker is lost. What it raises ends the run."""


def run_chunk(job: Job[Item, Result, Summary], chunk: Chunk[Item], mark: Callable[[int], None]) -> Summary:
    """Do a chunk in this process. `mark` is told what is begun: an item's position, `FINISHING` or `OPEN_ENDED`."""
    job.begin(chunk)
    outcomes: list[Result | Fault] = []
    for position, item in enumerate(chunk.items):
        fault = chunk.faults.get(position)
        if fault is not None:
            outcomes.append(fault)
            continue
        mark(position)
        try:
            outcomes.append(job.item(item))
        except (Exception, SystemExit) as error:
            outcomes.append(Fault("failed", describe(error)))
    mark(OPEN_ENDED if job.open_ended else FINISHING)
    return job.finish(chunk, outcomes)


def describe(error: BaseException) -> str:
    """An exception as one line: its type, its words, and the innermost place of our own it went through."""
    # Addresses of objects vary from run to run, and this line may become data.
    words = _ADDRESS.sub("0x…", " ".join(str(error).split()))[:200]
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _is_own(PurePath(frame.filename).parts)] or list(frames)
    place = f" ({PurePath(own[-1].filename).name}, line {own[-1].lineno})" if own else ""
    line = f"{type(error).__name__}{': ' if words else ''}{words}{place}"
    return line if line.isprintable() else line.encode("unicode_escape").decode("ascii")


def _is_own(parts: tuple[str, ...]) -> bool:
    return "pipeline" in parts and "engine" not in parts
