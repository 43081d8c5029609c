"""The elements that hold text, recorded as columns while the page is read."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Outline
from pipeline.segment.html_frame import Open

DEEPEST = 200
"""Below this nesting, blocks keep the path of the ancestor at this depth: hostile pages nest without end."""

_SEAM = "\0"


class OutlineBuilder:
    """Enters an element, and its ancestors before it, when the first block inside it is made."""

    def __init__(self) -> None:
        self._tags: list[str] = []
        self._parents: list[int] = []
        self._words: list[str] = []
        self.first: list[int] = []
        """First block of each element."""
        self._last: list[int] = []
        self.paths: list[tuple[str, ...]] = []
        """Names from the root down to each element."""

    def enter(
        self,
        opened: Sequence[Open],
        indexes: list[int],
        depth: int,
        closed: Sequence[tuple[Open, int]],
        block: int,
    ) -> int:
        """Index of the smallest element that holds the block with this number; -1 where only the root does.

        `opened`, `indexes`: the open elements and their indexes, -1 before they are entered. The holder is the
        one at `depth`, or, where some below it were closed since its text, the first of those.
        """
        index = indexes[depth]
        if index < 0 and depth:
            level = depth
            while level > 1 and indexes[level - 1] < 0:
                level -= 1
            index = indexes[level - 1]
            while level <= depth:
                index = indexes[level] = self._add(opened[level], index, level, block)
                level += 1
        for element, known in reversed(closed):
            depth += 1
            index = known if known >= 0 else self._add(element, index, depth, block)
        if index >= 0:
            self._last[index] = block
        return index

    def _add(self, element: Open, parent: int, depth: int, block: int) -> int:
        tag = element[0]
        self._tags.append(tag)
        self._parents.append(parent)
        self._words.append(element[1])
        path = self.paths[parent] if parent >= 0 else ()
        self.paths.append((*path, tag) if depth <= DEEPEST else path)
        self._last.append(block)
        first = self.first
        first.append(block)
        return len(first) - 1

    def finish(self) -> Outline:
        """The outline; ranges of ancestors are completed from those of their descendants."""
        last, parents = self._last, self._parents
        for index in range(len(parents) - 1, -1, -1):
            parent = parents[index]
            if parent >= 0 and last[parent] < last[index]:
                last[parent] = last[index]
        return Outline(
            tuple(self._tags), tuple(parents), _single_spaced(self._words), tuple(self.first), tuple(last)
        )


def _single_spaced(written: Sequence[str]) -> tuple[str, ...]:
    """Each text with single spaces and none at its ends, all at once: there are hundreds, most of them alike."""
    different = list(dict.fromkeys(written))
    together = " ".join(f" {_SEAM} ".join(different).split())
    spaced = [words.strip(" ") for words in together.split(_SEAM)]
    if len(spaced) != len(different):  # a text holds the seam, which the parser lets into no attribute
        spaced = [" ".join(words.split()) for words in different]
    known = dict(zip(different, spaced, strict=True))
    return tuple([known[words] for words in written])
