"""States of findings in the reports: what is known or waived is said, and nothing is claimed that nobody knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.report.draw import draw_report
from schemas.manifest import Manifest
from tests.report.dataset import RULES, Dataset


def drawn(tmp_path: Path, *states: str, **settings: Any) -> Path:
    """The reports of a dataset with a finding in each of these states."""
    made = Dataset()
    made.page("a.txt")
    for state in states:
        reason = "Agreed [with](x) the authors" if state == "waived" else None
        made.finding("TXT002", "a.txt", state=state, waiver_reason=reason)
    made.write(tmp_path)
    path = tmp_path / "manifest.json"
    manifest = Manifest.model_validate_json(path.read_bytes()).model_copy(update={"settings": settings})
    path.write_text(manifest.model_dump_json(), encoding="utf-8")
    draw_report(tmp_path, rules=RULES)
    return tmp_path / "report"


def sarif(report: Path) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = json.loads((report / "findings.sarif").read_text("utf-8"))["runs"][0][
        "results"
    ]
    return results


def test_without_a_baseline_no_result_has_a_baseline_state(tmp_path: Path) -> None:
    assert all("baselineState" not in result for result in sarif(drawn(tmp_path, "new", "waived")))


def test_with_a_baseline_a_new_finding_is_new(tmp_path: Path) -> None:
    (result,) = sarif(drawn(tmp_path, "new", baseline_sha256="0" * 64))
    assert result["baselineState"] == "new"


def test_a_waived_finding_is_suppressed_with_its_reason_and_claims_no_baseline_state(tmp_path: Path) -> None:
    results = sarif(drawn(tmp_path, "known", "waived", baseline_sha256="0" * 64))
    (waived,) = [result for result in results if "suppressions" in result]
    assert "baselineState" not in waived
    assert waived["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Agreed [with](x) the authors"}
    ]


def test_the_summary_and_the_short_report_count_states(tmp_path: Path) -> None:
    report = drawn(tmp_path, "new", "known", "known", "waived")
    summary = json.loads((report / "summary.json").read_text("utf-8"))
    assert summary["findings_by_state"] == {"new": 1, "known": 2, "waived": 1}
    assert "2 known, 1 waived." in (report / "report.md").read_text("utf-8")


def test_each_finding_of_the_list_says_its_state_and_reason(tmp_path: Path) -> None:
    lines = (drawn(tmp_path, "known", "waived") / "findings.jsonl").read_text("utf-8").splitlines()
    told = {row["state"]: row["waiver_reason"] for row in map(json.loads, lines)}
    assert told == {"known": None, "waived": "Agreed [with](x) the authors"}
