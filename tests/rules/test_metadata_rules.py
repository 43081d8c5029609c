"""The metadata rules: dates, badges, and sources of one field that disagree."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.document import Evidence
from tests.rules.build import DAY, context, found, paragraph, said

TEXT = [paragraph("A bed needs sun.")]


def test_a_capture_that_drops_the_header_is_not_asked_for_a_date() -> None:
    assert found("MET001", context(TEXT, article={"capture": "source_text"})) == ()
    assert found("MET001", context(TEXT, article={"capture": "markdown"})) == ()
    assert len(found("MET001", context(TEXT, article={"capture": "html"}))) == 1


@pytest.mark.parametrize("dated", [{"published_on": DAY}, {"updated_on": DAY}, {"page_type": "forum"}])
def test_one_date_is_enough_and_only_articles_need_one(dated: dict[str, object]) -> None:
    assert found("MET001", context(TEXT, article={"capture": "html", **dated})) == ()


@pytest.mark.parametrize(
    ("published", "updated", "hits"),
    [
        (date(2026, 8, 2), None, 1),
        (date(2026, 8, 1), None, 0),
        (date(1991, 8, 5), None, 1),
        (date(1991, 8, 6), None, 0),
        (date(2026, 5, 2), date(2026, 5, 1), 1),
        (date(2026, 5, 2), date(2026, 5, 2), 0),
        (None, date(2027, 1, 1), 1),
    ],
)
def test_dates_lie_between_the_first_web_page_and_the_day_of_the_run(
    published: date | None, updated: date | None, hits: int
) -> None:
    page = context(TEXT, article={"published_on": published, "updated_on": updated})
    assert len(found("MET002", page)) == hits


def test_an_implausible_date_is_shown_where_it_stands() -> None:
    lines = ("How deep is a bed?", "📖 900 words6/30/2999", "Direct Answer", "As deep as a spade.")
    (finding,) = said("MET002", *lines)
    assert finding.excerpt is not None and "2999" in finding.excerpt
    assert finding.found == "2999-06-30"


def _evidence(field: str, *values: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(field, value, f"source {at}") for at, value in enumerate(values))


@pytest.mark.parametrize(
    ("field", "left", "right"),
    [
        ("published_on", "2026-03-01", "2026-05-04T10:00:00Z"),
        ("author", "Ada Fielding", "Bruno Castellan"),
        ("language", "en-GB", "de"),
        ("url", "https://a.example/one", "https://a.example/two"),
        ("url", "https://a.example/one", "https://b.example/one"),
    ],
)
def test_two_sources_that_contradict_each_other_are_a_conflict(field: str, left: str, right: str) -> None:
    (finding,) = found("MET004", context(TEXT, evidence=_evidence(field, left, right)))
    assert finding.expected == f"{left} (source 0)" and finding.found == f"{right} (source 1)"


@pytest.mark.parametrize(
    ("field", "left", "right"),
    [
        ("published_on", "2026-05-04", "2026-05-05T00:10:00+02:00"),
        ("published_on", "2026-05-04", "spring"),
        ("author", "Ada Fielding", "By Ada Fielding and Bruno Castellan"),
        ("language", "en-GB", "en_US"),
        ("url", "https://www.a.example/one/", "http://a.example/one"),
        ("url", "/one", "https://a.example/two"),
        ("title", "One title", "Another title"),
    ],
)
def test_what_two_sources_may_both_mean_is_no_conflict(field: str, left: str, right: str) -> None:
    assert found("MET004", context(TEXT, evidence=_evidence(field, left, right))) == ()
