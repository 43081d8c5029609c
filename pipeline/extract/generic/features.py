"""Numbers about each block of a page: its text, its place, its neighbours, the elements around it.

Everything is counted in bulk over the page. A model sees these columns alone and knows them by name; trees do
not care for scale, so nothing is scaled.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document
from pipeline.extract.generic import characters as ch
from pipeline.extract.generic.element_columns import ElementHints, element_columns
from pipeline.extract.generic.lexicon import CLASSES

Column = NDArray[np.float64]
Columns = dict[str, Any]
"""Name → a column, or one number that holds for the whole page."""
PROSE_WORDS = 6
"""A sentence of fewer words is no running text."""
LONG_PROSE = 15
"""Words from which running text counts as a paragraph."""
_COUNTED = (ch.COMMA, ch.DIGIT, ch.UPPER, ch.SEPARATOR, ch.MONEY)
_SAID_NEAR = ("function", "legal", "control", "month", "time", "shop", "comment", "related")
_SHOWN_NEAR = ("ends_sentence", "upper", "money")
_BESIDE = {"words": "words", "links": "link_share", "heading": "heading", "sentences": "sentences"}
NEVER = 999.0
"""Distance to something that never comes."""


class Features(NamedTuple):
    """The features of a page."""

    names: tuple[str, ...]
    table: NDArray[np.float32]
    """One row a feature, one column a block."""
    words: Column
    """Number of words of each block."""
    hints: tuple[int, ...]
    """Hints of each block and all elements around it, as bits; 0 for flat text."""
    near_hints: tuple[int, ...]
    """Hints of the block's nearest elements only."""

    def column(self, name: str) -> Column:
        """One feature over all blocks."""
        column: Column = self.table[self.names.index(name)].astype(np.float64)
        return column


@lru_cache(maxsize=16)
def rows_of(names: tuple[str, ...], wanted: tuple[str, ...]) -> NDArray[np.intp]:
    """The numbers of the rows with the wanted names; the same few for every page."""
    row = {name: number for number, name in enumerate(names)}
    return np.array([row[name] for name in wanted])


def page_features(document: Document, title_at: int) -> Features:
    """Features of every block; there must be one. `title_at`: number of the title's block, -1 where none is."""
    blocks = document.blocks
    starts = np.array([block.start for block in blocks])
    ends = np.array([block.end for block in blocks])
    columns: Columns = {}
    _text_columns(columns, document, starts, ends)
    words = columns["words"]
    prose = words * (columns["sentences"] > 0) * (columns["link_share"] < 0.4) * (words >= PROSE_WORDS)
    _place_columns(columns, words, prose, title_at)
    _neighbour_columns(columns, words, prose)
    hints = ElementHints((0,) * len(blocks), (0,) * len(blocks))
    if document.outline is not None:
        hints = element_columns(columns, document, words, prose, starts, ends, title_at)
    else:
        columns["gap"] = [block.gap for block in blocks]
    table = np.empty((len(columns), len(blocks)), dtype=np.float32)
    for row, column in enumerate(columns.values()):
        table[row] = column
    return Features(tuple(columns), table, words, hints.all, hints.near)


