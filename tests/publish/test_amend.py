"""Findings of the run as a whole join a finished chunk in their place, and nothing else changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.publish.amend import add_findings
from pipeline.publish.files import chunk_file
from pipeline.publish.finish import finish_chunk, load_order
from pipeline.publish.spill import spill_chunk
from pipeline.publish.summary import ChunkSummary
from schemas import Finding
from schemas.tables import TABLES
from tests.publish.factory import make_judgements, make_results

Chunk = tuple[Path, ChunkSummary]


@pytest.fixture
def chunk(tmp_path: Path) -> Chunk:
    results = make_results(20)
    spill_chunk(tmp_path, 0, results)
    return tmp_path, finish_chunk(tmp_path, 0, make_judgements(results), min_confidence=0.5)


def about_a_waiver(page_id: str, mark: str, **values: Any) -> Finding:
    return Finding(
        fingerprint=mark * 16,
        code="WVR002",
        name="unused-waiver",
        severity="warning",
        outcome="fail",
        page_id=page_id,
        message="The waiver covers nothing",
        fix="Remove it",
        **values,
    )


def rows(folder: Path) -> list[dict[str, Any]]:
    with pa.OSFile(str(chunk_file(folder, 0, "findings")), "rb") as source:
        found: list[dict[str, Any]] = pa.ipc.open_stream(source).read_all().to_pylist()
    return found


def test_they_stand_in_the_order_of_the_table_and_the_others_stay(chunk: Chunk) -> None:
    folder, summary = chunk
    before = rows(folder)
    page_ids = [page.page_id for page in load_order(folder, 0)[0]]
    more = [
        about_a_waiver(page_ids[3], "b"),
        about_a_waiver(page_ids[3], "a"),
        about_a_waiver(page_ids[0], "c"),
    ]
    add_findings(folder, summary, more)
    after = rows(folder)
    assert [row for row in after if row["code"] != "WVR002"] == before
    assert sum(row["code"] == "WVR002" for row in after) == 3

    def key(row: dict[str, Any]) -> tuple[Any, ...]:
        order = TABLES["findings"].order[1:]
        return page_ids.index(row["page_id"]), *((row[name] is not None, row[name]) for name in order)

    assert after == sorted(after, key=key)


def test_they_are_counted_with_their_page_and_in_the_summary(chunk: Chunk) -> None:
    folder, summary = chunk
    pages, articles = load_order(folder, 0)
    amended = add_findings(folder, summary, [about_a_waiver(pages[5].page_id, "a")])
    now, articles_now = load_order(folder, 0)
    assert [page.findings for page in now] == [
        page.findings + (number == 5) for number, page in enumerate(pages)
    ]
    assert articles_now == articles
    assert amended.counts.findings == summary.counts.findings + 1
    assert amended.counts.by_code["WVR002"] == 1
    assert amended.counts.by_qa == summary.counts.by_qa


@pytest.mark.parametrize(
    ("page_id", "article_id", "message"),
    [("elsewhere.txt", None, "not in this chunk"), ("library/000000.txt", "a1", "has no article")],
)
def test_what_does_not_fit_is_refused(
    chunk: Chunk, page_id: str, article_id: str | None, message: str
) -> None:
    folder, summary = chunk
    with pytest.raises(ValueError, match=message):
        add_findings(folder, summary, [about_a_waiver(page_id, "a", article_id=article_id)])
