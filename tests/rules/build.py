"""Page contexts built by hand, for what no flat-text page can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.document import Document, Evidence, Extraction, HeadingValue, LabelledBlock, TextValue, Value
from pipeline.page import Page, extract
from pipeline.rules.base import BaseRule, PageContext
from pipeline.rules.engine import all_rules, check_page
from pipeline.settings import Settings
from pipeline.survey.model import EMPTY_SURVEY, Survey
from schemas.article import Article, Section
from schemas.finding import Finding

DAY = date(2026, 8, 1)


@dataclass(frozen=True)
class Piece:
    """One piece of a page: its label and text, and the level and role of a heading."""

    label: str
    text: str
    level: int = 2
    role: str = "body"


def heading(text: str, level: int = 2, role: str = "body") -> Piece:
    """A heading of the article."""
    return Piece("article.heading", text, level, role)


def paragraph(text: str) -> Piece:
    """A paragraph of the article."""
    return Piece("article.paragraph", text)


def context(
    pieces: Iterable[Piece],
    *,
    title: str = "How to mend a garden hose",
    is_article: bool = True,
    settings: Settings | None = None,
    survey: Survey = EMPTY_SURVEY,
    file_name: str = "page.txt",
    article: dict[str, Any] | None = None,
    evidence: tuple[Evidence, ...] = (),
    decode_problem: str | None = None,
    document_problem: str | None = None,
    damage: str | None = None,
    **extraction: Any,
) -> PageContext:
    """A context whose accounted text is the pieces, a blank line between them."""
    blocks: list[LabelledBlock] = []
    sections: list[Section] = []
    at = 0
    texts = []
    for piece in pieces:
        end = at + len(piece.text)
        value: Value = TextValue(piece.text)
        if piece.label == "article.heading":
            value = HeadingValue(piece.level, piece.role, piece.text)  # type: ignore[arg-type]
            sections.append(
                Section(
                    position=len(sections), level=piece.level, heading=piece.text, role=piece.role, text=""
                )  # type: ignore[arg-type]
            )
        blocks.append(LabelledBlock(at, end, piece.label, "by hand", piece.text, value))
        texts.append(piece.text)
        at = end + 2
    accounted = "\n\n".join(texts)
    facts: dict[str, Any] = {
        "article_id": "a1",
        "page_id": "page.txt",
        "site": "generic",
        "capture": "source_text",
        "page_type": "article",
        "title": title,
        "words": sum(len(text.split()) for text in texts),
        "sections": sections,
        "text": accounted,
        "markdown": accounted,
        "raw_sha256": "0" * 64,
    }
    noted: dict[str, Any] = {
        "page_id": "page.txt",
        "site": "generic",
        "site_evidence": "by hand",
        "capture": "source_text",
        "page_type": "article",
        "template": None,
        "state": "article" if is_article else "not_an_article",
        "reason": None,
        "blocks": tuple(blocks),
        "evidence": evidence,
    }
    return PageContext(
        page_id="page.txt",
        file_name=file_name,
        document=Document("page.txt", "text/plain", accounted, (), problem=document_problem),
        extraction=Extraction(**{**noted, **extraction}),
        article=Article(**{**facts, **(article or {})}) if is_article else None,
        settings=settings or Settings(),
        as_of=DAY,
        survey=survey,
        decode_problem=decode_problem,
        damage=damage,
    )


def replace_block(page: PageContext, index: int, text: str) -> PageContext:
    """The page with another value text in one of its blocks; what stands on the page stays."""
    blocks = list(page.blocks)
    old = blocks[index]
    blocks[index] = LabelledBlock(old.start, old.end, old.label, old.reason, old.text, TextValue(text))
    return replace(page, extraction=replace(page.extraction, blocks=tuple(blocks)))


def rule(code: str) -> BaseRule:
    """The rule with this code."""
    return next(rule for rule in all_rules() if rule.code == code)


def found(code: str, page: PageContext) -> tuple[Finding, ...]:
    """What one rule finds on a page, by itself; a crash would be a finding too."""
    return check_page(page, [rule(code)])


def said(code: str, *lines: str, **kept: Any) -> list[Finding]:
    """The findings of one code on a page of the pulse library with these lines, blank lines between them."""
    return [finding for finding in pulse(*lines, **kept).findings if finding.code in (code, "RUN001")]


def pulse(*lines: str, source: str = "page.txt") -> Page:
    """A rendered page of the pulse library with these lines below its header."""
    return extract("\n\n".join(("Pulse ← Library", *lines)) + "\n", source=source, as_of=DAY)


__all__ = [
    "DAY",
    "Piece",
    "context",
    "found",
    "heading",
    "paragraph",
    "pulse",
    "replace_block",
    "rule",
    "said",
]
