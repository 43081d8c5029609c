"""How far the run is: a bar on a terminal, plain log lines elsewhere, nothing with `-q`.

A stage tells `(stage, done, total)`; `total` is None while it is not known.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.cli.output import is_terminal

Progress = Callable[[str, int, int | None], None]

SECONDS_BETWEEN_LINES = 10.0
"""Plain log lines are at least this far apart; the first and the last of a stage are always written."""


def _silent(stage: str, done: int, total: int | None) -> None:
    """Nobody wants to know."""


@contextmanager
def progress(logger: logging.Logger, *, quiet: bool) -> Iterator[Progress]:
    """A function for the run to call; what it shows is gone or finished at the end of the block."""
    if quiet:
        yield _silent
    elif is_terminal(sys.stderr):
        with _bar() as tell:
            yield tell
    else:
        yield LogLines(logger)


class LogLines:
    """Progress as log lines: at the start and the end of each stage, and now and then between."""

    def __init__(self, logger: logging.Logger, clock: Callable[[], float] = time.monotonic):
        self.logger = logger
        self.clock = clock
        self.stage = ""
        self.shown: tuple[str, int] | None = None
        self.started = self.last = 0.0

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Write a line if it is time for one."""
        now = self.clock()
        if stage != self.stage:
            self.stage, self.started, self.last = stage, now, now
        elif (stage, done) == self.shown or (done != total and now - self.last < SECONDS_BETWEEN_LINES):
            return
        self.last, self.shown = now, (stage, done)
        self.logger.info(line(stage, done, total, now - self.started))


def line(stage: str, done: int, total: int | None, seconds: float) -> str:
    """One line of progress.

    >>> line("extract", 1000, 5000, 2.0)
    'extract: 1,000 of 5,000 pages, 500 pages/s, 8 s left'
    """
    text = f"{stage}: {done:,} pages" if total is None else f"{stage}: {done:,} of {total:,} pages"
    if done and seconds > 0:
        text += f", {done / seconds:,.0f} pages/s"
        if total is not None and done < total:
            text += f", {(total - done) * seconds / done:,.0f} s left"
    return text


@contextmanager
def _bar() -> Iterator[Progress]:
    """One bar a stage on stderr, drawn by rich."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        ProgressColumn,
        Task,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars
    from rich.text import Text

    class PagesPerSecond(ProgressColumn):
        """Speed in pages per second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:,.0f} pages/s")

    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        PagesPerSecond(),
        TimeRemainingColumn(),
    )
    tasks: dict[str, TaskID] = {}
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:

        def tell(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tell
