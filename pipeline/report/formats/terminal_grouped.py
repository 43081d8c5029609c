"""`grouped`: findings under the page on which they stand."""

from __future__ import annotations

from typing import BinaryIO

from pipeline.report.formats._ink import Ink
from pipeline.report.formats._words import aside, family, page_name, summary
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import one_line


class GroupedReporter(Reporter):
    """Writes each page's name, then its findings, one on each line."""

    name = "findings.grouped.txt"
    format = "grouped"
    drawn = False

    def write(self, report: Report, out: BinaryIO) -> None:
        ink = Ink(colour=report.colour)
        page = None
        for row in report.finding_rows():
            if row["page_id"] != page:
                gap = "" if page is None else "\n"
                page = row["page_id"]
                out.write(f"{gap}{ink(page_name(page), 'bold')}\n".encode())
            at = f"{row['line']}:{row['column'] or 1}" if row["line"] else "-"
            said = f"  {at:>8}  {ink.of(row, row['code'])}  {one_line(row['message'])}"
            out.write(f"{said} {ink(aside(row), 'dim')}\n".encode())
            out.writelines(f"  {'':>8}  - {line}\n".encode() for line in family(row))
        gap = "" if page is None else "\n"
        out.write(f"{gap}{ink(summary(report.view), 'bold')}\n".encode())
