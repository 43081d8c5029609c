"""WVR002: a waiver that covers nothing, or nothing that others do not cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit
from pipeline.rules.waiver._base import WaiverRule, WaiverUse
from schemas.vocabulary import Severity


class UnusedWaiver(WaiverRule):
    """A waiver covers no finding of the run, or none that other waivers do not cover.

    What it checks
        Each waiver that has not expired against all findings of the run: its fingerprint, or its code
        and page. Where several name a finding, that of the one finding gives the reason before that of
        a page, then the one that lasts longest, then the first in the file. A waiver that gives no
        finding its reason and covers none for longer is not needed; the lines of those that do are named.

    Why it matters
        What it accepted is mended, or its page was renamed. Left in the file, it will hide the next
        fault of the same kind on the day it appears. Of two waivers for one finding, somebody will
        remove one and wonder why nothing changes.

    Example that fails
        No page of the run is in the folder ``memos``::

            [[waiver]]
            code = "TXT002"
            page = "memos/*"
            reason = "Memos are short"
            owner = "Ann"
            expires = 2026-12-31

    Example that passes
        TXT002 is found on ``notes/short.txt``::

            [[waiver]]
            code = "TXT002"
            page = "notes/*"
            reason = "Notes are short"
            owner = "Ann"
            expires = 2026-12-31

    How to fix
        Remove the waiver; or, where its page was renamed, correct it.

    Limits
        Only judged where the run looked at all that it may cover: not with ``--limit``, ``--sample`` or
        ``--include``, and not where ``--select`` or ``--ignore`` left its rule out. The run's notes
        then say so.
    """

    code = "WVR002"
    name = "unused-waiver"
    severity: ClassVar[Severity] = "warning"
    fix = "Remove the waiver, or correct its page where that was renamed"

    def check(self, use: WaiverUse) -> Iterator[Hit]:
        """One hit for a waiver that covers nothing of its own, where that can be known."""
        if not use.judged or use.expired:
            return
        if not use.covered:
            yield use.hit(f"{use.place} covers nothing: the run has no such finding")
        elif use.beside:
            lines = " and ".join(filter(None, (", ".join(map(str, use.beside[:-1])), str(use.beside[-1]))))
            others = "waiver in line" if len(use.beside) == 1 else "waivers in lines"
            covers = "covers" if len(use.beside) == 1 else "cover"
            yield use.hit(
                f"{use.place} is not needed: the {others} {lines} {covers} the same, and for as long"
            )
