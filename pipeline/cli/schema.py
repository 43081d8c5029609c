"""`dechrome schema [TABLE]`: the contract as JSON Schema or Arrow schema."""

from __future__ import annotations

import click

from pipeline.cli.options import common_options
from pipeline.cli.output import emit, emit_json

TABLE_NAMES = ("articles", "sections", "links", "findings", "pages", "blocks")
NAMES = (*TABLE_NAMES, "manifest")
"""Spelled out, so that `--help` and completion need no pydantic; a test compares them with the models."""


@click.command(
    "schema",
    epilog="""\b
Example:
  dechrome schema articles --format arrow
""",
)
@click.argument("table", required=False, type=click.Choice(NAMES))
@click.option("--format", "form", type=click.Choice(["json", "arrow"]), default="json", show_default=True)
@common_options
def command(table: str | None, form: str, as_json: bool, quiet: bool, verbose: int) -> None:
    """Print the JSON Schema or Arrow schema of one TABLE, or of all."""
    from schemas.tables import json_schema

    if form == "arrow" and not as_json:
        emit(_arrow(table))
    elif table:
        emit_json(json_schema(table))
    else:
        emit_json({name: json_schema(name) for name in NAMES})


def _arrow(table: str | None) -> str:
    """The Arrow schemas in words, without their metadata."""
    from pipeline.errors import UsageError
    from schemas.arrow import arrow_schema

    if table == "manifest":
        raise UsageError(
            "the manifest is JSON: it has no Arrow schema", where="schema", mend="use --format json"
        )
    names = (table,) if table else TABLE_NAMES
    parts = [f"{name}\n{arrow_schema(name).to_string(show_schema_metadata=False)}" for name in names]
    return "\n\n".join(parts)
