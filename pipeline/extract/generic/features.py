"""Numbers about each block of a page: its text, its place, its neighbours, the elements around it.

Everything is counted once per block and then combined in bulk over the page. A scorer sees these columns
alone, so that a learned one can take the place of the hand-made one.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Block, Document
from pipeline.extract.generic.vocabulary import HINTS, element_hints
from pipeline.extract.layout import could_be_heading

Column = NDArray[np.float64]
_ENDS = (".", "!", "?", "…", "。", ".”", '."', ".)", "！", "？")
NEAR = 4
"""Elements above a block that count as near it."""


class Features(NamedTuple):
    """The features of a page: one row a block."""

    names: tuple[str, ...]
    values: NDArray[np.float64]
    words: Column
    """Number of words of each block."""
    hints: tuple[int, ...]
    """Hints of each block and all elements around it, as bits; 0 for flat text."""
    near_hints: tuple[int, ...]
    """Hints of the block's nearest elements only."""

    def column(self, name: str) -> Column:
        """One feature over all blocks."""
        return self.values[:, self.names.index(name)]


def page_features(document: Document, repeats: list[int], title_at: int) -> Features:
    """Features of every block. `repeats`: pages of the site that say the same, where that can be judged.

    `title_at`: number of the block that is the page's title, -1 where none is.
    """
    blocks = document.blocks
    columns = _text_columns(blocks)
    words = columns["words"]
    hints: list[int] = [0] * len(blocks)
    near: list[int] = [0] * len(blocks)
    columns["repeated"] = np.array([1.0 if count else 0.0 for count in repeats])
    _place_columns(columns, words, title_at)
    if document.outline is not None:
        hints, near = _element_columns(columns, document, words)
    for name in ("words", "link_words", "gap", "indent"):
        columns[f"log_{name}"] = np.log1p(np.maximum(columns.pop(name), 0))
    names = tuple(columns)
    return Features(
        names, np.stack([columns[name] for name in names], axis=1), words, tuple(hints), tuple(near)
    )


def _text_columns(blocks: tuple[Block, ...]) -> dict[str, Column]:
    """What the block's own text says."""
    rows = []
    seen = Counter(block.text for block in blocks)
    for block in blocks:
        text = block.text
        words = len(text.split())
        linked = sum(len(text[a.start - block.start : a.end - block.start].split()) for a in block.anchors)
        stops = text.count(". ") + text.count("? ") + text.count("! ") + text.count("。")
        rows.append(
            (
                words,
                linked,
                linked / words if words else 0.0,
                stops + text.endswith(_ENDS),
                (text.count(",") + text.count(";") + text.count("，")) / (words + 1),
                text.endswith(_ENDS),
                text.endswith(":"),
                sum(map(text.count, "0123456789")) / len(text),
                sum(map(text.count, "|•·»›>/©$€£")) / (words + 1),
                "©" in text or "rights reserved" in text.lower(),
                len(text) / (words + 1),
                text[:1].islower(),
                could_be_heading(text),
                block.heading_level > 0,
                block.heading_level == 1,
                seen[text] > 1,
                block.gap,
                block.indent,
            )
        )
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 18)
    names = (
        "words link_words link_share sentences commas ends_sentence ends_colon digits separators rights word_length "
        "lower_start heading_like heading heading_1 said_twice gap indent"
    ).split()
    return {name: table[:, number] for number, name in enumerate(names)}


