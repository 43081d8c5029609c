"""The second half of docs/data-flow.md: what the run as a whole makes of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.docs.markdown import shown, step, table, values
from pipeline.report.tables import Tables
from pipeline.run import RunResult


def rows_of(result: RunResult, name: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of a published table."""
    return [row for batch in Tables.open(result.version).batches(name, columns) for row in batch.to_pylist()]


def corpus_section(result: RunResult, page_id: str) -> str:
    """What needs the other pages: links judged, findings over the corpus."""
    article_id = next(
        r["article_id"] for r in rows_of(result, "pages", PAGE_COLUMNS) if r["page_id"] == page_id
    )
    links = [row for row in rows_of(result, "links", LINK_COLUMNS) if row["article_id"] == article_id]
    judged = [
        tuple(shown(row[name], 60) for name in LINK_COLUMNS[1:])
        for row in links
        if row["relatedness"] is not None
    ]
    found = rows_of(result, "findings", ("page_id", "code", "subject", "message", "related_page_ids"))
    corpus = [row for row in found if row["code"].startswith(("COR", "LNK")) and concerns(row, page_id)]
    rows = [(row["code"], f"`{row['page_id']}`", shown(row["subject"], 50), row["message"]) for row in corpus]
    findings = (
        [table(("code", "page", "subject", "message"), rows)]
        if rows
        else ["No corpus rule finds fault with it."]
    )
    return step(
        9,
        "Corpus rules: the page in the light of all others",
        "Duplicates, targets and topics need the index. Each card of the page is now judged (the first ones):",
        table(LINK_COLUMNS[1:], judged[:6]),
        *findings,
    )


LINK_COLUMNS = ("article_id", "zone", "category", "tag", "text", "target_id", "relatedness", "off_topic")


def concerns(row: dict[str, Any], page_id: str) -> bool:
    """Whether a finding is about the page of this document."""
    return bool(row["page_id"] == page_id or page_id in (row["related_page_ids"] or []))


def publish_section(result: RunResult, page_id: str) -> str:
    """Parquet."""
    article = next(row for row in rows_of(result, "articles", ARTICLE_COLUMNS) if row["page_id"] == page_id)
    page_row = next(row for row in rows_of(result, "pages", PAGE_COLUMNS) if row["page_id"] == page_id)
    counts = [(f"`{file.path}`", f"{file.rows:,}") for file in result.manifest.files]
    return step(
        10,
        "Publish: Parquet tables, switched at once",
        "All tables are written beside the old dataset, hashed, described in `manifest.json`; then the link `current` "
        "is switched. A reader sees the old dataset or the new one, never half of either. The row in `articles`:",
        values(article.items()),
        "Its row in `pages`, where every raw page has one, whatever became of it:",
        values(page_row.items()),
        "The files of this run:",
        table(("file", "rows"), counts),
    )


ARTICLE_COLUMNS = (
    "article_id",
    "page_id",
    "site",
    "capture",
    "page_type",
    "title",
    "words",
    "qa",
    "schema_version",
)
PAGE_COLUMNS = (
    "article_id",
    "page_id",
    "state",
    "encoding",
    "capture",
    "site",
    "chars",
    "kept_chars",
    "data_chars",
    "removed_chars",
    "unexplained_chars",
)


def report_section(result: RunResult) -> str:
    """The report."""
    files = sorted(file.name for file in (result.version / "report").iterdir())
    return step(
        11,
        "Report: drawn from the published files alone",
        f"{', '.join(f'`{name}`' for name in files)}. The verdict of this run over all sample pages:",
        f"> **{result.verdict.level}**: {result.verdict.sentence}",
    )
