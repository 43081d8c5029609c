"""About how many bytes findings take in the page for people, which decides whether one file can hold them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.report.model import Excerpts, Limits, ShownFinding
from pipeline.report.tables import Tables

if TYPE_CHECKING:
    from pipeline.report.census import Census

LEAST_WEIGHT = 350
"""Bytes of a finding on the page for people, without its texts."""
_TEXTS = ("message", "subject", "excerpt", "expected", "found", "fix", "page_id")
"""Columns of text that a finding is shown with."""


def weight(shown: ShownFinding) -> int:
    """About how many bytes the finding takes in the page for people."""
    finding = shown.finding
    texts = (*(getattr(finding, name) for name in _TEXTS), shown.before, shown.after)
    family = sum(len(f"{one.page_id}{one.differs}".encode("utf-8", "replace")) + 20 for one in finding.family)
    return LEAST_WEIGHT + family + sum(len(text.encode("utf-8", "replace")) for text in texts if text)


def may_fit(tables: Tables, census: Census, excerpts: Excerpts, limits: Limits) -> bool:
    """False where the findings are certainly too many, or too large, for one file.

    Told from their columns: to build them all only to throw them away takes as long as the first page itself.
    """
    import pyarrow.compute as pc

    least = LEAST_WEIGHT * len(census)
    if len(census) > limits.findings or least > limits.bytes:
        return False
    if excerpts != "full":
        return True
    room = limits.bytes - limits.frame_bytes
    for batch in tables.batches("findings", _TEXTS):
        columns: list[Any] = batch.columns
        least += sum(pc.sum(pc.binary_length(column)).as_py() or 0 for column in columns)
    return least <= room
