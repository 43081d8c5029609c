"""`dechrome run` on the sample pages, and what reads its dataset: `check`, `report`, `page --dataset`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import pipeline
from pipeline.cli import main
from pipeline.cli.gate import gating_findings
from pipeline.publish.output import OutputLock
from tests.cli.support import Run


@pytest.fixture(scope="module")
def published(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample pages, run once; holds `normalized` and `reports`."""
    folder = tmp_path_factory.mktemp("published")
    places = ["--out", str(folder / "normalized"), "--reports", str(folder / "reports")]
    assert main(["run", str(raw), *places, "--as-of", "2026-08-01", "--workers", "0", "-q"]) == 0
    return folder


def run_here(dechrome: Run, tmp_path: Path, *args: object):  # type: ignore[no-untyped-def]
    places = ("--out", tmp_path / "normalized", "--reports", tmp_path / "reports")
    return dechrome("run", *args, *places, "--as-of", "2026-08-01", "--workers", "0")


def test_a_run_ends_with_dataset_report_verdict_and_what_to_do_next(
    dechrome: Run, raw: Path, tmp_path: Path
) -> None:
    done = run_here(dechrome, tmp_path, raw, "--limit", "3")
    lines = done.out.splitlines()
    assert done.code == 0
    assert [line.split()[0] for line in lines[1:]] == ["dataset", "report", "verdict", "next"]
    assert lines[0].startswith("3 pages read, ")
    assert Path(lines[1].split(maxsplit=1)[1], "manifest.json").is_file()
    assert Path(lines[2].split(maxsplit=1)[1]).is_file()


def test_progress_goes_to_stderr_and_quiet_silences_it(dechrome: Run, raw: Path, tmp_path: Path) -> None:
    loud = run_here(dechrome, tmp_path, raw, "--limit", "2")
    assert "extract: 2 of 2 pages" in loud.err and "extract:" not in loud.out
    quiet = run_here(dechrome, tmp_path, raw, "--limit", "2", "-q")
    assert quiet.err == ""
    assert quiet.out.splitlines()[1:] == loud.out.splitlines()[1:]


def test_json_holds_the_manifest_and_the_exit_code(dechrome: Run, raw: Path, tmp_path: Path) -> None:
    done = run_here(dechrome, tmp_path, raw, "--limit", "2", "--json")
    assert done.json["exit_code"] == done.code == 0
    assert done.json["manifest"] == json.loads(
        (tmp_path / "normalized/current/manifest.json").read_text("utf-8")
    )


def test_a_dry_run_tells_files_profiles_and_time_and_writes_nothing(
    dechrome: Run, raw: Path, tmp_path: Path
) -> None:
    done = run_here(dechrome, tmp_path, raw, "--dry-run")
    assert done.code == 0
    for words in ("pages, ", "pulse / rendered_text: ", "estimate: about ", "nothing was written"):
        assert words in done.out
    assert list(tmp_path.iterdir()) == []
    assert run_here(dechrome, tmp_path, raw, "--dry-run", "--json").json["pages"] > 10


def test_findings_gate_only_when_asked(dechrome: Run, raw: Path, tmp_path: Path, published: Path) -> None:
    version = published / "normalized" / "current"
    warnings = gating_findings(version, "warning")
    errors = gating_findings(version, "error")
    assert gating_findings(version, "never") == 0 < errors < warnings
    gated = run_here(dechrome, tmp_path, raw, "--fail-on", "warning")
    assert gated.code == 1 and f"{warnings} findings of --fail-on warning" in gated.out
    assert run_here(dechrome, tmp_path, raw, "--fail-on", "warning", "--select", "MET001").code == 0


