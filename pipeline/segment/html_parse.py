"""The parser behind the cutting of HTML: a page as the events of the tree that the HTML standard builds.

The parser is turbohtml, which follows the WHATWG standard: text after `</html>`, deep nesting, large text nodes
and `plaintext` all arrive as a browser would read them. `noscript` is read as a browser with scripts reads
it, up to its end tag, and its text is then parsed by itself: an unclosed `<iframe>` inside one would otherwise
swallow the rest of the page. Declarative shadow roots are read as the templates they are written as.
"""

from __future__ import annotations

from typing import Protocol

import turbohtml
from turbohtml import CData, DocumentFragment, Element, Node
from turbohtml import Text as TextNode

Attributes = dict[str, str | None]
"""Attributes of a start tag by lower-cased name."""
_DEEPEST_NOSCRIPT = 3


class Handler(Protocol):
    """Receives the events of a page."""

    def start_element(self, tag: str, given: Attributes) -> None:
        """An element begins."""

    def end_element(self, tag: str) -> None:
        """An element ends; every element does, void ones too."""

    def characters(self, data: str) -> None:
        """A text node, entities resolved."""


def parse(source: str, handler: Handler) -> None:
    """Send the page's events to the handler, in document order."""
    document = turbohtml.parse(source, positions=False, allow_declarative_shadow_roots=False, scripting=True)
    _send(document, handler, depth=0)


def _send(root: Node, handler: Handler, *, depth: int) -> None:
    """The events below a node. No recursion over the tree: pages may nest as deep as they like."""
    start, end, characters = handler.start_element, handler.end_element, handler.characters
    open_tags = [""]
    waiting = [iter(root.children)]
    while waiting:
        for node in waiting[-1]:
            kind = type(node)
            if kind is TextNode or kind is CData:
                characters(node.data)  # type: ignore[attr-defined]
                continue
            if kind is Element:
                tag: str = node.tag  # type: ignore[attr-defined]
                attributes = node.attrs  # type: ignore[attr-defined]
                start(tag, _plain(attributes.copy()) if attributes else {})
                if tag == "noscript" and depth < _DEEPEST_NOSCRIPT:
                    _send(turbohtml.parse_fragment(node.text, positions=False), handler, depth=depth + 1)
                    end(tag)
                    continue
                children = node.children
                if not children:
                    end(tag)
                    continue
            elif kind is DocumentFragment:
                tag, children = "", node.children
            else:
                continue  # comments and the like
            open_tags.append(tag)
            waiting.append(iter(children))
            break
        else:
            waiting.pop()
            tag = open_tags.pop()
            if tag:
                end(tag)


def _plain(attributes: dict[str, str | list[str] | None]) -> Attributes:
    """Attributes with lists of words, such as `class`, as the one text that they were."""
    return {name: " ".join(value) if isinstance(value, list) else value for name, value in attributes.items()}
