"""WVR001: a waiver whose last day is over, or near."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit
from pipeline.rules.waiver._base import WaiverRule, WaiverUse, findings_in_words
from schemas.vocabulary import Severity

NOTICE_DAYS = 14


class ExpiredWaiver(WaiverRule):
    """The last day of a waiver is over; told as ``review`` in its last 14 days.

    What it checks
        The day ``expires`` of each waiver against ``--as-of``. Up to and including that day the waiver
        counts; from the next day on it does not, and the findings that it covered gate again. What another
        waiver covers for longer is not told beforehand.

    Why it matters
        A waiver is a loan. One that nobody calls in becomes a rule that is switched off for good.

    Example that fails
        Judged as of 1 August 2026::

            [[waiver]]
            code = "TXT002"
            page = "notes/*"
            reason = "The notes are merged in June"
            owner = "Ann"
            expires = 2026-06-30

    Example that passes
        Judged as of 1 August 2026::

            [[waiver]]
            code = "TXT002"
            page = "notes/*"
            reason = "The notes are merged in autumn"
            owner = "Ann"
            expires = 2026-10-31

    How to fix
        Mend what it covers and remove it; or, with a reason that still holds, give it a new day
        (``dechrome waive FINGERPRINT`` renews the waiver of one finding).

    Limits
        It trusts ``--as-of``: a run that is judged as of last year finds no waiver of this year expired.
    """

    code = "WVR001"
    name = "expired-waiver"
    severity: ClassVar[Severity] = "error"
    fix = "Mend what it covers and remove the waiver, or renew it with a reason that still holds"

    def check(self, use: WaiverUse) -> Iterator[Hit]:
        """One hit for a waiver that is over or soon will be."""
        expires = use.waiver.expires
        left = (expires - use.as_of).days
        alone = use.covered - use.held
        covers = findings_in_words(alone)
        if use.expired:
            if alone:
                then = f"{covers} that it named {'counts' if alone == 1 else 'count'} again"
            elif use.held:
                then = "another waiver covers what it named"
            else:
                then = "nothing that it named is found any more"
            yield use.hit(
                f"{use.place} expired on {expires}: {then}",
                expected=f"{use.as_of} or later",
                found=f"{expires}",
            )
        elif left <= NOTICE_DAYS and alone:
            when = "today is its last day" if left == 0 else f"{left} day{'' if left == 1 else 's'} left"
            yield use.hit(
                f"{use.place} expires on {expires}, {when}: then {covers} will count again", outcome="review"
            )
