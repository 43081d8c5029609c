"""The dataset loads with what downstream teams use, and holds row for row what the models say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from pipeline.load import load
from pipeline.publish.dataset import Published
from schemas import Article, BlockRow, Finding, LinkRow, PageRow, SectionRow
from schemas.tables import TABLES

Rows = dict[str, list[dict[str, Any]]]
MODELS = {
    "articles": Article,
    "sections": SectionRow,
    "links": LinkRow,
    "findings": Finding,
    "pages": PageRow,
    "blocks": BlockRow,
}


def files(published: Published, table: str) -> list[Path]:
    return sorted((published.version / table).iterdir())


def test_the_expected_rows_are_not_trivial(expected: Rows, published: Published) -> None:
    assert all(len(rows) > 50 for rows in expected.values())
    assert any(page["state"] == "duplicate" for page in expected["pages"])
    assert {article["qa"] for article in expected["articles"]} == {"pass", "review", "fail"}
    assert all(len(files(published, table)) > 1 for table in ("articles", "blocks", "findings"))


@pytest.mark.parametrize("table", TABLES)
def test_pyarrow_reads_the_rows_of_the_models(table: str, published: Published, expected: Rows) -> None:
    rows = [row for file in files(published, table) for row in pq.read_table(file).to_pylist()]
    assert len(rows) == len(expected[table])
    for found, wanted in zip(rows, expected[table], strict=True):
        assert found == wanted


@pytest.mark.parametrize("table", TABLES)
def test_each_row_is_a_valid_model(table: str, published: Published) -> None:
    for row in pq.read_table(published.version / table).to_pylist():
        assert MODELS[table].model_validate(row).model_dump() == row


@pytest.mark.parametrize("table", TABLES)
def test_pandas_reads_the_rows_of_the_models(table: str, published: Published, expected: Rows) -> None:
    frame = pd.read_parquet(published.version / table, dtype_backend="pyarrow")
    assert list(frame.columns) == list(MODELS[table].model_fields)
    for name in frame.columns:
        assert frame[name].array.__arrow_array__().to_pylist() == [row[name] for row in expected[table]], name


@pytest.mark.parametrize("table", TABLES)
def test_load_gives_arrow_backed_types(table: str, published: Published, expected: Rows) -> None:
    frame = load(published.version, table)
    assert all(isinstance(kind, pd.ArrowDtype) for kind in frame.dtypes)
    for name in frame.columns:
        assert frame[name].array.__arrow_array__().to_pylist() == [row[name] for row in expected[table]], name


@pytest.mark.parametrize("table", TABLES)
def test_polars_reads_the_rows_of_the_models(table: str, published: Published, expected: Rows) -> None:
    assert pl.read_parquet(published.version / table / "*.parquet").to_dicts() == expected[table]


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_reads_the_rows_of_the_models(table: str, published: Published, expected: Rows) -> None:
    order = ", ".join(f'"{name}" nulls first' for name in TABLES[table].order)
    pattern = published.version / table / "*.parquet"
    query = duckdb.sql(f"select * from '{pattern}' order by {order}")
    rows = [dict(zip(query.columns, row, strict=True)) for row in query.fetchall()]
    assert rows == expected[table]


def test_sql_joins_findings_with_articles(published: Published, expected: Rows) -> None:
    folder = published.version
    count = duckdb.sql(
        f"select count(*) from '{folder}/findings/*.parquet' f join '{folder}/articles/*.parquet' a using (article_id)"
    ).fetchall()
    assert count == [(sum(row["article_id"] is not None for row in expected["findings"]),)]


DATASETS = """
import json, sys
from datasets import load_dataset
folder, *tables = sys.argv[1:]
print(json.dumps({table: list(load_dataset(folder, table, split="train")) for table in tables}, default=str))
"""


def test_hugging_face_datasets_reads_the_card_and_the_rows_of_the_models(
    published: Published, expected: Rows, tmp_path: Path
) -> None:
    environment = {**os.environ, "HF_HOME": str(tmp_path), "HF_DATASETS_OFFLINE": "1", "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-c", DATASETS, str(published.version), *TABLES]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    for table in TABLES:
        assert found[table] == json.loads(json.dumps(expected[table], default=str)), table


@pytest.mark.parametrize("tool", ["pandas", "polars", "duckdb", "datasets"])
def test_what_the_card_shows_runs_in_its_folder_as_it_stands(
    tool: str, published: Published, expected: Rows, tmp_path: Path
) -> None:
    card = (published.version / "README.md").read_text()
    (snippet,) = [code for code in re.findall(r"```python\n(.*?)```", card, re.S) if tool in code]
    asks = "print(len(articles))" if "articles =" in snippet else ""
    environment = {**os.environ, "HF_HOME": str(tmp_path), "HF_DATASETS_OFFLINE": "1", "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-c", f"{snippet}\n{asks}"]
    done = subprocess.run(
        command, cwd=published.version, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert str(len(expected["articles"])) in done.stdout.split() or tool == "duckdb"
    assert tool != "duckdb" or expected["findings"][0]["code"] in done.stdout
