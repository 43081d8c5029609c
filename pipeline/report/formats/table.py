"""`csv`: the findings as a table for a spreadsheet, where no cell can become a formula."""

from __future__ import annotations

import csv
import io
from typing import Any, BinaryIO

from pipeline.report.formats._words import shortened
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import one_line

COLUMNS = (
    "fingerprint", "code", "name", "severity", "outcome", "state", "page_id", "line", "column", "subject", "message",
    "excerpt", "expected", "found", "fix", "waiver_reason", "related_page_ids", "family",
)  # fmt: skip
MAX_CELL = 30_000
"""Characters of a cell; spreadsheets take 32,767. Of a longer one the rest is counted."""
_FORMULA = frozenset("=+-@\t\r＝＋－＠|%")
"""What makes a spreadsheet calculate, wide forms too, or start a program by an old way (`|`, `%`)."""


class CsvReporter(Reporter):
    """Writes UTF-8 with a byte-order mark (spreadsheets need it) and CRLF, as RFC 4180 says."""

    name = "findings.csv"
    format = "csv"
    drawn = False

    def write(self, report: Report, out: BinaryIO) -> None:
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row in report.finding_rows():
            differs = [f"{one['page_id']}: {one['differs']}" for one in row.get("family") or ()]
            shown = {**row, "family": differs}
            writer.writerow([cell(shown[name]) for name in COLUMNS])
        text.flush()
        text.detach()


def cell(value: Any) -> Any:
    """The value as a cell: numbers as they are, text on one line, quoted where a spreadsheet would calculate.

    >>> cell("=SUM(A1)")
    "'=SUM(A1)"
    >>> cell(7)
    7
    """
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    text = ", ".join(value) if isinstance(value, list) else str(value)
    text = shortened(one_line(text, limit=len(text) * 9 + 1), MAX_CELL)
    return f"'{text}" if text[:1] in _FORMULA else text
