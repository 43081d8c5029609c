"""What the forms say of a finding in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.report.model import ReportView
from pipeline.report.visible import one_line
from pipeline.report.words import count, number, what_to_do


def place(row: Mapping[str, Any]) -> str:
    """`page:line:column`, or the page alone."""
    page = one_line(row["page_id"], 500)
    return f"{page}:{row['line']}:{row['column'] or 1}" if row["line"] else page


def outcome(row: Mapping[str, Any]) -> str:
    """Severity, what to do, and the state if it is not new."""
    state = "" if row["state"] == "new" else f", {row['state']}"
    return f"{what_to_do(row['severity'], row['outcome'])}{state}"


def aside(row: Mapping[str, Any]) -> str:
    """What stands behind a finding's message: what to do, and its fingerprint."""
    return f"({outcome(row)}) [{row['fingerprint']}]"


def summary(view: ReportView) -> str:
    """The last line: the verdict and how much there is."""
    states = "".join(f", {number(n)} {state}" for state, n in view.by_state if n and state != "new")
    found = f"{count(view.findings, 'finding')} on {count(view.pages_with_findings, 'page')}{states}"
    return f"{view.verdict.sentence}. {found if view.findings else 'No rule found anything'}."
