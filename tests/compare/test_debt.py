"""A baseline shrinks by itself and grows only when that is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.compare.debt import Frozen, freeze
from schemas.waiver import Baseline, BaselineEntry
from tests.compare.dataset import Small, three_pages

MARK = "00000000000000{:02x}".format


def baseline(*entries: tuple[int, str]) -> Baseline:
    """Entries of TXT002: number of the fingerprint and page."""
    return Baseline(
        findings=[BaselineEntry(fingerprint=MARK(n), code="TXT002", page_id=page) for n, page in entries]
    )


def marks(frozen: Frozen) -> list[str]:
    return [entry.fingerprint for entry in frozen.entries]


def numbers(frozen: Frozen) -> dict[str, int]:
    names = ("kept", "unjudged", "removed", "added", "not_added")
    return {name: n for name in names if (n := getattr(frozen, name))}


def test_the_first_baseline_takes_all_findings_in(tmp_path: Path) -> None:
    frozen = freeze(three_pages().published(tmp_path), None, accept_new=False)
    assert marks(frozen) == [MARK(0), MARK(1), MARK(2)]
    assert frozen.entries[1] == BaselineEntry(fingerprint=MARK(1), code="TXT002", page_id="b.txt")
    assert numbers(frozen) == {"added": 3}


def test_waived_findings_and_those_about_waivers_are_not_taken_in(tmp_path: Path) -> None:
    made = three_pages()
    made.findings[0] = made.findings[0].model_copy(update={"state": "waived", "waiver_reason": "agreed"})
    made.findings[1] = made.findings[1].model_copy(update={"code": "WVR002"})
    assert marks(freeze(made.published(tmp_path), None, accept_new=True)) == [MARK(2)]


def test_an_update_only_removes(tmp_path: Path) -> None:
    folder = three_pages().published(tmp_path)
    frozen = freeze(folder, baseline((0, "a.txt"), (9, "b.txt"), (8, "gone.txt")), accept_new=False)
    assert marks(frozen) == [MARK(0)]
    assert numbers(frozen) == {"kept": 1, "removed": 2, "not_added": 2}


def test_new_findings_are_added_where_that_is_wanted(tmp_path: Path) -> None:
    folder = three_pages().published(tmp_path)
    frozen = freeze(folder, baseline((0, "a.txt"), (9, "b.txt")), accept_new=True)
    assert marks(frozen) == [MARK(0), MARK(1), MARK(2)]
    assert numbers(frozen) == {"kept": 1, "removed": 1, "added": 2}


def test_a_finding_of_the_baseline_that_is_waived_now_stays_in_it(tmp_path: Path) -> None:
    made = three_pages()
    made.findings[0] = made.findings[0].model_copy(update={"state": "waived", "waiver_reason": "agreed"})
    assert marks(freeze(made.published(tmp_path), baseline((0, "a.txt")), accept_new=False)) == [MARK(0)]


@pytest.mark.parametrize("settings", [{"limit": 3}, {"sample": 3}, {"include": ["a*"]}])
def test_a_run_over_part_of_the_pages_forgets_nothing_of_the_others(
    tmp_path: Path, settings: dict[str, object]
) -> None:
    folder = three_pages().published(tmp_path, settings=settings)
    frozen = freeze(folder, baseline((9, "b.txt"), (8, "elsewhere.txt")), accept_new=False)
    assert marks(frozen) == [MARK(8)]
    assert numbers(frozen) == {"unjudged": 1, "removed": 1, "not_added": 3}


@pytest.mark.parametrize("settings", [{"select": ["SEC"]}, {"ignore": ["TXT002"]}])
def test_a_run_without_a_rule_forgets_nothing_of_that_rule(
    tmp_path: Path, settings: dict[str, object]
) -> None:
    folder = three_pages().published(tmp_path, settings=settings)
    assert marks(freeze(folder, baseline((9, "b.txt")), accept_new=False)) == [MARK(9)]


def test_a_page_that_timed_out_keeps_its_debt(tmp_path: Path) -> None:
    made = Small()
    made.page("a.txt", state="timed_out", reason="E710")
    frozen = freeze(made.published(tmp_path), baseline((0, "a.txt")), accept_new=False)
    assert numbers(frozen) == {"unjudged": 1}


def test_pages_that_were_excluded_keep_their_debt(tmp_path: Path) -> None:
    folder = three_pages().published(tmp_path, settings={"exclude": ["drafts/*"]})
    frozen = freeze(folder, baseline((0, "a.txt"), (8, "drafts/x.txt"), (9, "gone.txt")), accept_new=False)
    assert marks(frozen) == [MARK(0), MARK(8)]
    assert numbers(frozen) == {"kept": 1, "unjudged": 1, "removed": 1, "not_added": 2}


def test_a_run_over_part_of_the_pages_mends_nothing_that_only_all_pages_show(tmp_path: Path) -> None:
    old = Baseline(
        findings=[
            BaselineEntry(fingerprint=MARK(7), code="COR002", page_id="a.txt"),
            BaselineEntry(fingerprint=MARK(9), code="TXT002", page_id="a.txt"),
        ]
    )
    part = freeze(three_pages().published(tmp_path / "p", settings={"limit": 3}), old, accept_new=False)
    whole = freeze(three_pages().published(tmp_path / "w"), old, accept_new=False)
    assert (marks(part), part.partial) == ([MARK(7)], True)
    assert (marks(whole), whole.partial) == ([], False)
