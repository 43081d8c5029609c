"""Draws all reports of a published version into its folder, and shows them where people look."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import OutputError
from pipeline.registry import discover
from pipeline.report.model import Excerpts, ReportView
from pipeline.report.reporter import Report, Reporter
from pipeline.report.rule_info import RuleInfo
from pipeline.report.tables import Tables
from pipeline.report.view import view_of

REPORT_FOLDER = "report"


def reporters() -> tuple[Reporter, ...]:
    """One of every reporter, sorted by file name."""
    return tuple(kind() for kind in discover("pipeline.report", Reporter))  # type: ignore[type-abstract]


def draw_report(
    version_folder: Path, *, rules: Mapping[str, RuleInfo], excerpts: Excerpts = "full"
) -> ReportView:
    """Write every report into `version_folder/report`; the same dataset gives the same bytes.

    Raises `DatasetError` where the dataset cannot be read, `OutputError` where a report cannot be written.
    """
    tables = Tables.open(version_folder)
    view = view_of(tables, rules=rules, excerpts=excerpts)
    report = Report(view, tables, rules)
    for reporter in reporters():
        target = version_folder / REPORT_FOLDER / reporter.name

        def write(out: BinaryIO, reporter: Reporter = reporter) -> None:
            reporter.write(report, out)

        _replace(target, write)
    return view


def show_report(version_folder: Path, reports_folder: Path) -> tuple[Path, ...]:
    """Copy the version's reports to `reports_folder`, each file replaced at once; returns their paths.

    Other files there are left alone. Raises `OutputError`.
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
    return tuple(shown)


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
