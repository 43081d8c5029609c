"""`dechrome baseline [DATASET]`: freezes today's findings as known debt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import baseline_option, common_options, config_option, resolved
from pipeline.cli.output import count, emit, emit_json

if TYPE_CHECKING:
    from pipeline.compare.debt import Frozen


@click.command(
    "baseline",
    epilog="""\b
Example:
  dechrome baseline normalized
""",
)
@click.argument("dataset", required=False, type=click.Path())
@baseline_option
@click.option("--accept-new", is_flag=True, help="Take findings in that are not in the baseline yet.")
@config_option
@common_options
def command(
    dataset: str | None, accept_new: bool, as_json: bool, quiet: bool, verbose: int, **params: Any
) -> None:
    """Freeze the findings of a published DATASET (else of --out's) as known debt.

    The first time all findings that are not waived go into the baseline. After that an update only takes out
    what is mended; findings that are new go in with --accept-new alone. Runs that find the file mark these
    findings `known`, and `dechrome run --new-only` gates on all others.
    """
    from pathlib import Path

    from pipeline.compare.debt import freeze
    from pipeline.decisions.baseline import baseline_text, read_baseline
    from pipeline.decisions.edit import write_file
    from pipeline.publish.versions import find_version
    from pipeline.settings_sources import FOUND_HERE

    places = resolved(params).places
    path = Path(places.baseline or FOUND_HERE["baseline"])
    version = find_version(places.out if dataset is None else dataset)
    old = read_baseline(path) if path.exists() else None
    frozen = freeze(version, old, accept_new=accept_new)
    changed = old is None or bool(frozen.added or frozen.removed)
    if changed:
        write_file(path, baseline_text(frozen.entries), mend="name another file with --baseline")
    if as_json:
        names = ("kept", "unjudged", "removed", "added", "not_added")
        numbers = {name: getattr(frozen, name) for name in names}
        told = {"baseline": str(path), "findings": len(frozen.entries), "changed": changed}
        emit_json({**told, **numbers, "partial": frozen.partial})
        return
    emit(f"baseline {path}: {count(len(frozen.entries), 'known finding')} ({_what(frozen)})")
    if frozen.partial:
        emit(
            "note     this run looked at part of the pages: freeze a whole run, or the other pages' findings are new"
        )
    if frozen.not_added:
        emit(f"next     {count(frozen.not_added, 'new finding')} left out: mend, waive, or --accept-new")


def _what(frozen: Frozen) -> str:
    """What the update did."""
    parts = [f"{frozen.added:,} added, {frozen.removed:,} mended and taken out"]
    if frozen.unjudged:
        parts.append(f"{frozen.unjudged:,} kept that this run did not look for")
    return ", ".join(parts)
