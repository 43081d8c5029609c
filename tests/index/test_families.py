"""Families are told once, whole, with what differs; titles alone make none."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.index.families import Family
from pipeline.index.model import IndexRecord
from pipeline.index.paragraphs import LEAD_BYTES
from pipeline.rules.engine import all_rules
from pipeline.rules.judge import judge
from tests.index.build import index, record

TRADES = ("baker", "tailor", "florist", "small museum", "chain of bookshops")


def leads(*numbers: int) -> bytes:
    """Openings of sections as random as text on different subjects; equal numbers are equal openings."""
    return b"".join(random.Random(number).randbytes(LEAD_BYTES) for number in numbers)


def pages(
    titles: Sequence[str], *, marks: Sequence[Sequence[int]] = (), openings: Sequence[bytes] = ()
) -> list[IndexRecord]:
    made = []
    for at, title in enumerate(titles):
        own = tuple(marks[at]) if marks else tuple(range(1000 * at, 1000 * at + 9))
        made.append(
            record(
                f"{at:02}.txt",
                title,
                paragraphs=own,
                openings=tuple(f"paragraph {mark}" for mark in own),
                leads=openings[at] if openings else leads(*own),
            )
        )
    return made


def found(made: Sequence[IndexRecord]) -> list[Family]:
    return [family for some in index(*made).families.values() for family in some]


TEMPLATE = [f"How does a {trade} price its work in winter?" for trade in TRADES]


def test_titles_of_one_template_over_parallel_texts_are_one_family_with_what_differs() -> None:
    (family,) = found(pages(TEMPLATE, openings=[leads(1, 2, 3, 100 + at) for at in range(5)]))
    assert family.kind == "template" and family.frame == "How does a … price its work in winter?"
    assert [member.differs for member in family.members] == list(TRADES)
    assert [(member.paragraphs, member.own) for member in family.members] == [(9, 9)] * 5
    assert family.in_all == () and family.alike is not None and family.alike > 0.7


def test_titles_of_one_template_over_different_texts_are_no_family() -> None:
    assert found(pages(TEMPLATE)) == []


def test_alike_texts_under_unlike_titles_are_no_siblings() -> None:
    titles = ["Pricing work", "What the winter costs us", "Bread, and what it is worth", "On fees"]
    assert found(pages(titles, openings=[leads(1, 2, 3)] * 4)) == []


def test_two_alike_titles_are_no_template_yet() -> None:
    assert found(pages(TEMPLATE[:2], openings=[leads(1, 2, 3)] * 2)) == []


def test_a_quarter_of_the_paragraphs_makes_siblings_where_there_are_no_word_vectors() -> None:
    marks = [[1, 2, 3, *range(100 * at, 100 * at + 6)] for at in range(1, 6)]
    (family,) = found(pages(TEMPLATE, marks=marks, openings=[b""] * 5))
    assert family.kind == "template" and sorted(family.in_all) == [1, 2, 3] and family.in_some == 0
    assert {member.own for member in family.members} == {6}


def test_half_of_the_paragraphs_makes_a_family_under_any_title() -> None:
    marks = [[1, 2, 3, 4, 50], [1, 2, 3, 4, 60, 61, 62, 63, 64, 65], [70, 71, 72, 73, 74]]
    (family,) = found(pages(["Pricing work", "What the winter costs us", "On fees"], marks=marks))
    assert family.kind == "shared" and not family.copies and family.frame is None
    assert family.page_ids == ("00.txt", "01.txt")
    assert [member.differs for member in family.members] == ["Pricing work", "What the winter costs us"]


def test_an_article_is_in_one_family_of_siblings_the_largest() -> None:
    crossed = [f"How does a baker price its work in {season}?" for season in ("autumn", "summer", "May")]
    large, small = found(pages([*TEMPLATE, *crossed], openings=[leads(1, 2, 3, 4)] * 8))
    assert [member.differs for member in large.members] == list(TRADES)
    assert [member.differs for member in small.members] == ["autumn", "summer", "May"]


def test_copies_alone_are_no_siblings_and_with_others_they_are() -> None:
    same = tuple(range(9))
    copies = pages(TEMPLATE[:3], marks=[same] * 3, openings=[leads(1, 2, 3)] * 3)
    assert [family.kind for family in found(copies)] == ["shared"]
    more = pages(TEMPLATE[:3], marks=[same, same, range(200, 209)], openings=[leads(1, 2, 3)] * 3)
    (family,) = found(more)
    assert family.kind == "shared" and family.sharing == 2 and len(family.members) == 3
    (finding,) = judge(more[0], index(*more), all_rules(), links=0).findings
    assert finding.message.startswith("3 articles are written from one template, and 2 share half")


def test_few_that_share_text_within_a_larger_family_are_told_beside_it() -> None:
    own = [range(100 * at, 100 * at + 9) for at in range(2, 5)]
    made = pages(TEMPLATE, marks=[range(9), range(9), *own], openings=[leads(1, 2, 3)] * 5)
    shared, siblings = found(made)
    assert shared.page_ids == ("00.txt", "01.txt") and shared.kind == "shared"
    assert len(siblings.members) == 5 and siblings.kind == "template"


def test_the_order_of_the_records_changes_no_family() -> None:
    made = pages(
        [*TEMPLATE, *(f"Who insures a {trade} against the frost?" for trade in TRADES)],
        openings=[leads(at // 5, 7 + at // 5, 20 + at) for at in range(10)],
    )
    expected = index(*made).families
    assert len(expected) == 2
    for seed in range(3):
        assert index(*random.Random(seed).sample(made, len(made))).families == expected


def test_sites_are_apart() -> None:
    made = pages(TEMPLATE, openings=[leads(1, 2, 3)] * 5)
    apart = [replace(one, site=f"site-{at % 2}") for at, one in enumerate(made)]
    assert [family.page_ids for family in found(apart)] == [("00.txt", "02.txt", "04.txt")]


def test_a_thousand_siblings_are_one_finding_on_the_first() -> None:
    made = pages([f"How does the town of N{at} price its water?" for at in range(1000)],
                 openings=[leads(1, 2, 3)] * 1000)  # fmt: skip
    merged = index(*made)
    (finding,) = judge(made[0], merged, all_rules(), links=0).findings
    assert (finding.code, finding.severity, finding.outcome) == ("COR002", "info", "review")
    assert len(finding.family) == 1000 and finding.family[7].differs == "N7"
    assert [member.page_id for member in finding.family] == [finding.page_id, *finding.related_page_ids]
    assert judge(made[1], merged, all_rules(), links=0).findings == ()


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (
            [1, 2, 3, 4],
            "4 paragraphs in all of them (“paragraph 1”, “paragraph 2”, “paragraph 3” and 1 more)",
        ),
        ([], "no paragraphs in all of them, no paragraphs in some, 5 of its own in each"),
    ],
)
def test_the_finding_names_the_paragraphs_that_all_have(marks: list[int], said: str) -> None:
    made = pages(TEMPLATE, marks=[[*marks, *range(100 * at, 100 * at + 5)] for at in range(1, 6)],
                 openings=[leads(1, 2, 3)] * 5)  # fmt: skip
    (finding,) = judge(made[0], index(*made), all_rules(), links=0).findings
    assert finding.found is not None and finding.found.startswith(said)
