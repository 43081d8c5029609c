"""The rules about waivers: their documented examples, and where they stop."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.decisions.decide import Coverage, Decisions
from pipeline.decisions.findings import RunFacts, unjudged_note, waiver_findings
from pipeline.decisions.waivers import PlacedWaiver, Waivers, read_waivers
from pipeline.rules.documentation import documentation
from pipeline.rules.engine import all_rules
from pipeline.rules.waiver._base import WaiverRule
from schemas.finding import Finding
from schemas.waiver import Waiver
from tests.rules.build import DAY

RULES = tuple(rule for rule in all_rules() if isinstance(rule, WaiverRule))
CODES = frozenset(rule.code for rule in all_rules())
FIRST = ("0.txt", 0)


def waiver(expires: date = date(2026, 12, 31), **what: str) -> Waiver:
    what = what or {"code": "TXT002", "page": "notes/*"}
    return Waiver(reason="agreed", owner="Ann", expires=expires, **what)


def facts(
    *covered: int, of_rule: int = 100, partial: bool = False, codes: frozenset[str] = CODES
) -> RunFacts:
    """Coverage of each waiver in turn, all on the page notes/short.txt of chunk 3."""
    coverage = {number: Coverage(n, "notes/short.txt", 3) for number, n in enumerate(covered) if n}
    return RunFacts(coverage, {"TXT002": of_rule}, FIRST, partial, codes, CODES)


def decisions(*waivers: Waiver) -> Decisions:
    placed = tuple(PlacedWaiver(one, 10 * line) for line, one in enumerate(waivers, 1))
    return Decisions(DAY, None, Waivers(placed, "digest"))


def told(given: Decisions, about: RunFacts) -> list[tuple[int, Finding]]:
    return list(waiver_findings(given, about, RULES))


def codes(given: Decisions, about: RunFacts) -> list[tuple[str, str]]:
    return [(finding.code, finding.outcome) for _, finding in told(given, about)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_documented_examples_do_what_they_say(rule: WaiverRule, tmp_path: Path) -> None:
    shown = documentation(rule)
    found = {}
    for name, text in (("fails", shown.fails), ("passes", shown.passes)):
        assert text is not None
        (tmp_path / name).write_text(text)
        given = Decisions(DAY, None, read_waivers(tmp_path / name, CODES))
        # One finding of TXT002 on notes/short.txt, none on memos.
        (placed,) = given.placed
        about = facts(0 if placed.waiver.page == "memos/*" else 1)
        found[name] = {code for code, _ in codes(given, about)}
    assert rule.code in found["fails"]
    assert found["passes"] == set()


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        (date(2026, 7, 31), [("WVR001", "fail")]),
        (date(2026, 8, 1), [("WVR001", "review")]),
        (date(2026, 8, 15), [("WVR001", "review")]),
        (date(2026, 8, 16), []),
    ],
)
def test_the_last_day_is_told_fourteen_days_before_and_the_day_after_is_an_error(
    expires: date, expected: list[tuple[str, str]]
) -> None:
    assert codes(decisions(waiver(expires)), facts(2)) == expected


def test_an_expired_waiver_is_told_once_whatever_else_is_wrong_with_it() -> None:
    assert codes(decisions(waiver(date(2026, 1, 1), code="TXT002", page="*")), facts(0)) == [
        ("WVR001", "fail")
    ]


def test_a_waiver_that_covers_nothing_is_told_only_where_that_can_be_known() -> None:
    by_page, by_mark = decisions(waiver()), decisions(waiver(fingerprint="ab" * 8))
    for given in (by_page, by_mark):
        assert codes(given, facts(0)) == [("WVR002", "fail")]
        assert codes(given, facts(0, partial=True)) == []
        assert codes(given, facts(1)) == []
    assert codes(by_page, facts(0, codes=CODES - {"TXT002"})) == []
    assert codes(by_page, facts(0, codes=CODES - {"LNK001"})) == [("WVR002", "fail")]
    assert codes(by_mark, facts(0, codes=CODES - {"LNK001"})) == [], "its rule is not known"


def test_what_could_not_be_told_is_a_note_of_the_run() -> None:
    given = decisions(waiver(), waiver(fingerprint="ab" * 8))
    assert unjudged_note(given, facts(0, 0)) is None
    assert str(unjudged_note(given, facts(0, 0, partial=True))).startswith("2 waivers cover nothing here")
    assert str(unjudged_note(given, facts(1, 0, partial=True))).startswith("1 waiver covers nothing here")


@pytest.mark.parametrize(
    ("covered", "of_rule", "is_wide"), [(19, 19, False), (20, 40, False), (20, 39, True), (500, 5_000, False)]
)
def test_a_waiver_is_too_wide_where_it_covers_most_of_many_findings(
    covered: int, of_rule: int, is_wide: bool
) -> None:
    assert codes(decisions(waiver()), facts(covered, of_rule=of_rule)) == (
        [("WVR003", "fail")] if is_wide else []
    )


@pytest.mark.parametrize("page", ["*", "**", "*.html", "*/*.txt.gz", "[0-9]*", "????.md"])
def test_a_glob_that_names_no_page_is_too_wide(page: str) -> None:
    assert codes(decisions(waiver(code="TXT002", page=page)), facts(1)) == [("WVR003", "fail")]


def test_the_finding_hangs_on_the_smallest_page_covered_and_says_that_it_is_not_about_it() -> None:
    ((chunk, finding),) = told(decisions(waiver(date(2026, 7, 1))), facts(2))
    assert (chunk, finding.page_id, finding.article_id, finding.state) == (3, "notes/short.txt", None, "new")
    assert finding.subject == "Waiver of TXT002 on notes/*, not this page"
    assert "line 10 (Ann)" in finding.message and not finding.message.endswith(".")


def test_without_any_page_it_hangs_on_the_smallest_of_the_run() -> None:
    ((chunk, finding),) = told(decisions(waiver()), facts(0))
    assert (finding.page_id, chunk) == FIRST


def test_two_waivers_that_differ_in_digits_alone_have_fingerprints_of_their_own() -> None:
    given = decisions(waiver(fingerprint="1" * 16), waiver(fingerprint="2" * 16))
    both = {finding.fingerprint for _, finding in told(given, facts(0, 0))}
    swapped = decisions(waiver(fingerprint="2" * 16), waiver(fingerprint="1" * 16))
    assert len(both) == 2
    assert {finding.fingerprint for _, finding in told(swapped, facts(0, 0))} == both
    alone = {finding.fingerprint for _, finding in told(decisions(waiver(fingerprint="2" * 16)), facts(0))}
    assert alone < both, "another waiver above it changes nothing"


@pytest.mark.parametrize(
    ("expires", "covered", "held", "words"),
    [
        (date(2026, 7, 31), 1, 0, "1 finding that it named counts again"),
        (date(2026, 7, 31), 3, 1, "2 findings that it named count again"),
        (date(2026, 7, 31), 2, 2, "another waiver covers what it named"),
        (date(2026, 7, 31), 0, 0, "nothing that it named is found any more"),
        (date(2026, 8, 5), 3, 1, "then 2 findings will count again"),
        (date(2026, 8, 5), 2, 2, None),
    ],
)
def test_what_another_waiver_covers_for_longer_does_not_count_again(
    expires: date, covered: int, held: int, words: str | None
) -> None:
    coverage = {0: Coverage(covered, "notes/short.txt", 3, held)} if covered else {}
    about = RunFacts(coverage, {"TXT002": 100}, FIRST, False, CODES, CODES)
    found = [finding for _, finding in told(decisions(waiver(expires)), about) if finding.code == "WVR001"]
    assert [words in finding.message for finding in found if words] == ([True] if words else [])
    assert bool(found) == bool(words)


def test_a_waiver_beside_which_others_cover_the_same_is_told_with_their_lines() -> None:
    given = decisions(*[waiver(date(2026, 12, 31)) for _ in range(4)])
    coverage = {
        0: Coverage(2, "notes/short.txt", 3),
        1: Coverage(2, "notes/short.txt", 3, spare=2, beside=frozenset({0})),
        2: Coverage(2, "notes/short.txt", 3, spare=2, beside=frozenset({0, 3})),
        3: Coverage(2, "notes/short.txt", 3, spare=1, beside=frozenset({0})),
    }
    about = RunFacts(coverage, {"TXT002": 100}, FIRST, False, CODES, CODES)
    messages = {finding.message: finding.code for _, finding in told(given, about)}
    place = "of TXT002 on notes/* is not needed: the"
    assert messages == {
        f"The waiver in line 20 (Ann) {place} waiver in line 10 covers the same, and for as long": "WVR002",
        f"The waiver in line 30 (Ann) {place} waivers in lines 10 and 40 cover the same, and for as long": "WVR002",
    }
    partial = RunFacts(coverage, {"TXT002": 100}, FIRST, True, CODES, CODES)
    assert told(given, partial) == [], "on other pages it may be needed"
