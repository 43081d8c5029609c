"""What the corpus rules say reaches the rows, and only what fits is taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.publish.finish import finish_chunk
from pipeline.publish.spill import load_records, spill_chunk
from pipeline.publish.verdict import verdict
from pipeline.result import CorpusJudgement, PageResult
from tests.publish.factory import make_judgements, make_results


@pytest.fixture
def chunk(tmp_path: Path) -> tuple[Path, list[PageResult], list[CorpusJudgement]]:
    results = make_results(20)
    spill_chunk(tmp_path, 0, results)
    return tmp_path, results, make_judgements(results)


Chunk = tuple[Path, list[PageResult], list[CorpusJudgement]]


def test_index_records_come_back_as_they_were(chunk: Chunk) -> None:
    folder, results, _ = chunk
    assert load_records(folder, 0) == [result.record for result in results if result.record is not None]


def test_the_summary_counts_what_became_of_each_page(chunk: Chunk) -> None:
    folder, results, judgements = chunk
    counts = finish_chunk(folder, 0, judgements, min_confidence=0.5).counts
    duplicates = sum(judgement.duplicate_reason is not None for judgement in judgements)
    assert counts.pages == len(results) == counts.by_state.total()
    assert counts.by_state["duplicate"] == duplicates > 0
    assert counts.articles == len(judgements) - duplicates == counts.by_qa.total()
    assert counts.account["chars"] == sum(result.page.chars for result in results)
    assert counts.by_chrome_kind.total() == counts.account["removed_chars"]
    found = sum(len(result.findings) for result in results)
    assert counts.findings == found + sum(len(judgement.findings) for judgement in judgements)


def test_finishing_again_gives_the_same(chunk: Chunk) -> None:
    folder, _, judgements = chunk
    first = finish_chunk(folder, 0, judgements, min_confidence=0.5)
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert finish_chunk(folder, 0, judgements[::-1], min_confidence=0.5) == first
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files


def test_an_article_without_a_judgement_is_refused(chunk: Chunk) -> None:
    folder, _, judgements = chunk
    with pytest.raises(ValueError, match="exactly one judgement"):
        finish_chunk(folder, 0, judgements[1:], min_confidence=0.5)


def test_a_judgement_of_an_unknown_page_is_refused(chunk: Chunk) -> None:
    folder, _, judgements = chunk
    with pytest.raises(ValueError, match="not in this chunk"):
        finish_chunk(folder, 0, [*judgements, replace(judgements[0], page_id="other")], min_confidence=0.5)


def test_two_judgements_of_one_page_are_refused(chunk: Chunk) -> None:
    folder, _, judgements = chunk
    with pytest.raises(ValueError, match="two judgements"):
        finish_chunk(folder, 0, [*judgements, judgements[0]], min_confidence=0.5)


def test_a_judgement_with_a_finding_of_another_page_is_refused(chunk: Chunk) -> None:
    folder, results, judgements = chunk
    foreign = next(f for result in results for f in result.findings if f.page_id != judgements[0].page_id)
    judgements[0] = replace(judgements[0], findings=(foreign,))
    with pytest.raises(ValueError, match="own page alone"):
        finish_chunk(folder, 0, judgements, min_confidence=0.5)


def test_judgements_that_do_not_match_the_links_are_refused(chunk: Chunk) -> None:
    folder, _, judgements = chunk
    with_links = next(place for place, judgement in enumerate(judgements) if judgement.links)
    judgements[with_links] = replace(judgements[with_links], links=judgements[with_links].links[1:])
    with pytest.raises(ValueError, match="links judged"):
        finish_chunk(folder, 0, judgements, min_confidence=0.5)


@pytest.mark.parametrize(
    ("findings", "confidence", "expected"),
    [
        ([], None, "pass"),
        ([], 0.5, "pass"),
        ([], 0.49, "review"),
        ([("info", "fail", "new")], None, "pass"),
        ([("info", "review", "new")], 0.9, "pass"),
        ([("warning", "fail", "new")], None, "review"),
        ([("warning", "review", "known")], None, "review"),
        ([("error", "review", "new")], None, "review"),
        ([("error", "fail", "new")], None, "fail"),
        ([("error", "fail", "known")], None, "fail"),
        ([("error", "fail", "waived")], None, "pass"),
        ([("error", "fail", "waived"), ("warning", "fail", "new")], None, "review"),
        ([("warning", "fail", "new"), ("error", "fail", "new")], 0.1, "fail"),
    ],
)
def test_the_verdict_follows_the_contract(
    findings: list[tuple[str, str, str]], confidence: float | None, expected: str
) -> None:
    assert verdict(findings, confidence=confidence, min_confidence=0.5) == expected
