"""What is to be done with each element, as bits of one number: one look at a table for each start tag."""

from __future__ import annotations

from pipeline.segment import html_names, html_structure

LEFT_OUT, VOID, EVIDENT, BLOCK, STRUCTURAL, INLINE, NEVER_SHOWN, DIALOG, LIST, LINK = (
    1 << bit for bit in range(10)
)
SORTS: dict[str, int] = {}
"""Tag → what is to be done with it."""
for _tags, _bit in (
    (html_names.NOT_TEXT, LEFT_OUT),
    (html_names.VOID, VOID),
    (frozenset({"meta", "link", "html", "time"}), EVIDENT),
    (html_names.BLOCK_LEVEL, BLOCK),
    (html_structure.STRUCTURAL, STRUCTURAL),
    (html_names.INLINE_KINDS, INLINE),
    (html_names.NEVER_SHOWN, NEVER_SHOWN),
    (frozenset({"dialog"}), DIALOG),
    (html_names.LISTS, LIST),
    (frozenset({"a"}), LINK),
):
    for _tag in _tags:
        SORTS[_tag] = SORTS.get(_tag, 0) | _bit
UNUSUAL = LEFT_OUT | VOID | EVIDENT
MAY_HIDE = NEVER_SHOWN | DIALOG
