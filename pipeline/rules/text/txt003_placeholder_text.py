"""TXT003: text that stood in for text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_CUES = (
    *(
        "lorem",
        "dolor sit",
        "todo",
        "fixme",
        "{{",
        "%s",
        "generic %d",
        "subagent",
        "as an ai",
        "[object object]",
    ),
    *("w bait", "w detail", "w hook", "w intro", "w answer", "w summary", "w brief", "w body", "w outro"),
    *("h1:", "h2:", "h3:", "h4:", "h5:", "h6:"),
    *("[insert", "[ insert", "[placeholder", "[tk", "goes here", "text here"),
)
"""One of these stands in every page that has a placeholder: a cheap look before the patterns run."""

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("filler Latin", re.compile(r"\blorem ipsum\b|\bdolor sit amet\b", re.IGNORECASE)),
    (
        "a note to do",
        re.compile(
            r"(?:^|(?<=[\[(.!?;*]\s)|(?<=[\[(*]))(?:TODO|FIXME)\b(?!\s+(?:lists?|apps?|items?|comments?|tasks?)\b)"
            r"|\b(?:TODO|FIXME)\s*(?::|\(\w+\))"
        ),
    ),
    ("an unfilled template field", re.compile(r"\{\{\s*[\w.|'\" -]{1,60}\s*\}\}")),
    (
        "an unfilled template field",
        re.compile(r"\b(?:[Rr]eplace )?[Gg]eneric %[sd]\b|(?<=\s)%s(?=[\s.,;:?!]|$)"),
    ),
    (
        "a leftover of a prompt",
        re.compile(
            r"(?:^|(?<=\s))\d{2,4}w (?:bait|detail|hook|intro|answer|summary|brief|body|outro)\s*:"
            r"|\bSUBAGENT_[A-Z]+\b|^H[1-6]: "
            r"|\b[Aa]s an AI (?:language )?(?:model|assistant)\b"
        ),
    ),
    (
        "a note to fill in",
        re.compile(
            r"\[\s*(?:insert|placeholder|tk)\b[^\]\n]{0,80}\]|\binsert (?:your )?text here\b"
            r"|\byour text (?:goes )?here\b|\btext goes here\b|\[object Object\]",
            re.IGNORECASE,
        ),
    ),
)
_NOT_TEXT = frozenset({"article.code", "article.diagram", "article.image", "article.rule_line"})
_TECHNICAL = frozenset({"documentation", "forum"})
_TECHNICAL_KINDS = frozenset({"an unfilled template field", "a note to do"})


class PlaceholderText(PageRule):
    """The text holds something that should have been replaced before publishing.

    What it checks
        Filler Latin, notes to do (``TODO`` and ``FIXME`` in capitals), unfilled template fields
        (``{{name}}``, ``%s``), leftovers of prompts ("40w bait:", "SUBAGENT_VERIFIED", "H2:"), "[insert
        …]" and the like.

    Why it matters
        It is the surest sign that nobody read the page. Whatever learns from the dataset learns it too.

    Example that fails
        ::

            How do you season an iron pan?

            Direct Answer

            Wipe the pan with a thin film of oil and bake it upside down for an hour at high heat.

            Choosing an Oil

            TODO: ask the cook which oil smokes least and add the numbers before this goes out to readers.

    Example that passes
        ::

            How do you season an iron pan?

            Direct Answer

            Wipe the pan with a thin film of oil and bake it upside down for an hour at high heat.

            Choosing an Oil

            There is little to do afterwards: linseed oil hardens best, rapeseed oil smokes least of the
                cheap ones.

    How to fix
        Write the missing text, or remove the leftover.

    Limits
        Code and diagrams are not looked at. On documentation and forum pages, where template fields and
        notes to do are subjects of their own, those two kinds are for review.
    """

    code = "TXT003"
    name = "placeholder-text"
    severity: ClassVar[Severity] = "error"
    fix = "Write the missing text, or remove the leftover"

    def check(self, page: PageContext) -> Iterator[Hit]:
        lower = page.lower
        if not any(cue in lower for cue in _CUES):
            return
        technical = page.extraction.page_type in _TECHNICAL
        for block in page.article_blocks:
            if block.label in _NOT_TEXT:
                continue
            for kind, pattern in _PATTERNS:
                for match in pattern.finditer(block.text):
                    yield Hit(
                        f"The text holds {kind}: {clip(match.group())}",
                        subject=match.group(),
                        start=block.start + match.start(),
                        end=block.start + _end(block.text, match.end()),
                        outcome="review" if technical and kind in _TECHNICAL_KINDS else None,
                        found=match.group(),
                    )


def _end(text: str, end: int) -> int:
    """A little of what follows, so that the excerpt can be understood."""
    limit = min(len(text), end + 60)
    if limit == len(text):
        return limit
    cut = text.rfind(" ", end, limit)
    return cut if cut > end else end
