"""Whether findings gate: `--fail-on` against the findings of a published version."""

from __future__ import annotations

from pathlib import Path

from pipeline.cli.exit_codes import GATING


def gating_findings(version: Path, fail_on: str) -> int:
    """Number of unwaived findings of outcome `fail` and of a severity that gates."""
    severities = GATING[fail_on]
    if not severities:
        return 0
    from pipeline.report.tables import Tables

    return sum(
        outcome == "fail" and state != "waived" and severity in severities
        for batch in Tables.open(version).batches("findings", ("severity", "outcome", "state"))
        for severity, outcome, state in zip(
            *(batch.column(name).to_pylist() for name in ("severity", "outcome", "state")), strict=True
        )
    )
