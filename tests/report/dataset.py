"""Small datasets for the report's tests: pages are made up here, and written as the contract says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.report import RuleInfo
from schemas import (
    AccountSum,
    Article,
    BlockRow,
    ContentBlock,
    Finding,
    Link,
    LinkRow,
    Manifest,
    PageRow,
    Section,
    TableFile,
)
from schemas.arrow import arrow_schema
from schemas.base import Row
from schemas.vocabulary import PageState, QaVerdict

RULES: Mapping[str, RuleInfo] = {
    info.code: info
    for info in (
        RuleInfo(
            "LNK001",
            "off-topic-related-link",
            "warning",
            "A related link that does not belong to this article.",
            what="Each related card is compared with the article it stands under.",
            why="Readers who follow a foreign link leave, and models trained on the page learn a wrong relation.",
            how_to_fix="Remove the card, or mend the list the site draws its cards from.",
            limits="Small folders are judged on their card titles.",
            fix="Remove the card or mend the list it comes from",
        ),
        RuleInfo(
            "SEC001", "missing-section", "error", "A mandatory section is absent.", fix="Add the section"
        ),
        RuleInfo(
            "SEC003", "lost-list", "warning", "A lead-in with no list after it.", fix="Capture the page again"
        ),
        RuleInfo(
            "TXT002", "too-short", "warning", "The article has few words.", fix="Write more or leave it out"
        ),
        RuleInfo(
            "MET001",
            "missing-date",
            "info",
            "The page shows no date.",
            fix="Show the date of the last change",
        ),
        RuleInfo(
            "PAG001",
            "unreadable-page",
            "error",
            "The page could not be read whole.",
            fix="Capture the page again",
        ),
        RuleInfo(
            "PAG003",
            "truncated-page",
            "error",
            "The text stops in mid-sentence.",
            fix="Capture the page again",
        ),
        RuleInfo(
            "TTL003",
            "title-used-twice",
            "warning",
            "Two articles have one title.",
            fix="Give each its own title",
        ),
    )
}


@dataclass
class Dataset:
    """Rows to be written as one version folder."""

    pages: list[PageRow] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    blocks: list[BlockRow] = field(default_factory=list)
    chrome: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    run_id: str = "run-0123456789abcdef"
    settings: dict[str, object] = field(default_factory=dict)
    finished_at: str = "2026-07-01T10:00:09Z"

    def page(
        self,
        page_id: str,
        text: Sequence[tuple[str, str]] = (("article.paragraph", "Words of the article."),),
        *,
        state: PageState = "article",
        reason: str | None = None,
        qa: QaVerdict = "pass",
        site: str | None = "almanac",
        template: str | None = "essay",
        title: str = "How to keep bees",
        url: str | None = None,
        category: str | None = "household",
        sha256: str = "0" * 64,
    ) -> None:
        """Add a page whose pieces (label, text) stand one on each line."""
        sums = dict.fromkeys(("article", "data", "chrome", "unexplained"), 0)
        at = 0
        for position, (label, piece) in enumerate(text):
            part = label.split(".")[0]
            size = sum(not c.isspace() for c in piece)
            sums[part] += size
            if part == "chrome":
                kind = label.removeprefix("chrome.")
                self.chrome[kind] = self.chrome.get(kind, 0) + size
            self.blocks.append(
                BlockRow(
                    page_id=page_id,
                    position=position,
                    start=at,
                    end=at + len(piece),
                    source_start=at,
                    source_end=at + len(piece),
                    line=position + 1,
                    column=1,
                    label=label,
                    reason="for the test",
                    text=piece,
                )
            )
            at += len(piece) + 1
        self.pages.append(
            PageRow(
                page_id=page_id,
                source=page_id,
                raw_sha256=sha256,
                bytes=at,
                site=site,
                state=state,
                reason=reason,
                article_id=page_id if state == "article" else None,
                chars=sum(sums.values()),
                kept_chars=sums["article"],
                data_chars=sums["data"],
                removed_chars=sums["chrome"],
                unexplained_chars=sums["unexplained"],
            )
        )
        if state == "article":
            self.articles.append(
                Article(
                    article_id=page_id,
                    page_id=page_id,
                    site=site or "generic",
                    capture="rendered_text",
                    page_type="article",
                    template=template,
                    url=url,
                    title=title,
                    category=category,
                    sections=_sections(text),
                    links=_links(text),
                    words=100,
                    text="text",
                    markdown="text",
                    raw_sha256="0" * 64,
                    qa=qa,
                )
            )

    def finding(self, code: str, page_id: str, excerpt: str | None = None, **values: Any) -> Finding:
        """Add a finding; with an excerpt it stands where the page's text has it."""
        info = RULES[code]
        if excerpt is not None:
            for block in self.blocks:
                if block.page_id == page_id and excerpt in block.text:
                    offset = block.text.index(excerpt)
                    values.setdefault("source_start", (block.source_start or 0) + offset)
                    values.setdefault("source_end", (block.source_start or 0) + offset + len(excerpt))
                    values.setdefault("line", block.line)
                    values.setdefault("column", offset + 1)
                    break
        defaults: dict[str, Any] = {
            "fingerprint": f"{len(self.findings):016x}",
            "name": info.name,
            "severity": info.severity,
            "outcome": "fail",
            "message": info.summary.rstrip("."),
            "fix": info.fix,
        }
        finding = Finding(code=code, page_id=page_id, excerpt=excerpt, **{**defaults, **values})
        self.findings.append(finding)
        return finding

    def write(self, folder: Path) -> Path:
        """Write tables and manifest; returns `folder`."""
        self.pages.sort(key=lambda p: p.page_id)
        self.articles.sort(key=lambda a: a.article_id)
        self.blocks.sort(key=lambda b: (b.page_id, b.position))
        place = -1
        self.findings.sort(
            key=lambda f: (
                f.page_id,
                place if f.source_start is None else f.source_start,
                f.code,
                f.fingerprint,
            )
        )
        tables: dict[str, Sequence[Row]] = {
            "pages": self.pages,
            "articles": self.articles,
            "findings": self.findings,
            "blocks": self.blocks,
            "links": [
                LinkRow(article_id=article.article_id, **link.model_dump())
                for article in self.articles
                for link in article.links
            ],
        }
        files = [_write(folder, table, rows) for table, rows in tables.items()]
        (folder / "manifest.json").write_text(self._manifest(files).model_dump_json(), encoding="utf-8")
        return folder

    def _manifest(self, files: list[TableFile]) -> Manifest:
        return Manifest(
            schema_version="1",
            tool_version="0.1.0",
            run_id=self.run_id,
            input_digest="1" * 64,
            settings_digest="2" * 64,
            settings=self.settings,
            as_of="2026-07-01",
            started_at="2026-07-01T10:00:00Z",
            finished_at=self.finished_at,
            seconds=9.0,
            pages=len(self.pages),
            pages_by_state=_counts(p.state for p in self.pages),
            pages_by_site={},
            pages_by_capture={},
            articles=len(self.articles),
            findings=len(self.findings),
            findings_by_code=_counts(f.code for f in self.findings),
            findings_by_severity=_counts(f.severity for f in self.findings),
            account=AccountSum(
                chars=sum(p.chars for p in self.pages),
                kept_chars=sum(p.kept_chars for p in self.pages),
                data_chars=sum(p.data_chars for p in self.pages),
                removed_chars=sum(p.removed_chars for p in self.pages),
                unexplained_chars=sum(p.unexplained_chars for p in self.pages),
                by_chrome_kind=self.chrome,
            ),
            notes=self.notes,
            files=files,
            digest="3" * 64,
        )


