"""Kept leaves of Markdown as pieces of an article: headings, items, rows of tables, code, quotes, images."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.document import (
    CellsValue,
    Document,
    HeadingValue,
    ImageValue,
    ItemValue,
    LabelledBlock,
    LinkValue,
    TextValue,
    Value,
)
from pipeline.extract.diagram import looks_like_diagram, restore_diagram
from pipeline.extract.generic.html_pieces import heading_role
from pipeline.extract.generic.oneline import one_line
from pipeline.segment.markdown_leaves import Leaf


def markdown_pieces(
    document: Document, leaves: Sequence[Leaf], kept: Sequence[bool], reasons: Sequence[str]
) -> list[LabelledBlock]:
    """One piece for each kept leaf; the paragraphs of an item are one."""
    pieces: list[LabelledBlock] = []
    begun: set[int] = set()
    at = 0
    while at < len(leaves):
        end = at + 1
        if kept[at]:
            while end < len(leaves) and kept[end] and _continues(leaves[end], leaves[at]):
                end += 1
            piece = _piece(document, leaves[at:end], reasons[at])
            markup = leaves[at].block.markup
            if isinstance(piece.value, ItemValue) and markup is not None:
                piece = piece._replace(value=piece.value._replace(goes_on=markup.item in begun))
                begun.add(markup.item)
            pieces.append(piece)
        at = end
    return pieces


def with_images(leaves: Sequence[Leaf], kept: Sequence[bool], free: Sequence[bool]) -> list[bool]:
    """What is kept, with every image that stands between kept leaves and no other; `free`: what has no label yet."""
    texts = [at for at, leaf in enumerate(leaves) if leaf.image is None]
    out = list(kept)
    for at, leaf in enumerate(leaves):
        if leaf.image is not None:
            after = bisect_left(texts, at)
            around = texts[max(0, after - 1) : after + 1]
            out[at] = free[at] and len(around) == 2 and all(kept[number] for number in around)
    return out


def marker_piece(leaf: Leaf) -> LabelledBlock | None:
    """A leaf that holds no text, only marks: a rule, tags alone, the address of a link that is named elsewhere."""
    block = leaf.block
    tag = block.markup.tag if block.markup else ""
    if tag == "hr":
        reason = "a rule between parts"
    elif tag == "html" and not leaf.text:
        reason = "markup without text"
    elif tag == "":
        reason = "an address or a mark of Markdown, not text"
    else:
        return None
    return LabelledBlock(block.start, block.end, "chrome.marker", reason, block.text)


def _continues(leaf: Leaf, first: Leaf) -> bool:
    """Whether a leaf is a further paragraph of the item that another begins."""
    one, other = leaf.block.markup, first.block.markup
    return (
        one is not None
        and other is not None
        and one.item >= 0
        and one.item == other.item
        and one.tag == other.tag == "p"
    )


def _piece(document: Document, leaves: Sequence[Leaf], reason: str) -> LabelledBlock:
    start, end = leaves[0].block.start, leaves[-1].block.end
    links = tuple(
        LinkValue("body", text, href) for leaf in leaves for text, href in leaf.links if text and href
    )
    label, value = _single(leaves)
    return LabelledBlock(start, end, label, reason, document.accounted[start:end], value, links)


def _single(leaves: Sequence[Leaf]) -> tuple[str, Value]:
    leaf = leaves[0]
    block, markup = leaf.block, leaf.block.markup
    assert markup is not None
    if block.heading_level:
        text = one_line(leaf.text)
        return "article.heading", HeadingValue(max(2, block.heading_level), heading_role(text), text)
    if leaf.cells:
        return "article.table_row", CellsValue(leaf.cells, markup.group)
    if markup.tag == "pre":
        if looks_like_diagram(leaf.text):
            restored = leaf.text if "\n" in leaf.text else restore_diagram(leaf.text)
            return "article.diagram", TextValue(restored or leaf.text, language="mermaid")
        return "article.code", TextValue(leaf.text, language=markup.language)
    if leaf.image is not None:
        src, alt = leaf.image
        return "article.image", ImageValue(src or None, alt or None)
    text = "\n".join(one.text for one in leaves)
    marked = "\n\n".join(one.markdown for one in leaves)
    shown = marked if marked != text else None
    if markup.item >= 0:
        value = ItemValue(text, bool(markup.ordered), markup.depth, markup.number, shown, markup.group)
        return "article.list_item", value
    if "blockquote" in markup.path:
        return "article.quote", TextValue(text, shown, depth=markup.depth)
    return "article.paragraph", TextValue(text, shown)
