"""What changed between two datasets, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare import Difference, compare
from pipeline.compare.streams import side_by_side
from pipeline.errors import DatasetError
from pipeline.report.since import since
from pipeline.report.tables import Tables
from tests.compare.dataset import Small, three_pages

MARK = "00000000000000{:02x}".format


def difference(tmp_path: Path, old: Small, new: Small, **manifest: object) -> Difference:
    return compare(old.published(tmp_path / "old"), new.published(tmp_path / "new", **manifest))


def kinds(found: Difference) -> dict[str, set[str]]:
    told: dict[str, set[str]] = {}
    for one in found.shown_findings:
        told.setdefault(one.kind, set()).add(one.fingerprint)
    return told


def test_a_dataset_is_the_same_as_itself(tmp_path: Path) -> None:
    found = difference(tmp_path, three_pages(), three_pages())
    assert found.same and found.causes == ()
    assert found.findings == {"reopened": 0, "new": 0, "fixed": 0, "unchanged": 3, "unjudged": 0}
    assert found.shown_pages == () and found.shown_findings == ()


def test_findings_are_new_fixed_or_unchanged_by_their_fingerprint(tmp_path: Path) -> None:
    new = three_pages()
    new.findings = [f.model_copy(update={"line": 99}) for f in new.findings if f.page_id != "b.txt"]
    new.finding("SEC001", "b.txt", fingerprint=MARK(7))
    found = difference(tmp_path, three_pages(), new)
    assert found.findings == {"reopened": 0, "new": 1, "fixed": 1, "unchanged": 2, "unjudged": 0}
    assert kinds(found) == {"new": {MARK(7)}, "fixed": {MARK(1)}}
    assert found.by_code == {
        "SEC001": {"reopened": 0, "new": 1, "fixed": 0},
        "TXT002": {"reopened": 0, "new": 0, "fixed": 1},
    }


@pytest.mark.parametrize(("settings", "fixed"), [({"select": ["SEC"]}, 0), ({"ignore": ["SEC"]}, 3)])
def test_what_a_run_did_not_look_for_is_not_fixed(
    settings: dict[str, object], fixed: int, tmp_path: Path
) -> None:
    new = three_pages()
    new.findings = []
    found = difference(tmp_path, three_pages(), new, settings=settings)
    assert (found.findings["fixed"], found.findings["unjudged"]) == (fixed, 3 - fixed)
    told = since(Tables.open(tmp_path / "old"), Tables.open(tmp_path / "new"))
    assert (told.fixed, told.unjudged) == (fixed, 3 - fixed)


def test_what_was_found_on_a_page_that_was_not_finished_is_not_fixed(tmp_path: Path) -> None:
    new = Small()
    for name in "ac":
        new.page(f"{name}.txt")
    new.page("b.txt", state="timed_out", reason="E710 took more than 30 seconds")
    found = difference(tmp_path, three_pages(), new)
    assert (found.findings["fixed"], found.findings["unjudged"]) == (2, 1)
    told = since(Tables.open(tmp_path / "old"), Tables.open(tmp_path / "new"))
    assert (told.fixed, told.unjudged) == (2, 1)


def test_pages_are_added_removed_or_changed_in_bytes_state_or_text(tmp_path: Path) -> None:
    old, new = three_pages(), Small()
    old.page("d.txt")
    for name in "bcd":
        new.page(
            f"{name}.txt",
            state="duplicate" if name == "d" else "article",
            reason="COR001" if name == "d" else None,
        )
    new.page("e.txt")
    new.change("b.txt", sha256="b" * 64)
    new.change("c.txt", text="another text")
    found = difference(tmp_path, old, new)
    assert found.pages == {"added": 1, "removed": 1, "changed": 3}
    assert found.pages_changed == {"bytes": 1, "state": 1, "article text": 1}
    assert [(page.page_id, page.kind, page.what) for page in found.shown_pages] == [
        ("e.txt", "added", ()),
        ("a.txt", "removed", ()),
        ("b.txt", "changed", ("bytes",)),
        ("c.txt", "changed", ("article text",)),
        ("d.txt", "changed", ("state",)),
    ]
    assert (found.shown_pages[-1].state_before, found.shown_pages[-1].state_after) == ("article", "duplicate")


def test_a_changed_finding_tells_what_became_of_its_page(tmp_path: Path) -> None:
    new = Small()
    for name in "bcd":
        new.page(f"{name}.txt")
    new.change("b.txt", sha256="b" * 64)
    new.finding("SEC001", "d.txt", fingerprint=MARK(7))
    new.finding("SEC001", "c.txt", fingerprint=MARK(8))
    found = difference(tmp_path, three_pages(), new)
    assert {one.fingerprint: one.page for one in found.shown_findings} == {
        MARK(0): "removed",
        MARK(1): "changed",
        MARK(2): "same",
        MARK(7): "added",
        MARK(8): "same",
    }
    assert found.by_page["new"] == {"added": 1, "removed": 0, "changed": 0, "same": 1}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("waived", "new", "reopened"),
        ("waived", "known", "reopened"),
        ("waived", "waived", "unchanged"),
        ("new", "waived", "unchanged"),
        ("new", "known", "unchanged"),
        (None, "known", "reopened"),
        (None, "new", "new"),
        (None, "waived", "new"),
    ],
)
def test_a_finding_whose_waiver_ended_or_that_came_back_is_reopened(
    tmp_path: Path, before: str | None, after: str, expected: str
) -> None:
    old, new = Small(), Small()
    for made, state in ((old, before), (new, after)):
        made.page("a.txt")
        if state is not None:
            made.finding("TXT002", "a.txt", state=state)
    found = difference(tmp_path, old, new)
    assert {kind: n for kind, n in found.findings.items() if n} == {expected: 1}


def test_a_known_finding_of_an_added_page_is_new(tmp_path: Path) -> None:
    new = three_pages()
    new.page("d.txt")
    new.finding("SEC001", "d.txt", state="known")
    assert difference(tmp_path, three_pages(), new).findings["new"] == 1


@pytest.mark.parametrize(
    ("changed", "kind", "words"),
    [
        ({"tool_version": "9.9"}, "tool", "version 0.1.0 (schema 1), now 9.9"),
        ({"input_digest": "f" * 64}, "input", "3 pages, now 3"),
        ({"settings": {"min_words": 50, "workers": 4}}, "settings", "min_words None, now 50"),
        ({"settings_digest": "f" * 64}, "settings", "profile file"),
        ({"settings": {"waivers_sha256": "f"}}, "decisions", "waivers added"),
        ({"as_of": "2027-01-01"}, "as_of", "2026-07-01, now 2027-01-01"),
        ({"digest": "0" * 64}, "unknown", "rows differ although"),
    ],
)
def test_the_cause_is_told_from_the_manifests(
    tmp_path: Path, changed: dict[str, object], kind: str, words: str
) -> None:
    (cause,) = difference(tmp_path, three_pages(), three_pages(), **changed).causes
    assert cause.kind == kind and words in cause.what


def test_settings_that_change_no_row_are_no_cause(tmp_path: Path) -> None:
    changed = {"settings": {"workers": 4, "fail_on": "error", "new_only": True}}
    assert difference(tmp_path, three_pages(), three_pages(), **changed).causes == ()


def test_the_worst_findings_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    new = three_pages()
    for number in range(400):
        code = "SEC001" if number in (250, 399) else "TXT002"
        new.finding(
            code, "a.txt", fingerprint=f"{number:08x}ffffffff", source_start=number, source_end=number + 1
        )
    old = three_pages().published(tmp_path / "old")
    found = compare(old, new.published(tmp_path / "new"), shown=3)
    assert found.findings["new"] == 400
    assert [(one.code, one.fingerprint) for one in found.shown_findings] == [
        ("SEC001", f"{250:08x}ffffffff"),
        ("SEC001", f"{399:08x}ffffffff"),
        ("TXT002", f"{0:08x}ffffffff"),
    ]


def test_what_is_no_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="E610"):
        compare(tmp_path / "gone", tmp_path)


@given(st.dictionaries(st.text(), st.integers()), st.dictionaries(st.text(), st.integers()))
def test_two_streams_side_by_side_are_their_union(old: dict[str, int], new: dict[str, int]) -> None:
    expected = [(key, old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys())]
    assert list(side_by_side(sorted(old.items()), sorted(new.items()))) == expected
