"""A page's two sides: the raw page piece by piece with what became of each, and the article, linked both ways.

The raw side is the table of blocks. The article side is the table of articles as published; each of its elements
points to the pieces its text came from, found again in the running text of the pieces that were kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pipeline.report.arrays import integers, strings
from pipeline.report.tables import Tables, values

if TYPE_CHECKING:
    import pyarrow as pa

Kind = Literal[
    "title", "field", "heading", "subheading", "paragraph", "item", "numbered", "row", "code", "diagram", "quote",
    "image", "question", "answer", "source", "link", "off_topic_link",
]  # fmt: skip

_BLOCKS = ("page_id", "start", "end", "source_start", "source_end", "line", "label", "reason", "text")
_ARTICLE = (
    "article_id", "page_id", "template", "title", "category", "tags", "breadcrumb", "badges", "stated_words", "words",
    "authors", "published_on", "updated_on", "sections", "faqs", "sources", "links",
)  # fmt: skip
CELL = " │ "
"""Between the cells of a table's row."""
_AT_ONCE = 32
"""Articles that are rows at the same time."""
_SECTION_LEVEL = 2
"""Level of the headings right under the title."""
_LEAST_MATCH = 24
"""Characters that tell a piece by its beginning, where the whole text is not found as it stands."""


class Piece(NamedTuple):
    """One block of the account. Lines of white space before it: 0 none, 1 same line, 2 new line, 3 a blank line."""

    label: str
    reason: str
    text: str
    gap: int
    line: int | None
    source_start: int | None
    source_end: int | None


class Element(NamedTuple):
    """One element of the article: what it is, its text, and places of the pieces it came from."""

    kind: Kind
    text: str
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of one page; no elements where the page is no article."""

    page_id: str
    pieces: tuple[Piece, ...]
    article: tuple[Element, ...]


def both_sides(
    tables: Tables, page_ids: Sequence[str], articles: Iterable[pa.RecordBatch] | None = None
) -> Iterator[Sides]:
    """The sides of these pages, in order of page_id. One pass over the blocks, one over the articles.

    `articles`: those of these pages as `article_batches` gives them, where they were read already.
    """
    if not page_ids:
        return
    if articles is None:
        articles = (b for path in tables.files("articles") for b in article_batches(tables, path, page_ids))
    waiting = _in_order(list(articles))
    article = next(waiting, None)
    for page_id, pieces in _pages(tables, sorted(page_ids)):
        while article is not None and article["page_id"] < page_id:
            article = next(waiting, None)
        mine = article if article is not None and article["page_id"] == page_id else None
        yield Sides(page_id, pieces, tuple(_elements(mine, pieces)) if mine else ())


def _in_order(batches: Sequence[pa.RecordBatch]) -> Iterator[Mapping[str, Any]]:
    """The articles as rows in order of page_id, made a few at a time: as rows they take several times as much."""
    import pyarrow as pa

    if not batches:
        return
    table = pa.Table.from_batches(batches).combine_chunks()
    order = [
        row for _, row in sorted((page, row) for row, page in enumerate(table.column("page_id").to_pylist()))
    ]
    for first in range(0, len(order), _AT_ONCE):
        yield from table.take(integers(order[first : first + _AT_ONCE])).to_pylist()


def article_batches(tables: Tables, path: Path, page_ids: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The articles of these pages in one file of the table, as columns. One pass."""
    return tables.batches_where(path, _ARTICLE, "page_id", strings(sorted(page_ids)))


def _pages(tables: Tables, page_ids: Sequence[str]) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    import pyarrow.compute as pc

    names = strings(page_ids)
    current, pieces, last = "", list[Piece](), (0, 0, None)
    for batch in tables.batches("blocks", _BLOCKS, page_ids=page_ids):
        rows = batch.filter(pc.is_in(batch.column("page_id"), value_set=names))
        for page, start, end, source_start, source_end, line, label, reason, text in zip(
            *values(rows), strict=True
        ):
            if page != current:
                if pieces:
                    yield current, tuple(pieces)
                current, pieces, last = page, [], (start, start, None)
            pieces.append(Piece(label, reason, text, _gap(last, start, line), line, source_start, source_end))
            last = (start, end, None if line is None else line + text.count("\n"))
    if pieces:
        yield current, tuple(pieces)


def _gap(last: tuple[int, int, int | None], start: int, line: int | None) -> int:
    """How much white space stands before a piece."""
    _, end, last_line = last
    if start == end:
        return 0
    if line is None or last_line is None:
        return 2 if end else 0
    return 1 if line <= last_line else min(3, 1 + line - last_line)


