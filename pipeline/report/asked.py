"""What a run did not look for, as its manifest and its pages tell: that it has not seen mended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

UNFINISHED = frozenset({"timed_out", "failed", "skipped"})
"""States of pages whose findings are not known to be mended."""


def asked_for(code: str, settings: Mapping[str, Any]) -> bool:
    """Whether a run with these settings looked for findings of a rule.

    >>> asked_for("TXT001", {"select": ["LNK", "TXT"], "ignore": ["TXT002"]})
    True
    >>> asked_for("SEC002", {"select": ["LNK", "TXT"]}), asked_for("TXT002", {"ignore": ["TXT002"]})
    (False, False)
    """
    wanted, unwanted = (
        tuple(str(word).strip().upper() for word in settings.get(name) or ()) for name in ("select", "ignore")
    )
    if code in unwanted:
        return False
    if code in wanted:
        return True
    return not code.startswith(unwanted) and (not wanted or code.startswith(wanted))
