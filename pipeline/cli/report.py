"""`dechrome report DATASET`: draws the reports again from a published dataset."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import common_options, config_option, resolved
from pipeline.cli.output import emit, emit_bytes, emit_json, has_colour
from pipeline.cli.verdict import verdict_lines

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from pipeline.report.model import Excerpts


def _formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from pipeline.report.draw import formats

    return [word for word in formats() if word.startswith(incomplete)]


@click.command(
    "report",
    epilog="""\b
Example:
  dechrome report normalized --reports reports
  dechrome report normalized --format concise
  dechrome report normalized --format sarif --source-root content/raw > findings.sarif
""",
)
@click.argument("dataset", type=click.Path())
@click.option("--reports", metavar="DIR", help="Folder of the reports.  [default: reports]")
@click.option(
    "--report-excerpts",
    type=click.Choice(["full", "none"]),
    help="`none` keeps page text out of the reports.  [default: as the run had it]",
)
@click.option(
    "--format",
    "word",
    metavar="FORM",
    shell_complete=_formats,
    help="Write one form to stdout and no file: full, concise, grouped, csv, github, html, json, jsonl, junit, "
    "markdown (for a pull request's comment), sarif.",
)
@click.option(
    "--source-root",
    metavar="DIR",
    help="Where the raw pages lie in your repository: put before the paths of `github` and `sarif`.",
)
@config_option
@common_options
def command(
    dataset: str,
    word: str | None,
    source_root: str | None,
    as_json: bool,
    quiet: bool,
    verbose: int,
    **params: Any,
) -> None:
    """Draw the reports of a published DATASET again, or write its findings in one form."""
    from pathlib import Path

    from pipeline.errors import UsageError
    from pipeline.publish.versions import find_version
    from pipeline.report.draw import draw_report, show_report
    from pipeline.report.tables import Tables
    from pipeline.rule_infos import rule_infos

    found = resolved(params)
    version = find_version(dataset)
    excerpts = Tables.open(version).manifest.settings.get("report_excerpts", "full")
    if found.origins["report_excerpts"] != "default":
        excerpts = found.settings.report_excerpts
    shown: Excerpts = "none" if excerpts == "none" else "full"
    if word is not None:
        _write_form(version, word, shown, _relative(source_root or ""))
        return
    if source_root is not None:
        raise UsageError(
            "it needs a form", where="--source-root", mend="add --format sarif or --format github"
        )
    with _held(version):
        view = draw_report(version, rules=rule_infos(), excerpts=shown)
        files = show_report(version, Path(found.places.reports))
    if as_json:
        emit_json(
            {
                "run_id": view.manifest.run_id,
                "verdict": view.verdict.sentence,
                "files": [str(f) for f in files],
            }
        )
        return
    index = next((file for file in files if file.name == "index.html"), files[0])
    for line in verdict_lines(view.verdict):
        emit(line)
    emit(f"report   {index}")


def _held(version: Path) -> AbstractContextManager[object]:
    """The output folder that the version stands in, held against runs; nothing where it stands by itself.

    Raises OutputError E501 where a run is writing.
    """
    from contextlib import nullcontext

    from pipeline.publish.output import VERSIONS, OutputLock

    return OutputLock(version.parent.parent) if version.parent.name == VERSIONS else nullcontext()


def _relative(source_root: str) -> str:
    """The folder as a relative path without `.` and `..`. Raises UsageError for any other."""
    from pathlib import PurePosixPath

    from pipeline.errors import UsageError

    path = PurePosixPath(source_root.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts[:1] and path.parts[0].endswith(":")):
        raise UsageError(
            f"'{source_root}' is no path from the repository's root",
            where="--source-root",
            mend="write it as content/raw",
        )
    return "" if str(path) == "." else str(path)


def _write_form(version: Path, word: str, excerpts: Excerpts, source_root: str) -> None:
    """One form to stdout. A reader that went away (`| head`) ends the output, not the command."""
    from pipeline.errors import UsageError, did_you_mean
    from pipeline.report.draw import formats, write_format
    from pipeline.rule_infos import rule_infos

    if word not in formats():
        raise UsageError(
            f"'{word}' is no form of the report",
            where="--format",
            mend=did_you_mean(word, formats()) or f"known are {', '.join(formats())}",
        )
    colour = has_colour(sys.stdout)
    emit_bytes(
        lambda out: write_format(
            version,
            word,
            out,
            rules=rule_infos(),
            excerpts=excerpts,
            colour=colour,
            source_root=source_root,
        )
    )
