"""`check` finds every kind of tampering, and names the place."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import DatasetError
from pipeline.publish.check import check_dataset
from pipeline.publish.dataset import dataset_digest
from pipeline.publish.facts import SHOWN, Problems
from schemas import Manifest
from schemas.arrow import arrow_schema
from tests.publish.factory import make_results
from tests.publish.support import run_publish

Rows = list[dict[str, Any]]
Change = Callable[[Rows], object]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_publish(tmp_path_factory.mktemp("sound"), make_results(40)).version


@pytest.fixture
def dataset(sound: Path, tmp_path: Path) -> Path:
    """A copy of a sound dataset, to be tampered with."""
    return Path(shutil.copytree(sound, tmp_path / "version"))


def write_manifest(dataset: Path, **changes: Any) -> None:
    path = dataset / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), encoding="utf-8")


def rehash(dataset: Path) -> None:
    """Make the manifest agree with the files again: what is left to find is in the rows."""
    manifest = Manifest.model_validate_json((dataset / "manifest.json").read_bytes())
    files = []
    for file in manifest.files:
        data = (dataset / file.path).read_bytes()
        rows = pq.read_metadata(dataset / file.path).num_rows
        changes = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "rows": rows}
        files.append(file.model_copy(update=changes))
    write_manifest(dataset, files=[file.model_dump() for file in files], digest=dataset_digest(files))


def tamper(dataset: Path, table: str, change: Change, schema: pa.Schema | None = None) -> None:
    """Change the rows of a table, and cover the tracks in the manifest's hashes."""
    path = dataset / table / "part-00000.parquet"
    rows = pq.read_table(path).to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema or arrow_schema(table)), path)
    rehash(dataset)


def checks(dataset: Path) -> set[tuple[str, str]]:
    return {(problem.check, problem.where.split(" ")[0]) for problem in check_dataset(dataset)}


def first(rows: Rows, **wanted: Any) -> dict[str, Any]:
    return next(row for row in rows if all(row[name] == value for name, value in wanted.items()))


def first_with(rows: Rows, name: str) -> dict[str, Any]:
    return next(row for row in rows if row[name])


def test_rewriting_the_same_rows_with_true_hashes_is_no_problem(dataset: Path) -> None:
    tamper(dataset, "blocks", lambda rows: None)
    assert check_dataset(dataset) == []


ROWS: list[tuple[str, Change, tuple[str, str]]] = [
    ("articles", lambda rows: rows.reverse(), ("order", "articles")),
    ("articles", lambda rows: rows.insert(1, rows[0]), ("key", "articles")),
    ("articles", lambda rows: rows.pop(), ("reference", "pages")),
    ("articles", lambda rows: rows[0].update(page_id="nowhere.txt"), ("reference", "articles")),
    ("articles", lambda rows: rows[0].update(raw_sha256="0" * 64), ("reference", "articles")),
    ("articles", lambda rows: rows[0].update(schema_version="0"), ("schema", "articles")),
    ("articles", lambda rows: rows[0].update(page_type="poem"), ("word", "articles")),
    ("articles", lambda rows: first(rows, qa="fail").update(qa="pass"), ("qa", "articles")),
    ("articles", lambda rows: first(rows, qa="pass").update(confidence=0.1), ("qa", "articles")),
    ("articles", lambda rows: first_with(rows, "links")["links"].pop(), ("reference", "links")),
    ("sections", lambda rows: rows[3].update(text="another text"), ("reference", "sections")),
    ("sections", lambda rows: rows.pop(), ("reference", "sections")),
    ("links", lambda rows: rows[0].update(relatedness=0.123), ("reference", "links")),
    ("links", lambda rows: rows.append({**rows[-1], "position": 99}), ("reference", "links")),
    ("findings", lambda rows: rows.pop(), ("count", "manifest.json")),
    ("findings", lambda rows: rows[0].update(article_id="no such"), ("reference", "findings")),
    ("findings", lambda rows: rows[-1].update(page_id="zzz"), ("reference", "findings")),
    ("findings", lambda rows: rows[0].update(related_page_ids=["zzz"]), ("reference", "findings")),
    ("findings", lambda rows: rows[0].update(severity="dire"), ("word", "findings")),
    ("findings", lambda rows: rows[5].update(fingerprint=rows[0]["fingerprint"]), ("key", "findings")),
    ("findings", lambda rows: rows.reverse(), ("order", "findings")),
    ("pages", lambda rows: rows[0].update(kept_chars=rows[0]["kept_chars"] + 1), ("account", "pages")),
    ("pages", lambda rows: rows[0].update(state="lost"), ("word", "pages")),
    ("pages", lambda rows: rows[0].update(reason="why"), ("reference", "pages")),
    ("pages", lambda rows: first(rows, state="empty").update(reason=None), ("reference", "pages")),
    ("pages", lambda rows: first(rows, state="empty").update(article_id="a"), ("reference", "pages")),
    ("pages", lambda rows: rows.pop(0), ("reference", "blocks")),
    ("pages", lambda rows: rows[0].update(site="elsewhere"), ("count", "manifest.json")),
    ("blocks", lambda rows: rows[4].update(text=rows[4]["text"] + "x"), ("account", "blocks")),
    ("blocks", lambda rows: rows[4].update(text="x" * len(rows[4]["text"])), ("account", "pages")),
    ("blocks", lambda rows: rows[4].update(label="article.poem"), ("account", "blocks")),
    ("blocks", lambda rows: rows[4].update(reason=""), ("account", "blocks")),
    ("blocks", lambda rows: rows[4].update(start=0, end=len(rows[4]["text"])), ("account", "blocks")),
    ("blocks", lambda rows: rows.pop(4), ("account", "blocks")),
    ("blocks", lambda rows: rows.pop(4), ("account", "pages")),
    ("blocks", lambda rows: rows[-1].update(page_id="zzz"), ("reference", "blocks")),
    ("blocks", lambda rows: rows.__setitem__(slice(0, 2), [rows[1], rows[0]]), ("order", "blocks")),
    (
        "blocks",
        lambda rows: first(rows, label="chrome.footer").update(label="chrome.share"),
        ("count", "manifest.json"),
    ),
]