def _place_columns(columns: dict[str, Column], words: Column, title_at: int) -> None:
    """Where the block stands, and what stands around it."""
    size = len(words)
    order = np.arange(size)
    total = max(words.sum(), 1.0)
    before = np.cumsum(words) - words
    columns["place"] = order / max(size - 1, 1)
    columns["words_before"] = before / total
    columns["words_share"] = words / total
    columns["after_title"] = np.zeros(size) if title_at < 0 else (order > title_at).astype(np.float64)
    columns["title_near"] = np.zeros(size) if title_at < 0 else np.exp(-np.abs(order - title_at) / 10.0)
    columns["page_words"] = np.full(size, np.log1p(total))
    columns["page_blocks"] = np.full(size, np.log1p(size))
    prose = words * (columns["sentences"] > 0) * (columns["link_share"] < 0.4)
    columns["page_prose"] = np.full(size, prose.sum() / total)
    for reach in (1, 3, 8):
        columns[f"prose_around_{reach}"] = np.log1p(_around(prose, reach))
        columns[f"links_around_{reach}"] = _around(columns["link_words"], reach) / (_around(words, reach) + 1)
    for step, name in ((1, "next"), (-1, "previous")):
        columns[f"{name}_words"] = np.log1p(_shifted(words, step))
        columns[f"{name}_links"] = _shifted(columns["link_share"], step)
        columns[f"{name}_heading"] = _shifted(np.maximum(columns["heading"], 0), step)


def _element_columns(
    columns: dict[str, Column], document: Document, words: Column
) -> tuple[list[int], list[int]]:
    """What the elements around the block say, and how dense they are."""
    outline = document.outline
    assert outline is not None
    own, inherited = element_hints(outline)
    parents = outline.parents
    elements = [block.markup.element if block.markup else -1 for block in document.blocks]
    hints = [inherited[element] if element >= 0 else 0 for element in elements]
    near = []
    levels: list[list[int]] = []
    for element in elements:
        bits, level, chain = 0, element, []
        for _ in range(NEAR):
            if level < 0:
                break
            bits |= own[level]
            chain.append(level)
            level = parents[level]
        near.append(bits)
        levels.append(chain)
    all_hints = np.array(hints, dtype=np.int64)
    near_hints = np.array(near, dtype=np.int64)
    for number, hint in enumerate(HINTS):
        columns[f"in_{hint.name}"] = ((all_hints >> number) & 1).astype(np.float64)
        columns[f"near_{hint.name}"] = ((near_hints >> number) & 1).astype(np.float64)
    columns["hidden"] = np.array([1.0 if b.markup and b.markup.hidden else 0.0 for b in document.blocks])
    _density_columns(columns, document, words, levels)
    return hints, near


def _density_columns(
    columns: dict[str, Column], document: Document, words: Column, levels: list[list[int]]
) -> None:
    """Text, links and prose of the elements two, three and four above: differences of running sums."""
    outline = document.outline
    assert outline is not None
    first = np.array(outline.first or (0,))
    last = np.array(outline.last or (0,)) + 1
    prose = words * (columns["sentences"] > 0) * (columns["link_share"] < 0.4)
    sums = {
        "words": np.concatenate(([0.0], np.cumsum(words))),
        "links": np.concatenate(([0.0], np.cumsum(columns["link_words"]))),
        "prose": np.concatenate(([0.0], np.cumsum(prose))),
    }
    total = max(words.sum(), 1.0)
    for up in (1, 2, 3):
        at = np.array([chain[min(up, len(chain) - 1)] if chain else 0 for chain in levels], dtype=np.int64)
        text = sums["words"][last[at]] - sums["words"][first[at]]
        columns[f"up{up}_links"] = (sums["links"][last[at]] - sums["links"][first[at]]) / (text + 1)
        columns[f"up{up}_prose"] = np.log1p(sums["prose"][last[at]] - sums["prose"][first[at]])
        columns[f"up{up}_share"] = text / total
        columns[f"up{up}_blocks"] = np.log1p(last[at] - first[at])


def _around(values: Column, reach: int) -> Column:
    """Sum over the block and `reach` blocks on each side."""
    sums = np.concatenate(([0.0], np.cumsum(values)))
    order = np.arange(len(values))
    around: Column = sums[np.minimum(order + reach + 1, len(values))] - sums[np.maximum(order - reach, 0)]
    return around


def _shifted(values: Column, step: int) -> Column:
    """The value of the block `step` further on; 0 beyond the ends."""
    out = np.zeros_like(values)
    if step > 0:
        out[:-step] = values[step:]
    else:
        out[-step:] = values[:step]
    return out
