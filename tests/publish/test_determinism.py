"""Same rows in, same bytes out: whatever the chunks, the order of completion, or the folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.publish.factory import make_judgements, make_results
from tests.publish.support import files_of, run_publish


@pytest.mark.parametrize(("chunk", "reverse"), [(1, False), (7, True), (16, True), (500, False)])
@pytest.mark.parametrize("part_bytes", [50_000, 10**9])
def test_chunks_and_their_order_do_not_change_a_byte(
    tmp_path: Path, chunk: int, reverse: bool, part_bytes: int
) -> None:
    results = make_results(60)
    plain = run_publish(tmp_path / "plain", results, part_bytes=part_bytes)
    other = run_publish(tmp_path / "a" / "b", results, chunk=chunk, reverse=reverse, part_bytes=part_bytes)
    assert files_of(plain.version) == files_of(other.version)
    assert plain.manifest.digest == other.manifest.digest
    assert plain.manifest.files == other.manifest.files


def test_row_groups_do_not_hang_on_chunks(tmp_path: Path) -> None:
    results = make_results(100, blocks=60)
    few = run_publish(tmp_path / "few", results, chunk=100)
    many = run_publish(tmp_path / "many", results, chunk=9, reverse=True)
    assert next(file for file in few.manifest.files if file.table == "blocks").rows > 4_000
    assert files_of(few.version) == files_of(many.version)


def test_one_changed_word_changes_the_digest(tmp_path: Path) -> None:
    results = make_results(10)
    before = run_publish(tmp_path / "before", results)
    article = results[0].article
    assert article is not None
    results[0] = replace(results[0], article=article.model_copy(update={"title": "Another title"}))
    after = run_publish(tmp_path / "after", results)
    assert before.manifest.digest != after.manifest.digest


def test_pages_are_sorted_by_page_id_even_if_the_input_was_not(tmp_path: Path) -> None:
    results = make_results(30)
    judgements = make_judgements(results)
    plain = run_publish(tmp_path / "plain", results, judgements)
    shuffled = run_publish(tmp_path / "shuffled", results[17:] + results[:17][::-1], judgements)
    assert files_of(plain.version) == files_of(shuffled.version)
