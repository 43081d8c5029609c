"""TXT003: text that stood in for text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.document import LabelledBlock
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of placeholder: what it is called, what it looks like."""

    name: str
    cues: tuple[str, ...]
    """One of these stands in every text that has it: a cheap look before the pattern runs."""
    pattern: re.Pattern[str]


_FILLER = "filler Latin"
_FIELD = "an unfilled template field"
_KINDS = (
    _Kind(
        _FILLER,
        ("orem ipsum",),
        re.compile(r"\blorem ipsum\b(?:[\s,]+dolor sit amet\b)?|\bdolor sit amet\b", re.IGNORECASE),
    ),
    _Kind(
        "a note to do",
        ("TODO", "FIXME"),
        re.compile(
            r"(?:^|(?<=[\[(.!?;*]\s)|(?<=[\[(*]))(?:TODO|FIXME)\b(?!-\w|\s+(?:lists?|apps?|items?|comments?|tasks?)\b)"
            r"|\b(?:TODO|FIXME)\s*(?::|\(\w+\))"
        ),
    ),
    _Kind("an unfilled template field", ("{{",), re.compile(r"\{\{\s*[\w.|'\" -]{1,60}\s*\}\}")),
    _Kind(
        _FIELD,
        ("%s", "%d"),
        re.compile(r"\b(?:[Rr]eplace )?[Gg]eneric %[sd]\b|(?<=\s)%s(?=[\s.,;:?!]|$)"),
    ),
    _Kind(
        "a leftover of a prompt",
        ("0w ", "5w ", "SUBAGENT"),
        re.compile(
            r"(?:^|(?<=\s))\d{1,3}[05]w (?:bait|detail|hook|intro|answer|summary|brief|body|outro)\s*:"
            r"|\bSUBAGENT_[A-Z]+\b"
        ),
    ),
    _Kind(
        "a leftover of a prompt",
        ("s an AI",),
        re.compile(r"\b[Aa]s an AI (?:language )?(?:model|assistant)\b"),
    ),
    _Kind(
        "a note to fill in",
        ("[",),
        re.compile(r"\[\s*(?:insert|placeholder|tk)\b[^\]\n]{0,80}\]|\[object Object\]", re.IGNORECASE),
    ),
    _Kind(
        "a note to fill in",
        ("ext here", "ext goes here"),
        re.compile(r"\b(?:insert |your )(?:your )?text (?:goes )?here\b|\btext goes here\b", re.IGNORECASE),
    ),
)
_HEADING_MARK = _Kind("a leftover of a prompt", ("H1: ", "H2: ", "H3: ", "H4: "), re.compile(r"\AH[1-4]: "))
_NOT_TEXT = frozenset({"article.code", "article.diagram", "article.image", "article.rule_line"})
_TECHNICAL = frozenset({"documentation", "forum"})
_TECHNICAL_KINDS = frozenset({_FIELD, "a note to do"})


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

            Pulse ← Library

            How do you season an iron pan?

            Direct Answer

            Wipe the pan with a thin film of oil and bake it upside down for an hour at high heat.

            Choosing an Oil

            TODO: ask the cook which oil smokes least and add the numbers before this goes out to readers.

    Example that passes
        ::

            Pulse ← Library

            How do you season an iron pan?

            Direct Answer

            Wipe the pan with a thin film of oil and bake it upside down for an hour at high heat.

            Choosing an Oil

            There is little to do afterwards: linseed oil hardens best, rapeseed oil smokes least of the
                cheap ones.

    How to fix
        Write the missing text, or remove the leftover.

    Limits
        Code and diagrams are not looked at. On documentation and forum pages, where template fields and notes
        to do are subjects of their own, those two kinds are for review; fields are not told at all there on
        HTML or text with menus of a site without a profile, where code in a sentence cannot be told from its
        words. On such HTML filler Latin is told once for the page.
    """

    code = "TXT003"
    name = "placeholder-text"
    severity: ClassVar[Severity] = "error"
    fix = "Write the missing text, or remove the leftover"

    def check(self, page: PageContext) -> Iterator[Hit]:
        met_of = [(kind, [cue for cue in kind.cues if page.holds(cue)]) for kind in _KINDS]
        blocks = [block for block in page.article_blocks if block.label not in _NOT_TEXT]
        for block in blocks:
            if block.text.startswith(_HEADING_MARK.cues):
                yield from _hits(page, _HEADING_MARK, block)
        for kind, met in met_of:
            once = page.unknown_layout and kind.name == _FILLER
            for block in blocks if met else ():
                if met[0] in block.text or (len(met) > 1 and _has_cue(block.text, met[1:])):
                    hits = list(_hits(page, kind, block))
                    yield from hits[:1] if once else hits
                    if hits and once:
                        break


def _hits(page: PageContext, kind: _Kind, block: LabelledBlock) -> Iterator[Hit]:
    technical = page.extraction.page_type in _TECHNICAL and kind.name in _TECHNICAL_KINDS
    if technical and page.unknown_layout and kind.name == _FIELD:
        return
    for match in kind.pattern.finditer(block.text):
        yield Hit(
            f"The text holds {kind.name}: {clip(match.group())}",
            subject=match.group(),
            start=block.start + match.start(),
            end=block.start + _end(block.text, match.end()),
            outcome="review" if technical else None,
            found=match.group(),
        )


def _has_cue(text: str, cues: Sequence[str]) -> bool:
    for cue in cues:  # noqa: SIM110 - called for each piece: a generator would cost more than the look
        if cue[0] in text and cue in text:  # a single character is found, or not, twenty times as fast
            return True
    return False


def _end(text: str, end: int) -> int:
    """A little of what follows, so that the excerpt can be understood."""
    limit = min(len(text), end + 60)
    if limit == len(text):
        return limit
    cut = text.rfind(" ", end, limit)
    return cut if cut > end else end
