"""Small jobs for the tests of the engine, importable by worker processes."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakSet

from pipeline.engine import Chunk, Fault, Job
from pipeline.errors import OutputError

Outcome = str | Fault


class Cycle:
    """Holds itself, so that only the collector of cycles frees it."""

    def __init__(self) -> None:
        self.itself = self


CYCLES: WeakSet[Cycle] = WeakSet()
"""Those made in this process and not freed yet."""


@dataclass(frozen=True)
class Echo(Job[str, str, tuple[int, list[Outcome]]]):
    """Gives each item back; some items misbehave: `<what>` or `<what>:<argument>`."""

    folder: Path | None = None
    """Where items leave traces for the test to see."""

    def item(self, item: str) -> str:
        what, _, argument = item.partition(":")
        if what == "raise":
            raise ValueError(argument)
        if what == "exit":
            sys.exit(argument)
        if what == "sleep":
            time.sleep(float(argument))
        if what == "runaway":
            # Holds the interpreter's lock in C code, for ever in practice.
            re.match(r"(?:a|a)+b", "a" * 60)
        if what == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "die_once" and self._first(argument):
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
        if what == "pid":
            return str(os.getpid())
        if what == "environment":
            return os.environ.get(argument, "not set")
        if what == "arrow_pool":
            import pyarrow as pa

            return pa.default_memory_pool().backend_name
        if what == "cycle":
            CYCLES.add(Cycle())
        if what == "cycles":
            return str(len(CYCLES))
        if what == "noise":
            print("noise on standard output")
        if what == "big":
            return "x" * 10_000_000
        return item.upper()

    def finish(self, chunk: Chunk[str], outcomes: Sequence[Outcome]) -> tuple[int, list[Outcome]]:
        if any(item == "fail_finish" for item in chunk.items):
            raise OutputError("the disk is full", where="here", mend="free some room")
        if any(item == "die_in_finish" for item in chunk.items):
            os.kill(os.getpid(), signal.SIGKILL)
        if any(item == "die_once_in_finish" for item in chunk.items) and self._first("finish"):
            os.kill(os.getpid(), signal.SIGKILL)
        return chunk.number, list(outcomes)

    def _first(self, name: str) -> bool:
        assert self.folder is not None
        try:
            (self.folder / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


@dataclass(frozen=True)
class Unprepared(Job[str, str, str]):
    """Cannot be prepared."""

    def prepare(self) -> None:
        raise OutputError("the survey is gone", mend="run again")

    def item(self, item: str) -> str:
        return item

    def finish(self, chunk: Chunk[str], outcomes: Sequence[Outcome]) -> str:
        return ""


class Unpicklable(Exception):
    """An error that does not survive the way to the parent."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


@dataclass(frozen=True)
class FailsOddly(Job[str, str, str]):
    """Fails as a whole with an error that cannot be sent."""

    def item(self, item: str) -> str:
        return item

    def finish(self, chunk: Chunk[str], outcomes: Sequence[Outcome]) -> str:
        raise Unpicklable("strange", "error")


def alarm_rings_in(_: str) -> float:
    """Seconds until the alarm that a worker sets for itself rings; 0: it has set none."""
    return signal.getitimer(signal.ITIMER_REAL)[0]
