"""What decisions say of a finding, and what they remember."""

from __future__ import annotations

import pickle
from array import array
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.decisions.baseline import Known
from pipeline.decisions.decide import Coverage, Deciding, Decisions, summed
from pipeline.decisions.waivers import PlacedWaiver, Waivers
from schemas.waiver import Waiver

DAY = date(2026, 8, 1)
MARK, OTHER = "00f3a1b2c4d5e6f7", "11f3a1b2c4d5e6f7"


def waiver(reason: str = "agreed", expires: date = date(2026, 12, 31), **what: str) -> Waiver:
    return Waiver(reason=reason, owner="Ann", expires=expires, **what)


def deciding(*waivers: Waiver, known: tuple[str, ...] = (), chunk: int = 0, day: date = DAY) -> Deciding:
    placed = tuple(PlacedWaiver(one, line) for line, one in enumerate(waivers, 1))
    marks = array("Q", sorted(int(mark, 16) for mark in known))
    decisions = Decisions(day, Known(marks, "b") if known else None, Waivers(placed, "w"))
    return Deciding(pickle.loads(pickle.dumps(decisions)), chunk)


def test_without_a_decision_a_finding_is_new() -> None:
    assert deciding()(MARK, "TXT002", "a.txt") == ("new", None)


def test_a_finding_of_the_baseline_is_known_and_no_other() -> None:
    decide = deciding(known=(MARK,))
    assert decide(MARK, "TXT002", "a.txt") == ("known", None)
    assert decide(OTHER, "TXT002", "a.txt") == ("new", None)


def test_a_waiver_wins_over_the_baseline_and_gives_its_reason() -> None:
    assert deciding(waiver(fingerprint=MARK), known=(MARK,))(MARK, "TXT002", "a") == ("waived", "agreed")


def test_a_waiver_by_page_covers_its_code_on_pages_that_match() -> None:
    decide = deciding(waiver(code="TXT002", page="notes/*"))
    assert decide(MARK, "TXT002", "notes/a/b.txt")[0] == "waived"
    assert decide(MARK, "TXT002", "memos/a.txt")[0] == "new"
    assert decide(MARK, "TXT001", "notes/a.txt")[0] == "new"


def test_a_glob_without_a_slash_may_match_the_file_name_alone() -> None:
    assert deciding(waiver(code="TXT002", page="a*"))(MARK, "TXT002", "notes/abc.txt")[0] == "waived"


def test_the_waiver_of_the_one_finding_gives_the_reason_before_that_of_its_page() -> None:
    decide = deciding(waiver("wide", code="TXT002", page="a*"), waiver("exact", fingerprint=MARK))
    assert decide(MARK, "TXT002", "a.txt") == ("waived", "exact")


def test_a_waiver_counts_on_its_last_day_and_not_on_the_next() -> None:
    assert deciding(waiver(fingerprint=MARK, expires=DAY))(MARK, "TXT002", "a")[0] == "waived"
    over = waiver(fingerprint=MARK, expires=date(2026, 7, 31))
    assert deciding(over)(MARK, "TXT002", "a") == ("new", None)
    assert deciding(over, known=(MARK,))(MARK, "TXT002", "a") == ("known", None)


def test_an_expired_waiver_leaves_the_finding_to_the_next_one() -> None:
    over = waiver("over", expires=date(2026, 7, 31), fingerprint=MARK)
    decide = deciding(over, waiver("still", code="TXT002", page="a*"))
    assert decide(MARK, "TXT002", "a.txt") == ("waived", "still")


def test_coverage_counts_findings_and_keeps_the_smallest_page_with_its_chunk() -> None:
    parts = []
    for chunk, page_ids in enumerate((["n/c.txt", "n/b.txt"], ["n/a.txt"], ["m.txt"])):
        decide = deciding(waiver(code="TXT002", page="n/*"), waiver(fingerprint=OTHER), chunk=chunk)
        for page_id in page_ids:
            decide(MARK, "TXT002", page_id)
        parts.append(decide.coverage)
    assert summed(parts) == summed(reversed(parts)) == {0: Coverage(3, "n/a.txt", 1)}


