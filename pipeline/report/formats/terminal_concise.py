"""`concise`: one line a finding, as editors and `grep` like it."""

from __future__ import annotations

from typing import BinaryIO

from pipeline.report.formats._ink import Ink
from pipeline.report.formats._words import aside, place, summary
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import one_line


class ConciseReporter(Reporter):
    """Writes `page:line:column: CODE message (severity, what to do) [fingerprint]`."""

    name = "findings.concise.txt"
    format = "concise"
    drawn = False

    def write(self, report: Report, out: BinaryIO) -> None:
        ink = Ink(colour=report.colour)
        for row in report.finding_rows():
            head = f"{ink(place(row), 'bold')}: {ink.of(row, row['code'])} {one_line(row['message'])}"
            out.write(f"{head} {ink(aside(row), 'dim')}\n".encode())
        out.write(f"{ink(summary(report.view), 'bold')}\n".encode())
