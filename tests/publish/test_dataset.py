"""What a published version looks like, how versions follow each other, and what their files promise."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import DatasetError
from pipeline.load import load
from pipeline.publish.check import check_dataset
from pipeline.publish.dataset import Published
from pipeline.publish.parts import row_groups
from schemas import Manifest
from schemas.arrow import arrow_schema
from schemas.tables import TABLES
from tests.publish.factory import make_results
from tests.publish.support import run_publish


def test_the_folder_holds_what_the_contract_lists(tmp_path: Path) -> None:
    published = run_publish(tmp_path / "normalized")
    names = {path.name for path in published.version.iterdir()}
    assert names == {*TABLES, "README.md", "manifest.json", "survey.parquet", "report"}
    assert [path.name for path in (published.version / "articles").iterdir()] == ["part-00000.parquet"]
    assert (tmp_path / "normalized" / "current").readlink() == Path("versions") / published.version.name


def test_nothing_else_stays_in_the_output_folder(tmp_path: Path) -> None:
    run_publish(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} <= {".dechrome.lock", "current", "versions"}
    assert len(list((tmp_path / "versions").iterdir())) == 1


def test_the_manifest_counts_add_up(published: Published) -> None:
    manifest = Manifest.model_validate_json((published.version / "manifest.json").read_bytes())
    assert manifest == published.manifest
    account = manifest.account
    parts = account.kept_chars + account.data_chars + account.removed_chars + account.unexplained_chars
    assert account.chars == parts > 0
    assert sum(account.by_chrome_kind.values()) == account.removed_chars
    for counts in (manifest.pages_by_state, manifest.pages_by_site, manifest.pages_by_capture):
        assert sum(counts.values()) == manifest.pages
        assert list(counts) == sorted(counts)
    assert sum(manifest.findings_by_code.values()) == manifest.findings
    assert datetime.fromisoformat(manifest.finished_at) >= datetime.fromisoformat(manifest.started_at)


def test_check_agrees_with_a_fresh_dataset(published: Published) -> None:
    assert check_dataset(published.version) == []
    assert check_dataset(published.version.parent.parent) == []


def test_a_dataset_without_any_page_is_sound(tmp_path: Path) -> None:
    published = run_publish(tmp_path, [], [])
    assert published.manifest.pages == 0
    assert len(load(tmp_path, "blocks")) == 0
    assert check_dataset(tmp_path) == []


def test_a_second_run_replaces_current_and_keeps_the_first_version(tmp_path: Path) -> None:
    first = run_publish(tmp_path, run_id="aaaa")
    second = run_publish(tmp_path, run_id="bbbb")
    assert (tmp_path / "current").resolve() == second.version
    assert first.version.is_dir()


def test_only_the_last_two_versions_are_kept(tmp_path: Path) -> None:
    for run_id in ("aaaa", "bbbb", "cccc"):
        run_publish(tmp_path, run_id=run_id)
    assert {path.name for path in (tmp_path / "versions").iterdir()} == {"bbbb", "cccc"}


def test_folders_that_are_not_ours_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "versions" / "my notes").mkdir(parents=True)
    (tmp_path / "keep.txt").write_text("mine", encoding="utf-8")
    for run_id in ("aaaa", "bbbb", "cccc"):
        run_publish(tmp_path, run_id=run_id)
    assert (tmp_path / "versions" / "my notes").is_dir()
    assert (tmp_path / "keep.txt").read_text("utf-8") == "mine"


def test_the_same_run_again_gets_a_version_of_its_own(tmp_path: Path) -> None:
    first = run_publish(tmp_path, run_id="aaaa")
    second = run_publish(tmp_path, run_id="aaaa")
    third = run_publish(tmp_path, run_id="aaaa")
    assert [first.version.name, second.version.name] == ["aaaa", "aaaa-2"]
    assert third.manifest.digest == first.manifest.digest
    assert check_dataset(tmp_path) == []


def test_a_hostile_run_id_is_no_path(tmp_path: Path) -> None:
    published = run_publish(tmp_path / "out", run_id="../../evil")
    assert published.version.parent == (tmp_path / "out" / "versions").resolve()


def test_the_dataset_can_be_moved(tmp_path: Path) -> None:
    run_publish(tmp_path / "here")
    (tmp_path / "here").rename(tmp_path / "there")
    assert check_dataset(tmp_path / "there") == []


@pytest.mark.parametrize("table", TABLES)
def test_parquet_files_keep_every_promise_of_the_contract(table: str, published: Published) -> None:
    for path in sorted((published.version / table).iterdir()):
        parquet = pq.ParquetFile(path, page_checksum_verification=True)
        assert parquet.schema_arrow.equals(arrow_schema(table), check_metadata=True)
        parquet.read()
        for group in range(parquet.metadata.num_row_groups):
            row_group = parquet.metadata.row_group(group)
            assert row_group.num_rows <= 2_000
            for column in range(row_group.num_columns):
                chunk = row_group.column(column)
                assert chunk.compression == "ZSTD"
                assert chunk.has_offset_index
            names = [parquet.schema.column(item.column_index).path for item in row_group.sorting_columns]
            assert tuple(names) == TABLES[table].order
            key = row_group.column(parquet.schema.names.index(TABLES[table].order[0]))
            assert key.has_column_index
            assert key.statistics.has_min_max


def test_a_damaged_page_of_a_file_is_noticed(tmp_path: Path) -> None:
    published = run_publish(tmp_path)
    path = published.version / "blocks" / "part-00000.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 4] ^= 1
    path.write_bytes(bytes(data))
    assert {problem.check for problem in check_dataset(tmp_path)} >= {"hash"}
    with pytest.raises(OSError):
        pq.ParquetFile(path, page_checksum_verification=True).read()


def test_large_tables_come_in_several_files_in_order(published: Published) -> None:
    paths = sorted((published.version / "articles").iterdir())
    assert [path.name for path in paths] == [f"part-{number:05d}.parquet" for number in range(len(paths))]
    ids = [value for path in paths for value in pq.read_table(path).column("article_id").to_pylist()]
    assert len(paths) > 2
    assert ids == sorted(ids)


def test_row_groups_end_at_the_limits_however_the_rows_come() -> None:
    table = pa.table({"text": pa.array(["x" * (n % 7) for n in range(1000)])})
    whole = list(row_groups([table], max_rows=100, max_bytes=250))
    pieces = [table.slice(start, 37) for start in range(0, 1000, 37)]
    assert [group.num_rows for group in row_groups(pieces, max_rows=100, max_bytes=250)] == [
        group.num_rows for group in whole
    ]
    assert pa.concat_tables(whole).equals(table)
    assert all(group.num_rows <= 100 for group in whole)
    assert len(whole) > 10


def test_the_card_names_every_table_and_holds_no_time(published: Published) -> None:
    card = (published.version / "README.md").read_text("utf-8")
    for table in TABLES:
        assert f"### {table}" in card
        assert f"data_files: {table}/*.parquet" in card
    assert published.manifest.started_at[:10] not in card
    assert f"| all | {published.manifest.pages} |" in card


def test_load_takes_the_output_folder_its_link_or_a_version(tmp_path: Path) -> None:
    published = run_publish(tmp_path)
    frames = [load(place) for place in (tmp_path, str(tmp_path / "current"), published.version)]
    assert len(frames[0]) == published.manifest.articles > 0
    assert all(frame.equals(frames[0]) for frame in frames)


def test_load_says_did_you_mean_for_a_table(published: Published) -> None:
    with pytest.raises(DatasetError, match="did you mean 'articles'"):
        load(published.version, "article")


def test_load_lists_the_tables_when_nothing_is_near(published: Published) -> None:
    with pytest.raises(DatasetError, match="choose one of articles, sections"):
        load(published.version, "zzz")


@pytest.mark.parametrize("make", [False, True])
def test_load_says_what_to_do_where_there_is_no_dataset(tmp_path: Path, make: bool) -> None:
    place = tmp_path / "nowhere"
    if make:
        place.mkdir()
    with pytest.raises(DatasetError, match="dechrome run") as caught:
        load(place)
    assert caught.value.code == "E610"


def test_load_tells_of_a_damaged_file(tmp_path: Path) -> None:
    published = run_publish(tmp_path)
    os.truncate(published.version / "articles" / "part-00000.parquet", 100)
    with pytest.raises(DatasetError, match="dechrome check"):
        load(tmp_path)


def test_long_rows_make_smaller_row_groups_not_more_memory() -> None:
    row = make_results(1)[0].article
    assert row is not None
    table = pa.table({"text": pa.array(["x" * 1_000_000] * 200)})
    assert max(group.num_rows for group in row_groups([table])) <= 65
