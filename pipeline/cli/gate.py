"""Whether findings gate: `--fail-on` and `--new-only` against the findings of a published version."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pipeline.cli.exit_codes import GATING


def gating_findings(version: Path, fail_on: str, *, new_only: bool = False) -> int:
    """Number of findings of outcome `fail` and of a severity that gates.

    Waived ones never gate, with `new_only` known ones neither.
    """
    severities = GATING[fail_on]
    states = ("new",) if new_only else ("new", "known")
    if not severities:
        return 0
    from pipeline.report.tables import Tables

    return sum(
        outcome == "fail" and state in states and severity in severities
        for batch in Tables.open(version).batches("findings", ("severity", "outcome", "state"))
        for severity, outcome, state in zip(
            *(batch.column(name).to_pylist() for name in ("severity", "outcome", "state")), strict=True
        )
    )


def findings_by_state(version: Path) -> Counter[str]:
    """Number of findings new, known and waived."""
    from pipeline.report.tables import Tables

    return Counter(
        str(state)
        for batch in Tables.open(version).batches("findings", ("state",))
        for state in batch.column("state").to_pylist()
    )
