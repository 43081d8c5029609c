"""The steps in which a report is drawn: each a picklable call, so that workers can share them.

    prepare     the view is built and kept
    gather      what the files of one reporter share is read and kept
    part        a file that stands beside a reporter's own
    file        a reporter's own file, when its parts are written

What is kept lies in a folder beside the reports, which goes when they are drawn.
"""

from __future__ import annotations

import pickle
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, Protocol

from pipeline.errors import OutputError
from pipeline.registry import discover
from pipeline.replace import new_file
from pipeline.report.model import Excerpts, Verdict
from pipeline.report.reporter import PartedReporter, Report, Reporter
from pipeline.report.rule_info import RuleInfo
from pipeline.report.since import version_before
from pipeline.report.tables import Tables
from pipeline.report.view import view_of

_REPORT = "report.pickle"
_KEPT = ".draw-"
_LEFT_SECONDS = 24 * 3600
"""Older folders of what is kept are of a drawing that was killed."""


class MapSteps(Protocol):
    """Calls a function on each item, in this process or in others; results in the items' order."""

    def __call__(self, function: Callable[[Any], Any], items: Sequence[Any], /) -> Iterable[Any]: ...


class Step(NamedTuple):
    """One thing to do."""

    kind: Literal["gather", "part", "file"]
    format: str
    """Which reporter does it."""
    name: str
    told: tuple[int, ...] = ()
    """What the reporter's parts told."""


class Prepared(NamedTuple):
    """What whoever shares out the steps must know of a report; all else lies in the folder of what is kept."""

    verdict: Verdict
    gather: tuple[Step, ...]
    parts: tuple[Step, ...]


@lru_cache(maxsize=1)
def reporters() -> tuple[Reporter, ...]:
    """One of every reporter, sorted by file name."""
    return tuple(kind() for kind in discover("pipeline.report", Reporter))  # type: ignore[type-abstract]


def open_report(version_folder: Path, *, rules: Mapping[str, RuleInfo], excerpts: Excerpts) -> Report:
    """The one result object that all formats are drawn from."""
    tables = Tables.open(version_folder)
    view = view_of(tables, rules=rules, excerpts=excerpts, before=version_before(tables))
    return Report(view, tables, rules)


@dataclass(frozen=True)
class Preparing:
    """Builds the view of a version and keeps it in the folder that it is called with."""

    version_folder: Path
    rules: Mapping[str, RuleInfo]
    excerpts: Excerpts

    def __call__(self, kept: Path) -> Prepared:
        report = open_report(self.version_folder, rules=self.rules, excerpts=self.excerpts)
        with writing_report(kept.parent):
            (kept / _REPORT).write_bytes(pickle.dumps(report, pickle.HIGHEST_PROTOCOL))
        parted = [one for one in reporters() if one.drawn and isinstance(one, PartedReporter)]
        return Prepared(
            report.view.verdict,
            tuple(Step("gather", one.format, name) for one in parted for name in one.gathered(report)),
            tuple(Step("part", one.format, name) for one in parted for name in one.parts(report)),
        )


@dataclass(frozen=True)
class Drawing:
    """Does the steps of one report; what was prepared is loaded once in each process."""

    folder: Path
    """Of the reports."""
    kept: Path

    @cached_property
    def report(self) -> Report:
        """What `Preparing` kept."""
        report: Report = pickle.loads((self.kept / _REPORT).read_bytes())
        return report

    def __call__(self, step: Step) -> int:
        """Do one step; what a part tells, else 0. Raises `DatasetError` and `OutputError`."""
        reporter = next(one for one in reporters() if one.format == step.format)
        told = [0]
        if step.kind == "gather":
            assert isinstance(reporter, PartedReporter)
            with writing_report(self.folder):
                reporter.gather(self.report, step.name, self.kept)
            return 0

        def write(out: BinaryIO) -> None:
            if not isinstance(reporter, PartedReporter):
                reporter.write(self.report, out)
            elif step.kind == "part":
                told[0] = reporter.write_part(self.report, step.name, self.kept, out)
            else:
                reporter.write_first(self.report, step.told, self.kept, out)

        replace_file(self.folder / step.name, write)
        return told[0]


def draw_steps(drawing: Drawing, prepared: Prepared, map_steps: MapSteps) -> set[str]:
    """Do all steps, round by round; the names of the files written."""
    for _ in map_steps(drawing, prepared.gather):
        pass
    told: dict[str, list[int]] = {}
    for step, number in zip(prepared.parts, map_steps(drawing, prepared.parts), strict=True):
        told.setdefault(step.format, []).append(number)
    files = [
        Step("file", one.format, one.name, tuple(told.get(one.format, ())))
        for one in reporters()
        if one.drawn
    ]
    for _ in map_steps(drawing, files):
        pass
    return {step.name for step in (*prepared.parts, *files)}


@contextmanager
def kept_folder(folder: Path) -> Iterator[Path]:
    """A folder beside the reports for what is kept meanwhile."""
    with writing_report(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_KEPT}*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
                    shutil.rmtree(left, ignore_errors=True)
        holder = tempfile.TemporaryDirectory(prefix=_KEPT, dir=folder, ignore_cleanup_errors=True)
    with holder as name:
        yield Path(name)


@contextmanager
def writing_report(where: Path) -> Iterator[None]:
    """Turn errors of the file system into `OutputError`."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write the report: {error.strerror or error}",
            where=str(where),
            mend="free some space or choose another folder with --reports",
            code="E521",
        ) from error


def replace_file(target: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a new file beside the target, then put it in its place: a reader sees the old or the new."""
    with writing_report(target), new_file(target) as out:
        write(out)
