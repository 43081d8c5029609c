"""The pieces a labeller makes: a small builder that keeps offsets, labels and reasons together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter

from pipeline.document import Block, LabelledBlock, LinkValue, Value

# Made of whole tuples: half the cost of a call with names and defaults, a hundred times a page.
_make = partial(tuple.__new__, LabelledBlock)

LEFT = ""
"""Label of a block that the profile has no rule for; decided later, never published."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters that are no white space, and show nothing either."""
MAX_INVISIBLE = 20
"""Characters of a line that may be a blank one with such characters in it."""


@dataclass(slots=True)
class Pieces:
    """Pieces of one page under construction, in any order; `ordered` sorts them."""

    accounted: str
    made: list[LabelledBlock] = field(default_factory=list)

    def put(
        self,
        start: int,
        end: int,
        label: str,
        reason: str,
        value: Value | None = None,
        links: tuple[LinkValue, ...] = (),
    ) -> None:
        """Add a piece, trimmed to its non-space characters; an all-space piece is dropped."""
        text = self.accounted[start:end]
        inner = text.strip()
        if not inner:
            return
        if len(inner) != len(text):
            start += text.find(inner[0])
            end = start + len(inner)
        self.made.append(_make((start, end, label, reason, inner, value, links)))

    def block(
        self,
        block: Block,
        label: str,
        reason: str,
        value: Value | None = None,
        links: tuple[LinkValue, ...] = (),
    ) -> None:
        """Add a whole block as one piece."""
        start, end = block.start, block.end
        self.made.append(_make((start, end, label, reason, self.accounted[start:end], value, links)))

    def leave(self, block: Block) -> None:
        """Note a block that no profile rule explains."""
        self.block(block, LEFT, "")

    def ordered(self) -> list[LabelledBlock]:
        """All pieces in the order of the page."""
        self.made.sort(key=itemgetter(0))
        return self.made
