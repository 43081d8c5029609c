"""Checking a published dataset against the contract, as `dechrome check` does.

Nothing is taken on trust: files against the manifest, schemas against the models, rows against each other and
against the counts, the account of every page, the reports against the run. Tables are read as streams.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from pipeline.publish.check_account import check_blocks
from pipeline.publish.check_rows import check_articles, check_findings, check_flat, check_pages, check_qa
from pipeline.publish.dataset import CARD, MANIFEST, REPORT, SURVEY, dataset_digest
from pipeline.publish.facts import Facts, Problem, Problems
from pipeline.publish.parts import table_file
from pipeline.publish.summary import sorted_counts
from pipeline.publish.versions import find_version
from schemas.arrow import arrow_schema
from schemas.manifest import Manifest
from schemas.tables import TABLES
from schemas.vocabulary import SCHEMA_VERSION

__all__ = ["Problem", "check_dataset"]


def check_dataset(dataset: str | os.PathLike[str], *, reports: Path | None = None) -> list[Problem]:
    """Everything that breaks the contract, in a fixed order; an empty list if nothing does.

    `dataset` is the output folder, its `current`, or one version; `reports` the folder where its reports are shown,
    to be compared too. Raises DatasetError (E610) when there is no dataset.
    """
    folder = find_version(dataset)
    problems = Problems()
    manifest = _manifest(folder, problems)
    if manifest is None:
        return problems.listed()
    _check_files(folder, manifest, problems)
    readable = [table for table in TABLES if _check_schema(folder, manifest, table, problems)]
    if len(readable) == len(TABLES):
        _check_rows(folder, manifest, problems)
    for place in (folder / REPORT, reports):
        if place is not None:
            _check_report(place, manifest, problems)
    return problems.listed()


def _manifest(folder: Path, problems: Problems) -> Manifest | None:
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except ValidationError as error:
        for fault in error.errors():
            problems.add("manifest", MANIFEST, f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}")
        return None
    if manifest.schema_version != SCHEMA_VERSION:
        problems.add("manifest", MANIFEST, f"schema version {manifest.schema_version}, not {SCHEMA_VERSION}")
    return manifest


def _check_files(folder: Path, manifest: Manifest, problems: Problems) -> None:
    """Files against the manifest: present, of that size and hash, and no other beside them."""
    for file in manifest.files:
        if not (folder / file.path).is_file():
            problems.add("file", file.path, "the file is missing")
            continue
        found = table_file(folder, file.path, file.table, file.rows)
        if found != file:
            problems.add(
                "hash",
                file.path,
                f"{found.bytes} bytes and sha256 {found.sha256}, the manifest says otherwise",
            )
    listed = {file.path for file in manifest.files}
    for path in sorted(_data_files(folder)):
        if path not in listed:
            problems.add("file", path, "the manifest does not know this file")
    if SURVEY not in listed:
        problems.add("file", SURVEY, "the manifest lists no survey")
    if not (folder / CARD).is_file():
        problems.add("file", CARD, "the dataset card is missing")
    if dataset_digest(manifest.files) != manifest.digest:
        problems.add("hash", MANIFEST, "the digest is not that of the files listed")


def _data_files(folder: Path) -> Iterator[str]:
    for table in TABLES:
        for path in (folder / table).rglob("*"):
            yield path.relative_to(folder).as_posix()


def _check_schema(folder: Path, manifest: Manifest, table: str, problems: Problems) -> bool:
    """Each file of a table against the generated schema, and its rows against the manifest; False if unreadable."""
    files = [file for file in manifest.files if file.table == table]
    if not files:
        problems.add("file", table, "the manifest lists no file of this table")
        return False
    sound = True
    for file in files:
        try:
            with pq.ParquetFile(folder / file.path) as parquet:
                schema, rows = parquet.schema_arrow, parquet.metadata.num_rows
        except (OSError, pa.ArrowException) as error:
            problems.add("file", file.path, f"cannot be read: {error}")
            sound = False
            continue
        if rows != file.rows:
            problems.add("count", file.path, f"{rows} rows, the manifest says {file.rows}")
        expected = arrow_schema(table)
        if not schema.equals(expected):
            problems.add(
                "schema", file.path, f"columns differ from the contract: {_difference(expected, schema)}"
            )
            sound = False
        elif not schema.equals(expected, check_metadata=True):
            problems.add(
                "schema", file.path, "schema version or JSON Schema in the file differ from the contract"
            )
    return sound


def _difference(expected: pa.Schema, found: pa.Schema) -> str:
    """The first difference between two schemas, in words."""
    for field in expected:
        if field.name not in found.names:
            return f"{field.name} is missing"
        if not found.field(field.name).equals(field):
            return f"{field.name} is {found.field(field.name)}, not {field}"
    more = [name for name in found.names if name not in expected.names]
    return f"{more[0]} is not a column of the contract" if more else "their order"


def _check_rows(folder: Path, manifest: Manifest, problems: Problems) -> None:
    facts = Facts(folder, manifest, problems)
    try:
        check_pages(facts)
        check_articles(facts)
        check_findings(facts)
        check_flat(facts, "sections")
        check_flat(facts, "links")
        check_blocks(facts)
    except (OSError, pa.ArrowException) as error:
        problems.add("file", "tables", f"cannot be read: {error}")
        return
    check_qa(facts)
    _check_counts(facts)


def _check_counts(facts: Facts) -> None:
    """The manifest's counts against the rows."""
    manifest, counts = facts.manifest, facts.counts()
    expected = {
        "pages": counts.pages,
        "pages_by_state": sorted_counts(counts.by_state),
        "pages_by_site": sorted_counts(counts.by_site),
        "pages_by_capture": sorted_counts(counts.by_capture),
        "articles": counts.articles,
        "findings": counts.findings,
        "findings_by_code": sorted_counts(counts.by_code),
        "findings_by_severity": sorted_counts(counts.by_severity),
        "account": counts.account_sum(),
    }
    for name, value in expected.items():
        if getattr(manifest, name) != value:
            facts.problems.add(
                "count", MANIFEST, f"{name} is {getattr(manifest, name)}, the rows give {value}"
            )


def _check_report(place: Path, manifest: Manifest, problems: Problems) -> None:
    """The reports in a folder against the run."""
    where = f"{place.name}/summary.json"
    try:
        summary = json.loads((place / "summary.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.add("report", where, "the report is missing")
        return
    except (OSError, ValueError) as error:
        problems.add("report", where, f"the report cannot be read: {error}")
        return
    run = summary.get("run_id") if isinstance(summary, dict) else None
    if run != manifest.run_id:
        problems.add("report", where, f"the report is of run {run}, the dataset of run {manifest.run_id}")
    if not (place / "index.html").is_file():
        problems.add("report", f"{place.name}/index.html", "the report is missing")
