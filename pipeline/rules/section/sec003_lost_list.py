"""SEC003: a lead-in whose list, table or diagram is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from pipeline.rules.section._promises import is_lead_in, verdict
from schemas.vocabulary import Severity

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LONG = 390
"""Of a longer paragraph the excerpt shows the end, where the lead-in stands."""


class LostList(PageRule):
    """A lead-in ends in a colon, and what it promises does not follow.

    What it checks
        Paragraphs and answers that end in a colon. A list, table, code, quotation, steps or diagram must
        come next. Paragraphs count as items when they are numbered or marked, or when two in a row begin
        with a label and a colon. A lead-in may also introduce a paragraph: a quotation, an example, a
        script.

    Why it matters
        The lead-in is left as the scar of content that was lost between the site and the dump. The
        article reads as whole, but its most useful lines are missing.

    Example that fails
        ::

            Pulse ← Library

            How do you choose a bicycle lock?

            Direct Answer

            Choose the heaviest lock that you will still carry every day, and learn one good way to close
                it.

            What to Compare

            For commuters who park at a station, a sensible checklist typically includes:

            Nobody regrets the extra half kilogram once the bicycle stands out of sight for ten hours.

    Example that passes
        ::

            Pulse ← Library

            How do you choose a bicycle lock?

            Direct Answer

            Choose the heaviest lock that you will still carry every day, and learn one good way to close
                it.

            What to Compare

            For commuters who park at a station, a sensible checklist typically includes:

            - Weight, with the bracket that holds it to the frame.
            - The rating of an independent test laboratory.

            Nobody regrets the extra half kilogram once the bicycle stands out of sight for ten hours.

    How to fix
        Fetch the list, table or diagram from the site or from another capture of the page.

    Limits
        HTML or text with menus of a site without a profile is not judged: headings, pictures and widgets keep
        the promises of its lead-ins, and paragraphs do so as well. A diagram or an image after a lead-in that
        promises items may be what it meant, so that is for review, and so is text that nothing explains.
        Content lost without a lead-in cannot be told from the text.
    """

    code = "SEC003"
    name = "lost-list"
    severity: ClassVar[Severity] = "warning"
    fix = "Fetch the missing list, table or diagram from the site or from another capture"

    def check(self, page: PageContext) -> Iterator[Hit]:
        if page.unknown_layout:
            return
        for section in page.sections:
            blocks = section.blocks
            for index, block in enumerate(blocks):
                if not is_lead_in(block):
                    continue
                following = blocks[index + 1 : index + 3]
                judged = verdict(block, following)
                if judged == "kept":
                    continue
                limit = following[0].start if following else None
                unexplained = any(
                    piece.label == "unexplained"
                    and block.end <= piece.start
                    and (limit is None or piece.start < limit)
                    for piece in section.others
                )
                yield _hit(block.text, block.start, block.end, unsure=judged == "unsure" or unexplained)


def _hit(text: str, start: int, end: int, *, unsure: bool) -> Hit:
    lead = _SENTENCE.split(text[-_LONG:])[-1]
    if len(text) > _LONG:
        start = end - _LONG + text[-_LONG:].find(" ") + 1
    if unsure:
        words = f"The lead-in {clip(lead, 90)} is followed by something other than the items it promises"
    else:
        words = f"The lead-in {clip(lead, 90)} is followed by no list, table or diagram"
    return Hit(
        words,
        subject=lead,
        start=start,
        end=end,
        outcome="review" if unsure else None,
        expected="a list, table or diagram",
    )
