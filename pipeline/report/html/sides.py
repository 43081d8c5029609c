"""Both sides of pages as data for the script: short arrays, each text once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from pipeline.report.model import ReportView
from pipeline.report.sides import Element, Kind, Piece, Sides, both_sides
from pipeline.report.tables import Tables
from pipeline.report.visible import hides_something, json_bytes, json_text, one_line, visible
from schemas.finding import Finding

if TYPE_CHECKING:
    import pyarrow as pa

KINDS: tuple[str, ...] = get_args(Kind)
MAX_TEXT = 20_000
"""Characters of one piece; longer ones are cut, and say so."""


class SidesData:
    """Collects pages until the room is used up.

    `text` gives `{"kinds": […], "labels": […], "reasons": […], "pages": {"page_id": [pieces, elements, marks]}}`:
    a piece is [label, reason, gap, text, line], an element [kind, its pieces] with its text third where it is not
    its one piece's, and marks are {fingerprint: [first piece, last piece]}.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._labels: dict[str, int] = {}
        self._reasons: dict[str, int] = {}
        self._word_bytes = 0
        self._pages: list[bytes] = []
        """In UTF-8: a text with one rare character takes four bytes for each."""
        self.left_out = 0
        """Pages that did not fit."""

    def __len__(self) -> int:
        return len(self._pages)

    def add(self, sides: Sides, findings: Iterable[Finding]) -> None:
        """Add a page with its findings, if there is room."""
        words = self._word_bytes
        # One look at the whole page instead of one at each of its texts: most pages hide nothing.
        parts = [piece.text for piece in sides.pieces] + [element.text for element in sides.article]
        shown = visible if hides_something("".join(parts)) else str
        pieces = [self._piece(piece, shown) for piece in sides.pieces]
        elements = [_element(element, sides.pieces, shown) for element in sides.article]
        marks = {f.fingerprint: place for f in findings if (place := _place(f, sides.pieces)) is not None}
        key = json_bytes(one_line(sides.page_id, 500), in_html=True)
        text = key + b":" + json_bytes([pieces, elements, marks], in_html=True)
        size = len(text) + 1 + self._word_bytes - words
        if size > self._room:
            self.left_out += 1
            return
        self._room -= size
        self._pages.append(text)

    def text(self) -> str:
        """The collected pages as JSON that may stand in a script element."""
        return "".join(self.texts())

    def texts(self) -> Iterator[str]:
        """The same, a page at a time."""
        head = {
            "kinds": KINDS,
            "labels": list(self._labels),
            "reasons": [one_line(r, 200) for r in self._reasons],
        }
        yield json_text(head, in_html=True).removesuffix("}") + ',"pages":{'
        for number, page in enumerate(self._pages):
            yield ("," if number else "") + page.decode()
        yield "}}"

    def _piece(self, piece: Piece, shown: Callable[[str], str]) -> list[Any]:
        label = self._number(self._labels, piece.label)
        reason = self._number(self._reasons, piece.reason)
        return [label, reason, piece.gap, shown(_cut(piece.text)), piece.line or 0]

    def _number(self, numbers: dict[str, int], word: str) -> int:
        """The word's number in a list that all pages share."""
        found = numbers.get(word)
        if found is None:
            found = numbers[word] = len(numbers)
            self._word_bytes += min(1_000, len(word.encode("utf-8", "replace"))) + 4
        return found


def collect_sides(
    tables: Tables,
    page_ids: Sequence[str],
    findings: Mapping[str, Sequence[Finding]],
    room: int,
    articles: Iterable[pa.RecordBatch] | None = None,
) -> SidesData:
    """The sides of these pages, as far as there is room. `articles`: as `both_sides` has them."""
    data = SidesData(room)
    for sides in both_sides(tables, page_ids, articles):
        data.add(sides, findings.get(sides.page_id, ()))
    return data


def findings_by_page(view: ReportView) -> dict[str, list[Finding]]:
    """The findings that the first page shows."""
    found: dict[str, list[Finding]] = {}
    for rule in view.rules:
        for one in rule.shown:
            found.setdefault(one.finding.page_id, []).append(one.finding)
    return found


def _cut(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}… {len(text) - MAX_TEXT:,} more characters"


def _element(element: Element, pieces: Sequence[Piece], shown: Callable[[str], str]) -> list[Any]:
    kind = KINDS.index(element.kind)
    if len(element.pieces) == 1:
        text = pieces[element.pieces[0]].text
        if text == element.text or " ".join(text.split()) == element.text:
            return [kind, element.pieces]
    return [kind, element.pieces, shown(_cut(element.text))]


def _place(finding: Finding, pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """First and last piece under the finding.

    A finding that gives no place stands on the one piece that holds its excerpt or subject, if it is only one.
    """
    start, end = finding.source_start, finding.source_end
    if start is None or end is None:
        words = finding.excerpt or finding.subject
        holds = [place for place, piece in enumerate(pieces) if words and words in piece.text]
        return (holds[0], holds[0]) if len(holds) == 1 else None
    end = max(end, start + 1)
    under = [
        place
        for place, piece in enumerate(pieces)
        if piece.source_start is not None
        and piece.source_start < end
        and piece.source_end is not None
        and piece.source_end > start
    ]
    return (under[0], under[-1]) if under else None
