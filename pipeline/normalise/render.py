"""The article's own text, plain and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.extract.diagram import STARTS
from pipeline.normalise.sections import SectionDraft


def block_text(block: dict[str, Any]) -> str:
    """Plain text of a block: items and rows one a line."""
    if block["kind"] == "list":
        return "\n".join(block["items"])
    if block["kind"] == "table":
        return "\n".join("\t".join(row) for row in block["cells"])
    return str(block["text"])


def plain_text(sections: Sequence[SectionDraft]) -> str:
    """Headings and blocks, parted by blank lines; related links, title and images are left out."""
    parts = []
    for section in sections:
        if section.role == "related":
            continue
        if section.heading:
            parts.append(section.heading)
        parts += [block["text"] for block in section.blocks if block["kind"] != "image"]
    return "\n\n".join(part for part in parts if part)


def markdown_text(title: str, sections: Sequence[SectionDraft]) -> str:
    """The article as Markdown, title first."""
    parts = [f"# {_one_line(title)}"] if title else []
    for section in sections:
        if section.role == "related":
            continue
        if section.heading:
            parts.append(f"{'#' * section.level} {_one_line(section.heading)}")
        parts += [rendered for block in section.blocks if (rendered := _markdown(block))]
    return "\n\n".join(parts) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _markdown(block: dict[str, Any]) -> str:
    kind = block["kind"]
    if kind == "list":
        return _list(block["marks"])
    if kind == "table":
        return _table(block["cells"])
    if kind == "code":
        return _fenced(block["text"], block.get("language") or "")
    if kind == "diagram":
        return _fenced(block["text"], "mermaid" if block["text"].startswith(STARTS) else "")
    if kind == "quote":
        mark = "> " * (block.get("level") or 1)
        return "\n".join(
            (mark + line).rstrip() for line in (block.get("markdown") or block["text"]).split("\n")
        )
    if kind == "image":
        return f"![{_one_line(block['alt'] or '')}]({block['src']})" if block.get("src") else ""
    return str(block.get("markdown") or block["text"])


def _list(marks: Sequence[tuple[int, bool, int | None, str, bool]]) -> str:
    """Items (depth, ordered, number, text, goes on), each set in under the text of the item that it is nested in."""
    lines: list[str] = []
    indents = [""]
    for depth, ordered, number, text, goes_on in marks:
        mark = f"{number or 1}." if ordered else "-"
        del indents[depth:]
        indents += [indents[-1] + "   "] * (depth - len(indents))
        inner = indents[-1] + " " * (len(mark) + 1)
        if goes_on:
            # Apart from the nested list above, or it would be read as part of that list's last item.
            lines += ["", *(inner + line if line else "" for line in text.split("\n"))]
        else:
            first, *others = text.split("\n")
            lines.append(f"{indents[-1]}{mark} {first}")
            lines += [inner + line if line else "" for line in others]
        indents.append(indents[-1] + " " * max(3, len(mark) + 1))
    return "\n".join(lines)


def _fenced(text: str, language: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"


def _table(rows: list[list[str]]) -> str:
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    lines = []
    for number, row in enumerate(rows):
        cells = [_one_line(cell).replace("|", "\\|") for cell in row] + [""] * (width - len(row))
        lines.append("| " + " | ".join(cells) + " |")
        if number == 0:
            lines.append("|" + " --- |" * width)
    return "\n".join(lines)
