"""The view of a published version: verdict, account, groups, what is shown, what is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import DatasetError
from pipeline.report.census import take_census
from pipeline.report.choice import fair_shares
from pipeline.report.model import Excerpts, Limits
from pipeline.report.tables import Tables
from pipeline.report.view import build_view
from pipeline.report.weight import may_fit, weight
from pipeline.report.words import found_in
from tests.report.almanac import almanac
from tests.report.dataset import RULES, Dataset


def test_the_verdict_counts_articles_by_what_quality_checks_say(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", qa="fail")
    made.page("b.txt", qa="review")
    made.page("c.txt")
    made.page("d.txt", state="empty", reason="PAG001: no text")
    verdict = build_view(made.write(tmp_path), rules=RULES, excerpts="full").verdict
    assert (verdict.pages, verdict.articles, verdict.mend, verdict.look, verdict.clean) == (4, 3, 1, 1, 1)
    assert verdict.level == "fail"


def test_a_failed_page_makes_the_verdict_fail(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt")
    made.page("b.txt", state="timed_out", reason="E: too slow")
    verdict = build_view(made.write(tmp_path), rules=RULES, excerpts="full").verdict
    assert verdict.level == "fail"
    assert "1 page could not be finished" in verdict.sentence


@pytest.mark.parametrize(("state", "level"), [("new", "review"), ("known", "review"), ("waived", "pass")])
def test_a_page_without_text_keeps_the_verdict_from_pass_until_it_is_waived(
    state: str, level: str, tmp_path: Path
) -> None:
    made = Dataset()
    made.page("a.txt")
    made.page("b.txt", state="empty", reason="PAG001 the page holds no text")
    made.finding("PAG001", "b.txt", state=state)
    verdict = build_view(made.write(tmp_path), rules=RULES, excerpts="full").verdict
    assert verdict.level == level
    assert ("1 page is empty or could not be read" in verdict.sentence) is (state != "waived")


def test_an_empty_dataset_has_a_view(tmp_path: Path) -> None:
    view = build_view(Dataset().write(tmp_path), rules=RULES, excerpts="full")
    assert view.verdict.level == "empty"
    assert (view.rules, view.first, view.findings) == ((), (), 0)
    assert len(view.silent) == len(RULES)


def test_an_account_that_adds_up_has_no_problems(library: Path) -> None:
    view = build_view(library, rules=RULES, excerpts="full")
    account = view.account.text
    assert view.account.problems == ()
    assert sum(n for _, n in view.account.pages_by_state) == view.manifest.pages
    parts = (account.kept_chars, account.data_chars, account.removed_chars, account.unexplained_chars)
    assert sum(parts) == account.chars


def test_an_account_that_does_not_add_up_is_told_with_the_difference(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", [("article.paragraph", "x" * 50), ("chrome.footer", "y" * 10)])
    folder = made.write(tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["account"]["kept_chars"] -= 7
    manifest["account"]["by_chrome_kind"]["footer"] += 2
    (folder / "manifest.json").write_text(json.dumps(manifest))
    problems = build_view(folder, rules=RULES, excerpts="full").account.problems
    assert "all characters: 60, but kept, data, removed and unexplained: 53 (7 missing)" in problems
    assert "removed characters: 10, but the chrome kinds: 12 (2 too many)" in problems
    assert any(p.startswith("kept_chars in the manifest: 43, but the pages: 50") for p in problems)


def test_one_broken_template_is_one_row(tmp_path: Path) -> None:
    made = Dataset()
    for n in range(6):
        made.page(f"essay-{n}.txt", template="essay")
        made.finding("SEC001", f"essay-{n}.txt", subject=f"Section {n}")
    for n in range(4):
        made.page(f"guide-{n}.txt", template="guide")
        made.finding("SEC001", f"guide-{n}.txt", subject=f"Part {n}")
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="full")
    assert [(g.code, g.template, g.findings, g.pages) for g in view.first] == [
        ("SEC001", "essay", 6, 6),
        ("SEC001", "guide", 4, 4),
    ]


def test_one_card_on_many_pages_is_one_row_over_all_templates(tmp_path: Path) -> None:
    made = Dataset()
    for n in range(4):
        made.page(f"{n}.txt", template=f"template {n}")
        made.finding("LNK001", f"{n}.txt", subject="Blue crabs", outcome="fail" if n else "review")
        made.finding("LNK001", f"{n}.txt", subject=f"Only here {n}")
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="full")
    found = [(g.subject, g.template, g.findings, g.fail) for g in view.first]
    assert ("Blue crabs", None, 4, 3) in found
    assert (None, None, 4, 4) in found
    assert len(found) == 2


def test_rows_rank_by_severity_then_outcome_then_number(tmp_path: Path) -> None:
    made = Dataset()
    for n in range(9):
        made.page(f"{n}.txt")
        made.finding("TXT002", f"{n}.txt", outcome="review")
        made.finding("MET001", f"{n}.txt")
        if n < 4:
            made.finding("LNK001", f"{n}.txt")
    made.finding("PAG003", "0.txt", outcome="review")
    made.finding("SEC001", "1.txt")
    made.finding("SEC003", "2.txt", state="waived", waiver_reason="known")
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="full")
    assert [g.code for g in view.first] == ["SEC001", "PAG003", "LNK001", "TXT002"], "no note, nothing waived"
    assert view.groups == 4


def test_at_most_five_rows_come_first_and_the_others_are_counted(tmp_path: Path) -> None:
    made = Dataset()
    for n in range(40):
        made.page(f"{n:02}.txt", template=f"template {n % 8}")
        made.finding("SEC001", f"{n:02}.txt", subject=f"S{n}")
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="full")
    assert (len(view.first), view.groups) == (5, 8)


def test_shares_are_fair_and_never_above_the_limit() -> None:
    assert fair_shares([2, 10, 30], 18) == [2, 8, 8]
    assert fair_shares([5, 5], 100) == [5, 5]
    assert fair_shares([7, 7, 7], 10) == [3, 3, 4]
    assert fair_shares([], 10) == []


def test_what_is_left_out_is_counted_for_each_rule_and_the_worst_is_shown(tmp_path: Path) -> None:
    made = almanac(200)
    made.page("last.txt")
    waived = made.finding("MET001", "last.txt", state="waived", waiver_reason="agreed")
    limits = Limits(findings=30, first_findings=30, group_findings=2)
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="full", limits=limits)
    shown = [one.finding for rule in view.rules for one in rule.shown]
    assert len(shown) <= 30 + limits.groups * limits.group_findings
    assert view.left_out == view.findings - len(shown) == sum(rule.left_out for rule in view.rules) > 0
    assert all(rule.shown for rule in view.rules), "every rule has its share"
    assert waived not in shown, "waived findings give way first"


def test_the_size_of_the_page_is_bounded_too(tmp_path: Path) -> None:
    folder = almanac(200).write(tmp_path)
    view = build_view(folder, rules=RULES, excerpts="full", limits=Limits(bytes=10_000, frame_bytes=0))
    shown = [one.finding for rule in view.rules for one in rule.shown]
    assert 5 < len(shown) < 30
    assert view.left_out == view.findings - len(shown)
    assert shown[0].severity == "error"


@pytest.mark.parametrize("excerpts", ["full", "none"])
def test_findings_that_one_file_holds_are_never_held_too_large_before_they_are_built(
    library: Path, excerpts: Excerpts
) -> None:
    tables = Tables.open(library)
    census = take_census(tables)
    whole = build_view(library, rules=RULES, excerpts=excerpts)
    size = sum(weight(one) for rule in whole.rules for one in rule.shown)
    just, half = Limits(bytes=size, frame_bytes=0), Limits(bytes=size // 2, frame_bytes=0)
    assert may_fit(tables, census, excerpts, just)
    assert not build_view(library, rules=RULES, excerpts=excerpts, limits=just).parts
    assert excerpts == "none" or not may_fit(tables, census, excerpts, half)


def test_an_excerpt_has_the_text_before_and_after_it_on_the_page(tmp_path: Path) -> None:
    made = Dataset()
    made.page(
        "a.txt",
        [("chrome.footer", "first line"), ("article.paragraph", "one two three"), ("unexplained", "end")],
    )
    made.finding("TXT002", "a.txt", "two")
    (shown,) = build_view(made.write(tmp_path), rules=RULES, excerpts="full").rules[0].shown
    assert (shown.before, shown.finding.excerpt, shown.after) == ("first line\none ", "two", " three\nend")


def test_an_excerpt_over_several_pieces_finds_its_end(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", [("article.paragraph", p) for p in ("alpha beta", "gamma", "delta epsilon")])
    made.finding("TXT002", "a.txt", "beta\ngamma\ndelta", source_start=6, source_end=22, line=1, column=7)
    (shown,) = build_view(made.write(tmp_path), rules=RULES, excerpts="full").rules[0].shown
    assert (shown.before, shown.after) == ("alpha ", " epsilon")


def test_of_equal_texts_the_one_at_the_findings_place_is_taken(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", [("article.paragraph", p) for p in ("same", "middle", "same", "last")])
    made.finding("TXT002", "a.txt", "same", source_start=12, source_end=16, line=3, column=1)
    (shown,) = build_view(made.write(tmp_path), rules=RULES, excerpts="full").rules[0].shown
    assert (shown.before, shown.after) == ("same\nmiddle\n", "\nlast")


def test_an_excerpt_that_the_account_does_not_hold_has_no_context(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt")
    made.finding("TXT002", "a.txt", "not on this page", source_start=3, source_end=19, line=1, column=4)
    (shown,) = build_view(made.write(tmp_path), rules=RULES, excerpts="full").rules[0].shown
    assert (shown.before, shown.after) == ("", "")


def test_a_rule_nobody_describes_is_shown_by_the_findings_own_words(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt")
    made.finding("SEC001", "a.txt")
    (rule,) = build_view(made.write(tmp_path), rules={}, excerpts="full").rules
    assert (rule.info.code, rule.info.name, rule.info.severity) == ("SEC001", "missing-section", "error")


def test_a_folder_without_a_dataset_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"no dataset here.*E610"):
        build_view(tmp_path, rules=RULES, excerpts="full")
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(DatasetError, match=r"breaks the contract.*E611"):
        build_view(tmp_path, rules=RULES, excerpts="full")


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    folder = almanac(5).write(tmp_path)
    (folder / "findings/part-00000.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(
        DatasetError, match=r"findings/part-00000.parquet: cannot read the table findings.*E612"
    ):
        build_view(folder, rules=RULES, excerpts="full")


def test_groups_with_new_findings_come_before_those_that_are_known_whole(tmp_path: Path) -> None:
    made = Dataset()
    for n in range(4):
        made.page(f"{n}.txt")
        made.finding("SEC001", f"{n}.txt", subject="Sources", state="known")
        made.finding("LNK001", f"{n}.txt", subject="Crabs", state="known" if n < 3 else "new")
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="full")
    assert [(g.code, g.findings, g.new) for g in view.first] == [("LNK001", 4, 1), ("SEC001", 4, 0)]
    assert [found_in(g) for g in view.first] == ["4 findings (1 new)", "4 known findings"]
    assert view.first[0].example.page_id == "3.txt", "the new one is the example"
    assert {rule.info.code: rule.known for rule in view.rules} == {"SEC001": 4, "LNK001": 3}
