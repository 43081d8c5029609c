"""What lists, tables, quotes, code and headings tell the blocks inside them."""

from __future__ import annotations

from pipeline.segment.html_frame import Context, Frame, Table
from pipeline.segment.html_names import HEADINGS, ITEMS, KEEPS_SPACE, LISTS, code_language, small_number
from pipeline.segment.html_parse import Attributes

STRUCTURAL = LISTS | ITEMS | KEEPS_SPACE | frozenset({"table", "tr", "blockquote", "code"}) | HEADINGS.keys()
"""Elements that `note_structure` knows."""


def note_structure(frame: Frame, given: Attributes, groups: int) -> int:
    """Set what the element hands down. Returns the number of lists and tables so far, `groups` before it."""
    tag = frame.tag
    context = frame.own_context()
    if tag in LISTS:
        inside = frame.up is not None and frame.up.tag in LISTS
        inside = inside or (context.item is not None and context.item.tag in ("li", "dd"))
        if not inside or context.group is None:
            groups += 1
            context.group = groups
        context.depth += 1
        context.ordered = tag == "ol"
        context.item = context.number = context.table = context.row = context.column = None
        frame.counter = small_number(given.get("start"), default=1, most=1_000_000) - 1
    elif tag == "li":
        _number_item(frame, context, given)
    elif tag == "table":
        groups += 1
        context.group = groups
        context.table = Table()
        context.item = context.row = context.column = context.ordered = context.number = None
        context.depth = 0
    elif tag == "tr":
        if context.table is not None:
            context.table.next_row()
    elif tag in ("td", "th"):
        _place_cell(frame, context, given)
    elif tag in ITEMS:
        context.item = frame
    elif tag == "blockquote":
        context.depth += 1
    elif tag in KEEPS_SPACE:
        context.keeps_space = True
        context.language = given.get("data-lang") or given.get("data-language") or _language_above(frame)
    elif tag == "code":
        if context.keeps_space:
            context.language = code_language(frame.words) or context.language
    else:
        context.heading = HEADINGS[tag]
    return groups


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


def _place_cell(frame: Frame, context: Context, given: Attributes) -> None:
    context.item = frame
    if context.table is not None:
        context.row_span = small_number(given.get("rowspan"), default=1, most=500)
        context.column_span = small_number(given.get("colspan"), default=1, most=100)
        context.column = context.table.next_cell(context.row_span, context.column_span)
        context.row = context.table.row


def _number_item(frame: Frame, context: Context, given: Attributes) -> None:
    context.item = frame
    holder = frame.up
    for _ in range(4):  # custom elements may stand between a list and its items
        if holder is None or holder.tag in LISTS or holder.is_block:
            break
        holder = holder.up
    if holder is None or holder.tag not in LISTS:
        context.number = None
        return
    holder.counter = small_number(given.get("value"), default=holder.counter + 1, most=1_000_000)
    context.number = holder.counter if context.ordered else None


def _language_above(frame: Frame) -> str | None:
    """Programming language by class names of the element and the two around it."""
    words = [frame.words]
    up = frame.up
    while up is not None and len(words) < 3:
        words.append(up.words)
        up = up.up
    return code_language(*words)
