"""`dechrome check DATASET`: verifies a published dataset against the contract."""

from __future__ import annotations

import click

from pipeline.cli.options import common_options
from pipeline.cli.output import count, emit, emit_json, paint


@click.command(
    "check",
    epilog="""\b
Example:
  dechrome check normalized
""",
)
@click.argument("dataset", type=click.Path())
@click.option("--reports", metavar="DIR", help="Also check that the reports shown there belong to it.")
@common_options
def command(dataset: str, reports: str | None, as_json: bool, quiet: bool, verbose: int) -> int:
    """Verify a published DATASET: schema, hashes, counts, keys, accounts, and that the report belongs to it.

    Exit code 0: it holds. 2: it breaks the contract; each breach is one line.
    """
    from pathlib import Path

    from pipeline.publish.check import check_dataset
    from pipeline.publish.versions import find_version
    from pipeline.report.visible import one_line

    version = find_version(dataset)
    problems = check_dataset(version, reports=None if reports is None else Path(reports))
    if as_json:
        told = [{"check": one.check, "where": one.where, "what": one.what} for one in problems]
        emit_json({"dataset": str(version), "ok": not problems, "problems": told})
    elif problems:
        for one in problems:
            emit(f"{paint(one.check, 'red')}  {one_line(one.where, 500)}: {one_line(one.what, 500)}")
        emit(
            f"{paint('broken', 'red')}: {count(len(problems), 'breach', 'breaches')} of the contract in {version}"
        )
    else:
        emit(f"{paint('ok', 'green')}: {version} keeps the contract")
    return 2 if problems else 0
