"""The elements that hold text, recorded as columns while the page is read."""

from __future__ import annotations

from pipeline.document import Outline
from pipeline.segment.html_frame import Frame


class OutlineBuilder:
    """Enters an element, and its ancestors before it, when the first block inside it is made."""

    def __init__(self) -> None:
        self._tags: list[str] = []
        self._parents: list[int] = []
        self._words: list[str] = []
        self.first: list[int] = []
        """First block of each element."""
        self._last: list[int] = []

    def enter(self, holder: Frame, block: int) -> int:
        """Index of the smallest element that holds the block with this number."""
        if holder.index < 0:
            fresh = []
            frame: Frame | None = holder
            while frame is not None and frame.index < 0:
                fresh.append(frame)
                frame = frame.up
            for frame in reversed(fresh):
                if frame.up is not None:
                    frame.index = len(self._tags)
                    self._tags.append(frame.tag)
                    self._parents.append(frame.up.index)
                    words = frame.words
                    self._words.append(" ".join(words.split()) if words else words)
                    self.first.append(block)
                    self._last.append(block)
        if holder.index >= 0:
            self._last[holder.index] = block
        return holder.index

    def finish(self) -> Outline:
        """The outline; ranges of ancestors are completed from those of their descendants."""
        last, parents = self._last, self._parents
        for index in range(len(parents) - 1, -1, -1):
            parent = parents[index]
            if parent >= 0 and last[parent] < last[index]:
                last[parent] = last[index]
        return Outline(tuple(self._tags), tuple(parents), tuple(self._words), tuple(self.first), tuple(last))
