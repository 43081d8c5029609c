"""`dechrome run RAW...`: the main job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.exit_codes import BROKEN_STATES, OK, broken_pages, exit_code
from pipeline.cli.options import common_options, resolved, run_options
from pipeline.cli.output import count, emit, emit_json

if TYPE_CHECKING:
    from pipeline.run import RunResult
    from pipeline.settings_sources import Resolved


MANY_PAGES = 500
"""With fewer pages, pages per second say more about starting than about working."""


@click.command(
    "run",
    epilog="""\b
Example:
  dechrome run raw/ --out normalized --reports reports --fail-on error
""",
)
@click.argument("raw", nargs=-1, required=True, type=click.Path())
@run_options
@click.option("--dry-run", is_flag=True, help="Say what would be done: files, profiles with evidence, time.")
@common_options
def command(
    raw: tuple[str, ...], dry_run: bool, as_json: bool, quiet: bool, verbose: int, **params: Any
) -> int:
    """Turn the raw pages in RAW (folders or files) into a dataset and a QA report.

    Read are .txt, .md, .html and .htm files, each also .gz. The dataset and the reports that were there
    stay as they are until the new ones are whole.
    """
    from pipeline.cli.logs import set_up_logs

    found = resolved(params)
    logger = set_up_logs(quiet=quiet, verbose=verbose)
    if dry_run:
        from pipeline.cli.dry_run import show_plan

        show_plan(raw, found, as_json=as_json)
        return OK
    from pipeline.cli.progress import progress
    from pipeline.run import run

    places = found.places
    with progress(logger, quiet=quiet) as tell_progress:
        result = run(
            raw,
            out=places.out,
            reports=places.reports,
            settings=found.settings,
            manifest=places.manifest,
            known_targets=places.known_targets,
            baseline=places.baseline or None,
            waivers=places.waivers or None,
            progress=tell_progress,
        )
    for note in result.notes:
        logger.warning("%s", note)
    if verbose:
        for stage, seconds in result.seconds.items():
            logger.debug("%s: %.2f s", stage, seconds)
    return _finish(result, found, as_json=as_json)


def _finish(result: RunResult, found: Resolved, *, as_json: bool) -> int:
    """Say where everything is and what to do next; the exit code."""
    from pipeline.cli.gate import findings_by_state, gating_findings

    settings = found.settings
    # Who asks for new findings only, asks for a gate.
    alone = settings.new_only and found.origins["fail_on"] == "default"
    fail_on = "warning" if alone else settings.fail_on
    gating = gating_findings(result.version, fail_on, new_only=settings.new_only)
    states = findings_by_state(result.version)
    broken = broken_pages(result.manifest.pages_by_state)
    code = exit_code(gates=gating > 0, broken_pages=broken)
    if as_json:
        emit_json(
            {
                "exit_code": code,
                "dataset": str(result.dataset),
                "version": str(result.version),
                "report": str(result.report),
                "verdict": {"level": result.verdict.level, "sentence": result.verdict.sentence},
                "gating_findings": gating,
                "findings_by_state": {state: states[state] for state in ("new", "known", "waived")},
                "seconds": {stage: round(seconds, 3) for stage, seconds in result.seconds.items()},
                "manifest": result.manifest.model_dump(mode="json"),
            }
        )
    else:
        emit("\n".join(_closing_lines(result, found, _gate_words(gating, fail_on, found), states, broken)))
    return code


def _gate_words(gating: int, fail_on: str, found: Resolved) -> str | None:
    """What gates and what to do about it, in words; None where nothing does."""
    if not gating:
        return None
    new_only = found.settings.new_only
    what = f"{count(gating, 'new finding' if new_only else 'finding')} of --fail-on {fail_on}"
    if new_only and not found.places.baseline:
        return f"{what}, since there is no baseline: `dechrome baseline` freezes what is known"
    return f"{what}: mend what the report lists first, then run again"


def _closing_lines(
    result: RunResult, found: Resolved, gate: str | None, states: Mapping[str, int], broken: int
) -> list[str]:
    """The last words: dataset, report, verdict, what to do next."""
    from pipeline.cli.verdict import verdict_lines

    manifest = result.manifest
    pace = f" ({manifest.pages / manifest.seconds:,.0f} pages/s)" if manifest.pages >= MANY_PAGES else ""
    told = ", ".join(f"{states[state]:,} {state}" for state in ("new", "known", "waived"))
    decided = f" ({told})" if states["known"] or states["waived"] else ""
    lines = [
        f"{count(manifest.pages, 'page')} read, {count(manifest.articles, 'article')} published, "
        f"{count(manifest.findings, 'finding')}{decided}, {manifest.seconds:,.1f} s{pace}",
        f"dataset  {result.dataset}",
        f"report   {result.report}",
        *verdict_lines(result.verdict),
    ]
    if broken:
        which = " or ".join(state.replace("_", " ") for state in BROKEN_STATES)
        lines.append(
            f"next     {count(broken, 'page')} {which}: see the table pages, or run with -v; exit code 3"
        )
    elif gate:
        lines.append(f"next     {gate}; exit code 1")
    elif manifest.findings:
        lines.append(
            "next     open the report; `dechrome explain CODE` tells what a rule checks and how to fix it"
        )
    else:
        lines.append(
            f"next     load it: pipeline.load({found.places.out!r}) in Python; `dechrome check {found.places.out}`"
        )
    return lines