def _sections(text: Sequence[tuple[str, str]]) -> list[Section]:
    """The pieces labelled as article: a section for each heading."""
    sections: list[Section] = []
    for label, piece in text:
        if label == "article.heading" or (label.startswith("article.") and not sections):
            heading = piece if label == "article.heading" else None
            sections.append(
                Section(position=len(sections), level=2, heading=heading, role="body", text="", blocks=[])
            )
        if label == "article.paragraph":
            sections[-1].blocks.append(ContentBlock(kind="paragraph", text=piece))
    return sections


def _links(text: Sequence[tuple[str, str]]) -> list[Link]:
    """The cards: the category stands before the mark, and whatever is of fishing is off topic."""
    cards = [piece for label, piece in text if label == "data.link"]
    return [
        Link(
            position=place,
            zone="related",
            text=card.split("· ", 1)[-1],
            category=card.split(" ·", 1)[0] if " ·" in card else None,
            relatedness=0.03 if card.startswith("fishing") else 0.8,
            off_topic=card.startswith("fishing"),
        )
        for place, card in enumerate(cards)
    ]


def _write(folder: Path, table: str, rows: Sequence[Row]) -> TableFile:
    path = f"{table}/part-00000.parquet"
    (folder / table).mkdir(parents=True, exist_ok=True)
    values = pa.Table.from_pylist([row.model_dump() for row in rows], schema=arrow_schema(table))
    pq.write_table(values, folder / path, row_group_size=2_000)
    size = (folder / path).stat().st_size
    return TableFile(path=path, table=table, rows=len(rows), bytes=size, sha256="4" * 64)


def _counts(words: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts
