"""Draws all reports of a published version into its folder, and shows them where people look."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import OutputError
from pipeline.registry import discover
from pipeline.report.model import Excerpts, ReportView
from pipeline.report.reporter import Report, Reporter
from pipeline.report.rule_info import RuleInfo
from pipeline.report.since import version_before
from pipeline.report.tables import Tables
from pipeline.report.view import view_of

REPORT_FOLDER = "report"
PART = re.compile(r"pages-\d{4,}\.html")
"""Files that are there only when one file cannot hold all; those of an earlier report are taken away."""


@cache
def reporters() -> tuple[Reporter, ...]:
    """One of every reporter, sorted by file name."""
    return tuple(kind() for kind in discover("pipeline.report", Reporter))  # type: ignore[type-abstract]


def formats() -> tuple[str, ...]:
    """The words for `--format`, sorted."""
    return tuple(sorted(reporter.format for reporter in reporters()))


def draw_report(
    version_folder: Path, *, rules: Mapping[str, RuleInfo], excerpts: Excerpts = "full"
) -> ReportView:
    """Write every report into `version_folder/report`; the same dataset (and version before it) gives the same bytes.

    Raises `DatasetError` where the dataset cannot be read, `OutputError` where a report cannot be written.
    """
    report = open_report(version_folder, rules=rules, excerpts=excerpts)
    folder = version_folder / REPORT_FOLDER
    written = set()
    for reporter in reporters():
        if reporter.drawn:
            for name, write in reporter.files(report):
                _replace(folder / name, write)
                written.add(name)
    _take_away(folder, keep=written)
    return report.view


def write_format(
    version_folder: Path,
    word: str,
    out: BinaryIO,
    *,
    rules: Mapping[str, RuleInfo],
    excerpts: Excerpts = "full",
    colour: bool = False,
    source_root: str = "",
) -> ReportView:
    """Write the report in one format (a word of `formats`) to `out`. Raises `DatasetError`.

    `colour` and `source_root`: as `Report` has them.
    """
    report = open_report(version_folder, rules=rules, excerpts=excerpts)
    report = replace(report, colour=colour, source_root=source_root)
    next(reporter for reporter in reporters() if reporter.format == word).write(report, out)
    return report.view


def open_report(version_folder: Path, *, rules: Mapping[str, RuleInfo], excerpts: Excerpts) -> Report:
    """The one result object that all formats are drawn from."""
    tables = Tables.open(version_folder)
    view = view_of(tables, rules=rules, excerpts=excerpts, before=version_before(tables))
    return Report(view, tables, rules)


def show_report(version_folder: Path, reports_folder: Path) -> tuple[Path, ...]:
    """Copy the version's reports to `reports_folder`, each file replaced at once; returns their paths.

    Other files there are left alone, but for parts of an earlier report. Raises `OutputError`.
    """
    shown = []
    for source in sorted((version_folder / REPORT_FOLDER).glob("*")):

        def copy(out: BinaryIO, source: Path = source) -> None:
            with source.open("rb") as file:
                shutil.copyfileobj(file, out)

        _replace(reports_folder / source.name, copy)
        shown.append(reports_folder / source.name)
    if not shown:
        raise OutputError(
            "there is no report to show",
            where=str(version_folder / REPORT_FOLDER),
            mend="draw it first: `dechrome report DATASET`",
            code="E520",
        )
    _take_away(reports_folder, keep={path.name for path in shown})
    return tuple(shown)


def _take_away(folder: Path, *, keep: Container[str]) -> None:
    """Remove parts of an earlier, larger report."""
    for path in folder.iterdir():
        if PART.fullmatch(path.name) and path.name not in keep:
            path.unlink(missing_ok=True)


def _replace(target: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a new file beside the target, then put it in its place: a reader sees the old or the new."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as out:
            write(out)
        fresh.replace(target)
    except OSError as error:
        raise OutputError(
            f"cannot write the report: {error.strerror or error}",
            where=str(target),
            mend="free some space or choose another folder with --reports",
            code="E521",
        ) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
