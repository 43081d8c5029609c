"""WVR002: a waiver that covers nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit
from pipeline.rules.waiver._base import WaiverRule, WaiverUse
from schemas.vocabulary import Severity


class UnusedWaiver(WaiverRule):
    """A waiver covers no finding of the run.

    What it checks
        Each waiver that has not expired against all findings of the run: its fingerprint, or its code
        and page.

    Why it matters
        What it accepted is mended, or its page was renamed. Left in the file, it will hide the next
        fault of the same kind on the day it appears.

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
        """One hit for a waiver that covers nothing, where that can be known."""
        if use.judged and not use.covered and not use.expired:
            yield use.hit(f"{use.place} covers nothing: the run has no such finding")
