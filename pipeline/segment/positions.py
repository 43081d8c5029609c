"""Where accounted text of an HTML page stands in its source. Computed only for pages that need it.

Every stretch of text of the source is replaced, in a copy, by a number in private characters, and the copy
is parsed: the numbers come out in the order of the tree, wherever the parser moved the text, and each one
knows its place in the source. The page's own tree is never touched. What a number stands for is compared
with the accounted text character by character, so a place is exact, or it is not given.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence

from pipeline.document import Document
from pipeline.segment.html_builder import BlockBuilder
from pipeline.segment.html_parse import parse
from pipeline.segment.html_tokens import TextToken, text_tokens

Span = tuple[int, int]

DIGITS = 4096
"""Base of the numbers: as many private characters as there are digits."""
_PRIVATE_BLOCKS = tuple(range(0x100000, 0x10F000, DIGITS)) + tuple(range(0xF0000, 0xFF000, DIGITS))
_LOOK_AHEAD = 64
"""Tokens and characters searched for the way back after something that does not match."""


def locate(source: str, document: Document, spans: Sequence[Span]) -> list[Span | None]:
    """Offsets in the decoded source for spans of the accounted text, in the order given.

    For flat text the two are the same. For HTML a span begins where its first character (or the reference
    that stands for it) begins and ends where its last one ends; where the parser moved part of the text
    elsewhere, it ends before that part. None: the place is not known for certain.
    """
    return locator(source, document)(spans)


def locator(source: str, document: Document) -> Callable[[Sequence[Span]], list[Span | None]]:
    """`locate` for one page that is asked more than once: its characters are mapped when it is first asked."""
    known: list[tuple[array[int], array[int]]] = []

    def find(spans: Sequence[Span]) -> list[Span | None]:
        if document.media_type != "text/html" or document.outline is None:
            return list(spans)
        if not spans:
            return []
        if not known:
            known.append(_map_characters(source, document.accounted))
        starts, ends = known[0]
        counts = _visible_before(document.accounted, {offset for span in spans for offset in span})
        return [_place(starts, ends, counts[start], counts[end]) for start, end in spans]

    return find


def _place(starts: array[int], ends: array[int], first: int, stop: int) -> tuple[int, int] | None:
    """The source range of the visible characters `first` to `stop`, up to where their order breaks."""
    if first >= stop or starts[first] < 0:
        return None
    last = first
    while last + 1 < stop and starts[last + 1] >= starts[last]:
        last += 1
    return starts[first], ends[last]


def _visible_before(text: str, offsets: set[int]) -> dict[int, int]:
    """For each offset the number of visible characters before it."""
    counts: dict[int, int] = {}
    seen = previous = 0
    for offset in sorted(offsets):
        seen += len("".join(text[previous:offset].split()))
        previous = offset
        counts[offset] = seen
    return counts


def _map_characters(source: str, accounted: str) -> tuple[array[int], array[int]]:
    """Start and end in the source of every visible character of the accounted text; -1 where not known."""
    visible = "".join(accounted.split())
    starts = array("q", [-1]) * len(visible)
    ends = array("q", [-1]) * len(visible)
    tokens = [token for token in text_tokens(source) if token.text]
    order = _order_in_tree(source, tokens)
    at = 0
    waiting = list(order)
    index = 0
    while index < len(waiting) and at < len(visible):
        token = tokens[waiting[index]]
        size = len(token.text)
        if visible.startswith(token.text, at):
            _write(token, starts, ends, at)
            at += size
            index += 1
            continue
        # Something the tokens do not know stands here, or this token never reached the tree: find the way back.
        ahead = visible.find(token.text, at, at + _LOOK_AHEAD * 16 + size)
        skipped = next(
            (
                n
                for n in range(1, min(_LOOK_AHEAD, len(waiting) - index))
                if visible.startswith(tokens[waiting[index + n]].text, at)
                and len(tokens[waiting[index + n]].text) > 3
            ),
            None,
        )
        if skipped is not None:
            index += skipped
        elif ahead > at and size > 3:
            at = ahead
        else:
            index += 1
    return starts, ends


def _write(token: TextToken, starts: array[int], ends: array[int], at: int) -> None:
    if token.reference:
        for offset in range(len(token.text)):
            starts[at + offset] = token.start
            ends[at + offset] = token.end
        return
    places = array("q", token.places())
    starts[at : at + len(places)] = places
    ends[at : at + len(places)] = array("q", [place + 1 for place in places])


def _order_in_tree(source: str, tokens: list[TextToken]) -> Iterator[int]:
    """Numbers of the tokens in the order in which their text stands in the tree."""
    base = next((block for block in _PRIVATE_BLOCKS if not _uses(source, block)), None)
    if base is None:
        return iter(range(len(tokens)))
    width = 1
    while DIGITS**width < len(tokens):
        width += 1
    pieces: list[str] = []
    done = 0
    for number, token in enumerate(tokens):
        digits = "".join(chr(base + number // DIGITS**power % DIGITS) for power in range(width - 1, -1, -1))
        pieces += (source[done : token.start], digits)
        done = token.end
    pieces.append(source[done:])
    builder = parse("".join(pieces), BlockBuilder)
    found = re.findall(
        f"[{chr(base)}-{chr(base + DIGITS - 1)}]{{{width}}}", "".join(builder.finish().split())
    )
    return (_number(digits, base) for digits in found)


def _number(digits: str, base: int) -> int:
    number = 0
    for digit in digits:
        number = number * DIGITS + ord(digit) - base
    return number


def _uses(source: str, block: int) -> bool:
    return re.search(f"[{chr(block)}-{chr(block + DIGITS - 1)}]", source) is not None
