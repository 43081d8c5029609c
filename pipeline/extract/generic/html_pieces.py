"""Kept blocks of HTML as pieces of an article: headings, lists, rows of tables, code, quotes, images."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import (
    Block,
    Document,
    HeadingValue,
    ImageValue,
    ItemValue,
    LabelledBlock,
    Markup,
    TextValue,
    Value,
)
from pipeline.extract.diagram import looks_like_diagram, restore_diagram
from pipeline.extract.generic.inline_markup import body_links, inline_markdown, plain_text
from pipeline.extract.generic.oneline import one_line, without_permalink
from pipeline.extract.generic.tables import code_in_parts, data_tables, table_row
from schemas.vocabulary import SectionRole

_ROLES: tuple[tuple[SectionRole, re.Pattern[str]], ...] = (
    ("faq", re.compile(r"(?:faqs?|frequently asked questions)\W*$", re.I)),
    ("sources", re.compile(r"(?:sources|references|bibliography|citations|works cited)\W*$", re.I)),
)
_LIST_ITEMS = frozenset({"li", "dd", "dt"})


def article_pieces(document: Document, kept: Sequence[bool], reasons: Sequence[str]) -> list[LabelledBlock]:
    """One piece for each kept block, or for each table row and list item where several blocks make one."""
    blocks = document.blocks
    tables, code = data_tables(document), code_in_parts(document)
    pieces: list[LabelledBlock] = []
    carry: dict[int, dict[int, tuple[str, int]]] = {}
    begun: set[int] = set()
    at = 0
    while at < len(blocks):
        if not kept[at]:
            at += 1
            continue
        markup = blocks[at].markup
        assert markup is not None
        end = at + 1
        if markup.row is not None and markup.group in tables:
            while end < len(blocks) and kept[end] and _same_row(blocks[end].markup, markup):
                end += 1
            cells = table_row(blocks[at:end], carry.setdefault(markup.group or 0, {}))
            pieces.append(_piece(document, blocks[at:end], "article.table_row", reasons[at], cells))
        elif _is_item(document, blocks[at]):
            while end < len(blocks) and kept[end] and _continues(document, blocks[end], markup):
                end += 1
            goes_on = markup.item in begun
            begun.add(markup.item)
            pieces.append(_item(document, blocks[at:end], reasons[at], goes_on=goes_on))
        else:
            while end < len(blocks) and kept[end] and at in code and code.get(end) == code[at]:
                end += 1
            label, value = _single(document, blocks[at:end])
            pieces.append(_piece(document, blocks[at:end], label, reasons[at], value))
        at = end
    return pieces


def image_pieces(
    document: Document, kept: Sequence[bool], pieces: Sequence[LabelledBlock]
) -> list[LabelledBlock]:
    """Images between kept blocks, or in a figure between them, as pieces without text among those of the article."""
    blocks = document.blocks
    images = []
    seen: set[str | None] = set()
    at = piece_at = 0
    for image in document.images:
        while at < len(blocks) and blocks[at].end <= image.position:
            at += 1
        first, last = at - 1, at
        if "figure" in image.path:  # its caption and credit may have been removed
            while first >= 0 and not kept[first] and _in_figure(blocks[first]):
                first -= 1
            while last < len(blocks) and not kept[last] and _in_figure(blocks[last]):
                last += 1
        before = first >= 0 and kept[first]
        after = last < len(blocks) and kept[last]
        if image.hidden or image.src in seen or not (before and after):
            continue
        while piece_at < len(pieces) and pieces[piece_at].end <= image.position:
            piece_at += 1
        place = image.position
        if piece_at < len(pieces) and pieces[piece_at].start < place:
            place = pieces[piece_at].end  # inside a row or item of several blocks: after it
        seen.add(image.src)
        value = ImageValue(image.src, image.alt or None)
        images.append(LabelledBlock(place, place, "article.image", "an image among main content", "", value))
    return images


def _in_figure(block: Block) -> bool:
    return block.markup is not None and "figure" in block.markup.path


def _piece(
    document: Document, blocks: Sequence[Block], label: str, reason: str, value: Value | None
) -> LabelledBlock:
    start, end = blocks[0].start, blocks[-1].end
    links = body_links(blocks[0])
    for block in blocks[1:]:
        links += body_links(block)
    return LabelledBlock(start, end, label, reason, document.accounted[start:end], value, links)


def _single(document: Document, blocks: Sequence[Block]) -> tuple[str, Value]:
    """Label and value of one block, or of all lines of one `pre`."""
    block = blocks[0]
    markup = block.markup
    assert markup is not None
    if block.heading_level:
        text = without_permalink(one_line(block.text))
        return "article.heading", HeadingValue(max(2, block.heading_level), heading_role(text), text)
    if "pre" in markup.path or markup.tag in ("listing", "xmp"):
        code = document.accounted[block.start - block.indent : blocks[-1].end]
        if looks_like_diagram(code):
            restored = code if "\n" in code else restore_diagram(code)
            return "article.diagram", TextValue(restored or code, language="mermaid")
        return "article.code", TextValue(code, language=markup.language)
    text = plain_text(block.text)
    marked = inline_markdown(block)
    value = TextValue(text, marked if marked != text else None)
    if "blockquote" in markup.path:
        depth = markup.path.count("blockquote")
        return "article.quote", value._replace(depth=depth, quote=_quote_of(document, markup))
    return "article.paragraph", value


def _item(document: Document, blocks: Sequence[Block], reason: str, *, goes_on: bool) -> LabelledBlock:
    markup = blocks[0].markup
    assert markup is not None
    text = "\n".join(plain_text(block.text) for block in blocks)
    marked = "\n".join(inline_markdown(block) or plain_text(block.text) for block in blocks)
    if _item_tag(document, markup) == "dt":
        marked = f"**{text}**"
    depth = max(1, markup.depth) + (_item_tag(document, markup) == "dd")
    value = ItemValue(
        text,
        bool(markup.ordered),
        depth,
        markup.number,
        marked if marked != text else None,
        markup.group,
        goes_on=goes_on,
    )
    return _piece(document, blocks, "article.list_item", reason, value)


def _quote_of(document: Document, markup: Markup) -> int:
    """The innermost quote that the element stands in."""
    assert document.outline is not None
    element = markup.element
    while element >= 0 and document.outline.tags[element] != "blockquote":
        element = document.outline.parents[element]
    return element


def _is_item(document: Document, block: Block) -> bool:
    markup = block.markup
    return (
        markup is not None
        and not block.heading_level
        and "pre" not in markup.path
        and markup.group is not None
        and _item_tag(document, markup) in _LIST_ITEMS
    )


def _item_tag(document: Document, markup: Markup) -> str:
    return document.outline.tags[markup.item] if document.outline and markup.item >= 0 else ""


def _continues(document: Document, block: Block, markup: Markup) -> bool:
    """Whether the block is a further paragraph of the same item."""
    return block.markup is not None and block.markup.item == markup.item and _is_item(document, block)


def _same_row(other: Markup | None, markup: Markup) -> bool:
    return other is not None and other.group == markup.group and other.row == markup.row


def heading_role(heading: str) -> SectionRole:
    """The part of an article that a heading of these words opens."""
    return next((role for role, pattern in _ROLES if pattern.match(heading)), "body")
