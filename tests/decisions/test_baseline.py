"""The baseline file: the same findings give the same bytes, and what is no baseline is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decisions.baseline import baseline_text, read_baseline, read_known
from pipeline.errors import SettingsError
from schemas.waiver import BaselineEntry

MARKS = st.sets(st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}"), max_size=30)


def entry(mark: str) -> BaselineEntry:
    return BaselineEntry(fingerprint=mark, code="TXT002", page_id='notes/"odd"\n\u2028.txt')


def written(folder: Path, marks: list[str]) -> Path:
    path = folder / "dechrome-baseline.json"
    path.write_text(baseline_text(map(entry, marks)), encoding="utf-8")
    return path


def test_what_is_written_is_read_again_sorted(tmp_path: Path) -> None:
    marks = ["ff" * 8, "00" * 8, "a1" * 8]
    assert [one.fingerprint for one in read_baseline(written(tmp_path, marks)).findings] == sorted(marks)
    assert read_baseline(written(tmp_path, marks)).findings[0] == entry("00" * 8)


def test_each_finding_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    lines = baseline_text(map(entry, ["11" * 8, "22" * 8])).splitlines()
    assert len(lines) == 4 and "11" * 8 in lines[1] and "22" * 8 in lines[2]


def test_the_order_of_the_findings_changes_no_byte() -> None:
    marks = [f"{n:016x}" for n in (7, 3, 11)]
    assert baseline_text(map(entry, marks)) == baseline_text(map(entry, reversed(marks)))


@given(MARKS, MARKS)
def test_exactly_the_fingerprints_of_the_file_are_known(
    tmp_path_factory: pytest.TempPathFactory, inside: set[str], others: set[str]
) -> None:
    known = read_known(written(tmp_path_factory.mktemp("known"), sorted(inside)))
    assert {mark for mark in inside | others if mark in known} == inside


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema_version": "1"}',
        '{"findings": []}',
        '{"schema_version": "2", "findings": []}',
        '{"schema_version": "1", "findings": [{"fingerprint": "zz", "code": "TXT002", "page_id": "a"}]}',
        '{"schema_version": "1", "findings": [], "more": 1}',
    ],
)
def test_what_is_no_baseline_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(SettingsError, match="this is no baseline") as caught:
        read_known(path)
    assert (caught.value.code, caught.value.where) == ("E204", str(path))


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="dechrome baseline"):
        read_known(tmp_path / "gone.json")
