"""Since the last run: what is new, fixed and unchanged, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.report.draw import draw_report
from pipeline.report.since import since, version_before
from pipeline.report.tables import Tables
from tests.report.dataset import RULES, Dataset


def versions(folder: Path, old: Dataset, new: Dataset) -> tuple[Tables, Tables]:
    old.finished_at, new.finished_at = "2026-07-01T10:00:09Z", "2026-07-02T10:00:09Z"
    return tuple(  # type: ignore[return-value]
        Tables.open(made.write(folder / "versions" / name)) for made, name in ((old, "zz"), (new, "aa"))
    )


def two_runs(folder: Path) -> tuple[Tables, Tables]:
    old, new = Dataset(), Dataset(run_id="run-of-another-day")
    for name in ("gone.txt", "same.txt", "edited.txt"):
        old.page(name)
    for name in ("same.txt", "edited.txt", "fresh.txt"):
        new.page(name, sha256="9" * 64 if name == "edited.txt" else "0" * 64)
    for made, pages in ((old, ("gone", "same", "edited")), (new, ("same", "edited", "fresh"))):
        for place, page in enumerate(pages):
            made.finding("SEC001", f"{page}.txt", fingerprint=f"{page}{place if page == 'edited' else ''}")
    old.finding("TXT002", "same.txt", fingerprint="was-waived", state="waived", waiver_reason="agreed")
    new.finding("TXT002", "same.txt", fingerprint="was-waived")
    return versions(folder, old, new)


def test_findings_are_new_fixed_reopened_or_unchanged_with_the_cause(tmp_path: Path) -> None:
    told = since(*two_runs(tmp_path))
    assert (told.new, told.fixed, told.reopened, told.unchanged) == (2, 2, 1, 1)
    assert dict(told.new_by_cause) == {"on added pages": 1, "on changed pages": 1}
    assert dict(told.fixed_by_cause) == {"with removed pages": 1, "on changed pages": 1}
    assert told.causes == ("the input: 1 page added, 1 page removed, 1 page changed",)
    assert told.rules == (("SEC001", 2, 2), ("TXT002", 1, 0))


def test_the_report_and_dechrome_diff_tell_the_same_numbers(tmp_path: Path) -> None:
    compare = pytest.importorskip(
        "pipeline.compare", reason="there is no dechrome diff to compare with"
    ).compare
    old, new = two_runs(tmp_path)
    told, difference = since(old, new), compare(old.folder, new.folder)
    assert {
        "new": told.new,
        "fixed": told.fixed,
        "reopened": told.reopened,
        "unchanged": told.unchanged,
        "unjudged": told.unjudged,
    } == dict(difference.findings)
    assert (told.pages_added, told.pages_removed) == (difference.pages["added"], difference.pages["removed"])


def test_the_version_before_is_the_one_that_was_finished_before(tmp_path: Path) -> None:
    old, new = two_runs(tmp_path)
    before = version_before(new)
    assert before is not None and before.folder.name == "zz", "the time decides, not the name"
    assert version_before(old) is None


def test_a_version_that_stands_alone_is_compared_with_nothing(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt")
    folder = made.write(tmp_path / "elsewhere")
    assert version_before(Tables.open(folder)) is None
    assert draw_report(folder, rules=RULES).since is None


def test_a_damaged_version_beside_it_is_passed_over(tmp_path: Path) -> None:
    _, new = two_runs(tmp_path)
    (tmp_path / "versions/zz/manifest.json").write_text("{}")
    assert version_before(new) is None


def test_settings_decisions_tool_and_day_are_told_as_causes(tmp_path: Path) -> None:
    old, new = Dataset(), Dataset()
    for made in (old, new):
        made.page("a.txt")
    old.settings = {"min_words": 120, "workers": 1, "waivers_sha256": None}
    new.settings = {"min_words": 200, "workers": 4, "waivers_sha256": "abc", "new_setting": None}
    assert since(*versions(tmp_path, old, new)).causes == (
        "the settings: min_words",
        "the decisions: waivers",
    )


def test_every_report_says_what_changed(tmp_path: Path) -> None:
    _, new = two_runs(tmp_path)
    draw_report(new.folder, rules=RULES)
    page = " ".join((new.folder / "report/index.html").read_text(encoding="utf-8").split())
    assert "<b>2 new findings</b>, <b>1 reopened</b>, <b>2 fixed</b>, 1 unchanged." in page
    assert "the input: 1 page added, 1 page removed, 1 page changed" in page
    markdown = (new.folder / "report/report.md").read_text(encoding="utf-8")
    assert "**Since the last run:** 2 new, 1 reopened, 2 fixed, 1 unchanged." in markdown
