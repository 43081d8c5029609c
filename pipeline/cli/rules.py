"""`dechrome rules`: the list of rules."""

from __future__ import annotations

import click

from pipeline.cli.options import common_options
from pipeline.cli.output import emit, emit_json, paint

SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


@click.command(
    "rules",
    epilog="""\b
Example:
  dechrome rules --json
""",
)
@common_options
def command(as_json: bool, quiet: bool, verbose: int) -> None:
    """List the rules: code, name, severity and what each finds."""
    from pipeline.rules.documentation import documentation
    from pipeline.rules.engine import all_rules

    rows = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "outcome": rule.outcome,
            "scope": rule.scope,
            "since": rule.since,
            "preview": rule.preview,
            "summary": documentation(rule).sentence,
        }
        for rule in all_rules()
    ]
    if as_json:
        emit_json(rows)
        return
    width = max((len(str(row["name"])) for row in rows), default=0)
    for row in rows:
        severity = paint(f"{row['severity']:<7}", SEVERITY_COLOURS[str(row["severity"])])
        emit(f"{paint(str(row['code']), 'bold')}  {row['name']:<{width}}  {severity}  {row['summary']}")
