"""The page's own text on both sides of an excerpt, from the account of the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.report.arrays import strings
from pipeline.report.tables import Tables, values
from schemas.finding import Finding

_COLUMNS = ("page_id", "start", "end", "source_start", "line", "text")


class Piece(NamedTuple):
    """One piece of a page's account."""

    start: int
    end: int
    source_start: int | None
    line: int | None
    text: str


Context = tuple[str, str]
"""Text before and after an excerpt; both empty where the excerpt was not found."""


def contexts(tables: Tables, wanted: Mapping[str, Sequence[Finding]], size: int) -> dict[str, Context]:
    """By fingerprint, the context of the findings in `wanted` (by page_id). One pass over the blocks."""
    found: dict[str, Context] = {}
    for page_id, pieces in _pages(tables, wanted):
        starts = [p.source_start for p in pieces]
        known = [s for s in starts if s is not None]
        in_order = len(known) == len(starts) and known == sorted(known)
        for finding in wanted[page_id]:
            found[finding.fingerprint] = _context(pieces, known if in_order else None, finding, size)
    return found


def _pages(tables: Tables, wanted: Mapping[str, Sequence[Finding]]) -> Iterator[tuple[str, list[Piece]]]:
    """The pieces of each wanted page. A page's rows stand together, in reading order."""
    import pyarrow.compute as pc

    if not wanted:
        return
    page_ids = sorted(wanted)
    names = strings(page_ids)
    page_id, pieces = "", list[Piece]()
    for batch in tables.batches("blocks", _COLUMNS, page_ids=page_ids):
        rows = batch.filter(pc.is_in(batch.column("page_id"), value_set=names))
        if not rows.num_rows:
            continue
        for page, *piece in zip(*values(rows), strict=True):
            if page != page_id:
                if pieces:
                    yield page_id, pieces
                page_id, pieces = page, []
            pieces.append(Piece(*piece))
    if pieces:
        yield page_id, pieces


def _context(pieces: Sequence[Piece], starts: Sequence[int] | None, finding: Finding, size: int) -> Context:
    excerpt = finding.excerpt
    if not excerpt:
        return "", ""
    at = _by_place(pieces, starts, finding.source_start, excerpt) or _by_text(pieces, excerpt)
    if at is None:
        return "", ""
    index, offset = at
    before = pieces[index].text[:offset]
    i = index
    while i > 0 and len(before) < size:
        before = pieces[i - 1].text + _seam(pieces[i - 1], pieces[i]) + before
        i -= 1
    after = pieces[index].text[offset:]
    i = index
    while i + 1 < len(pieces) and len(after) < size + 2 * len(excerpt):
        after += _seam(pieces[i], pieces[i + 1]) + pieces[i + 1].text
        i += 1
    return _cut_start(before, size), _cut_end(_without(after, excerpt), size)


def _by_place(
    pieces: Sequence[Piece], starts: Sequence[int] | None, place: int | None, excerpt: str
) -> tuple[int, int] | None:
    """Piece and offset at a place of the decoded source; exact for flat text, near for HTML."""
    if starts is None or place is None:
        return None
    index = bisect_right(starts, place) - 1
    if index < 0:
        return None
    text, offset = pieces[index].text, place - starts[index]
    head = excerpt[: max(1, len(text) - offset)] if 0 <= offset < len(text) else excerpt
    if text.startswith(head[:40], offset):
        return index, offset
    offset = text.find(excerpt[:40])
    return (index, offset) if offset >= 0 else None


def _by_text(pieces: Sequence[Piece], excerpt: str) -> tuple[int, int] | None:
    """The first piece in which the excerpt's first line stands."""
    head = excerpt.split("\n", 1)[0].strip()[:80]
    for index, piece in enumerate(pieces):
        offset = piece.text.find(head) if head else -1
        if offset >= 0:
            return index, offset
    return None


def _seam(left: Piece, right: Piece) -> str:
    """What stands between two pieces: nothing, a space, or a line's end."""
    if left.end == right.start:
        return ""
    return " " if left.line is not None and left.line == right.line else "\n"


def _without(text: str, excerpt: str) -> str:
    """The text after the excerpt with which it begins, whatever white space lies between its words."""
    if text.startswith(excerpt):
        return text[len(excerpt) :]
    at = 0
    for char in excerpt:
        if char.isspace():
            continue
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text) or text[at] != char:
            return ""
        at += 1
    return text[at:]


def _cut_start(text: str, size: int) -> str:
    """The last `size` characters, from a word's beginning where one is near."""
    if len(text) <= size:
        return text
    text = text[-size:]
    space = text.find(" ", 0, size // 4)
    return "…" + text[space + 1 :] if space >= 0 else "…" + text


def _cut_end(text: str, size: int) -> str:
    """The first `size` characters, to a word's end where one is near."""
    if len(text) <= size:
        return text
    text = text[:size]
    space = text.rfind(" ", size - size // 4)
    return text[:space] + "…" if space >= 0 else text + "…"
