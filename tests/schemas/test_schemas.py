"""The Arrow and JSON Schemas are generated from the models, and the exported files are current."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from types import NoneType
from typing import get_args

import jsonschema
import pyarrow as pa
import pytest

from schemas import Article, Manifest
from schemas.arrow import METADATA_JSON_SCHEMA, METADATA_VERSION, arrow_schema
from schemas.export import FOLDER, texts
from schemas.tables import DOCUMENTS, TABLES, json_schema
from schemas.vocabulary import SCHEMA_VERSION


def leaves(kind: pa.DataType) -> Iterator[pa.DataType]:
    if pa.types.is_list(kind):
        yield from leaves(kind.value_type)
    elif pa.types.is_struct(kind):
        for place in range(kind.num_fields):
            yield from leaves(kind.field(place).type)
    else:
        yield kind


@pytest.mark.parametrize("table", TABLES)
def test_only_types_that_every_reader_knows_are_used(table: str) -> None:
    allowed = {
        pa.string(),
        pa.bool_(),
        pa.int32(),
        pa.int64(),
        pa.float64(),
        pa.date32(),
        pa.timestamp("us", "UTC"),
    }
    assert {kind for field in arrow_schema(table) for kind in leaves(field.type)} <= allowed


@pytest.mark.parametrize("table", TABLES)
def test_a_column_may_be_null_exactly_where_the_model_says_so(table: str) -> None:
    model = TABLES[table].model
    assert arrow_schema(table).names == list(model.model_fields)
    for field in arrow_schema(table):
        optional = NoneType in get_args(model.model_fields[field.name].annotation)
        assert field.nullable == optional, field.name


@pytest.mark.parametrize("table", TABLES)
def test_a_file_tells_its_schema_version_and_json_schema(table: str) -> None:
    metadata = arrow_schema(table).metadata or {}
    assert metadata[METADATA_VERSION.encode()].decode() == SCHEMA_VERSION
    assert json.loads(metadata[METADATA_JSON_SCHEMA.encode()]) == json_schema(table)


def test_keys_and_order_name_columns_of_their_table() -> None:
    for table in TABLES.values():
        assert {*table.key, *table.order} <= set(table.model.model_fields), table.name


@pytest.mark.parametrize("name", [*TABLES, *DOCUMENTS])
def test_the_exported_json_schema_is_current(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_text("utf-8") == texts()[f"{name}.json"], (
        "run python -m schemas.export"
    )


def test_no_stale_json_schema_lies_about() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(texts())


@pytest.mark.parametrize("name", [*TABLES, *DOCUMENTS])
def test_each_json_schema_is_valid_draft_2020_12(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


def test_the_json_schema_accepts_an_article_and_refuses_an_unknown_key() -> None:
    article = Article(
        article_id="a", page_id="a.txt", site="pulse", capture="html", page_type="article", title="A",
        words=1, text="a", markdown="# A", raw_sha256="0",
    )  # fmt: skip
    row = article.model_dump(mode="json")
    jsonschema.validate(row, json_schema("articles"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**row, "colour": "red"}, json_schema("articles"))


def test_the_manifest_has_a_json_schema_too() -> None:
    assert set(Manifest.model_fields) == set(json_schema("manifest")["properties"])  # type: ignore[call-overload]


def test_an_unknown_table_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        json_schema("authors")


def test_importing_schemas_does_not_import_pyarrow() -> None:
    code = "import schemas, schemas.tables, sys; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
