"""What lists, tables, quotes, code and headings tell the blocks inside them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.segment.html_frame import Context, Open, Table
from pipeline.segment.html_names import HEADINGS, ITEMS, KEEPS_SPACE, LISTS, code_language, small_number
from pipeline.segment.html_parse import Attributes

STRUCTURAL = LISTS | ITEMS | KEEPS_SPACE | frozenset({"table", "tr", "blockquote", "code"}) | HEADINGS.keys()
"""Elements that `note_structure` knows."""


def note_structure(
    context: Context, opened: Sequence[Open], tag: str, words: str, given: Attributes, groups: int
) -> int:
    """Set what the element hands down, in a context of its own; `opened` are the elements around it.

    Returns the number of lists and tables so far, `groups` before it.
    """
    if tag in LISTS:
        inside = opened[-1][0] in LISTS or context.item_tag in ("li", "dd")
        if not inside or context.group is None:
            groups += 1
            context.group = groups
        context.depth += 1
        context.ordered = tag == "ol"
        context.item, context.item_tag = 0, ""
        context.number = context.table = context.row = context.column = None
    elif tag == "li":
        context.item, context.item_tag = len(opened), tag
        context.number = _number_item(opened, given, ordered=context.ordered)
    elif tag == "table":
        groups += 1
        context.group = groups
        context.table = Table()
        context.item, context.item_tag = 0, ""
        context.row = context.column = context.ordered = context.number = None
        context.depth = 0
    elif tag == "tr":
        if context.table is not None:
            context.table.next_row()
    elif tag in ("td", "th"):
        context.item, context.item_tag = len(opened), tag
        if context.table is not None:
            _place_cell(context, context.table, given)
    elif tag in ITEMS:
        context.item, context.item_tag = len(opened), tag
    elif tag == "blockquote":
        context.depth += 1
    elif tag in KEEPS_SPACE:
        context.keeps_space = True
        context.language = (
            given.get("data-lang")
            or given.get("data-language")
            or code_language(words, *(element[1] for element in reversed(opened[-2:])))
        )
    elif tag == "code":
        if context.keeps_space:
            context.language = code_language(words) or context.language
    else:
        context.heading = HEADINGS[tag]
    return groups


def counted_before(given: Attributes) -> int:
    """The number before that of a list's first item."""
    return small_number(given.get("start"), default=1, most=1_000_000) - 1


def image_source(given: Attributes) -> str | None:
    """The address of an image, also where a script is to load it later; None for tracking pixels and inline data."""
    if given.get("width") in ("0", "1") or given.get("height") in ("0", "1"):
        return None
    for name in ("src", "data-src", "data-original", "data-lazy-src"):
        value = (given.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return value
    candidates = (given.get("srcset") or given.get("data-srcset") or "").split()
    return candidates[0] if candidates and not candidates[0].startswith("data:") else None


def _place_cell(context: Context, table: Table, given: Attributes) -> None:
    context.row_span = small_number(given.get("rowspan"), default=1, most=500)
    context.column_span = small_number(given.get("colspan"), default=1, most=100)
    context.column = table.next_cell(context.row_span, context.column_span)
    context.row = table.row


def _number_item(opened: Sequence[Open], given: Attributes, *, ordered: bool | None) -> int | None:
    """Count the item in its list; its number where the list has numbers."""
    at = len(opened) - 1
    for _ in range(4):  # custom elements may stand between a list and its items
        if opened[at][0] in LISTS or opened[at][4]:
            break
        at -= 1
    own = opened[at][5]
    if opened[at][0] not in LISTS or own is None:
        return None
    own.counter = small_number(given.get("value"), default=own.counter + 1, most=1_000_000)
    return own.counter if ordered else None
