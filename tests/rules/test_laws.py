"""Laws that hold for every rule at once, over generated pages with and without faults."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from pipeline.page import Page, extract
from pipeline.rules.base import BaseRule, CorpusRule, PageRule
from pipeline.rules.engine import all_rules
from pipeline.rules.waiver._base import WaiverRule
from tests.rules.build import DAY
from tests.rules.contract import ALWAYS_REVIEW, CONTRACT
from tests.sitegen import ALL_FAULTS, GeneratedPage, NoPlace, generate_page

SEED = 23
FLAT = ("rendered_text", "source_text")
ELSEWHERE = ("COR001", "COR002", "COR003", "TTL003", "MET004")
"""Faults that no single flat page can show: they lie between pages, or in the metadata of HTML."""
PAGE_FAULTS = tuple(code for code in ALL_FAULTS if code not in ELSEWHERE)
COUNTING = ("TXT001", "TXT002")
"""Rules about the number of words: to them added words are never unrelated."""
ASIDE = "A short aside about pelicans stands here now."


@cache
def spoiled(code: str) -> GeneratedPage:
    """The first page of the generated site on which this fault can show, the capture styles in turn."""
    first = PAGE_FAULTS.index(code) % len(FLAT)
    for capture in (*FLAT[first:], *FLAT[:first], "markdown"):
        for index in range(20):
            try:
                return generate_page(
                    SEED, index, capture=capture, template="essay", faults=(code,), pages=500
                )
            except NoPlace:
                continue
    raise AssertionError(f"{code} can show on no flat page")


@cache
def findings_of(page: GeneratedPage, text: str | None = None) -> Page:
    return extract(page.text if text is None else text, source=page.name, as_of=DAY)


@pytest.fixture(params=PAGE_FAULTS)
def page(request: pytest.FixtureRequest) -> GeneratedPage:
    """A page with one injected fault; the capture's own losses come with it."""
    return spoiled(request.param)


@pytest.mark.parametrize("code", CONTRACT)
def test_every_rule_of_the_contract_exists_with_its_name_and_severity(code: str) -> None:
    (rule,) = [rule for rule in all_rules() if rule.code == code]
    assert (rule.name, rule.severity) == CONTRACT[code]
    assert rule.outcome == ("review" if code in ALWAYS_REVIEW else rule.outcome)


def test_no_two_rules_share_a_code_or_a_name() -> None:
    for attribute in ("code", "name"):
        shared = [
            value for value, count in Counter(getattr(r, attribute) for r in all_rules()).items() if count > 1
        ]
        assert shared == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_stands_in_a_file_of_its_code_in_the_folder_of_its_family(rule: BaseRule) -> None:
    *_, family, module = type(rule).__module__.split(".")
    assert module == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
    folders = {"PAG": "page", "TTL": "title", "SEC": "section", "TXT": "text", "LNK": "link", "FAQ": "faq"}
    folders |= {"SRC": "source", "MET": "metadata", "COR": "corpus", "WVR": "waiver", "RUN": "run"}
    assert family == folders[rule.code[:3]]
    assert isinstance(rule, PageRule | CorpusRule | WaiverRule) or rule.code == "RUN001"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_default_fix_is_one_line_without_a_full_stop(rule: BaseRule) -> None:
    assert rule.fix and "\n" not in rule.fix and not rule.fix.endswith(".")


def test_the_same_page_gives_the_same_findings(page: GeneratedPage) -> None:
    again = extract(page.text, source=page.name, as_of=DAY)
    assert findings_of(page).findings == again.findings


def test_no_rule_crashes(page: GeneratedPage) -> None:
    assert [f.message for f in findings_of(page).findings if f.code == "RUN001"] == []


def test_each_findings_excerpt_stands_at_its_place_in_the_raw_page(page: GeneratedPage) -> None:
    text = page.text
    for finding in findings_of(page).findings:
        if finding.excerpt is None:
            assert finding.source_start is None
            continue
        assert finding.source_start is not None and finding.line is not None and finding.column is not None
        assert text[finding.source_start : finding.source_end] == finding.excerpt
        assert text.split("\n")[finding.line - 1][finding.column - 1 :].startswith(
            finding.excerpt.split("\n")[0]
        )


def test_a_message_is_one_line_without_a_full_stop(page: GeneratedPage) -> None:
    for finding in findings_of(page).findings:
        assert finding.message and "\n" not in finding.message, finding
        assert not finding.message.endswith("."), finding.message


def test_findings_stand_in_the_order_of_the_page(page: GeneratedPage) -> None:
    order = [(-1 if f.source_start is None else f.source_start, f.code) for f in findings_of(page).findings]
    assert order == sorted(order)


def test_fingerprints_of_a_page_are_unique(page: GeneratedPage) -> None:
    marks = [finding.fingerprint for finding in findings_of(page).findings]
    assert len(marks) == len(set(marks))


def test_blank_lines_at_the_top_change_no_fingerprint(page: GeneratedPage) -> None:
    before, after = findings_of(page), findings_of(page, "\n\n\n" + page.text)
    assert [f.fingerprint for f in before.findings] == [f.fingerprint for f in after.findings]
    assert all(
        moved.line == finding.line + 3
        for finding, moved in zip(before.findings, after.findings, strict=True)
        if finding.line is not None and moved.line is not None
    )


def test_unrelated_added_text_removes_no_finding(page: GeneratedPage) -> None:
    lines = page.text.split("\n")
    body = [n for n, line in enumerate(lines) if len(line) > 30 and line.endswith(".") and "·" not in line]
    spot = body[1] if len(body) > 1 else body[0]
    gap = [""] if page.truth.capture == "rendered_text" else []
    added = [*lines[: spot + 1], *gap, ASIDE, *lines[spot + 1 :]]
    before, after = findings_of(page), findings_of(page, "\n".join(added))
    kept = {finding.fingerprint for finding in after.findings}
    lost = [f for f in before.findings if f.fingerprint not in kept and f.code not in COUNTING]
    assert [f"{f.code}: {f.message}" for f in lost] == []
