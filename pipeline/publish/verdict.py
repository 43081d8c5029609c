"""The one place that decides `qa` of an article, used when publishing and when checking."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.vocabulary import QaVerdict

_OF_THE_RUN = "WVR"
"""Family of the rules that judge decisions, not pages."""


def is_of_the_run(code: str) -> bool:
    """Whether a finding of this rule is about the run as a whole: it hangs on a page, but says nothing of its article.

    >>> is_of_the_run("WVR002"), is_of_the_run("TXT002")
    (True, False)
    """
    return code.startswith(_OF_THE_RUN)


def verdict(
    findings: Iterable[tuple[str, str, str]], *, confidence: float | None, min_confidence: float
) -> QaVerdict:
    """`qa` of an article, from (severity, outcome, state) of each finding on its page.

    >>> verdict([("error", "fail", "waived")], confidence=None, min_confidence=0.5)
    'pass'
    """
    worst: QaVerdict = "review" if confidence is not None and confidence < min_confidence else "pass"
    for severity, outcome, state in findings:
        if state == "waived" or severity == "info":
            continue
        if severity == "error" and outcome == "fail":
            return "fail"
        worst = "review"
    return worst
