"""The benchmark of the rules counts what it says: found, missed, false alarms, knock-on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench.rule_match import Expected, Tally, tally
from schemas.finding import Finding
from tests.sitegen.truth import Fault


def finding(code: str, page: str, excerpt: str | None = None, **more: Any) -> Finding:
    facts: dict[str, Any] = {
        "fingerprint": "0" * 16,
        "code": code,
        "name": "a-rule",
        "severity": "warning",
        "outcome": "fail",
        "page_id": page,
        "message": "words",
        "fix": "mend it",
        "excerpt": excerpt,
    }
    return Finding(**{**facts, **more})


def counted(
    expected: Sequence[Expected],
    found: Mapping[str, Sequence[Finding]],
    injected: Mapping[str, str],
    usual: Mapping[str, Sequence[Finding]] | None = None,
) -> Tally:
    return tally(expected, found, injected, lambda names: usual or {}, lambda page, what: page)


PUT_IN = [Expected("1_a.txt", Fault("TXT003", "fail", "Lorem ipsum dolor"))]


def test_a_finding_counts_where_rule_and_place_are_right() -> None:
    found = {"1_a.txt": [finding("TXT003", "1_a.txt", "Lorem ipsum")]}
    score = counted(PUT_IN, found, {"1_a.txt": "TXT003"}).of("TXT003")
    assert (score.injected, score.found, score.true, score.false) == (1, 1, 1, 0)
    assert (score.recall, score.precision, score.outcome) == (1.0, 1.0, 1.0)


def test_the_right_rule_in_another_place_is_a_miss_and_a_false_alarm() -> None:
    found = {"1_a.txt": [finding("TXT003", "1_a.txt", "quite another line")]}
    score = counted(PUT_IN, found, {"1_a.txt": "TXT003"}).of("TXT003")
    assert (score.found, score.true, score.false) == (0, 0, 1)
    assert score.missed == ["1_a.txt"] and score.clean_false == 0


def test_another_outcome_than_expected_is_found_but_told_apart() -> None:
    found = {"1_a.txt": [finding("TXT003", "1_a.txt", "Lorem ipsum", outcome="review")]}
    score = counted(PUT_IN, found, {"1_a.txt": "TXT003"}).of("TXT003")
    assert (score.found, score.outcome) == (1, 0.0)


def test_a_finding_on_a_clean_page_is_a_false_alarm() -> None:
    found = {"2_b.txt": [finding("TXT006", "2_b.txt", "<b>")]}
    score = counted([], found, {}).of("TXT006")
    assert (score.false, score.clean_false) == (1, 1)


def test_another_rules_finding_that_comes_with_the_fault_is_a_knock_on() -> None:
    found = {"1_a.txt": [finding("TXT002", "1_a.txt")]}
    result = counted(PUT_IN, found, {"1_a.txt": "TXT003"})
    assert dict(result.knock_on) == {("TXT003", "TXT002"): 1}
    assert "TXT002" not in result.scores


def test_what_the_page_says_without_its_fault_too_is_a_false_alarm() -> None:
    said = [finding("TXT002", "1_a.txt")]
    result = counted(PUT_IN, {"1_a.txt": said}, {"1_a.txt": "TXT003"}, {"1_a.txt": said})
    assert result.of("TXT002").false == 1 and not result.knock_on


def test_a_group_counts_whichever_of_its_pages_the_finding_hangs_on() -> None:
    expected = [Expected("7_x.txt", Fault("COR002", "fail", "", "a title", related=("3_y.html",)))]
    found = {"3_y.txt": [finding("COR002", "3_y.txt", related_page_ids=["7_x.txt"])], "7_x.txt": []}
    score = counted(expected, found, {"7_x.txt": "COR002"}).of("COR002")
    assert (score.found, score.true, score.false) == (1, 1, 0)
