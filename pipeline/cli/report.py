"""`dechrome report DATASET`: draws the reports again from a published dataset."""

from __future__ import annotations

from typing import Any

import click

from pipeline.cli.options import common_options, config_option, resolved
from pipeline.cli.output import emit, emit_json
from pipeline.cli.verdict import verdict_lines


@click.command(
    "report",
    epilog="""\b
Example:
  dechrome report normalized --reports reports
""",
)
@click.argument("dataset", type=click.Path())
@click.option("--reports", metavar="DIR", help="Folder of the reports.  [default: reports]")
@click.option(
    "--report-excerpts",
    type=click.Choice(["full", "none"]),
    help="`none` keeps page text out of the reports.  [default: as the run had it]",
)
@config_option
@common_options
def command(dataset: str, as_json: bool, quiet: bool, verbose: int, **params: Any) -> None:
    """Draw the reports of a published DATASET again."""
    from pathlib import Path

    from pipeline.publish.versions import find_version
    from pipeline.report.draw import draw_report, show_report
    from pipeline.report.tables import Tables
    from pipeline.rule_infos import rule_infos

    found = resolved(params)
    version = find_version(dataset)
    excerpts = Tables.open(version).manifest.settings.get("report_excerpts", "full")
    if found.origins["report_excerpts"] != "default":
        excerpts = found.settings.report_excerpts
    view = draw_report(version, rules=rule_infos(), excerpts="none" if excerpts == "none" else "full")
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
