"""TXT007: a diagram that stood on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.document import LabelledBlock, TextValue
from pipeline.extract.diagram import is_flowchart, looks_like_diagram, restore_diagram
from pipeline.rules.base import Hit, PageContext, PageRule
from schemas.vocabulary import Severity

_EDGE = re.compile(r"--|==|-\.|~~")


class FlattenedDiagram(PageRule):
    """A diagram was dumped on one line, or does not parse.

    What it checks
        Diagrams that stood on one line of the page. One that a small grammar can read was put back on its
        lines, which changes white space only; the finding says so. One that it cannot read stays as it
        was and is for review.

    Why it matters
        The restored text is not the page's own layout, and whoever compares the two should know why. A
        diagram that does not parse will not draw either.

    Example that fails
        ::

            Pulse ← Library

            How does a letter reach a mountain hut?

            Direct Answer

            A letter to the hut goes by train, by bus and at last on the back of the warden or of a mule.

            flowchart TD A[Town] --> B[Valley] B --> C{Snow?} C -->|Yes| D[Wait] C -->|No| E[Hut]

            What the Mule Costs

            The warden pays by weight, so paper is cheap and parcels are not, and nobody sends books in
                winter.

    Example that passes
        ::

            Pulse ← Library

            How does a letter reach a mountain hut?

            Direct Answer

            A letter to the hut goes by train, by bus and at last on the back of the warden or of a mule.

            What the Mule Costs

            The warden pays by weight, so paper is cheap and parcels are not, and nobody sends books in
                winter.

    How to fix
        Nothing where it was restored. Else mend the diagram in the source of the page.

    Limits
        The grammar reads flowcharts whole, and the statements of sequence, state, class and entity diagrams
        and of pies. Other kinds of diagram (gantt, timeline, mind map) separate names by line ends alone:
        they are for review where they stand on one line. Only flowcharts are judged on several lines.
    """

    code = "TXT007"
    name = "flattened-diagram"
    severity: ClassVar[Severity] = "info"
    fix = "Nothing where it was restored; else mend the diagram in the source of the page"

    def check(self, page: PageContext) -> Iterator[Hit]:
        for block in page.article_blocks:
            if block.label == "article.diagram":
                if "\n" in block.text.strip():
                    if _is_broken(block):
                        yield _broken_hit(block)
                    continue
                restored = isinstance(block.value, TextValue) and "\n" in block.value.text.strip()
            elif block.label == "article.paragraph" and _stands_flat(block.text):
                restored = False
            else:
                continue
            kind = block.text.split(None, 1)[0]
            state = "its lines were restored" if restored else "it does not parse and stays as it was"
            yield Hit(
                f"A diagram ({kind}) stood on one line: {state}",
                subject="diagram",
                start=block.start,
                end=block.end,
                outcome=None if restored else "review",
            )


def _stands_flat(text: str) -> bool:
    """Whether a paragraph is a diagram that nothing took for one, as on a page of an unknown site."""
    return looks_like_diagram(text) and (not is_flowchart(text) or _EDGE.search(text) is not None)


def _is_broken(block: LabelledBlock) -> bool:
    """Whether a flowchart that stands on several lines cannot be read by the grammar."""
    text = block.value.text if isinstance(block.value, TextValue) else block.text
    lines = [
        line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("%%")
    ]
    flat = " ".join(lines)
    return is_flowchart(flat) and restore_diagram(flat) is None


def _broken_hit(block: LabelledBlock) -> Hit:
    return Hit(
        "A diagram (flowchart) does not parse and stays as it was",
        subject="diagram",
        start=block.start,
        end=block.end,
        outcome="review",
    )
