"""The accounted text of HTML by parsers that the product does not use: the independent side of the law."""

from __future__ import annotations

from typing import Any

import html5lib
from selectolax.lexbor import LexborHTMLParser

NOT_TEXT = {"script", "style", "title"}


def visible(text: str) -> str:
    """The characters that the law counts."""
    return "".join(text.split())


def by_html5lib(source: str) -> str:
    """Text nodes in document order without script, style, title and comments, white space left out."""
    found: list[str] = []
    waiting: list[Any] = [html5lib.parse(source, namespaceHTMLElements=False)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            found.append(node)
        elif isinstance(node.tag, str) and node.tag.rpartition("}")[2] not in NOT_TEXT:
            found.append(node.text or "")
            for child in reversed(node):
                waiting += [child.tail or "", child]
    return visible("".join(found))


def by_lexbor(source: str) -> str:
    """The same by lexbor, which does not walk into templates."""
    found: list[str] = []
    root = LexborHTMLParser(source).root
    if root is None:
        return ""
    left_out: set[int] = set()
    for node in root.traverse(include_text=True):
        parent = node.parent
        skipped = parent is not None and parent.mem_id in left_out
        if node.is_text_node:
            if not skipped:
                found.append(node.text_content or "")
        elif skipped or node.tag in NOT_TEXT:
            left_out.add(node.mem_id)
    return visible("".join(found))
