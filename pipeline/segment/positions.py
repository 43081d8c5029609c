"""Where accounted text of an HTML page stands in its source. Computed only for pages that need it.

Every stretch of text of the source is replaced, in a copy, by a number in private characters, and the copy
is parsed: the numbers come out in the order of the tree, wherever the parser moved the text, and each one
knows its place in the source. The page's own tree is never touched. What a number stands for is compared
with the accounted text character by character, so a place is exact, or it is not given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from pipeline.document import Document
from pipeline.segment.html_names import NOT_TEXT
from pipeline.segment.html_parse import Pairs, parse
from pipeline.segment.html_tokens import TextToken, text_tokens

Span = tuple[int, int]

DIGITS = 4096
"""Base of the numbers: as many private characters as there are digits."""
_PRIVATE_BLOCKS = tuple(range(0x100000, 0x10F000, DIGITS)) + tuple(range(0xF0000, 0xFF000, DIGITS))
_VISIBLE = re.compile(r"[^\s\0]+")
_TABLE = re.compile("<table", re.IGNORECASE)
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
    known: list[_Places] = []

    def find(spans: Sequence[Span]) -> list[Span | None]:
        if document.media_type != "text/html" or document.outline is None:
            return list(spans)
        if not spans:
            return []
        if not known:
            known.append(_Places(_tokens_in_tree(source, document.accounted)))
        counts = _visible_before(document.accounted, {offset for span in spans for offset in span})
        return [known[0].of(counts[start], counts[end]) for start, end in spans]

    return find


class _Places:
    """The stretches of the source that make up the visible characters of the accounted text, in their order."""

    def __init__(self, found: Sequence[tuple[int, TextToken]]) -> None:
        self._begins = [at for at, _ in found]
        self._tokens = [token for _, token in found]

    def of(self, first: int, stop: int) -> Span | None:
        """The source range of the visible characters `first` to `stop`, up to where their order breaks."""
        number = bisect_right(self._begins, first) - 1
        if first >= stop or number < 0 or first >= self._end(number):
            return None
        tokens, begins = self._tokens, self._begins
        start, _ = _place(tokens[number], first - begins[number])
        end = self._end(number)
        # The order breaks where the next characters are not known, or where they stand before these.
        while end < stop and number + 1 < len(begins) and begins[number + 1] == end:
            if tokens[number + 1].start < tokens[number].start:
                break
            number += 1
            end = self._end(number)
        _, after = _place(tokens[number], min(stop, end) - 1 - begins[number])
        return start, after

    def _end(self, number: int) -> int:
        return self._begins[number] + len(self._tokens[number].text)


def _place(token: TextToken, offset: int) -> Span:
    """Where in the source a visible character of a token begins and ends."""
    if token.reference:
        return token.start, token.end
    if len(token.slice) > len(token.text):
        if offset == len(token.text) - 1 and token.slice[-1] != "\0":
            return token.end - 1, token.end
        for word in _VISIBLE.finditer(token.slice):
            if offset < word.end() - word.start():
                offset += word.start()
                break
            offset -= word.end() - word.start()
    return token.start + offset, token.start + offset + 1


def _visible_before(text: str, offsets: set[int]) -> dict[int, int]:
    """For each offset the number of visible characters before it."""
    counts: dict[int, int] = {}
    seen = previous = 0
    for offset in sorted(offsets):
        seen += len("".join(text[previous:offset].split()))
        previous = offset
        counts[offset] = seen
    return counts


def _tokens_in_tree(source: str, accounted: str) -> list[tuple[int, TextToken]]:
    """The tokens of the source in the order of the visible characters, each with the number of its first one."""
    visible = "".join(accounted.split())
    tokens = [token for token in text_tokens(source) if token.text]
    if _TABLE.search(source) is None and visible == "".join([token.text for token in tokens]):
        # Only out of a table does a parser move text: all of it stands where it stood.
        begins = accumulate((len(token.text) for token in tokens), initial=0)
        return list(zip(begins, tokens, strict=False))
    found: list[tuple[int, TextToken]] = []
    waiting = list(_order_in_tree(source, tokens))
    at = index = 0
    while index < len(waiting) and at < len(visible):
        token = tokens[waiting[index]]
        size = len(token.text)
        if visible.startswith(token.text, at):
            found.append((at, token))
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
    return found


class _Texts:
    """Receives the events of a page and keeps its texts, as accounted text does: without code and titles."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._skipping = 0

    def start_element(self, tag: str, attrs: Pairs) -> None:
        """An element begins."""
        if self._skipping or tag in NOT_TEXT:
            self._skipping += 1

    def end_element(self, tag: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1

    def characters(self, data: str) -> None:
        """A text node."""
        if not self._skipping:
            self.texts.append(data)


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
    texts = parse("".join(pieces), _Texts).texts
    found = re.findall(f"[{chr(base)}-{chr(base + DIGITS - 1)}]{{{width}}}", "".join("".join(texts).split()))
    return (_number(digits, base) for digits in found)


def _number(digits: str, base: int) -> int:
    number = 0
    for digit in digits:
        number = number * DIGITS + ord(digit) - base
    return number


def _uses(source: str, block: int) -> bool:
    return re.search(f"[{chr(block)}-{chr(block + DIGITS - 1)}]", source) is not None
