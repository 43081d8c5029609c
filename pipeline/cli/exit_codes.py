"""The exit codes, and which wins: 130 interrupted > 2 cannot do it > 3 pages broke > 1 findings gate > 0.

>>> exit_code(gates=True, broken_pages=2)
3
"""

from __future__ import annotations

from collections.abc import Mapping

OK = 0
GATED = 1
USAGE = 2
BROKEN_PAGES = 3
INTERRUPTED = 130

BROKEN_STATES = ("timed_out", "failed")
"""Page states of exit 3. Unreadable and empty pages are findings, not failures of the run."""

GATING = {"never": (), "warning": ("warning", "error"), "error": ("error",)}
"""`--fail-on` → severities whose findings gate, where their outcome is `fail` and no waiver covers them."""


def exit_code(*, gates: bool, broken_pages: int) -> int:
    """The exit code of a finished run."""
    if broken_pages:
        return BROKEN_PAGES
    return GATED if gates else OK


def broken_pages(pages_by_state: Mapping[str, int]) -> int:
    """How many pages timed out or failed."""
    return sum(pages_by_state.get(state, 0) for state in BROKEN_STATES)