def _elements(article: Mapping[str, Any], pieces: Sequence[Piece]) -> Iterator[Element]:
    """The article in reading order; its fields first."""
    trail = _Trail(pieces)
    yield Element("title", article["title"], trail.labelled("data.title"))
    for name, label, text in _fields(article):
        yield Element("field", f"{name}: {text}", trail.labelled(label))
    for section in article["sections"] or ():
        if section["heading"]:
            kind: Kind = "heading" if section["level"] <= _SECTION_LEVEL else "subheading"
            yield Element(kind, section["heading"], trail.find(section["heading"]))
        for kind, text in _section(article, section):
            yield Element(kind, text, trail.find(text.replace(CELL, "") if kind == "row" else text))
    for link in article["links"] or ():
        if link["zone"] != "body" and link["text"]:
            card: Kind = "off_topic_link" if link["off_topic"] else "link"
            yield Element(card, link["text"], trail.find(link["text"], label="data.link"))


def _fields(article: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Name, label of its pieces, and value of each field that the article has."""
    badges = [badge["label"] for badge in article["badges"] or ()]
    fields = (
        ("category", "data.category", article["category"]),
        ("tags", "data.tag", ", ".join(article["tags"] or ())),
        ("authors", "data.author", ", ".join(article["authors"] or ())),
        ("published", "data.published_on", article["published_on"]),
        ("updated", "data.updated_on", article["updated_on"]),
        ("breadcrumb", "data.breadcrumb", " › ".join(article["breadcrumb"] or ())),
        ("badges", "data.badge", ", ".join(badges)),
        ("stated words", "data.stated_words", article["stated_words"]),
        ("counted words", "", article["words"]),
    )
    return ((name, label, str(value)) for name, label, value in fields if value not in (None, ""))


def _section(article: Mapping[str, Any], section: Mapping[str, Any]) -> Iterator[tuple[Kind, str]]:
    """What stands under a section's heading; FAQ and sources as the article has them."""
    if section["role"] == "faq" and article["faqs"]:
        for faq in article["faqs"]:
            yield "question", faq["question"]
            if faq["answer"]:
                yield "answer", faq["answer"]
    elif section["role"] == "sources" and article["sources"]:
        for source in article["sources"]:
            yield "source", source["text"]
    else:
        for block in section["blocks"] or ():
            yield from _block(block)


def _block(block: Mapping[str, Any]) -> Iterator[tuple[Kind, str]]:
    """The elements of one block: a list's items and a table's rows are elements of their own."""
    kind = block["kind"]
    if kind == "list":
        for item in block["items"] or ():
            yield "numbered" if block["ordered"] else "item", item
    elif kind == "table":
        for cells in block["cells"] or ():
            yield "row", CELL.join(cells)
    elif kind == "image":
        yield "image", block["alt"] or block["src"] or "image"
    else:
        yield kind, block["text"]


class _Trail:
    """The pieces that are article or link, to find texts of the article again in their order.

    Most texts are the very text of the next piece. The others are looked for in all pieces run together without
    white space, which is made when first needed.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._labelled: dict[str, list[int]] = {}
        for place, piece in enumerate(pieces):
            self._labelled.setdefault(piece.label, []).append(place)
        self._places = [i for i, p in enumerate(pieces) if p.label.startswith(("article.", "data.link"))]
        self._next = 0
        """Place in `_places` behind the last text found."""
        self._at: int | None = None
        """Where the last text ended in `_text`; None: at the beginning of the next piece."""
        self._starts: list[int] = []
        self._text = ""

    def labelled(self, label: str) -> tuple[int, ...]:
        """All pieces of a label."""
        return tuple(self._labelled.get(label, ()))

    def find(self, text: str, *, label: str = "article.") -> tuple[int, ...]:
        """The pieces that the text runs over: behind the last one found, or else anywhere; empty if nowhere."""
        if self._next < len(self._places):
            place = self._places[self._next]
            piece = self._pieces[place]
            if piece.text == text and piece.label.startswith(label):
                self._next, self._at = self._next + 1, None
                return (place,)
        return self._search(_letters(text), label)

    def _search(self, letters: str, label: str) -> tuple[int, ...]:
        if not letters or not self._places:
            return ()
        if not self._starts:
            texts = [_letters(self._pieces[place].text) for place in self._places]
            self._starts = [0, *accumulate(map(len, texts))]
            self._text = "".join(texts)
        size = len(letters)
        at = self._where(letters, label)
        if at < 0 and size > _LEAST_MATCH:
            size = _LEAST_MATCH
            at = self._where(letters[:size], label)
        if at < 0:
            return ()
        first = bisect_right(self._starts, at) - 1
        last = bisect_right(self._starts, at + size - 1) - 1
        self._next, self._at = last + 1, at + size
        return tuple(
            place for place in self._places[first : last + 1] if self._pieces[place].label.startswith(label)
        )

    def _where(self, letters: str, label: str) -> int:
        """Where the letters begin in a piece of the label, -1 if nowhere."""
        for start in (self._starts[self._next] if self._at is None else self._at, 0):
            at = self._text.find(letters, start)
            while at >= 0:
                place = self._places[bisect_right(self._starts, at) - 1]
                if self._pieces[place].label.startswith(label):
                    return at
                at = self._text.find(letters, at + 1)
        return -1


def _letters(text: str) -> str:
    """The text without white space, which normalising changes; marks stay, they are the same on both sides."""
    return "".join(text.replace("|", "").split())
