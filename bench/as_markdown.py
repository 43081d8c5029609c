"""A page of HTML as the Markdown that a converter makes of it: headings, lists, links, code; menus and all."""

from __future__ import annotations

from pipeline.document import Block, Document
from pipeline.extract.generic.inline_markup import inline_markdown
from pipeline.extract.generic.prior import shown_blocks


def markdown_of(document: Document) -> str:
    """What is shown of a page, in Markdown."""
    parts: list[str] = []
    in_list = False
    for block, seen in zip(document.blocks, shown_blocks(document), strict=True):
        if not seen or block.markup is None:
            continue
        is_item = "li" in (*block.markup.path[-2:], block.markup.tag) and not block.heading_level
        text = _marked(block)
        if is_item and in_list:
            parts[-1] += "\n" + text
        else:
            parts.append(text)
        in_list = is_item
    return "\n\n".join(parts) + "\n"


def _marked(block: Block) -> str:
    markup = block.markup
    assert markup is not None
    if "pre" in (*markup.path, markup.tag):
        return f"```\n{block.text}\n```"
    text = " ".join((inline_markdown(block) or block.text).split())
    if block.heading_level:
        return f"{'#' * block.heading_level} {text}"
    if "li" in (*markup.path[-2:], markup.tag):
        return "   " * max(0, markup.depth - 1) + ("1. " if markup.ordered else "- ") + text
    return text
