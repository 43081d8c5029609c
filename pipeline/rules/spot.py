"""Where a hit stands: its excerpt, trimmed, and its place in the decoded source."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""Start and end, in characters."""

Locate = Callable[[Sequence[Span]], "list[Span | None]"]
"""Maps spans of the accounted text to spans of the decoded source (HTML); None where it cannot."""

Place = Callable[[Sequence[Span]], "Sequence[Spot | None]"]
"""Gives the spots of spans of a page that is no longer in memory; None where it cannot."""

MAX_EXCERPT = 400
"""Longest excerpt of a finding, in characters."""

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of the accounted text and its place. The place is None where it is not known."""

    excerpt: str
    source_start: int | None = None
    source_end: int | None = None
    line: int | None = None
    """1-based, in the decoded source."""
    column: int | None = None
    """1-based, in characters."""


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends, cut after a word when longer than `MAX_EXCERPT`."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if end - start > MAX_EXCERPT:
        window = text[start : start + MAX_EXCERPT + 1]
        cut = max(window.rfind(" "), window.rfind("\n"))
        end = start + len(window[: cut if cut > MAX_EXCERPT // 2 else MAX_EXCERPT].rstrip())
    return start, end


def lines_and_columns(source: str, offsets: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Line and column (1-based) of each offset; a line ends at CRLF, CR or LF. One pass over the source."""
    places: dict[int, tuple[int, int]] = {}
    line, begin = 1, 0
    mixed = "\r" in source
    at = 0
    for offset in sorted(set(offsets)):
        if mixed:
            for match in _LINE_END.finditer(source, at):
                if match.end() > offset:
                    break
                line, begin, at = line + 1, match.end(), match.end()
        else:
            line += source.count("\n", at, offset)
            begin, at = max(begin, source.rfind("\n", at, offset) + 1), offset
        places[offset] = (line, offset - begin + 1)
    return places


def spots(
    spans: Sequence[Span], accounted: str, source: Callable[[], str] | None, locate: Locate | None
) -> list[Spot]:
    """The spots of spans of `accounted`.

    With no `locate` the accounted text is the decoded source (flat text, Markdown) and its offsets are
    the source's. With one (HTML), `source` gives the decoded source and is called only when needed.
    """
    if not spans:
        return []
    cut = [trimmed(accounted, start, end) for start, end in spans]
    placed: Sequence[Span | None] = cut if locate is None else locate(cut)
    offsets = [span[0] for span in placed if span is not None]
    text = accounted if locate is None or source is None or not offsets else source()
    places = lines_and_columns(text, offsets)
    found = []
    for (start, end), at in zip(cut, placed, strict=True):
        line, column = places[at[0]] if at else (None, None)
        found.append(Spot(accounted[start:end], at[0] if at else None, at[1] if at else None, line, column))
    return found
