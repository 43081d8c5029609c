"""On the five real pages: the crabbing cards of page 003 are off topic, and no other card is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.in_memory import JudgedFolder
from tests.rules.folder_chain import through


@pytest.fixture(scope="module")
def seeds() -> JudgedFolder:
    folder = Path(__file__).parents[3] / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("no seeds at ../shared/seeds")
    return through({path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))})


def test_all_crabbing_cards_and_no_other_are_off_topic(seeds: JudgedFolder) -> None:
    flagged = {
        (result.page.page_id[:3], link.category)
        for result, judged in zip(seeds.pages, seeds.judged, strict=True)
        if result.article
        for link, judgement in zip(result.article.links, judged.links, strict=True)
        if judgement.off_topic
    }
    hits = seeds.findings("LNK001")
    assert flagged == {("003", "crabbing")}
    assert len(hits) == 4 and {hit.outcome for hit in hits} == {"fail"}


def test_cards_without_a_shared_word_are_on_topic_by_their_category(seeds: JudgedFolder) -> None:
    scores = [
        judgement.relatedness
        for result, judged in zip(seeds.pages, seeds.judged, strict=True)
        if result.article
        for link, judgement in zip(result.article.links, judged.links, strict=True)
        if link.category == "revops"
    ]
    assert len(scores) == 30 and min(score or 0 for score in scores) > 0.24  # twice the cut


def test_the_four_siblings_are_one_note_and_the_fifth_page_is_none_of_them(seeds: JudgedFolder) -> None:
    (note,) = seeds.findings("COR002")
    assert (note.severity, note.outcome) == ("info", "review")
    assert [member.page_id[:3] for member in note.family] == ["000", "001", "002", "003"]
    assert all(member.own_paragraphs == member.paragraphs > 20 for member in note.family)
    assert len({member.differs for member in note.family}) == 4


def test_no_other_corpus_finding_stands_on_the_seeds(seeds: JudgedFolder) -> None:
    codes = {finding.code for judged in seeds.judged for finding in judged.findings}
    assert codes == {"LNK001", "COR002"}
