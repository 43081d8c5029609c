"""RUN001: made by the engine when another rule raises."""

from __future__ import annotations

import re
from typing import ClassVar

from pipeline.rules.base import BaseRule, Hit
from schemas.vocabulary import Severity

_ADDRESS = re.compile(r"0x[0-9a-fA-F]+")


class RuleCrashed(BaseRule):
    """A rule failed on a page: shown, never swallowed.

    What it checks
        The rules themselves. When a rule raises on a page, that rule's further findings for the page are
        missing; this finding stands in their place, and the run goes on.

    Why it matters
        A page on which a rule crashed looks clean although nobody checked it.

    Example that fails
        Nothing that a page holds should make a rule fail, so there is no such page. A rule that meets a
        value it cannot handle and raises ``ValueError`` gives this finding.

    Example that passes
        Every page on which all rules finish.

    How to fix
        Report it with the page: it is a fault of the rule, not of the page. Until it is mended, leave the
        rule out with ``--ignore CODE``.

    Limits
        It cannot be ignored or left out by ``--select``: a rule that crashed is always told.
    """

    code = "RUN001"
    name = "rule-crashed"
    severity: ClassVar[Severity] = "error"
    scope = "page"
    fix = "Report the page and this message: the fault is the rule's, not the page's"


def crash_hit(rule: BaseRule, error: Exception) -> Hit:
    """The hit for a rule that raised. Object addresses are masked: they vary from run to run."""
    words = _ADDRESS.sub("0x…", " ".join(str(error).split()))[:200].rstrip(". ")
    message = f"The rule {rule.code} ({rule.name}) failed on this page with {type(error).__name__}"
    return Hit(f"{message}: {words}" if words else message, subject=rule.code, found=type(error).__name__)
