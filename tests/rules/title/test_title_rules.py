"""Rules about titles."""

from __future__ import annotations

import pytest

from pipeline.document import Evidence
from schemas.article import Provenance
from tests.rules.build import Piece, context, found, heading, paragraph

TITLE = "How to mend a garden hose"
BODY = [
    heading("Direct Answer", role="direct_answer"),
    paragraph("Clamp it on both sides and cut out the tear."),
]


@pytest.mark.parametrize("title", ["", "  ", "Untitled", "Untitled document", "(untitled)", "New page"])
def test_no_title_and_titles_that_are_none_are_told(title: str) -> None:
    assert len(found("TTL001", context(BODY, title=title))) == 1


@pytest.mark.parametrize("title", [TITLE, "Untitled: a history of blank canvases", "Title deeds, explained"])
def test_a_title_is_a_title(title: str) -> None:
    assert found("TTL001", context(BODY, title=title)) == ()


def test_a_file_name_that_stands_in_is_no_title_of_the_pages_own() -> None:
    page = context(BODY, article={"provenance": [Provenance(field="title", source="file name")]})
    assert len(found("TTL001", page)) == 1


def test_a_second_copy_worded_otherwise_is_told_at_its_place() -> None:
    copy = "How to mend a garden gate"
    (finding,) = found("TTL002", context([heading(copy), *BODY]))
    assert finding.excerpt == copy


@pytest.mark.parametrize("copy", [TITLE, TITLE.upper(), TITLE[:18], TITLE + "?"])
def test_an_equal_or_cut_copy_agrees(copy: str) -> None:
    assert found("TTL002", context([Piece("chrome.duplicate_title", copy), *BODY])) == ()


def test_a_section_named_much_like_the_title_is_no_copy_of_it() -> None:
    assert found("TTL002", context([*BODY, heading("How to Mend a Garden Hose Twice"), BODY[1]])) == ()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("How to mend a garden hose | Garden Letters", False),
        ("Garden Letters – How to mend a garden hose", False),
        ("How to Mend Your Garden Hose", False),
        ("Which pumps are quiet enough for a courtyard? | Garden Letters", True),
    ],
)
def test_metadata_must_give_the_same_title_but_for_the_sites_name(value: str, told: bool) -> None:
    evidence = (Evidence("title", value, "<title>"), Evidence("title", value, "meta og:title"))
    findings = found("TTL002", context(BODY, evidence=evidence))
    assert len(findings) == (1 if told else 0)
    assert all("<title> and meta og:title" in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("mend-a-garden-hose.html", False),
        ("how-to-mend-hoses.txt.gz", False),
        ("quiet-pumps-for-courtyards.html", True),
        ("000_d6748ce3c5eebcb0.txt", False),
        ("tl21364.txt", False),
        ("index.html", False),
    ],
)
def test_a_file_name_of_words_must_share_some_with_the_title(name: str, told: bool) -> None:
    assert [f.outcome for f in found("TTL002", context(BODY, file_name=name))] == (["review"] if told else [])


@pytest.mark.parametrize(
    ("title", "value", "told"),
    [
        (
            "How do you store pumpkins in a cold cellar?",
            "How do you store dahlia bulbs in a cold cellar?",
            False,
        ),
        ("Why does drip irrigation fail on a hill farm?", "Why does frost fleece fail on a hill farm?", True),
        (
            "Why does drip irrigation fail on a hill farm?",
            "Why does irrigation by drip fail on a farm?",
            False,
        ),
        ("12 tools for a small garden shed in 2026", "14 tools for a small garden shed in 2025", False),
        ("Best tools for a small garden shed", "Finest tools for a small garden shed", False),
    ],
    ids=["one word only", "two things", "other words", "numbers", "a synonym"],
)
def test_titles_of_one_pattern_about_two_things_disagree(title: str, value: str, told: bool) -> None:
    evidence = (Evidence("title", value, "<title>"),)
    assert len(found("TTL002", context(BODY, title=title, evidence=evidence))) == int(told)
