"""The parser behind the cutting of HTML: a page as the events of the tree that the HTML standard builds.

The parser is turbohtml, which follows the WHATWG standard: text after `</html>`, deep nesting, large text nodes
and `plaintext` all arrive as a browser would read them. `noscript` is read as a browser with scripts reads
it, up to its end tag, and its text is then parsed by itself: an unclosed `<iframe>` inside one would otherwise
swallow the rest of the page. Declarative shadow roots are read as the templates they are written as.

Events come straight from the parser where they can, which takes a quarter of the time of walking the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

import turbohtml
from turbohtml import CData, DocumentFragment, Element, Node
from turbohtml import Text as TextNode
from turbohtml.saxparse import SaxHandler, sax_parse

Pairs = tuple[tuple[str, str | None], ...]
"""Attributes of a start tag in order, each with its lower-cased name."""
Attributes = dict[str, str | None]
_DEEPEST_NOSCRIPT = 3
FRAMES = b"frames"
"""Without these letters a page has none of the elements of frames."""
_FRAMED = (b"<noframes", b"<frameset")
_SHADOW = b"shadowrootmode"


class Handler(Protocol):
    """Receives the events of a page."""

    def start_element(self, tag: str, attrs: Pairs) -> None:
        """An element begins."""

    def end_element(self, tag: str) -> None:
        """An element ends; every element does, void ones too."""

    def characters(self, data: str) -> None:
        """A text node, entities resolved."""


SomeHandler = TypeVar("SomeHandler", bound=Handler)


def parse(source: str, make: Callable[[], SomeHandler], lowered: bytes | None = None) -> SomeHandler:
    """A handler that was sent the page's events, in document order. `make` makes a new one.

    `lowered`: the source as UTF-8 (surrogates passed) in lower case, where it is known already.
    """
    if lowered is None:
        lowered = source.encode("utf-8", "surrogatepass").lower()  # which is faster than on text
    framed = FRAMES in lowered and any(word in lowered for word in _FRAMED)
    # What the parser's own events do not give as this module promises is walked.
    if not framed and _SHADOW not in lowered:
        handler = make()
        if _stream(source, lowered.count(b"<noscript"), handler):
            return handler
    handler = make()
    document = turbohtml.parse(source, positions=False, allow_declarative_shadow_roots=False, scripting=True)
    _send(document, handler, depth=0)
    return handler


class _Direct(SaxHandler):
    """Passes the parser's events on; what is no element and no text is dropped."""

    def __init__(self, handler: Handler) -> None:
        self.start_element = handler.start_element  # type: ignore[method-assign]
        self.end_element = handler.end_element  # type: ignore[method-assign]
        self.characters = handler.characters  # type: ignore[method-assign]


class _NoscriptIsNoframes(SaxHandler):
    """Passes events on from a source in which `noscript` is written `noframes`, which is always read as raw text."""

    def __init__(self, handler: Handler) -> None:
        start, end, characters = handler.start_element, handler.end_element, handler.characters
        inside = False
        met = 0

        # Closures, as every event of a page passes through one of these. They know nothing of the object that
        # holds them: a cycle would keep the page in memory until the collector comes.
        def start_element(tag: str, attrs: Pairs) -> None:
            nonlocal inside, met
            if tag == "noframes":
                met += 1
                inside = True
                tag = "noscript"
            start(tag, attrs)

        def end_element(tag: str) -> None:
            nonlocal inside
            if tag == "noframes":
                inside = False
                tag = "noscript"
            end(tag)

        def text(data: str) -> None:
            if inside:
                _send_noscript(data, handler, depth=0)
            else:
                characters(data)

        self.start_element = start_element  # type: ignore[method-assign]
        self.end_element = end_element  # type: ignore[method-assign]
        self.characters = text  # type: ignore[method-assign]
        self.met: Callable[[], int] = lambda: met


def _stream(source: str, written: int, handler: Handler) -> bool:
    """Send the parser's own events to the handler. False: they are not right, and the handler is spoilt.

    `written`: how often `<noscript` stands in the source.
    """
    if not written:
        sax_parse(source, _Direct(handler))
        return True
    # The parser's events know no scripting, but `noframes` is raw text in the same places. A source where
    # `noscript` stands in a comment, a script or an attribute as well does not come out even, and is walked.
    for old, new in (("noscript", "noframes"), ("NOSCRIPT", "NOFRAMES")):
        if old in source:
            source = source.replace(f"<{old}", f"<{new}").replace(f"</{old}", f"</{new}")
    renaming = _NoscriptIsNoframes(handler)
    sax_parse(source, renaming)
    return renaming.met() == written


def _send_noscript(text: str, handler: Handler, *, depth: int) -> None:
    """The events of what a `noscript` holds."""
    _send(turbohtml.parse_fragment(text, positions=False), handler, depth=depth + 1)


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
                start(tag, _pairs(attributes.copy()) if attributes else ())
                if tag == "noscript" and depth < _DEEPEST_NOSCRIPT:
                    _send_noscript(node.text, handler, depth=depth)
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


def _pairs(attributes: dict[str, str | list[str] | None]) -> Pairs:
    """Attributes with lists of words, such as `class`, as the one text that they were."""
    return tuple(
        (name, " ".join(value) if isinstance(value, list) else value) for name, value in attributes.items()
    )
