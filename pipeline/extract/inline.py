"""Links inside raw Markdown text."""

from __future__ import annotations

from pipeline.document import LinkValue
from pipeline.extract.layout import RAW_LINK


def inline_links(text: str) -> tuple[LinkValue, ...]:
    """The links `[text](address)` of a paragraph, in order."""
    return tuple(LinkValue("body", m.group(1).strip(), m.group(2) or None) for m in RAW_LINK.finditer(text))
