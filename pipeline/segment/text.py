"""Flat text and Markdown into blocks: one block a line, with exact positions; wrapped lines are one block again.

Accounted text is the decoded text itself, so every offset is an offset of the source too.
"""

from __future__ import annotations

from functools import partial

from pipeline.document import Block, Document, Text
from pipeline.segment.wrapped import with_paragraphs


def segment_lines(text: Text) -> Document:
    """Cut flat text into its lines that are not blank, or into paragraphs where a tool wrapped them.

    The blocks cover every non-space character.
    """
    accounted = text.text
    newline = "\r" if "\n" not in accounted and "\r" in accounted else "\n"
    blocks: list[Block] = []
    add = blocks.append
    # Made of whole tuples: half the cost of a call with names and defaults, ninety times a page.
    make = partial(tuple.__new__, Block)
    offset = gap = 0
    for line in accounted.split(newline):
        inner = line.strip()
        if inner:
            indent = line.find(inner[0]) if len(inner) < len(line) else 0
            start = offset + indent
            add(make((start, start + len(inner), inner, indent, gap, 0, (), None)))
            gap = 0
        else:
            gap += 1
        offset += len(line) + 1
    return Document(
        page_id=text.page_id,
        media_type=text.media_type,
        accounted=accounted,
        blocks=tuple(with_paragraphs(accounted, blocks)),
        problem=text.problem,
    )
