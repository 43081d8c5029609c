"""`findings.jsonl`: every finding, one on each line, with the model's fields."""

from __future__ import annotations

from typing import BinaryIO

from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import json_bytes


class JsonLinesReporter(Reporter):
    """Writes `findings.jsonl`, streaming: no number of findings is too large."""

    name = "findings.jsonl"
    format = "jsonl"

    def write(self, report: Report, out: BinaryIO) -> None:
        for row in report.finding_rows():
            out.write(json_bytes(row) + b"\n")
