"""The merged index: the same in whatever order the records come, and the same after a trip through a file."""

from __future__ import annotations

import pickle
import random
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import DatasetError
from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.rules.engine import all_rules
from pipeline.rules.judge import judge
from tests.index.build import card, index, record, words
from tests.index.test_topics import BEDS, BOATS, SOIL, TREES


def library() -> list[IndexRecord]:
    pages = []
    for name, titles in (("beds", BEDS), ("soil", SOIL), ("yachts", BOATS)):
        for at, title in enumerate(titles):
            second = card(BOATS[at % 7], "yachts") if name == "yachts" else card(SOIL[at], "soil")
            cards = [card(BEDS[at % 8], "beds", href=f"/k/beds{at % 8}"), second]
            site_id = f"{name}{at}"
            text = words(1000 * at, 200)
            terms = tuple(f"{name}{n}" for n in range(20))
            pages.append(
                record(f"{name}{at}.txt", title, category=name, cards=cards, site_id=site_id, article_id=site_id,
                       text=text, terms=terms)
            )  # fmt: skip
    pages.append(replace(pages[0], page_id="copy.txt", kept_chars=5, facts=(("source", 3),)))
    pages.append(replace(pages[1], page_id="twin.txt", site_id=None, article_id="twin", title="Else"))
    return pages


def judgements(merged: Index, pages: list[IndexRecord]) -> list[object]:
    return [
        judge(page, merged, all_rules(), links=len(page.cards))
        for page in sorted(pages, key=lambda p: p.page_id)
    ]


def test_the_order_of_the_records_changes_nothing() -> None:
    pages = library()
    expected = judgements(index(*pages), pages)
    for seed in range(4):
        shuffled = random.Random(seed).sample(pages, len(pages))
        assert judgements(index(*shuffled), pages) == expected


def test_a_saved_index_answers_as_before(tmp_path: Path) -> None:
    pages = library()
    merged = index(*pages)
    merged.save(tmp_path / "index")
    assert judgements(Index.load(tmp_path / "index"), pages) == judgements(merged, pages)


def test_a_file_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(pickle.dumps((0, "something else")))
    with pytest.raises(DatasetError, match="no index of this version"):
        Index.load(tmp_path / "index")


def test_an_index_of_nothing_knows_nothing() -> None:
    merged = index()
    lone = record("a.txt", "Beds", cards=[card("x", href="/k/1")])
    assert merged.articles == 0 and merged.duplicate_reason(lone) is None
    assert merged.target_id("/k/1", site="garden") is None and merged.relatedness(lone) == (None,)


def test_a_thousand_more_articles_cost_less_than_half_a_kilobyte_each_in_the_file() -> None:
    def size(number: int) -> int:
        rng = random.Random(7)
        pages = [
            record(f"pages/{at:06}.txt", f"How do you plan bed number {at}?", category=f"c{at % 9}", site_id=f"ga{at}",
                   article_id=f"ga{at}", cards=[card(f"How do you plan bed {n}?", f"c{n % 9}", href=f"/k/ga{n}")
                   for n in (rng.randrange(number) for _ in range(25))])
            for at in range(number)
        ]  # fmt: skip
        return len(pickle.dumps(index(*pages), protocol=5))

    assert (size(3000) - size(2000)) / 1000 < 512  # both beyond the titles that are kept as references


def test_a_duplicate_gets_the_one_finding_that_says_so_with_the_facts_that_only_it_holds() -> None:
    pages = library()
    copy = pages[-2]
    judged = judge(copy, index(*pages), all_rules(), links=2)
    assert [finding.code for finding in judged.findings] == ["COR001"]
    assert "only this one holds 3 sources" in judged.findings[0].message
    assert judged.findings[0].related_page_ids == ["beds0.txt"]
    assert judged.article_id == judged.findings[0].article_id == "beds0"


def test_judgements_of_links_stand_at_the_positions_of_the_links() -> None:
    pages = library()
    mine = record(
        "mine.txt",
        BEDS[2],
        category="beds",
        cards=[card(BEDS[3], "beds", href="/k/beds3"), card(BOATS[0], "yachts")],
    )
    mine = replace(mine, cards=(replace(mine.cards[0], position=4), replace(mine.cards[1], position=2)))
    pages += [record(f"trees{at}.txt", title, category="trees") for at, title in enumerate(TREES)]
    links = judge(mine, index(*pages, mine), all_rules(), links=6).links
    assert [link.target_id for link in links] == [None, None, None, None, "beds3", None]
    assert [link.off_topic for link in links] == [None, None, True, None, False, None]
