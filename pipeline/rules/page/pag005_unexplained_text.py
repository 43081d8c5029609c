"""PAG005: text that is neither article nor known chrome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.document import LabelledBlock
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_SHARE = 0.1


class UnexplainedText(PageRule):
    """Some text of the page is neither article nor known chrome.

    What it checks
        The account of the page: pieces labelled ``unexplained`` that hold a letter or a digit. Pieces
        that follow each other directly are told together.

    Why it matters
        Unexplained text is kept out of the article, so it may be a loss; or it is chrome that the profile
        should learn.

    Example that fails
        An odd line in the closing zones of a page of the pulse library::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 20 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            Sources

            Related on PULSE

            Download:
            Was this helpful?

            Zebra quartz umbrella 77 nobody put this line here and no profile knows it

    Example that passes
        ::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden?

            📖 20 words6/30/2026

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            Sources

            Related on PULSE

            Download:
            Was this helpful?

    How to fix
        Look at it with ``dechrome page FILE --format account``, and teach the profile what it is.

    Limits
        On HTML or text with menus of a site without a profile it is told once a tenth of the page is
        unexplained; less than that is in the account alone. Marks without a letter or digit are counted in
        the account, but not told here.
    """

    code = "PAG005"
    name = "unexplained-text"
    severity: ClassVar[Severity] = "warning"
    fix = "Look at `dechrome page FILE --format account` and teach the profile what it is"

    def check(self, page: PageContext) -> Iterator[Hit]:
        left = page.by_label.get("unexplained")
        if left is None:
            return
        if page.unknown_layout and sum(len(block.text) for block in left) < _SHARE * len(
            page.document.accounted
        ):
            return
        run: list[LabelledBlock] = []
        for block in page.blocks:
            if block.label == "unexplained":
                run.append(block)
            elif run:
                yield from _hits(page, run)
                run = []
        yield from _hits(page, run)


def _hits(page: PageContext, run: list[LabelledBlock]) -> Iterator[Hit]:
    told = [block for block in run if any(map(str.isalnum, block.text))]
    if told:
        start, end = told[0].start, told[-1].end
        text = page.document.accounted[start:end]
        size = sum(len(block.text) for block in told)
        yield Hit(
            f"{size:,} characters are neither article nor known chrome: {clip(text)}",
            subject="unexplained text",
            start=start,
            end=end,
        )
