"""`concise`: one line a finding, as editors and `grep` like it."""

from __future__ import annotations

from typing import BinaryIO

from pipeline.report.formats._words import outcome, place, summary
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import one_line


class ConciseReporter(Reporter):
    """Writes `page:line:column: CODE message (severity, what to do) [fingerprint]`."""

    name = "findings.concise.txt"
    format = "concise"
    drawn = False

    def write(self, report: Report, out: BinaryIO) -> None:
        for row in report.finding_rows():
            said = f"{place(row)}: {row['code']} {one_line(row['message'])} ({outcome(row)}) [{row['fingerprint']}]\n"
            out.write(said.encode())
        out.write(f"{summary(report.view)}\n".encode())
