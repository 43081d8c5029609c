"""Links and inline markup of a run as spans of the accounted text, without white space at their ends."""

from __future__ import annotations

from pipeline.document import Anchor, Inline


def anchors_of(
    raw: str, lead: int, size: int, base: int, anchors: list[tuple[int, int, str]]
) -> tuple[Anchor, ...]:
    """The links of a block whose text is `raw[lead : lead + size]`, and where the run begins at `base`."""
    found = []
    for start, end, href in sorted(anchors, key=_by_place) if len(anchors) > 1 else anchors:
        inner = _inner(raw, max(start, lead), min(end, lead + size))
        if inner:
            found.append(Anchor(base + inner[0], base + inner[1], href))
    return tuple(found)


def marks_of(
    raw: str, lead: int, size: int, base: int, marks: list[tuple[int, int, str]]
) -> tuple[Inline, ...]:
    """The inline markup of a block, as for `anchors_of`."""
    found = []
    for start, end, kind in sorted(marks, key=_by_place) if len(marks) > 1 else marks:
        inner = _inner(raw, max(start, lead), min(end, lead + size))
        if inner:
            found.append(Inline(base + inner[0], base + inner[1], kind))
    return tuple(found)


def _by_place(span: tuple[int, int, str]) -> tuple[int, int]:
    return span[0], -span[1]


def _inner(raw: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without white space at its ends, or None if nothing is left."""
    if start < end and not raw[start].isspace() and not raw[end - 1].isspace():
        return start, end
    while start < end and raw[start].isspace():
        start += 1
    while start < end and raw[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
