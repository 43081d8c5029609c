"""Lists of flat text: how deep an item is nested, and which numbered lines are items and which are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Block
from pipeline.extract import layout

LETTERED = re.compile(r"(?:[a-z]|[ivx]{2,4})[.)]\s+(?=\S)")
"""The mark of an item under a numbered one."""
MAX_DEPTH = 5
DEEPER = 2
"""Columns from which on an item is nested in the one above."""
_TAB = 4
_REACH = 30
"""Nested items between two numbered ones that are looked past, and lines between headings of one count."""
_IN_A_ROW = 2
"""More numbered lines in a row are a list."""
_LEAST_PROMISED, _MOST_PROMISED = 3, 12
"""Short lines in a row below a lead-in that are its items."""


def columns(accounted: str, block: Block) -> int:
    """Columns of white space before a block: a tab reaches to the next stop of four."""
    if not block.indent:
        return 0
    space = accounted[block.start - block.indent : block.start]
    return len(space.expandtabs(_TAB)) if "\t" in space else block.indent


class Nesting:
    """The indents of the items above, in one list."""

    __slots__ = ("_indents",)

    def __init__(self) -> None:
        self._indents = [0]

    def depth(self, indent: int, *, first: bool) -> int:
        """Nesting of an item, from 1: one deeper than the item above that is indented less, in the same list."""
        if first:
            self._indents = [indent]
        while len(self._indents) > 1 and indent < self._indents[-1]:
            self._indents.pop()
        if indent >= self._indents[-1] + DEEPER and len(self._indents) < MAX_DEPTH:
            self._indents.append(indent)
        return len(self._indents)

    def holds(self, indent: int) -> bool:
        """Whether a line with this indent is nested in the last item."""
        deeper = 0 if len(self._indents) > 1 else DEEPER
        return indent >= self._indents[-1] + deeper


def numbered_item(accounted: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a numbered line is a list item, not a numbered heading: another one, or a nested item, is next to it."""
    block = blocks[index]
    if block.indent >= DEEPER or not layout.could_be_heading(block.text):
        return True
    if empty_headings(blocks, index):
        return False
    deeper = columns(accounted, block) + DEEPER
    for step in (1, -1):
        at = index + step
        for at in range(index + step, index + step * _REACH, step):
            if not 0 <= at < len(blocks) or columns(accounted, blocks[at]) < deeper:
                break
            if not _is_marked(blocks[at].text):
                break
            if step == 1:
                return True
        if 0 <= at < len(blocks) and layout.NUMBERED.match(blocks[at].text):
            return True
    return False


def empty_headings(blocks: Sequence[Block], index: int) -> bool:
    """Whether a numbered line is one of two in a row that are headings, the first of which lost its text.

    So it is where a paragraph stands below the second, and below a line near by whose number goes on from theirs.
    """
    first = last = index
    while first > 0 and index - first < _IN_A_ROW and _heading_number(blocks, first - 1):
        first -= 1
    while last - index < _IN_A_ROW and _heading_number(blocks, last + 1):
        last += 1
    if last - first + 1 != _IN_A_ROW or not _has_text(blocks, last):
        return False
    if first > 0 and blocks[first - 1].text.endswith(":"):
        return False
    numbers = [_heading_number(blocks, at) for at in range(first, last + 1)]
    if 0 in numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return False
    wanted = {numbers[0] - 1, numbers[-1] + 1} - {0}
    near = (*range(max(0, first - _REACH), first), *range(last + 1, min(len(blocks), last + _REACH)))
    return any(_heading_number(blocks, at) in wanted and _has_text(blocks, at) for at in near)


def _heading_number(blocks: Sequence[Block], at: int) -> int:
    """The number of a line that may be a numbered heading; 0 of any other."""
    if at >= len(blocks) or blocks[at].indent >= DEEPER:
        return 0
    text = blocks[at].text
    found = layout.NUMBERED.match(text)
    if found is None or not layout.could_be_heading(text) or not layout.in_title_case(text[found.end() :]):
        return 0
    return int(found.group(1))


def _has_text(blocks: Sequence[Block], at: int) -> bool:
    """Whether a paragraph stands below a line."""
    return (
        at + 1 < len(blocks)
        and len(blocks[at + 1].text) >= layout.LONG_LINE
        and not _is_marked(blocks[at + 1].text)
    )


def _is_marked(text: str) -> bool:
    return bool(layout.BULLET.match(text) or layout.NUMBERED.match(text) or LETTERED.match(text))


def lost_marks(blocks: Sequence[Block], index: int) -> bool:
    """Whether a short line and some like it come below a lead-in: items that lost their marks.

    The last of them is one where it is not set as a heading of what comes below.
    """
    at = index
    while at and layout.could_be_heading(blocks[at].text) and index - at < _MOST_PROMISED:
        at -= 1
    if not blocks[at].text.endswith(":") or at == index:
        return False
    last = index
    while last + 1 < len(blocks) and layout.could_be_heading(blocks[last + 1].text):
        last += 1
    return last - at >= _LEAST_PROMISED and (last > index or not layout.in_title_case(blocks[index].text))