def _text_columns(
    columns: Columns, document: Document, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> None:
    """What the block's own text says."""
    blocks = document.blocks
    counted = ch.count_characters(document.accounted)
    kinds, sums = counted.kinds, counted.word_starts
    length = (ends - starts).astype(np.float64)
    first_word, last_word = sums[starts], sums[ends]
    words = (last_word - first_word).astype(np.float64)
    anchors = [(a.start, a.end, number) for number, block in enumerate(blocks) for a in block.anchors]
    begin, end, owner = np.array(anchors, dtype=np.int64).reshape(-1, 3).T
    linked = np.bincount(owner, end - begin, len(blocks))
    linked_words = np.bincount(owner, sums[end] - sums[begin], len(blocks))
    links = np.bincount(owner, minlength=len(blocks))
    last, before_last = kinds[ends - 1], kinds[np.maximum(ends - 2, starts)]
    commas, digits, upper, separators, money = counted.with_bits(_COUNTED, starts, ends)
    columns["words"] = words
    columns["link_words"] = np.minimum(linked_words, words)
    columns["link_share"] = np.minimum(linked / length, 1.0)
    columns["links"] = links
    columns["sentences"] = counted.sentence_ends(starts, ends).astype(np.float64)
    columns["commas"] = commas / (words + 1)
    columns["ends_sentence"] = (
        ((last & ch.STOP) != 0) | (((last & ch.CLOSING) != 0) & ((before_last & ch.STOP) != 0))
    ).astype(np.float64)
    columns["ends_colon"] = counted.codes[ends - 1] == ord(":")
    columns["digits"] = digits / length
    columns["upper"] = upper / length
    columns["separators"] = separators / (words + 1)
    columns["money"] = money.astype(np.float64)
    columns["word_length"] = length / (words + 1)
    columns["heading"] = np.array([block.heading_level for block in blocks], dtype=np.float64)
    shares = counted.word_classes(first_word, last_word, len(CLASSES)) / (words + 1)
    for name, column in zip(CLASSES, shares, strict=True):
        columns[f"of_{name}"] = column
    seen = Counter(block.text for block in blocks)
    columns["said"] = [seen[block.text] for block in blocks]


def _place_columns(columns: Columns, words: Column, prose: Column, title_at: int) -> None:
    """Where the block stands, and what the whole page is like."""
    size = len(words)
    order = np.arange(size)
    total, all_prose = max(float(words.sum()), 1.0), float(prose.sum())
    before = np.cumsum(words) - words
    columns["place"] = order / max(size - 1, 1)
    columns["index"], columns["index_end"] = order, size - 1 - order
    columns["words_before"] = before / total
    columns["prose_before"] = (np.cumsum(prose) - prose) / max(all_prose, 1.0)
    columns["words_share"] = words / total
    known = title_at >= 0
    columns["from_title"] = np.clip(order - title_at, -60, 200) if known else 0.0
    columns["words_from_title"] = np.clip(before - before[title_at], -500, 5000) if known else 0.0
    columns["titled"] = float(known)
    columns["page_words"], columns["page_blocks"] = total, size
    columns["page_prose"], columns["page_prose_share"] = all_prose, all_prose / total
    columns["page_links"] = float(columns["link_words"].sum()) / total
    columns["page_mean"] = total / size
    columns["page_paragraphs"] = int((prose >= LONG_PROSE).sum())
    columns["page_longest"] = float(words.max())


def _neighbour_columns(columns: Columns, words: Column, prose: Column) -> None:
    """What stands around the block, at several distances."""
    size = len(words)
    order = np.arange(size)
    headings = columns["heading"] > 0
    said = [columns[f"of_{name}"] * (words + 1) for name in _SAID_NEAR]
    shown = [columns[name] for name in _SHOWN_NEAR]
    sums = _sums(words, prose, columns["link_words"], headings, *said, *shown)
    for reach in (1, 3, 8, 20):
        low, high = np.maximum(order - reach, 0), np.minimum(order + reach + 1, size)
        rows = sums if reach == 8 else sums[:3]
        text, near_prose, linked, *near = rows[:, high] - rows[:, low]
        columns[f"prose_{reach}"] = near_prose / (2 * reach + 1)
        columns[f"links_{reach}"] = linked / (text + 1)
        columns[f"words_{reach}"] = text / (2 * reach + 1)
        if reach == 8:
            for name, counts in zip(_SAID_NEAR, near[1:], strict=False):
                columns[f"{name}_8"] = counts / (text + 1)
            for name, counts in zip(_SHOWN_NEAR, near[1 + len(said) :], strict=True):
                columns[f"{name}_8"] = counts
    ahead = sums[1:4:2]  # of prose and of headings
    for reach in (4, 12):
        low, high = np.maximum(order - reach, 0), np.minimum(order + reach + 1, size)
        after, behind = ahead[:, high] - ahead[:, 1:], ahead[:, :-1] - ahead[:, low]
        columns[f"prose_ahead_{reach}"], columns[f"prose_behind_{reach}"] = after[0], behind[0]
        columns[f"heads_ahead_{reach}"], columns[f"heads_behind_{reach}"] = after[1], behind[1]
    beside = np.stack([columns[name] for name in _BESIDE.values()])
    for step, name in ((1, "next"), (-1, "last"), (-2, "last2")):
        for own, column in zip(_BESIDE, _shifted(beside, step), strict=True):
            columns[f"{name}_{own}"] = column
    columns["since_prose"] = _since(prose >= LONG_PROSE)
    columns["until_prose"] = _since((prose >= LONG_PROSE)[::-1])[::-1]
    columns["since_heading"] = _since(headings)
    over = np.maximum.accumulate(np.where(headings, order, -1))
    before = sums[0, :-1]
    columns["words_since_heading"] = before - np.where(over < 0, 0.0, before[over])
    for name in ("heading", "of_related", "of_comment"):
        columns[f"over_{name}"] = np.where(over < 0, 0.0, columns[name][over])
    columns["short_run"] = _run_length(words <= PROSE_WORDS)
    columns["link_run"] = _run_length(columns["link_share"] > 0.8)
    columns["after_legal"] = np.maximum.accumulate(columns["of_legal"] > 0.2)


def _sums(*values: NDArray[Any]) -> Column:
    """Running sums, beginning with 0, one row for each of the values."""
    sums = np.zeros((len(values), len(values[0]) + 1))
    np.cumsum(np.stack(values), axis=1, out=sums[:, 1:])
    return sums


def _shifted(values: Column, step: int) -> Column:
    """In each row the value of the block `step` further on; -1 beyond the ends."""
    out = np.full_like(values, -1.0)
    if step > 0:
        out[:, :-step] = values[:, step:]
    else:
        out[:, -step:] = values[:, :step]
    return out


def _since(flags: NDArray[np.bool_]) -> Column:
    """Blocks since the last flag, 0 at a flag."""
    order = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, order, -1))
    since: Column = np.where(last < 0, NEVER, order - last)
    return since


def _run_length(flags: NDArray[np.bool_]) -> Column:
    """Length of the run of flags that a block stands in; 0 outside of runs."""
    steps = np.diff(flags.astype(np.int8), prepend=0, append=0)
    begins, ends = np.nonzero(steps == 1)[0], np.nonzero(steps == -1)[0]
    lengths = np.concatenate(([0], ends - begins))
    runs: Column = np.where(flags, lengths[np.cumsum(steps[:-1] == 1)], 0).astype(np.float64)
    return runs
