"""`full`: each finding with its lines of the raw page, what was expected and found, and the fix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from pipeline.report.formats._ink import Ink
from pipeline.report.formats._words import aside, family, place, related, summary
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import one_line, visible
from pipeline.report.words import count

MAX_LINES = 6
"""Lines of an excerpt."""
MAX_WIDTH = 160
"""Characters of such a line."""


class FullReporter(Reporter):
    """Writes a small block for each finding."""

    name = "findings.full.txt"
    format = "full"
    drawn = False

    def write(self, report: Report, out: BinaryIO) -> None:
        ink = Ink(colour=report.colour)
        for row in report.finding_rows():
            out.write(("\n".join(_block(row, ink)) + "\n\n").encode())
        out.write(f"{ink(summary(report.view), 'bold')}\n".encode())


def _block(row: Mapping[str, Any], ink: Ink) -> Iterator[str]:
    name = f"{row['code']} {row['name']}"
    yield f"{ink.of(row, name)} {ink(aside(row), 'dim')}"
    yield f"  {ink(one_line(row['message']), 'bold')}"
    yield f"  {ink('-->', 'dim')} {place(row)}"
    if row["excerpt"]:
        yield from _excerpt(row["excerpt"], row["line"], ink)
    for word in ("subject", "expected", "found", "fix"):
        if row[word]:
            yield f"  = {ink(f'{word}:', 'green' if word == 'fix' else 'dim')} {one_line(row[word])}"
    if row.get("family"):
        yield "  = pages:"
        yield from (f"    - {line}" for line in family(row))
    elif row["related_page_ids"]:
        yield f"  = with: {related(row)}"
    if row["waiver_reason"]:
        yield f"  = waived: {one_line(row['waiver_reason'])}"


def _excerpt(excerpt: str, line: int | None, ink: Ink) -> Iterator[str]:
    """The excerpt's lines, numbered where the page's lines are known."""
    lines = visible(excerpt).split("\n")
    width = len(str((line or 0) + min(len(lines), MAX_LINES)))
    for place_, text in enumerate(lines[:MAX_LINES]):
        number = str(line + place_) if line else ""
        margin = ink(f"{number:>{width}} |", "dim")
        yield f"  {margin} {one_line(text, MAX_WIDTH)}".rstrip()
    if len(lines) > MAX_LINES:
        margin = ink(f"{'':>{width}} |", "dim")
        yield f"  {margin} … {count(len(lines) - MAX_LINES, 'more line')}"
