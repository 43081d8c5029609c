"""Links and inline markup of a run as spans of the accounted text, without white space at their ends."""

from __future__ import annotations

from functools import partial

from pipeline.document import Anchor, Inline

# Made of whole tuples, as blocks are: a call with names costs three times as much.
_anchor = partial(tuple.__new__, Anchor)
_inline = partial(tuple.__new__, Inline)
Span = tuple[int, int, str]


def anchors_of(raw: str, lead: int, size: int, base: int, anchors: list[Span]) -> tuple[Anchor, ...]:
    """The links of a block whose text is `raw[lead : lead + size]`, and where the run begins at `base`."""
    return tuple(map(_anchor, _spans(raw, lead, lead + size, base, anchors)))


def marks_of(raw: str, lead: int, size: int, base: int, marks: list[Span]) -> tuple[Inline, ...]:
    """The inline markup of a block, as for `anchors_of`."""
    return tuple(map(_inline, _spans(raw, lead, lead + size, base, marks)))


def _spans(raw: str, first: int, stop: int, base: int, spans: list[Span]) -> list[Span]:
    if len(spans) > 1:
        spans.sort(key=_by_place)
    inner = []
    for start, end, what in spans:
        if start < first:
            start = first
        if end > stop:
            end = stop
        if start >= end:
            continue
        if raw[start].isspace() or raw[end - 1].isspace():
            text = raw[start:end]
            start += len(text) - len(text.lstrip())
            end = start + len(text.strip())
            if start >= end:
                continue
        inner.append((base + start, base + end, what))
    return inner


def _by_place(span: Span) -> tuple[int, int]:
    return span[0], -span[1]