def test_a_finding_that_another_waiver_covers_for_longer_is_held() -> None:
    short = waiver("short", expires=date(2026, 8, 5), fingerprint=MARK)
    decide = deciding(short, waiver("long", code="TXT002", page="a*"))
    assert decide(MARK, "TXT002", "a.txt") == ("waived", "short")
    assert decide(OTHER, "TXT002", "a.txt") == ("waived", "long")
    assert {number: (one.findings, one.held) for number, one in decide.coverage.items()} == {
        0: (1, 1),
        1: (2, 0),
    }


def test_of_two_waivers_of_one_finding_the_longer_gives_the_reason_and_the_other_is_not_needed() -> None:
    soon, late = date(2026, 8, 5), date(2026, 12, 31)
    decide = deciding(
        waiver("soon", expires=soon, fingerprint=MARK), waiver("late", expires=late, fingerprint=MARK)
    )
    assert decide(MARK, "TXT002", "a.txt") == ("waived", "late")
    assert {number: (one.spare, one.beside) for number, one in decide.coverage.items()} == {
        0: (1, frozenset({1})),
        1: (0, frozenset()),
    }


def test_of_equals_the_first_in_the_file_is_the_one_that_is_needed() -> None:
    decide = deciding(*(waiver(reason, fingerprint=MARK) for reason in ("first", "second", "third")))
    assert decide(MARK, "TXT002", "a.txt") == ("waived", "first")
    assert [decide.coverage[number].spare for number in range(3)] == [0, 1, 1]
    assert decide.coverage[1].beside == decide.coverage[2].beside == frozenset({0})


def test_a_waiver_that_gives_the_reason_or_lasts_longest_is_needed() -> None:
    exact = waiver("exact", expires=date(2026, 8, 5), fingerprint=MARK)
    decide = deciding(waiver("page", code="TXT002", page="a*"), exact)
    assert decide(MARK, "TXT002", "a.txt") == ("waived", "exact")
    assert [decide.coverage[number].spare for number in range(2)] == [0, 0]


def test_an_expired_waiver_stands_in_for_no_other() -> None:
    over, later = (waiver(expires=day, fingerprint=MARK) for day in (date(2026, 7, 1), date(2026, 7, 31)))
    decide = deciding(over, later)
    assert decide(MARK, "TXT002", "a.txt") == ("new", None)
    assert [(one.held, one.spare) for one in decide.coverage.values()] == [(0, 0), (0, 0)]


@given(
    st.lists(
        st.tuples(st.sampled_from((MARK, OTHER, "a*", "b*", "n/*")), st.integers(-3, 40)),
        min_size=2,
        max_size=6,
    )
)
def test_without_the_waivers_that_are_not_needed_each_finding_keeps_its_state_reason_and_last_day(
    drawn: list[tuple[str, int]],
) -> None:
    waivers = [
        waiver(f"reason {number}", DAY + timedelta(days), **_names(what))
        for number, (what, days) in enumerate(drawn)
    ]
    findings = [(MARK, "TXT002", "n/a.txt"), (OTHER, "TXT002", "n/b.txt"), ("22" * 8, "TXT002", "a.txt")]
    decide = deciding(*waivers)
    for finding in findings:
        decide(*finding)
    idle = {number for number, one in decide.coverage.items() if one.spare == one.findings}
    kept = [one for number, one in enumerate(waivers) if number not in idle]
    for day in (DAY, DAY + timedelta(20), DAY + timedelta(41)):
        states = [[deciding(*some, day=day)(*finding) for finding in findings] for some in (waivers, kept)]
        if day == DAY:
            assert states[0] == states[1]
        assert [state for state, _ in states[0]] == [state for state, _ in states[1]]


def _names(what: str) -> dict[str, str]:
    return {"fingerprint": what} if "*" not in what else {"code": "TXT002", "page": what}
