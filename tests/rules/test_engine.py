"""The engine: which rules run, what becomes of their hits, and of a rule that raises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from pipeline.errors import UsageError
from pipeline.rules import engine
from pipeline.rules.base import BaseRule, Hit, PageContext, PageRule
from pipeline.rules.engine import all_rules, check_page, selected_rules
from pipeline.rules.spot import lines_and_columns, trimmed
from schemas.vocabulary import Severity
from tests.rules.build import context, paragraph

TEXT = "First words of it.\n\nThe needle is here.\n\nLast words of it."


def page() -> PageContext:
    return context([paragraph(text) for text in TEXT.split("\n\n")])


def rule_with(*hits: Hit | Exception, code: str = "TST001", **attributes: Any) -> PageRule:
    """A rule that yields these hits, and raises what is an exception among them."""

    class Made(PageRule):
        name = "made-for-a-test"
        severity: ClassVar[Severity] = "warning"
        fix = "Mend it"

        def check(self, page: PageContext) -> Iterator[Hit]:
            for hit in hits:
                if isinstance(hit, Exception):
                    raise hit
                yield hit

    Made.code = code
    for name, value in attributes.items():
        setattr(Made, name, value)
    return Made()


def codes(rules: tuple[BaseRule, ...]) -> set[str]:
    return {rule.code for rule in rules}


def test_a_hit_becomes_a_finding_with_its_exact_excerpt_and_place() -> None:
    start = TEXT.index("needle")
    (finding,) = check_page(page(), [rule_with(Hit("Found a needle", start=start, end=start + 6))])
    assert finding.excerpt == "needle" == TEXT[finding.source_start : finding.source_end]
    assert (finding.line, finding.column) == (3, 5)
    assert (finding.severity, finding.outcome, finding.fix, finding.article_id) == (
        "warning",
        "fail",
        "Mend it",
        "a1",
    )


def test_a_hit_on_the_whole_page_has_no_place_and_comes_first() -> None:
    found = check_page(page(), [rule_with(Hit("Here", start=0, end=5), Hit("The page"))])
    assert [finding.line for finding in found] == [None, 1]
    assert found[0].excerpt is None


def test_findings_are_ordered_by_place_then_code() -> None:
    late, early = Hit("x", start=31, end=35), Hit("x", start=2, end=5)
    found = check_page(page(), [rule_with(late, early, code="TST002"), rule_with(late, code="TST001")])
    assert [(f.source_start, f.code) for f in found] == [(2, "TST002"), (31, "TST001"), (31, "TST002")]


def test_a_long_excerpt_is_cut_after_a_word_and_its_span_with_it() -> None:
    text = "word " * 200
    start, end = trimmed(text, 0, len(text))
    assert end - start <= 400 and text[start:end].endswith("word")


def test_white_space_at_the_ends_of_a_hit_is_not_part_of_its_excerpt() -> None:
    (finding,) = check_page(page(), [rule_with(Hit("x", start=18, end=31))])
    assert finding.excerpt == "The needle"


def test_html_places_come_from_the_locator_and_the_source_is_read_only_when_needed() -> None:
    source = "<p>First words of it.</p>\n<p>The needle"
    asked: list[int] = []

    def text() -> str:
        asked.append(1)
        return source

    hits = rule_with(Hit("x", start=TEXT.index("needle"), end=TEXT.index("needle") + 6), Hit("y"))
    at = source.index("needle")
    found = check_page(page(), [hits], source=text, locate=lambda spans: [(at, at + 6) for _ in spans])
    assert (found[1].line, found[1].column, found[1].excerpt) == (2, 8, "needle")
    lost = check_page(page(), [hits], source=text, locate=lambda spans: [None for _ in spans])
    assert {f.excerpt for f in lost} == {"needle", None}
    assert len(asked) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_at_any_kind_of_line_break(end: str) -> None:
    source = end.join(["one", "two", "three"])
    at = source.index("ree")
    assert lines_and_columns(source, [0, at]) == {0: (1, 1), at: (3, 3)}


def test_a_rule_that_raises_becomes_a_finding_and_the_others_still_run() -> None:
    broken = rule_with(Hit("before", start=0, end=5), ValueError("no such\nkey at 0x7f12ab"))
    found = check_page(page(), [broken, rule_with(Hit("other", start=3, end=5), code="TST009")])
    assert [f.code for f in found] == ["RUN001", "TST001", "TST009"]
    crash = found[0]
    assert (crash.severity, crash.outcome, crash.subject) == ("error", "fail", "TST001")
    assert "ValueError: no such key at 0x…" in crash.message


@pytest.mark.parametrize("span", [(3, None), (5, 5), (9, 4), (-2, 4), (0, 10_000)])
def test_a_hit_outside_the_page_is_the_rules_crash(span: tuple[int | None, int | None]) -> None:
    found = check_page(page(), [rule_with(Hit("x", start=span[0], end=span[1]))])
    assert [f.code for f in found] == ["RUN001"]


def test_a_deadline_passes_through_the_engine() -> None:
    class Deadline(BaseException):
        pass

    class Slow(PageRule):
        code, name, fix = "TST001", "slow", "Mend it"
        severity: ClassVar[Severity] = "warning"

        def check(self, page: PageContext) -> Iterator[Hit]:
            raise Deadline
            yield

    with pytest.raises(Deadline):
        check_page(page(), [Slow()])


def test_rules_for_articles_do_not_run_on_other_pages() -> None:
    other = context([paragraph("Some text")], is_article=False)
    assert check_page(other, [rule_with(Hit("x"))]) == ()
    assert len(check_page(other, [rule_with(Hit("x"), needs_article=False)])) == 1


def test_fingerprints_survive_moved_text_and_tell_equal_findings_apart() -> None:
    hits = [Hit("x", subject="link 3", start=i, end=i + 4) for i in (0, 10)]
    before = check_page(context([paragraph("same text same text")]), [rule_with(*hits)])
    moved = [Hit("x", subject="link 12", start=i + 7, end=i + 11) for i in (0, 10)]
    after = check_page(context([paragraph("Above"), paragraph("same text same text")]), [rule_with(*moved)])
    assert [f.fingerprint for f in before] == [f.fingerprint for f in after]
    assert len({f.fingerprint for f in before}) == 2
    assert all(len(f.fingerprint) == 16 for f in before)


def test_page_text_cannot_break_a_message_into_lines_or_carry_control_characters() -> None:
    (finding,) = check_page(page(), [rule_with(Hit("one\ntwo \x1b[31mred\u2028end", subject="a\x00b"))])
    assert finding.message.isprintable() and finding.subject is not None and finding.subject.isprintable()


def test_nothing_selected_means_every_rule_but_previews() -> None:
    assert codes(selected_rules()) == {rule.code for rule in all_rules() if not rule.preview}


def test_rules_are_selected_and_ignored_by_code_or_prefix() -> None:
    assert {code[:3] for code in codes(selected_rules(["PAG", "SEC003"]))} == {"PAG", "SEC"}
    assert "SEC003" in codes(selected_rules(["PAG", "SEC003"]))
    assert "PAG002" not in codes(selected_rules(["PAG"], ["PAG002"]))
    assert codes(selected_rules(["SEC003"], ["SEC"])) == {"SEC003"}
    assert codes(selected_rules(["sec003"])) == {"SEC003"}


@pytest.mark.parametrize(
    ("word", "mend"),
    [("SEC03", "did you mean 'SEC003'"), ("lost-list", "did you mean 'SEC003'"), ("QQQ", "dechrome rules")],
)
def test_an_unknown_code_is_a_usage_error_that_says_how_to_mend_it(word: str, mend: str) -> None:
    for select, ignore in (([word], []), ([], [word])):
        with pytest.raises(UsageError, match=mend):
            selected_rules(select, ignore)


def test_a_preview_rule_runs_only_when_its_full_code_is_selected(monkeypatch: pytest.MonkeyPatch) -> None:
    preview = rule_with(code="PRE001", preview=True)
    monkeypatch.setattr(engine, "all_rules", lambda: (*all_rules(), preview))
    assert "PRE001" not in codes(selected_rules())
    assert "PRE001" not in codes(selected_rules(["PRE"]))
    assert "PRE001" in codes(selected_rules(["PRE001"]))
