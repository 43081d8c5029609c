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

    from pipeline.load import find_version
    from pipeline.publish.check import check_dataset
    from pipeline.report.visible import one_line

    version = find_version(dataset)
    breaches = list(check_dataset(version, reports=None if reports is None else Path(reports)))
    if as_json:
        emit_json(
            {"dataset": str(version), "ok": not breaches, "breaches": [str(breach) for breach in breaches]}
        )
    elif breaches:
        for breach in breaches:
            emit(one_line(str(breach), 2_000))
        emit(
            f"{paint('broken', 'red')}: {count(len(breaches), 'breach', 'breaches')} of the contract in {version}"
        )
    else:
        emit(f"{paint('ok', 'green')}: {version} keeps the contract")
    return 2 if breaches else 0
