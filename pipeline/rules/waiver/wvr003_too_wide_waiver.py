"""WVR003: a waiver that switches a rule off in disguise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit
from pipeline.rules.waiver._base import WaiverRule, WaiverUse, findings_in_words
from schemas.vocabulary import Severity

MANY = 20
"""Findings under which a waiver is not called wide for the share that it covers."""
SHARE = 0.5

_ENDING = re.compile(r"\.(?:txt|md|html?|\*)(?:\.gz)?\Z", re.IGNORECASE)
_SET = re.compile(r"\[[^\]]*\]")


class TooWideWaiver(WaiverRule):
    """A waiver names no page in particular, or covers most of what its rule finds.

    What it checks
        Waivers by code and page. The page must hold at least one letter or digit beside wildcards and the
        file ending; and the waiver may not cover 20 findings or more that are over half of all that its
        rule found in the run.

    Why it matters
        Such a waiver accepts faults that nobody has looked at, tomorrow's too. To switch a rule off is a
        setting (``ignore``), and old debt belongs in the baseline, which never takes in what is new.

    Example that fails
        ::

            [[waiver]]
            code = "TXT002"
            page = "*.txt"
            reason = "Later"
            owner = "Ann"
            expires = 2026-12-31

    Example that passes
        ::

            [[waiver]]
            code = "TXT002"
            page = "notes/*"
            reason = "Notes are short"
            owner = "Ann"
            expires = 2026-12-31

    How to fix
        Name the pages that you have looked at; else freeze the debt with ``dechrome baseline``, or leave
        the rule out with ``ignore``.

    Limits
        The share is of the run's own findings, so in a run over part of the pages it is that part's. A
        waiver of one finding is never too wide. The numbers are chosen, not measured.
    """

    code = "WVR003"
    name = "too-wide-waiver"
    severity: ClassVar[Severity] = "warning"
    fix = "Name the pages that were looked at, freeze old debt with dechrome baseline, or ignore the rule"

    def check(self, use: WaiverUse) -> Iterator[Hit]:
        """One hit for a waiver that is too wide and has not expired."""
        if use.waiver.page is None or use.expired:
            return
        if not names_a_page(use.waiver.page):
            yield use.hit(f"{use.place} names no page in particular", found=use.waiver.page)
        elif use.covered >= MANY and use.covered > SHARE * use.of_rule:
            yield use.hit(
                f"{use.place} covers {findings_in_words(use.covered)} of {use.of_rule:,} of its rule",
                expected=f"under {MANY}, or at most {SHARE:.0%} of them",
                found=f"{use.covered}",
            )


def names_a_page(glob: str) -> bool:
    """Whether a glob holds a letter or digit beside wildcards, character sets and the file ending.

    >>> names_a_page("notes/*"), names_a_page("*.txt"), names_a_page("**/*"), names_a_page("[a-z]*.html.gz")
    (True, False, False, False)
    """
    return any(char.isalnum() for char in _SET.sub("", _ENDING.sub("", glob)))
