"""The elements of a page and the markup of its blocks as arrays: what is asked of all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Inline, Outline

Numbers = NDArray[np.int64]


class Marks(NamedTuple):
    """The markup of all blocks, one tuple for each field of `Markup`, in the order of its fields."""

    tag: tuple[str, ...]
    path: tuple[tuple[str, ...], ...]
    hidden: tuple[bool, ...]
    ordered: tuple[bool | None, ...]
    depth: tuple[int, ...]
    number: tuple[int | None, ...]
    row: tuple[int | None, ...]
    column: tuple[int | None, ...]
    group: tuple[int | None, ...]
    row_span: tuple[int, ...]
    column_span: tuple[int, ...]
    language: tuple[str | None, ...]
    inline: tuple[tuple[Inline, ...], ...]
    element: tuple[int, ...]
    item: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ElementTree:
    """The outline of a page as arrays, one entry an element."""

    tags: tuple[str, ...]
    parents: Numbers
    """-1 at the root."""
    depth: Numbers
    """0 at the root."""
    number_of_tag: dict[str, int]
    tag_numbers: Numbers
    distinct: tuple[str, ...]
    """The different class words of the page …"""
    word_numbers: Numbers
    """… and which of them each element has."""
    _above: tuple[Numbers, ...]
    """For each element the one 1, 2, 4, 8, … above it; the number of elements beyond the root."""

    @classmethod
    def of(cls, outline: Outline) -> ElementTree:
        """Arrays of an outline."""
        size = len(outline.tags)
        parents = np.array(outline.parents)
        number_of_tag = {tag: number for number, tag in enumerate(dict.fromkeys(outline.tags))}
        number_of_words = {words: number for number, words in enumerate(dict.fromkeys(outline.words))}
        above = np.append(np.where(parents < 0, size, parents), size)
        depth = (above != size).astype(np.int64)
        steps = [above]
        while (above != size).any():
            depth += depth[above]
            above = above[above]
            steps.append(above)
        return cls(
            tags=outline.tags,
            parents=parents,
            depth=depth[:size],
            number_of_tag=number_of_tag,
            tag_numbers=np.array([number_of_tag[tag] for tag in outline.tags]),
            distinct=tuple(number_of_words),
            word_numbers=np.array([number_of_words[words] for words in outline.words]),
            _above=tuple(steps),
        )

    def handed_down(self, bits: Numbers) -> Numbers:
        """The bits of each element and all elements around it."""
        bits = np.append(bits, 0)
        for above in self._above:
            bits = bits | bits[above]
        return bits[:-1]
