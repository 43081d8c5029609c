"""The tables of a published dataset: name, model of a row, key and order. No pyarrow here.

>>> TABLES["sections"].order
('article_id', 'position')
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.article import Article
from schemas.base import Row
from schemas.finding import Finding
from schemas.manifest import Manifest
from schemas.page import BlockRow, LinkRow, PageRow, SectionRow
from schemas.vocabulary import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the dataset, a folder of Parquet files."""

    name: str
    model: type[Row]
    key: tuple[str, ...]
    """Columns that together are unique."""
    order: tuple[str, ...]
    """Columns the rows are sorted by: strings by code point, nulls first."""
    about: str
    """One sentence for the dataset card and the docs."""


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "articles",
            Article,
            ("article_id",),
            ("article_id",),
            "One row an article, nested: sections, questions, sources, links, text and Markdown.",
        ),
        Table(
            "sections",
            SectionRow,
            ("article_id", "position"),
            ("article_id", "position"),
            "The articles' sections, one a row.",
        ),
        Table(
            "links",
            LinkRow,
            ("article_id", "position"),
            ("article_id", "position"),
            "The articles' links and related cards, one a row.",
        ),
        Table(
            "findings",
            Finding,
            ("fingerprint",),
            ("page_id", "source_start", "code", "fingerprint"),
            "What quality checks found, one finding a row.",
        ),
        Table(
            "pages",
            PageRow,
            ("page_id",),
            ("page_id",),
            "One row for every raw page found, whatever became of it.",
        ),
        Table(
            "blocks",
            BlockRow,
            ("page_id", "position"),
            ("page_id", "position"),
            "The account: one row for each piece of text of each page, kept or removed, and why.",
        ),
    )
}
"""Every table of the dataset by name, in the order of the contract."""

DOCUMENTS: dict[str, type[Row]] = {"manifest": Manifest}
"""What else of the dataset has a JSON Schema, by name."""


def json_schema(name: str) -> dict[str, object]:
    """JSON Schema (draft 2020-12) of one row of a table, or of the manifest. KeyError if there is none."""
    model = TABLES[name].model if name in TABLES else DOCUMENTS[name]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:dechrome:schema:{SCHEMA_VERSION}:{name}",
        **model.model_json_schema(mode="serialization"),
    }