@pytest.mark.parametrize(("table", "change", "expected"), ROWS)
def test_a_changed_row_is_found_even_with_true_hashes(
    dataset: Path, table: str, change: Change, expected: tuple[str, str]
) -> None:
    tamper(dataset, table, change)
    assert expected in checks(dataset)


def test_a_dangling_link_target_is_found(dataset: Path) -> None:
    article = first_with(pq.read_table(dataset / "articles").to_pylist(), "links")

    def change_nested(rows: Rows) -> None:
        first(rows, article_id=article["article_id"])["links"][0]["target_id"] = "gone"

    tamper(dataset, "articles", change_nested)
    tamper(
        dataset, "links", lambda rows: first(rows, article_id=article["article_id"]).update(target_id="gone")
    )
    assert [(p.check, p.what) for p in check_dataset(dataset)] == [
        ("reference", "there is no article 'gone'")
    ]


def test_a_changed_byte_is_found(dataset: Path) -> None:
    path = dataset / "survey.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert checks(dataset) == {("hash", "survey.parquet")}


def test_a_missing_file_is_found(dataset: Path) -> None:
    (dataset / "links" / "part-00000.parquet").unlink()
    assert ("file", "links/part-00000.parquet") in checks(dataset)


def test_a_file_that_is_no_parquet_is_found(dataset: Path) -> None:
    (dataset / "links" / "part-00000.parquet").write_text("x", encoding="utf-8")
    assert {("hash", "links/part-00000.parquet"), ("file", "links/part-00000.parquet")} <= checks(dataset)


def test_a_file_the_manifest_does_not_know_is_found(dataset: Path) -> None:
    shutil.copy(dataset / "links" / "part-00000.parquet", dataset / "links" / "part-00001.parquet")
    assert checks(dataset) == {("file", "links/part-00001.parquet")}


def test_a_missing_card_is_found(dataset: Path) -> None:
    (dataset / "README.md").unlink()
    assert checks(dataset) == {("file", "README.md")}


def test_another_column_type_is_found_and_named(dataset: Path) -> None:
    schema = arrow_schema("pages")
    place = schema.get_field_index("bytes")
    tamper(
        dataset, "pages", lambda rows: None, schema.set(place, pa.field("bytes", pa.int32(), nullable=False))
    )
    assert any(p.check == "schema" and "bytes is" in p.what for p in check_dataset(dataset))


def test_a_missing_and_an_added_column_are_found_and_named(dataset: Path) -> None:
    schema = arrow_schema("pages")
    tamper(dataset, "pages", lambda rows: None, schema.remove(schema.get_field_index("encoding")))
    tamper(dataset, "links", lambda rows: None, arrow_schema("links").append(pa.field("colour", pa.string())))
    words = [problem.what for problem in check_dataset(dataset)]
    assert any("encoding is missing" in what for what in words)
    assert any("colour is not a column" in what for what in words)


def test_another_schema_version_in_a_file_is_found(dataset: Path) -> None:
    tamper(
        dataset,
        "pages",
        lambda rows: None,
        arrow_schema("pages").with_metadata({"dechrome.schema_version": "0"}),
    )
    assert checks(dataset) == {("schema", "pages/part-00000.parquet")}


@pytest.mark.parametrize(
    "changes",
    [
        {"pages": 1},
        {"articles": 1},
        {"pages_by_state": {}},
        {"findings_by_code": {"SEC001": 1}},
        {"digest": "0" * 64},
        {"schema_version": "9"},
        {"settings": {}},
    ],
)
def test_a_changed_manifest_is_found(dataset: Path, changes: dict[str, Any]) -> None:
    write_manifest(dataset, **changes)
    assert {place for _, place in checks(dataset)} == {"manifest.json"}


def test_a_manifest_that_breaks_its_schema_is_found_and_the_field_named(dataset: Path) -> None:
    write_manifest(dataset, pages="many")
    (problem,) = check_dataset(dataset)
    assert problem.what.startswith("pages:")


def test_a_report_of_another_run_is_found(dataset: Path) -> None:
    (dataset / "report" / "summary.json").write_text('{"run_id": "other"}', encoding="utf-8")
    assert checks(dataset) == {("report", "report/summary.json")}


def test_reports_shown_elsewhere_are_compared_too(dataset: Path, tmp_path: Path) -> None:
    shown = tmp_path / "reports"
    shutil.copytree(dataset / "report", shown)
    assert check_dataset(dataset, reports=shown) == []
    (shown / "summary.json").write_text("[", encoding="utf-8")
    (problem,) = check_dataset(dataset, reports=shown)
    assert problem.where == "reports/summary.json"


def test_a_missing_report_is_found(dataset: Path) -> None:
    shutil.rmtree(dataset / "report")
    assert checks(dataset) == {("report", "report/summary.json")}


def test_no_dataset_is_an_error_not_a_problem(tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        check_dataset(tmp_path)


def test_many_problems_of_one_kind_are_counted_not_lost() -> None:
    problems = Problems()
    for number in range(SHOWN + 5):
        problems.add("key", "pages", "twice", row=number)
    listed = problems.listed()
    assert len(listed) == SHOWN + 1
    assert listed[-1].what == "5 more problems of this kind"
