"""`github`: workflow commands that GitHub shows as annotations, worst first, within what it shows of one step.

New findings alone become annotations; how many are known or waived is told in the last notice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from pipeline.report.census import take_census
from pipeline.report.choice import worst_rows
from pipeline.report.formats._words import outcome, summary
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import one_line
from pipeline.report.words import count

MAX_OF_LEVEL = 10
"""Annotations of one level that the service shows for a step."""
_LOOKED_AT = 5_000


class GithubReporter(Reporter):
    """Writes one command a new finding; what is left out is told in a last notice."""

    name = "findings.github.txt"
    format = "github"
    drawn = False

    def write(self, report: Report, out: BinaryIO) -> None:
        told = dict.fromkeys(("error", "warning", "notice"), 0)
        for row in report.findings_at(worst_rows(take_census(report.tables), limit=_LOOKED_AT, state="new")):
            level = _level(row)
            # One notice is kept for the summary.
            if told[level] >= MAX_OF_LEVEL - (level == "notice"):
                continue
            told[level] += 1
            out.write(f"{_command(level, row, report.path_of(row['page_id']))}\n".encode())
        left_out = dict(report.view.by_state).get("new", 0) - sum(told.values())
        said = summary(report.view)
        if left_out:
            said += f" {count(left_out, 'new finding is', 'new findings are')} not shown here."
        out.write(f"::notice title=dechrome::{data(said)}\n".encode())


def _level(row: Mapping[str, Any]) -> str:
    if row["severity"] == "info":
        return "notice"
    return "error" if row["severity"] == "error" and row["outcome"] == "fail" else "warning"


def _command(level: str, row: Mapping[str, Any], path: str) -> str:
    properties = {"file": one_line(path, 500)}
    if row["line"]:
        properties |= {"line": str(row["line"]), "col": str(row["column"] or 1)}
    properties["title"] = f"{row['code']} {row['name']}"
    said = f"{one_line(row['message'])}. {one_line(row['fix'])}. ({outcome(row)}) [{row['fingerprint']}]"
    return (
        f"::{level} {','.join(f'{key}={value_of(value)}' for key, value in properties.items())}::{data(said)}"
    )


def data(text: str) -> str:
    """Text of a command, escaped as the service's own toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def value_of(text: str) -> str:
    """A property of a command, escaped likewise."""
    return data(text).replace(":", "%3A").replace(",", "%2C")
