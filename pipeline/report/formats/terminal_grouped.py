"""`grouped`: findings under the page on which they stand."""

from __future__ import annotations

from typing import BinaryIO

from pipeline.report.formats._words import outcome, summary
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import one_line


class GroupedReporter(Reporter):
    """Writes each page's name, then its findings, one on each line."""

    name = "findings.grouped.txt"
    format = "grouped"
    drawn = False

    def write(self, report: Report, out: BinaryIO) -> None:
        page = None
        for row in report.finding_rows():
            if row["page_id"] != page:
                gap = "" if page is None else "\n"
                page = row["page_id"]
                out.write(f"{gap}{one_line(page, 500)}\n".encode())
            at = f"{row['line']}:{row['column'] or 1}" if row["line"] else "-"
            said = f"  {at:>8}  {row['code']}  {one_line(row['message'])} ({outcome(row)}) [{row['fingerprint']}]\n"
            out.write(said.encode())
        out.write(
            f"\n{summary(report.view)}\n".encode()
            if page is not None
            else f"{summary(report.view)}\n".encode()
        )
