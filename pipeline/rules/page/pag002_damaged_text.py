"""PAG002: text that an encoding accident has damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_CONT = (
    "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d"
    + ("\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178\u0080-\u00bf")
)
"""What the second and later bytes of UTF-8 look like when read as Windows-1252 or Latin-1."""

_MOJIBAKE = re.compile(
    rf"\u00c3[{_CONT}](?<![A-Z\u00c0-\u00de]\u00c3[\u201d\u2019\u2026\u2014\u2013])|\u00c2[\u0080-\u00bf]"
    rf"|\u00e2[{_CONT}]{{2}}|\u00f0\u0178[{_CONT}]{{1,2}}|\u00ef\u00bb\u00bf"
    rf"|(?:[\u00d0\u00d1][{_CONT}]){{2,}}|(?:[\u00e3-\u00e9][{_CONT}]{{2}}){{2,}}|[\u00c4\u00c5][\u201a\u2122\u0178\u203a]"
)
_LEADS = "\u00c3\u00c2\u00e2\u00f0\u00ef\u00d0\u00d1\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00c4\u00c5"
_ASCII_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_AROUND = 40


class DamagedText(PageRule):
    """The text holds mojibake, replacement characters or control characters.

    What it checks
        The whole accounted text, chrome too: letters that are UTF-8 read as Windows-1252 ("donâ€™t",
        "cafÃ©"), the replacement character, and control characters; and what decoding said of two
        encodings in one file. Each kind is told once a page, at its first place, with its count.

    Why it matters
        Damaged words are lost to search and to matching, and the damage cannot be told from the author's
        text later.

    Example that fails
        ::

            Pulse ← Library

            How do you dry apples?

            Direct Answer

            Core them, cut them into rings as thick as a pencil, and donâ€™t let the rings touch on the
                string.

    Example that passes
        ::

            Pulse ← Library

            How do you dry apples?

            Direct Answer

            Core them, cut them into rings as thick as a pencil, and don’t let the rings touch on the
                string.

    How to fix
        Decode the page again with the encoding that it was written in.

    Limits
        Mojibake of other encodings than Windows-1252 and Latin-1 is not known. Single accented capitals
        before a quotation mark are let be, since they are mostly meant.
    """

    code = "PAG002"
    name = "damaged-text"
    severity: ClassVar[Severity] = "warning"
    fix = "Decode the page again with the encoding it was written in"
    needs_article = False

    def check(self, page: PageContext) -> Iterator[Hit]:
        if page.extraction.state in ("unreadable", "skipped"):
            return
        if page.damage:
            yield Hit(f"The text is damaged: {page.damage.strip().rstrip('.')}", subject="decoding")
        text = page.document.accounted
        control = _CONTROL
        if not text.isascii():
            if "\ufffd" in text:
                at = text.index("\ufffd")
                yield _hit(
                    text, "replacement character", "replacement characters", at, at + 1, text.count("\ufffd")
                )
            if any(lead in text for lead in _LEADS) and (found := _MOJIBAKE.search(text)):
                count = sum(1 for _ in _MOJIBAKE.finditer(text, found.start()))
                control = _ASCII_CONTROL  # the others are pieces of the mojibake
                yield _hit(text, "piece of mojibake", "pieces of mojibake", found.start(), found.end(), count)
        if found := control.search(text):
            count = sum(1 for _ in control.finditer(text, found.start()))
            yield _hit(text, "control character", "control characters", found.start(), found.end(), count)


def _hit(text: str, one: str, many: str, start: int, end: int, count: int) -> Hit:
    """The hit, with the words around the damage."""
    left = max(text.rfind(mark, max(0, start - _AROUND), start) for mark in " \n\t") + 1
    right = min((at for mark in " \n\t" if (at := text.find(mark, end, end + _AROUND)) >= 0), default=end)
    begin = left if left > 0 else (0 if start <= _AROUND else start)
    words = f"1 {one}" if count == 1 else f"{count:,} {many}"
    return Hit(
        f"The text holds {words}, first in {clip(text[begin:right])}",
        subject=one,
        start=begin,
        end=right,
        found=" ".join(f"U+{ord(char):04X}" for char in text[start : min(end, start + 4)]),
    )
