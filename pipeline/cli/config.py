"""`dechrome config`: the effective settings and where each comes from."""

from __future__ import annotations

from typing import Any

import click

from pipeline.cli.options import common_options, resolved, run_options
from pipeline.cli.output import emit, emit_json, paint


@click.command(
    "config",
    epilog="""\b
Example:
  DECHROME_WORKERS=1 dechrome config --limit 10
""",
)
@run_options
@common_options
def command(as_json: bool, quiet: bool, verbose: int, **params: Any) -> None:
    """Print the effective settings and where each comes from.

    The lines are TOML: copy those you want to change into dechrome.toml. Precedence: flag, DECHROME_*
    environment variable, dechrome.toml (else [tool.dechrome] in pyproject.toml), default.
    """
    from pipeline.settings_sources import KEYS

    found = resolved(params)
    if as_json:
        emit_json({key: {"value": plain(found.value(key)), "origin": found.origins[key]} for key in KEYS})
        return
    for key in KEYS:
        text, origin = toml_line(key, found.value(key)), found.origins[key]
        shown = f"# {origin}"
        emit(f"{text:<40}  {paint(shown, 'dim' if origin == 'default' else 'cyan')}")


def plain(value: Any) -> Any:
    """The value in JSON types."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def toml_line(key: str, value: Any) -> str:
    """`key = value` as TOML; a comment where nothing is set.

    >>> toml_line("limit", None), toml_line("select", ("TXT", "LNK001"))
    ('# limit is not set', 'select = ["TXT", "LNK001"]')
    """
    import json
    from datetime import date

    if value is None:
        return f"# {key} is not set"
    text = str(value) if isinstance(value, date) else json.dumps(plain(value), ensure_ascii=False)
    return f"{key} = {text}"
