"""The stretches of text of an HTML source, with their exact offsets. Serves positions only, never the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import turbohtml
from turbohtml import TokenType

_LINE_END = re.compile(r"\r\n?|\n")
_RAW_MARKUP = frozenset({"noscript"})
"""Elements a tokenizer takes as raw text, as a browser with scripts does, and the tree as markup."""
_TEXT, _REFERENCE = TokenType.TEXT, TokenType.CHARACTER_REFERENCE
_START, _END = TokenType.START_TAG, TokenType.END_TAG
_CODE = frozenset({"script", "style"})


class TextToken(NamedTuple):
    """A stretch of text without white space at its ends, or one character reference."""

    start: int
    end: int
    text: str
    """Its visible characters, entities resolved, NUL left out as the parser does."""
    reference: bool
    slice: str
    """The stretch as it stands in the source."""


def text_tokens(source: str) -> Iterator[TextToken]:
    """The texts of a source in source order. What lies in script, style and comments is left out."""
    return _tokens(source, 0, source)


def _tokens(source: str, base: int, part: str) -> Iterator[TextToken]:
    """The texts of a part of the source that begins at `base`."""
    lines = [0, *(found.end() for found in _LINE_END.finditer(part))]
    inside = ""
    waiting: tuple[int, bool, str] | None = None
    for token in turbohtml.tokenize(
        part, resolve_references=False, capture_source=False, capture_attributes=False
    ):
        start = lines[token.line - 1] + token.col
        if waiting is not None:
            yield from _text(
                source, base + waiting[0], base + start, inside, resolved=waiting[2] if waiting[1] else None
            )
            waiting = None
        kind = token.type
        if kind is _TEXT or kind is _REFERENCE:
            waiting = (start, kind is _REFERENCE, token.data or "")
        elif kind is _START:
            inside = token.tag or ""
        elif kind is _END:
            inside = ""
    if waiting is not None:
        yield from _text(
            source, base + waiting[0], base + len(part), inside, resolved=waiting[2] if waiting[1] else None
        )


def _text(source: str, start: int, end: int, inside: str, *, resolved: str | None) -> Iterator[TextToken]:
    """One text token of the tokenizer as stretches; `</>` inside it says nothing and is no text."""
    if inside in _CODE:
        return
    if resolved is not None:
        yield TextToken(start, end, "".join(resolved.split()), True, source[start:end])
        return
    if inside in _RAW_MARKUP:
        yield from _tokens(source, start, source[start:end])
        return
    for part in source[start:end].split("</>"):
        text = part.strip()
        if text:
            first = start + part.index(text[0])
            yield TextToken(first, first + len(text), "".join(text.replace("\0", "").split()), False, text)
        start += len(part) + 3
