"""A reviewer's days: freeze the debt, waive a finding with a reason, run again, see what changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.cli.gate import gating_findings
from tests.cli.support import Outcome, Run

RUN = ("run", "raw", "--as-of", "2026-08-01", "--workers", "0", "-q")
MINE = "# Ask Ann before you touch this.\n"


@pytest.fixture(scope="module")
def first_day(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six of the sample pages and their dataset. Not to be changed."""
    from pipeline.cli import main

    folder = tmp_path_factory.mktemp("desk")
    (folder / "raw").mkdir()
    for path in sorted(path for path in raw.iterdir() if path.suffix == ".txt")[2:8]:
        shutil.copy(path, folder / "raw")
    places = ["--out", str(folder / "normalized"), "--reports", str(folder / "reports")]
    arguments = ["run", str(folder / "raw"), *places, "--as-of", "2026-08-01", "--workers", "0", "-q"]
    assert main(arguments) == 0
    return folder


@pytest.fixture
def desk(first_day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with pages and their dataset, in which the commands run."""
    folder = tmp_path / "desk"
    shutil.copytree(first_day, folder, symlinks=True)
    monkeypatch.chdir(folder)
    return folder


def findings(desk: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pipeline.load(desk / "normalized", "findings").to_dict("records")
    return rows


def worst(desk: Path) -> str:
    """Fingerprint of a finding that gates at `warning`."""
    return next(
        str(row["fingerprint"])
        for row in findings(desk)
        if row["severity"] != "info" and row["outcome"] == "fail" and row["state"] == "new"
    )


def waive(dechrome: Run, mark: str, *more: str) -> Outcome:
    return dechrome("waive", mark, "--reason", "Agreed", "--owner", "Ann", "--as-of", "2026-08-01", *more)


def test_a_finding_that_is_waived_is_shown_as_waived_and_the_frozen_rest_as_known(
    dechrome: Run, desk: Path
) -> None:
    mark, total = worst(desk), len(findings(desk))
    (desk / "waivers.toml").write_text(MINE)
    frozen = dechrome("baseline")
    assert frozen.code == 0 and f"{total} known findings ({total} added" in frozen.out
    waived = waive(dechrome, mark)
    assert waived.code == 0 and "until 2027-01-28" in waived.out
    assert (desk / "waivers.toml").read_text().startswith(MINE)
    done = dechrome(*RUN, "--new-only")
    assert done.code == 0
    assert f"{total} findings (0 new, {total - 1} known, 1 waived)" in done.out
    (row,) = [row for row in findings(desk) if row["state"] == "waived"]
    assert (row["fingerprint"], row["waiver_reason"]) == (mark, "Agreed")
    assert f"{total - 1} known, 1 waived" in (desk / "reports" / "report.md").read_text("utf-8")
    summary = json.loads((desk / "reports" / "summary.json").read_text("utf-8"))
    assert summary["findings_by_state"] == {"new": 0, "known": total - 1, "waived": 1}
    results = json.loads((desk / "reports" / "findings.sarif").read_text("utf-8"))["runs"][0]["results"]
    (suppressed,) = [result for result in results if "suppressions" in result]
    assert suppressed["partialFingerprints"]["dechromeFinding/v1"] == mark
    assert suppressed["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Agreed"}
    ]
    assert {result.get("baselineState") for result in results if result is not suppressed} == {"unchanged"}
    assert dechrome("check", "normalized", "--reports", "reports").code == 0


def test_only_what_is_new_gates_with_new_only(dechrome: Run, desk: Path) -> None:
    dechrome("baseline")
    frozen = json.loads((desk / "dechrome-baseline.json").read_text("utf-8"))
    mark = worst(desk)
    frozen["findings"] = [entry for entry in frozen["findings"] if entry["fingerprint"] != mark]
    (desk / "dechrome-baseline.json").write_text(json.dumps(frozen))
    done = dechrome(*RUN, "--new-only")
    assert done.code == 1 and "1 new finding of --fail-on warning" in done.out
    assert dechrome(*RUN).code == 0, "the default never gates"
    assert dechrome(*RUN, "--new-only", "--fail-on", "never").code == 0
    version = desk / "normalized" / "current"
    assert gating_findings(version, "warning") > gating_findings(version, "warning", new_only=True) == 1


def test_with_no_baseline_every_finding_is_new_and_the_run_says_how_to_change_that(
    dechrome: Run, desk: Path
) -> None:
    done = dechrome(*RUN, "--new-only")
    assert done.code == 1 and "there is no baseline: `dechrome baseline` freezes" in done.out
    assert dechrome("baseline").code == 0
    assert dechrome(*RUN, "--new-only").code == 0


def test_an_expired_waiver_gates_and_its_finding_counts_again(dechrome: Run, desk: Path) -> None:
    dechrome("baseline")
    waive(dechrome, worst(desk), "--expires", "2026-08-10")
    assert dechrome(*RUN, "--fail-on", "error", "--new-only").code == 0, "a notice is for review"
    later = dechrome(
        *RUN[:2], "--as-of", "2026-08-11", "--workers", "0", "-q", "--new-only", "--fail-on", "error"
    )
    assert later.code == 1
    assert [row["code"] for row in findings(desk) if row["state"] == "new"] == ["WVR001"]
    assert not [row for row in findings(desk) if row["state"] == "waived"]


def test_an_update_of_the_baseline_adds_nothing_unless_it_may(dechrome: Run, desk: Path) -> None:
    file = desk / "dechrome-baseline.json"
    dechrome("baseline", "normalized")
    whole = file.read_bytes()
    some = json.loads(whole)
    some["findings"] = some["findings"][1:]
    file.write_text(json.dumps(some))
    told = dechrome("baseline", "--json").json
    assert (told["added"], told["not_added"], told["changed"]) == (0, 1, False)
    assert "--accept-new" in dechrome("baseline").out
    assert dechrome("baseline", "--accept-new", "--json").json["added"] == 1
    assert file.read_bytes() == whole


def test_a_baseline_of_part_of_the_pages_says_so(dechrome: Run, desk: Path) -> None:
    assert dechrome(*RUN, "--limit", "2").code == 0
    assert "looked at part of the pages" in dechrome("baseline").out
    assert dechrome("baseline", "--json").json["partial"] is True
    assert dechrome(*RUN).code == 0
    assert "part of the pages" not in dechrome("baseline").out


def test_a_broken_baseline_says_how_it_is_mended(dechrome: Run, desk: Path) -> None:
    (desk / "dechrome-baseline.json").write_text("{}")
    for command in (RUN, ("baseline",)):
        done = dechrome(*command)
        assert done.code == 2 and "dechrome-baseline.json" in done.err and "delete it" in done.err
    (desk / "dechrome-baseline.json").unlink()
    assert dechrome("baseline").code == 0


def test_files_of_decisions_are_found_named_or_left_out(dechrome: Run, desk: Path) -> None:
    (desk / "waivers.toml").write_text("[[waivers]]\n")
    broken = dechrome(*RUN)
    assert broken.code == 2 and "waivers.toml:1" in broken.err and "did you mean 'waiver'?" in broken.err
    assert dechrome(*RUN, "--waivers", "").code == 0
    (desk / "mine.toml").write_text(MINE)
    assert dechrome(*RUN, "--waivers", "mine.toml").code == 0
    assert dechrome(*RUN, "--waivers", "", "--baseline", "gone.json").code == 2
    (desk / "dechrome.toml").write_text('waivers = "mine.toml"\n')
    assert dechrome("config", "--json").json["waivers"] == {"value": "mine.toml", "origin": "dechrome.toml:1"}
    (desk / "dechrome.toml").unlink()
    assert dechrome("config", "--json").json["waivers"]["origin"] == "found in the working folder"


def test_the_owner_may_come_from_the_settings(dechrome: Run, desk: Path) -> None:
    (desk / "dechrome.toml").write_text('owner = "Content team"\n')
    told = dechrome("waive", worst(desk), "--reason", "Agreed", "--as-of", "2026-08-01", "--json").json
    assert (told["owner"], told["expires"], told["renewed"]) == ("Content team", "2027-01-28", False)
    assert dechrome("waive", worst(desk), "--reason", "Still", "--json").json["renewed"] is True


@pytest.mark.parametrize(
    ("mark", "more", "words"),
    [
        ("12", (), "is no fingerprint"),
        ("00" * 8, (), "no finding has the fingerprint"),
        (None, ("--expires", "2026-07-31"), "is over on 2026-08-01"),
        (None, ("--expires", "soon"), "'soon' is no day"),
        (None, ("--owner", " "), "nobody answers for it"),
        (None, ("--reason", " "), "the reason is empty"),
        (None, ("--dataset", "gone"), "no such folder"),
    ],
)
def test_a_waiver_that_does_not_fit_is_not_written(
    dechrome: Run, desk: Path, mark: str | None, more: tuple[str, ...], words: str
) -> None:
    done = waive(dechrome, mark or worst(desk), *more)
    assert done.code == 2 and words in done.err
    assert not (desk / "waivers.toml").exists()


def test_nothing_is_written_into_a_broken_file(dechrome: Run, desk: Path) -> None:
    (desk / "waivers.toml").write_text("[[waiver]]\nreason = \n")
    assert waive(dechrome, worst(desk)).code == 2
    assert (desk / "waivers.toml").read_text() == "[[waiver]]\nreason = \n"


def test_without_a_dataset_a_waiver_is_written_unseen(
    dechrome: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert waive(dechrome, "00f3a1b2c4d5e6f7").code == 0
    assert 'fingerprint = "00f3a1b2c4d5e6f7"' in (tmp_path / "waivers.toml").read_text()


def test_diff_tells_what_changed_and_why(dechrome: Run, desk: Path) -> None:
    before = (desk / "normalized" / "current").resolve()
    gone, changed, *_ = sorted((desk / "raw").iterdir())
    gone.unlink()
    changed.write_text(changed.read_text("utf-8").replace(" the ", " TODO the ", 1), encoding="utf-8")
    assert dechrome(*RUN).code == 0
    told = dechrome("diff", before, "normalized", "--json").json
    assert [cause["kind"] for cause in told["causes"]] == ["input"]
    assert told["pages"]["removed"] == 1 and told["pages"]["changed_by"]["bytes"] == 1
    assert told["findings"]["fixed"] > 0 and not told["same"]
    lines = dechrome("diff", before, "normalized", "--show", "1").out.splitlines()
    assert [line.split()[0] for line in lines[:5]] == ["old", "new", "cause", "pages", "findings"]
    assert any("--show lists more" in line for line in lines)
    same = dechrome("diff", "normalized", "normalized")
    assert same.code == 0 and "cause    none" in same.out
