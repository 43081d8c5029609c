"""The maps of a run: chunks, places of findings, what a failure of one page leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import PageRef
from pipeline.jobs.chunks import MAX_BYTES, MAX_PAGES, MIN_PAGES, PACKED, chunked
from pipeline.jobs.place import _Block, _spot
from pipeline.jobs.run_id import settings_digest
from pipeline.rules.spot import lines_and_columns
from pipeline.settings import Settings
from tests.run.conftest import RunIn, page_states, rows


@given(st.lists(st.integers(0, 5_000_000), min_size=1, max_size=300), st.integers(0, 8))
def test_chunks_hold_every_page_once_in_order_within_the_bounds(sizes: list[int], workers: int) -> None:
    refs = [PageRef(f"{number:04}.txt", "", "", size=size) for number, size in enumerate(sizes)]
    chunks = list(chunked(refs, workers))
    assert [ref for chunk in chunks for ref in chunk.items] == refs
    assert [chunk.number for chunk in chunks] == list(range(len(chunks)))
    for chunk in chunks:
        assert 1 <= len(chunk.items) <= MAX_PAGES
        assert len(chunk.items) == 1 or sum(ref.size for ref in chunk.items) <= MAX_BYTES


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_the_last_chunks_are_small_so_that_all_workers_end_together(workers: int) -> None:
    refs = [PageRef(f"{at:04}.txt", "", "", size=16_000) for at in range(3_000)]
    sizes = [len(chunk.items) for chunk in chunked(refs, workers)]
    assert sizes[0] == MAX_PAGES
    assert sizes == sorted(sizes, reverse=True)
    assert max(sizes[-workers:]) <= MIN_PAGES
    assert len(sizes) <= 3_000 / MAX_PAGES + 20 * workers


def test_packed_pages_count_for_more() -> None:
    refs = [PageRef(f"{number}.txt.gz", "", "", size=MAX_BYTES // PACKED) for number in range(3)]
    assert [len(chunk.items) for chunk in chunked(refs, 1)] == [1, 1, 1]


def test_every_finding_with_a_place_stands_there_in_the_raw_page(pages: Path, run_in: RunIn) -> None:
    result = run_in(pages, workers=2)
    texts: dict[str, str] = {}
    corpus = placed = 0
    for finding in rows(result, "findings"):
        if finding["source_start"] is None or not finding["page_id"].endswith((".txt", ".md")):
            continue
        source = texts.setdefault(
            finding["page_id"], (pages / finding["page_id"]).read_bytes().decode("utf-8-sig")
        )
        start, end = finding["source_start"], finding["source_end"]
        assert source[start:end] == finding["excerpt"], finding
        assert lines_and_columns(source, [start])[start] == (finding["line"], finding["column"]), finding
        placed += 1
        corpus += finding["code"].startswith(("LNK", "COR", "TTL003"))
    assert placed > 20
    assert corpus > 0, "some of them were placed after the page had left memory"


BLOCKS = [
    _Block(0, 10, "First line", 0, 10, 1, 1),
    _Block(12, 27, "Two\nlines of it", 12, 27, 3, 1),
    _Block(30, 40, "With &amp;", 100, 114, 5, 7),
    _Block(41, 45, "html", None, None, None, None),
]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((6, 10), ("line", 6, 10, 1, 7)),
        ((5, 10), ("line", 6, 10, 1, 7)),
        ((6, 20), ("line", 6, 10, 1, 7)),
        ((16, 21), ("lines", 16, 21, 4, 1)),
        ((30, 34), ("With", 100, 114, 5, 7)),
        ((41, 45), ("html", None, None, None, None)),
    ],
    ids=["inside", "white space trimmed", "cut at its block", "second line", "markup between", "no place"],
)
def test_a_span_is_placed_by_the_block_it_begins_in(
    span: tuple[int, int], expected: tuple[object, ...]
) -> None:
    at = max(number for number, block in enumerate(BLOCKS) if block.start <= span[0])
    spot = _spot(BLOCKS, at, *span)
    assert spot is not None
    assert (spot.excerpt, spot.source_start, spot.source_end, spot.line, spot.column) == expected


def test_a_span_between_blocks_has_no_place() -> None:
    assert _spot(BLOCKS, 0, 11, 12) is None
    assert _spot(BLOCKS, -1, 0, 1) is None


def test_an_article_that_the_corpus_rules_fail_on_is_published_with_a_finding(
    pages: Path, run_in: RunIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.rules import judge as module

    judge = module.judge
    broken = next(page_id for page_id, state in page_states(run_in(pages)).items() if state == "article")

    def fail_on_one(record, *args, **kwargs):  # type: ignore[no-untyped-def]
        if record.page_id == broken:
            raise ZeroDivisionError("a fault of ours")
        return judge(record, *args, **kwargs)

    monkeypatch.setattr(module, "judge", fail_on_one)
    result = run_in(pages)
    assert page_states(result)[broken] == "article"
    (finding,) = (row for row in rows(result, "findings") if row["code"] == "RUN001")
    assert finding["page_id"] == broken
    assert finding["message"].startswith(
        "The corpus rules did not finish on this page: ZeroDivisionError: a fault of ours"
    )


def test_the_settings_digest_leaves_out_what_changes_no_row(tmp_path: Path) -> None:
    base = settings_digest(Settings())
    assert settings_digest(Settings(workers=3, fail_on="error")) == base
    assert settings_digest(Settings(min_words=5)) != base


def test_a_profile_file_counts_by_its_content_not_by_its_place(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text("name = 'x'")
    one, two = (Settings(profile=str(tmp_path / f"{name}.toml")) for name in ("one", "two"))
    assert settings_digest(one) == settings_digest(two)
    (tmp_path / "two.toml").write_text("name = 'y'")
    assert settings_digest(one) != settings_digest(two)
