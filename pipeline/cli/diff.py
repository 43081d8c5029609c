"""`dechrome diff OLD NEW`: what changed between two published datasets, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import common_options
from pipeline.cli.output import count, emit, emit_json, paint

if TYPE_CHECKING:
    from pipeline.compare.model import ChangedFinding, ChangedPage, Difference, Side

COLOURS = {"new": "red", "reopened": "red", "fixed": "green"}


@click.command(
    "diff",
    epilog="""\b
Example:
  dechrome diff last-week/normalized normalized
""",
)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.option(
    "--show",
    metavar="N",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Pages and findings of each kind that are listed; the rest is counted.",
)
@common_options
def command(old: str, new: str, show: int, as_json: bool, quiet: bool, verbose: int) -> None:
    """Say what changed from the dataset OLD to NEW (output folders or versions of one), and why.

    Findings are the same where their fingerprints are. Reopened is a finding that was waived and no longer is,
    or that the baseline knows, was mended in OLD and is back.
    """
    from pipeline.compare import compare

    found = compare(old, new, shown=show)
    if as_json:
        emit_json(as_json_types(found))
    else:
        emit("\n".join(lines_of(found)))


def as_json_types(found: Difference) -> dict[str, Any]:
    """The difference in JSON types."""
    from dataclasses import asdict

    return {
        "same": found.same,
        "old": _side(found.old),
        "new": _side(found.new),
        "causes": [asdict(cause) for cause in found.causes],
        "pages": {**found.pages, "changed_by": dict(found.pages_changed)},
        "findings": dict(found.findings),
        "findings_by_code": {code: dict(kinds) for code, kinds in found.by_code.items()},
        "findings_by_page": {kind: dict(pages) for kind, pages in found.by_page.items()},
        "shown_pages": [asdict(page) for page in found.shown_pages],
        "shown_findings": [asdict(finding) for finding in found.shown_findings],
    }


def _side(side: Side) -> dict[str, Any]:
    manifest = side.manifest
    return {
        "version": str(side.version),
        "run_id": manifest.run_id,
        "digest": manifest.digest,
        "tool_version": manifest.tool_version,
        "as_of": manifest.as_of,
        "pages": manifest.pages,
        "articles": manifest.articles,
        "findings": manifest.findings,
    }


def lines_of(found: Difference) -> Iterator[str]:
    """The difference for a person."""
    for name, side in (("old", found.old), ("new", found.new)):
        yield f"{name}      {side.version} (as of {side.manifest.as_of}, dechrome {side.manifest.tool_version})"
    if not found.causes:
        yield "cause    none: tool, input, settings, decisions and day are the same"
    for cause in found.causes:
        yield f"cause    {cause.kind.replace('_', ' ')}: {_line(cause.what, 500)}"
    yield f"pages    {_pages(found)}"
    words = {"unjudged": "not looked for"}
    numbers = ", ".join(
        f"{number:,} {words.get(kind, kind)}"
        for kind, number in found.findings.items()
        if number or kind not in words
    )
    yield f"findings {numbers}"
    for code, kinds in found.by_code.items():
        yield f"  {code}  " + ", ".join(f"{number:,} {kind}" for kind, number in kinds.items() if number)
    yield from _list([_page_line(page) for page in found.shown_pages], sum(found.pages.values()), "page")
    changed = sum(number for kind, number in found.findings.items() if kind not in ("unchanged", "unjudged"))
    yield from _list([_finding_line(one) for one in found.shown_findings], changed, "finding")


def _pages(found: Difference) -> str:
    numbers = ", ".join(f"{number:,} {kind}" for kind, number in found.pages.items())
    what = ", ".join(f"{name} {number:,}" for name, number in found.pages_changed.items() if number)
    return f"{numbers} ({what})" if what else numbers


def _list(lines: list[str], total: int, noun: str) -> Iterator[str]:
    yield from lines
    if total > len(lines):
        yield f"  and {count(total - len(lines), f'changed {noun}')} more; --show lists more"


def _page_line(page: ChangedPage) -> str:
    what = ", ".join(page.what)
    if page.kind == "changed" and page.state_before != page.state_after:
        what += f" ({page.state_before} → {page.state_after})"
    return f"  {page.kind:<8} {_line(page.page_id)}{f': {what}' if what else ''}"


def _finding_line(finding: ChangedFinding) -> str:
    place = _line(finding.page_id) + (f":{finding.line}:{finding.column}" if finding.line else "")
    state = "" if finding.state == "new" else f", {finding.state}"
    page = "" if finding.page == "same" else f", page {finding.page}"
    return (
        f"  {paint(f'{finding.kind:<8}', COLOURS[finding.kind])} {finding.code} {finding.severity}{state}{page}  "
        f"{place}  {_line(finding.message)}"
    )


def _line(text: str, limit: int = 300) -> str:
    from pipeline.report.visible import one_line

    return one_line(text, limit)
