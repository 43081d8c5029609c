"""Labelled blocks into sections: headings, paragraphs, lists, tables, FAQ pairs, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.document import (
    CellsValue,
    HeadingValue,
    ImageValue,
    ItemValue,
    LabelledBlock,
    SourceValue,
    TextValue,
)
from schemas.vocabulary import SectionRole


@dataclass(slots=True)
class SectionDraft:
    """A section under construction. `blocks` are the fields of `ContentBlock`, plus `markdown`."""

    level: int
    heading: str | None
    role: SectionRole
    blocks: list[dict[str, Any]] = field(default_factory=list)
    asks: bool = False
    """Whether the heading is a question, and all blocks its answer."""


@dataclass(slots=True)
class Drafts:
    """What the article's pieces give."""

    sections: list[SectionDraft] = field(default_factory=list)
    faqs: list[tuple[str, list[str]]] = field(default_factory=list)
    sources: list[SourceValue] = field(default_factory=list)


_TEXT_KINDS = {
    "article.paragraph": "paragraph",
    "article.quote": "quote",
    "article.code": "code",
    "article.diagram": "diagram",
}


_IN_ANSWER = frozenset({"article.list_item", "article.table_row", "article.code"})
"""What may stand in an answer beside its paragraphs."""


def draft_sections(blocks: Sequence[LabelledBlock]) -> Drafts:
    """Group the `article.*` pieces, in page order, under their headings."""
    drafts = Drafts()
    current: SectionDraft | None = None
    answering = False
    for block in blocks:
        label, value = block.label, block.value
        if label[:8] != "article.":
            if isinstance(value, HeadingValue) and label[:7] == "chrome.":
                drafts.sections.append(SectionDraft(2, value.text, value.role))
                current = None
            continue
        if label == "article.heading":
            answering = False
            if isinstance(value, HeadingValue):
                current = SectionDraft(max(2, min(6, value.level)), value.text, value.role, asks=value.asks)
                if value.asks:
                    drafts.faqs.append((value.text, []))
            else:
                current = SectionDraft(2, block.text, "body")
            drafts.sections.append(current)
            continue
        if current is None:
            current = SectionDraft(2, None, "body")
            drafts.sections.append(current)
        _add(drafts, current, block)
        if label == "article.faq_question":
            current.asks = False
        elif current.asks or (drafts.faqs and _belongs_to_answer(block, answering)):
            drafts.faqs[-1][1].append(_plain(block))
        answering = label in ("article.faq_question", "article.faq_answer") or (
            answering and label in _IN_ANSWER
        )
    return drafts


def _belongs_to_answer(block: LabelledBlock, answering: bool) -> bool:
    """Whether a list, table or code of an HTML page goes on with the answer above it."""
    of_html = getattr(block.value, "group", None) is not None or block.label == "article.code"
    return answering and of_html and block.label in _IN_ANSWER


def _plain(block: LabelledBlock) -> str:
    value = block.value
    if isinstance(value, CellsValue):
        return "\t".join(value.cells)
    return value.text if isinstance(value, TextValue | ItemValue | SourceValue) else block.text


def _add(drafts: Drafts, section: SectionDraft, block: LabelledBlock) -> None:
    label, value = block.label, block.value
    kind = _TEXT_KINDS.get(label)
    if kind is not None:
        text = value.text if isinstance(value, TextValue) else block.text
        new: dict[str, Any] = {"kind": kind, "text": text}
        if isinstance(value, TextValue):
            new["language"] = value.language if kind == "code" else None
            new["level"] = value.depth or None if kind == "quote" else None
            new["markdown"] = value.markdown
            new["quote"] = value.quote
            last = section.blocks[-1] if section.blocks else None
            if value.quote is not None and last is not None and last.get("quote") == value.quote:
                _add_to_quote(last, value)
                return
        section.blocks.append(new)
    elif isinstance(value, ItemValue):
        _add_item(section, value)
    elif isinstance(value, CellsValue):
        _add_cells(section, value)
    elif isinstance(value, ImageValue):
        section.blocks.append({"kind": "image", "text": value.alt or "", "src": value.src, "alt": value.alt})
    elif isinstance(value, SourceValue):
        drafts.sources.append(value)
        _add_item(section, value.item or ItemValue(value.text, ordered=False))
    elif label == "article.faq_question":
        question = value.text if isinstance(value, TextValue) else block.text
        drafts.faqs.append((question, []))
        section.blocks.append({"kind": "paragraph", "text": question, "markdown": f"**{question}**"})
    elif label == "article.faq_answer":
        answer = value.text if isinstance(value, TextValue) else block.text
        if drafts.faqs:
            drafts.faqs[-1][1].append(answer)
        markdown = value.markdown if isinstance(value, TextValue) else None
        section.blocks.append({"kind": "paragraph", "text": answer, "markdown": markdown})
    else:
        section.blocks.append({"kind": "paragraph", "text": block.text})


def _add_to_quote(quote: dict[str, Any], value: TextValue) -> None:
    """One more paragraph of a quote: a line of its text, a paragraph of its Markdown."""
    quote["markdown"] = f"{quote['markdown'] or quote['text']}\n\n{value.markdown or value.text}"
    quote["text"] += f"\n{value.text}"


def _add_item(section: SectionDraft, item: ItemValue) -> None:
    """An item goes to the list above it when that is one of the same kind and group.

    More text of an item goes on with it; where a list nested in it stands between, it is an entry without a mark.
    """
    last = section.blocks[-1] if section.blocks else None
    if item.goes_on:
        if last is None or last["kind"] != "list" or last["group"] != item.group:
            section.blocks.append({"kind": "paragraph", "text": item.text, "markdown": item.markdown})
            return
        depth, ordered, number, above, goes_on = last["marks"][-1]
        if depth == item.depth:
            text = f"{above}\n{item.markdown or item.text}"
            last["items"][-1] += f"\n{item.text}"
            last["marks"][-1] = (depth, ordered, number, text, goes_on)
            return
    elif (
        last is None
        or last["kind"] != "list"
        or last["group"] != item.group
        or (item.depth <= 1 and last["ordered"] != item.ordered)
    ):
        last = {
            "kind": "list",
            "ordered": item.ordered,
            "level": 1,
            "items": [],
            "marks": [],
            "group": item.group,
        }
        section.blocks.append(last)
    last["items"].append(item.text)
    last["marks"].append((item.depth, item.ordered, item.number, item.markdown or item.text, item.goes_on))


def _add_cells(section: SectionDraft, value: CellsValue) -> None:
    last = section.blocks[-1] if section.blocks else None
    if last is None or last["kind"] != "table" or last["group"] != value.group:
        last = {"kind": "table", "cells": [], "group": value.group}
        section.blocks.append(last)
    rows: list[list[str]] = last["cells"]
    if value.row is None:
        if value.cells:
            rows.append(list(value.cells))
        return
    while len(rows) <= value.row:
        rows.append([])
    row = rows[value.row]
    column = value.column if value.column is not None else len(row)
    while len(row) <= column:
        row.append("")
    row[column] = " ".join(filter(None, (row[column], *value.cells)))
