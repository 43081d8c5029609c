"""Markdown as its author meant it: the leaves of its tree (paragraphs, headings, items, rows, code), by markdown-it-py.

Lines are how flat text is laid out, and all that a known site's grammar needs; leaves are what a page of an unknown
site is judged and rebuilt by. Each line that is not blank belongs to one leaf, so leaves cover what lines cover.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Block, Document, Markup
from pipeline.segment.markdown_inline import marked_inline, pictures_apart, read_inline, without_tags

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 2_000_000
"""Characters of the longest text that is parsed; longer ones stay lines."""
WRAPPED = 120
"""Longest line, in characters, of a paragraph that somebody wrapped by hand."""
_LINE = re.compile(r"\r\n?|\n")
_NO_TEXT = re.compile(r"\s*(?:\[[^\]]+\]:\s|[\W_]*$)")
"""The address of a link that is named elsewhere, or marks alone."""
_QUOTE_MARK = re.compile(r"^\s{0,3}> ?")
_ADDRESS = re.compile(r"\]\([^()\s]*\)")


class Leaf(NamedTuple):
    """One leaf of the tree."""

    block: Block
    """Its place and exact text, marks included; `markup` and `heading_level` say what it is."""
    text: str
    """The text as a reader sees it."""
    markdown: str
    """The same with its inline marks."""
    links: tuple[tuple[str, str], ...] = ()
    """Text and address of each link in it."""
    cells: tuple[str, ...] = ()
    image: tuple[str, str] | None = None
    """Address and alternative text of an image that is all there is."""


class _Shape(NamedTuple):
    """What the tree says of the lines of a leaf."""

    first: int
    end: int
    markup: Markup
    level: int = 0
    inline: Token | None = None
    cells: tuple[Token, ...] = ()
    quoted: tuple[Token, ...] = ()
    content: str = ""


def markdown_leaves(document: Document) -> tuple[Leaf, ...]:
    """The leaves of a page of Markdown; lines of front matter, and those the tree does not hold, are leaves too.

    Empty where the text was not written as Markdown (it has lines that are paragraphs each, and no heading is
    marked), or is too long to parse.
    """
    source = document.accounted
    if len(source) > LONGEST:
        return ()
    starts = [0, *(found.end() for found in _LINE.finditer(source))]
    head = sum(start < document.front_matter_end for start in starts)
    shapes = list(_shapes(_parser().parse(source[document.front_matter_end :]), head))
    ends = [*starts[1:], len(source)]
    marked = any(shape.level for shape in shapes)
    if not marked and any(_is_run_of_lines(source, starts, ends, shape) for shape in shapes):
        return ()
    leaves: list[Leaf] = []
    gap = 0
    for shape in _with_loose_lines(shapes, source, starts, ends):
        leaf = _leaf(source, starts[shape.first], ends[shape.end - 1], gap, shape)
        gap = 0 if leaf else gap + 1
        leaves += _apart(leaf, shape) if leaf else []
    return tuple(leaves)


def _with_loose_lines(
    shapes: Iterable[_Shape], source: str, starts: Sequence[int], ends: Sequence[int]
) -> Iterator[_Shape]:
    """The shapes, and between them each line of none: front matter, addresses of links, marks of empty items."""
    line = 0
    for shape in (*shapes, _Shape(len(starts), len(starts), Markup("p", ()))):
        for number in range(line, max(line, shape.first)):
            tag = "" if _NO_TEXT.match(source, starts[number], ends[number]) else "p"
            yield _Shape(number, number + 1, Markup(tag, ()))
        line = max(line, shape.end)
        if shape.end > shape.first:
            yield shape


def as_flat_text(document: Document, leaves: Sequence[Leaf]) -> Document:
    """The page as flat text would show it, a line a leaf, without marks and addresses: what a model is asked about."""
    blocks: list[Block] = []
    offset = 0
    texts = [" ".join(leaf.text.split()) or "\N{HORIZONTAL ELLIPSIS}" for leaf in leaves]
    for leaf, text in zip(leaves, texts, strict=True):
        blocks.append(Block(offset, offset + len(text), text, leaf.block.indent, leaf.block.gap))
        offset += len(text) + 1
    return replace(document, accounted="\n".join(texts), blocks=tuple(blocks))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])


def _shapes(tokens: Sequence[Token], head: int) -> Iterator[_Shape]:
    """The leaves in order, without their texts. `head`: lines before the first one of the tokens."""
    lists: list[tuple[bool, int]] = []
    items: list[tuple[int, int | None]] = []
    past = group = table = row = item = 0
    cells: list[Token] = []
    outermost = 0
    for number, token in enumerate(tokens):
        if number < past:
            continue
        kind = token.type
        lines = (head + token.map[0], head + token.map[1]) if token.map else (0, 0)
        if kind in ("bullet_list_open", "ordered_list_open"):
            if not lists:
                group += 1
                outermost = group
            lists.append((kind == "ordered_list_open", outermost))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif kind == "list_item_open":
            item += 1
            items.append((item, int(token.info) if token.info.isdigit() else None))
        elif kind == "list_item_close":
            items.pop()
        elif kind == "blockquote_open" and not lists:
            # A quote is one leaf, whatever it holds: the marks before its lines are part of it.
            end = _end_of_quote(tokens, number)
            markup = Markup("blockquote", ("blockquote",), depth=1)
            yield _Shape(*lines, markup, quoted=tuple(tokens[number + 1 : end]))
            past = end
        elif kind == "table_open":
            group += 1
            table, row = group, -1
        elif kind == "tr_open":
            row += 1
            cells = []
        elif kind == "inline" and tokens[number - 1].tag in ("td", "th"):
            cells.append(token)
        elif kind == "tr_close":
            line = head + cells[0].map[0] if cells and cells[0].map else 0
            # The row of dashes belongs to the header.
            markup = Markup("td" if row else "th", ("table",), row=row, group=table)
            yield _Shape(line, line + (1 if row else 2), markup, cells=tuple(cells))
        elif kind == "inline" and tokens[number - 1].type in ("paragraph_open", "heading_open"):
            opened = tokens[number - 1]
            lines = (head + opened.map[0], head + opened.map[1]) if opened.map else lines
            markup = _markup(opened.tag, lists, items)
            level = int(opened.tag[1]) if opened.type == "heading_open" else 0
            yield _Shape(*lines, markup, level, inline=token)
        elif kind in ("fence", "code_block", "html_block", "hr"):
            tag = {"fence": "pre", "code_block": "pre", "html_block": "html", "hr": "hr"}[kind]
            language = token.info.split()[0] if token.info.split() else None
            markup = _markup(tag, lists, items)._replace(language=language)
            yield _Shape(*lines, markup, content=token.content)


def _end_of_quote(tokens: Sequence[Token], start: int) -> int:
    level = tokens[start].level
    ends = (at for at in range(start + 1, len(tokens)) if tokens[at].level == level)
    return next(ends, len(tokens))


def _markup(tag: str, lists: Sequence[tuple[bool, int]], items: Sequence[tuple[int, int | None]]) -> Markup:
    if not lists or not items:
        return Markup(tag, ())
    (ordered, group), (item, number) = lists[-1], items[-1]
    return Markup(tag, ("li",), ordered=ordered, depth=len(lists), number=number, group=group, item=item)


def _is_run_of_lines(source: str, starts: Sequence[int], ends: Sequence[int], shape: _Shape) -> bool:
    """Whether the lines of a paragraph are paragraphs themselves: nobody wraps a paragraph into lines so long."""
    if shape.inline is None or shape.end - shape.first < 2 or shape.markup.path:
        return False
    lines = (source[starts[at] : ends[at]] for at in range(shape.first, shape.end))
    return any(len(_ADDRESS.sub("]", line.strip())) > WRAPPED for line in lines)


def _leaf(source: str, start: int, end: int, gap: int, shape: _Shape) -> Leaf | None:
    """The leaf of some whole lines; None where they are blank."""
    raw = source[start:end]
    inner = raw.strip()
    if not inner:
        return None
    indent = raw.find(inner[0])
    begin = start + indent
    block = Block(begin, begin + len(inner), inner, indent, gap, shape.level, (), shape.markup)
    if shape.cells:
        read = [read_inline(cell) for cell in shape.cells]
        cells = tuple(" ".join(text.split()) for text, _, _ in read)
        links = tuple(link for _, some, _ in read for link in some)
        return Leaf(block, "\t".join(cells), inner, links, cells)
    if shape.quoted:
        return _quote(block, shape.quoted)
    if shape.inline is not None:
        text, links, image = read_inline(shape.inline)
        if shape.level and image is not None:
            text, image = text or image[1], None  # a heading is one, whatever it shows
        return Leaf(block, text, marked_inline(shape.inline, links), links, image=image)
    if shape.markup.tag == "pre":
        code = shape.content.rstrip("\n")
        return Leaf(block, code, code)
    if shape.markup.tag == "html":
        text = without_tags(inner)
        return Leaf(block, text, text)
    return Leaf(block, inner, inner)


def _apart(leaf: Leaf, shape: _Shape) -> list[Leaf]:
    """The leaf; of a paragraph of several pictures one leaf for each of them."""
    block = leaf.block
    if shape.inline is None or shape.level or shape.markup.tag != "p" or leaf.image is not None:
        return [leaf]
    found = pictures_apart(shape.inline, block.text)
    if not found:
        return [leaf]
    links = iter(leaf.links)
    leaves = []
    for start, end, src, alt in found:
        text = block.text[start:end]
        own = block._replace(start=block.start + start, end=block.start + end, text=text)
        linked = tuple(islice(links, 1)) if text.startswith("[") else ()
        leaves.append(Leaf(own, alt if linked else "", text, linked, image=(src, alt)))
    return leaves


def _quote(block: Block, tokens: Sequence[Token]) -> Leaf:
    texts: list[str] = []
    links: list[tuple[str, str]] = []
    for token in tokens:
        if token.type == "inline":
            text, some, _ = read_inline(token)
            texts.append(text)
            links += some
        elif token.content:
            texts.append(token.content.rstrip("\n"))
    marked = "\n".join(_QUOTE_MARK.sub("", line) for line in block.text.splitlines())
    return Leaf(block, "\n".join(texts), marked, tuple(links))
