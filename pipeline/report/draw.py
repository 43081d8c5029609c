"""Draws all reports of a published version into its folder, and shows them where people look."""

from __future__ import annotations

import re
import shutil
from collections.abc import Container, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import OutputError
from pipeline.report.drawing import (
    Drawing,
    MapSteps,
    Prepared,
    Preparing,
    draw_steps,
    kept_folder,
    open_report,
    replace_file,
    reporters,
)
from pipeline.report.model import Excerpts, ReportView, Verdict
from pipeline.report.rule_info import RuleInfo

__all__ = [
    "draw_report",
    "draw_report_in_steps",
    "formats",
    "open_report",
    "reporters",
    "show_report",
    "write_format",
]

REPORT_FOLDER = "report"
PART = re.compile(r"pages-\d{4,}\.html")
"""Files that are there only when one file cannot hold all; those of an earlier report are taken away."""


def formats() -> tuple[str, ...]:
    """The words for `--format`, sorted."""
    return tuple(sorted(reporter.format for reporter in reporters()))


def draw_report(
    version_folder: Path, *, rules: Mapping[str, RuleInfo], excerpts: Excerpts = "full"
) -> ReportView:
    """Write every report into `version_folder/report`; the same dataset (and version before it) gives the same bytes.

    Raises `DatasetError` where the dataset cannot be read, `OutputError` where a report cannot be written.
    """
    with kept_folder(version_folder / REPORT_FOLDER) as kept:
        drawing, _ = _draw(version_folder, Preparing(version_folder, rules, excerpts), kept, map)
        return drawing.report.view


def draw_report_in_steps(
    version_folder: Path, *, rules: Mapping[str, RuleInfo], excerpts: Excerpts, map_steps: MapSteps
) -> Verdict:
    """As `draw_report`, but `map_steps` may have the steps done in other processes; this one loads no view."""
    with kept_folder(version_folder / REPORT_FOLDER) as kept:
        _, prepared = _draw(version_folder, Preparing(version_folder, rules, excerpts), kept, map_steps)
        return prepared.verdict


def _draw(
    version_folder: Path, prepare: Preparing, kept: Path, map_steps: MapSteps
) -> tuple[Drawing, Prepared]:
    folder = version_folder / REPORT_FOLDER
    (prepared,) = map_steps(prepare, [kept])
    drawing = Drawing(folder, kept)
    _take_away(folder, keep=draw_steps(drawing, prepared, map_steps))
    return drawing, prepared


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


def show_report(version_folder: Path, reports_folder: Path) -> tuple[Path, ...]:
    """Copy the version's reports to `reports_folder`, each file replaced at once; returns their paths.

    Other files there are left alone, but for parts of an earlier report. Raises `OutputError`.
    """
    shown = []
    # Names with a dot are of a drawing that was killed.
    for source in sorted((version_folder / REPORT_FOLDER).glob("[!.]*")):

        def copy(out: BinaryIO, source: Path = source) -> None:
            with source.open("rb") as file:
                shutil.copyfileobj(file, out)

        replace_file(reports_folder / source.name, copy)
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