def test_pages_that_break_are_exit_3_and_the_rest_is_published(
    dechrome: Run, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.jobs.extract import ExtractJob

    good = ExtractJob.item

    def break_one(self, item):  # type: ignore[no-untyped-def]
        if item.page_id.startswith("0003"):
            raise RuntimeError("no such luck")
        return good(self, item)

    monkeypatch.setattr(ExtractJob, "item", break_one)
    done = run_here(dechrome, tmp_path, raw, "--limit", "4", "--fail-on", "warning")
    assert done.code == 3
    assert "1 page timed out or failed" in done.out
    pages = pipeline.load(tmp_path / "normalized", "pages")
    assert list(pages["state"]).count("failed") == 1 and len(pages) == 4


@pytest.mark.parametrize("raw_name", ["gone", "empty"])
def test_nothing_to_read_is_exit_2(dechrome: Run, tmp_path: Path, raw_name: str) -> None:
    (tmp_path / "empty").mkdir()
    done = run_here(dechrome, tmp_path, tmp_path / raw_name)
    assert done.code == 2 and "[E400]" in done.err
    assert not (tmp_path / "normalized" / "current").exists()


def test_a_wrong_setting_ends_before_anything_is_written(dechrome: Run, raw: Path, tmp_path: Path) -> None:
    assert run_here(dechrome, tmp_path, raw, "--profile", "puls").code == 2
    assert run_here(dechrome, tmp_path, raw, "--select", "XYZ").code == 2
    assert not (tmp_path / "normalized" / "current").exists()


def test_check_agrees_with_what_was_published(dechrome: Run, published: Path) -> None:
    done = dechrome("check", published / "normalized", "--reports", published / "reports")
    assert done.code == 0 and done.out.startswith("ok: ")


def test_check_tells_a_changed_file_and_exits_2(dechrome: Run, published: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree((published / "normalized" / "current").resolve(), copy)
    victim = copy / "pages" / "part-00000.parquet"
    victim.write_bytes(victim.read_bytes() + b"x")
    done = dechrome("check", copy)
    assert done.code == 2 and "pages/part-00000.parquet" in done.out and "broken: " in done.out
    problems = dechrome("check", copy, "--json").json
    assert problems["ok"] is False and problems["problems"]


def test_report_draws_the_same_reports_again(dechrome: Run, published: Path, tmp_path: Path) -> None:
    done = dechrome("report", published / "normalized", "--reports", tmp_path / "again")
    assert done.code == 0
    for file in (published / "reports").iterdir():
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes(), file.name


def test_a_report_is_not_drawn_while_a_run_writes_into_the_folder(
    dechrome: Run, published: Path, tmp_path: Path
) -> None:
    out = published / "normalized"
    with OutputLock(out):
        done = dechrome("report", out, "--reports", tmp_path / "again")
        assert done.code == 2 and "[E501]" in done.err
        assert dechrome("report", out, "--format", "concise").code == 0, "reading harms nobody"
    assert not (tmp_path / "again").exists()


def test_an_interrupt_after_the_switch_says_that_the_new_dataset_is_current(
    dechrome: Run, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.report.draw.show_report", interrupt)
    out = tmp_path / "out"
    done = dechrome("run", raw, "--out", out, "--reports", tmp_path / "r", "--limit", 2, "--workers", 0, "-q")
    assert done.code == 130
    assert "interrupted: the new dataset is published and whole" in done.err and "[E130]" in done.err
    assert dechrome("check", out).code == 0
    report = dechrome("report", out, "--reports", tmp_path / "r")
    assert report.code == 130 and "each file of the report is whole" in report.err


def test_a_page_with_its_dataset_is_answered_as_the_run_did(
    dechrome: Run, raw: Path, published: Path
) -> None:
    blocks = pipeline.load(published / "normalized", "blocks")
    for file in sorted(raw.glob("000[1-5]*")):
        done = dechrome("page", file, "--dataset", published / "normalized", "--format", "json", "-q")
        told = [(one["label"], one["reason"], one["text"]) for one in done.json["blocks"]]
        rows = blocks[blocks["page_id"] == file.name].sort_values("position")
        assert told == list(zip(rows["label"], rows["reason"], rows["text"], strict=True)), file.name


def test_a_page_with_its_dataset_does_not_say_that_the_survey_is_missing(
    dechrome: Run, raw: Path, published: Path
) -> None:
    file = next(iter(sorted(raw.glob("0003*"))))
    assert dechrome("page", file, "--dataset", published / "normalized").err == ""
