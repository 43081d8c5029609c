"""What is kept whole or not at all: tables, code in several blocks, a heading and the text under it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Block, Document
from pipeline.extract.generic.features import Features
from pipeline.extract.generic.tables import code_in_parts, data_tables
from pipeline.extract.layout import MARKDOWN_HEADING

NO_HEADING = 9
SURE_HEADING = 0.35
"""A heading likelier than this stays without text under it."""


def whole_tables(document: Document, kept: NDArray[np.bool_], features: Features) -> NDArray[np.bool_]:
    """A table of data, or code in several blocks, is kept whole or not at all: by the greater part of its words."""
    tables = data_tables(document)
    inside: dict[int, list[int]] = {}
    for number, code in code_in_parts(document).items():
        inside.setdefault(-1 - code, []).append(number)
    if not tables and not inside:
        return kept
    for number, block in enumerate(document.blocks):
        if block.markup is not None and block.markup.row is not None and block.markup.group in tables:
            inside.setdefault(block.markup.group, []).append(number)
    kept = kept.copy()
    for members in inside.values():
        words = features.words[members]
        kept[members] = float((words * kept[members]).sum()) > 0.5 * float(words.sum())
    return kept


def headings_with_text(
    document: Document, kept: NDArray[np.bool_], chances: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """A doubtful heading goes with what stands under it: where all of that was removed, so is the heading."""
    kept = kept.copy()
    blocks = document.blocks
    following = 0  # level of the next kept block if it is a heading, or the end; NO_HEADING for text
    torn = False  # whether something was removed since
    for number in range(len(blocks) - 1, -1, -1):
        if not kept[number]:
            torn = True
            continue
        level = _level(blocks[number])
        if level and torn and following <= level and chances[number] < SURE_HEADING:
            kept[number] = False
            continue
        torn = False
        following = level or NO_HEADING
    return kept


def _level(block: Block) -> int:
    """Level of a heading by its markup or Markdown mark; 0 for other blocks."""
    mark = MARKDOWN_HEADING.match(block.text) if block.markup is None else None
    return len(mark.group(1)) if mark else block.heading_level
