"""A block's links and inline markup as Markdown and as links of the article."""

from __future__ import annotations

import re

from pipeline.document import Block, LinkValue
from pipeline.extract.generic.oneline import one_line

_MARKS = {"strong": "**", "em": "*", "code": "`"}
_SPACES = re.compile(r"[^\S\n]+")
_UNSAFE = re.compile(r"\s|[()<>\\]")
_SCRIPT = re.compile(r"\s*(?:javascript|data|vbscript)\s*:", re.I)


def plain_text(text: str) -> str:
    """The block's text with single spaces; line breaks stay."""
    if "\n" not in text:
        return one_line(text)
    return _SPACES.sub(" ", text).strip()


def body_links(block: Block) -> tuple[LinkValue, ...]:
    """The links of a kept block, in order; those that only run a script are left out."""
    if not block.anchors:
        return ()
    return tuple(
        LinkValue("body", one_line(block.text[a.start - block.start : a.end - block.start]), a.href)
        for a in block.anchors
        if a.href and not _SCRIPT.match(a.href)
    )


def inline_markdown(block: Block) -> str | None:
    """The block's text with links, emphasis and code as Markdown; None where it has none."""
    base = block.start
    spans = [
        (a.start - base, a.end - base, "[", f"]({_address(a.href)})")
        for a in block.anchors
        if _useful(a.href)
    ]
    if block.markup is not None:
        spans += [(m.start - base, m.end - base, _MARKS[m.kind], _MARKS[m.kind]) for m in block.markup.inline]
    if not spans:
        return None
    spans.sort(key=lambda span: (span[0], -span[1]))
    text, at = block.text, 0
    out: list[str] = []
    closing: list[tuple[int, str]] = []
    for start, end, opens, closes in spans:
        while closing and closing[-1][0] <= start:
            stop, mark = closing.pop()
            out += (text[at:stop], mark)
            at = stop
        if closing and end > closing[-1][0]:
            continue  # overlaps without nesting: left as text
        if closing and any(mark == closes for _, mark in closing):
            continue
        out += (text[at:start], opens)
        at = start
        closing.append((end, closes))
    for stop, mark in reversed(closing):
        out += (text[at:stop], mark)
        at = stop
    out.append(text[at:])
    return plain_text("".join(out))


def _useful(href: str) -> bool:
    return bool(href) and not href.startswith("#") and _SCRIPT.match(href) is None


def _address(href: str) -> str:
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), href.strip())
