"""The benchmark of the report makes what it says it measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.report import FINDINGS, large_dataset, main
from pipeline.report.view import build_view
from pipeline.rule_infos import rule_infos


def test_the_tables_hold_so_many_pages_and_findings_and_their_account_adds_up(tmp_path: Path) -> None:
    large_dataset(tmp_path, 60)
    view = build_view(tmp_path, rules=rule_infos(), excerpts="full")
    assert (view.manifest.pages, view.findings) == (60, 60 * FINDINGS)
    assert view.pages_with_findings == 60
    assert view.account.problems == ()
    assert len(view.rules) == len(rule_infos()) - 3, "every rule but those about waivers"


def test_the_benchmark_tells_what_it_drew(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.report.find_browser", lambda: None)
    assert main(["--pages", "30"]) == 0
    told = capsys.readouterr().out
    assert "30 pages, 90 findings" in told and "not measured: no Chromium" in told
