"""The dataset card, `README.md` of a version: what it holds and how to load it.

The head in YAML is what Hugging Face `datasets` reads: `load_dataset(folder, "articles")` works as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.manifest import Manifest
from schemas.tables import TABLES

_LOADING = """\
## How to load

Run these in the folder of this file.

```python
import pandas as pd

articles = pd.read_parquet("articles", dtype_backend="pyarrow")
```

```python
import polars as pl

articles = pl.scan_parquet("articles/*.parquet").collect()
```

```python
import duckdb

duckdb.sql("select code, count(*) from 'findings/*.parquet' group by code order by code").show()
```

```python
from pathlib import Path

from datasets import load_dataset

articles = load_dataset(str(Path.cwd()), "articles", split="train")  # the whole path: it is the dataset's name
```
"""


def dataset_card(manifest: Manifest) -> str:
    """The card as Markdown. Depends on the rows and the run id alone: no time, no place."""
    parts = [
        _head(),
        "# A dataset of articles, made by dechrome\n",
        f"Run `{_word(manifest.run_id)}`, judged as of {_word(manifest.as_of)}, schema version "
        f"{_word(manifest.schema_version)}, dechrome {_word(manifest.tool_version)}. "
        "`manifest.json` has the files with their hashes and all counts; `report/index.html` is the quality report.\n",
        _counts(manifest),
        "## Tables\n",
        *(_table(manifest, name) for name in TABLES),
        _LOADING,
    ]
    return "\n".join(parts)


def _head() -> str:
    lines = ["---", "configs:"]
    for name in TABLES:
        lines += [f"- config_name: {name}", f"  data_files: {name}/*.parquet"]
        if name == "articles":
            lines.append("  default: true")
    return "\n".join([*lines, "---", ""])


def _counts(manifest: Manifest) -> str:
    account = manifest.account
    return "\n".join(
        [
            "## Counts\n",
            _markdown_table(("pages", "number"), [*manifest.pages_by_state.items(), ("all", manifest.pages)]),
            "Every non-space character of every page is accounted for:\n",
            _markdown_table(
                ("text", "characters"),
                [
                    ("kept in articles", account.kept_chars),
                    ("turned into data", account.data_chars),
                    ("removed, with a reason", account.removed_chars),
                    ("unexplained", account.unexplained_chars),
                    ("all", account.chars),
                ],
            ),
            _findings(manifest.findings_by_severity, manifest.findings),
        ]
    )


def _findings(by_severity: Mapping[str, int], total: int) -> str:
    if not total:
        return "No findings.\n"
    words = ", ".join(f"{number} of severity {severity}" for severity, number in by_severity.items())
    return f"{total} findings: {words}.\n"


def _table(manifest: Manifest, name: str) -> str:
    files = [file for file in manifest.files if file.table == name]
    rows = [
        (f"`{field.name}`", _type(field.type), "yes" if field.nullable else "no")
        for field in arrow_schema(name)
    ]
    return "\n".join(
        [
            f"### {name}\n",
            f"{TABLES[name].about} {sum(file.rows for file in files)} rows, sorted by "
            + ", ".join(f"`{column}`" for column in TABLES[name].order)
            + ".\n",
            _markdown_table(("column", "type", "may be null"), rows),
        ]
    )


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list<{_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return "struct<" + ", ".join(kind.field(i).name for i in range(kind.num_fields)) + ">"
    return "date32" if pa.types.is_date32(kind) else "float64" if pa.types.is_float64(kind) else str(kind)


def _markdown_table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


def _word(text: str) -> str:
    """Text that cannot be Markdown."""
    return "".join(char for char in text if char.isalnum() or char in ".-_+")
