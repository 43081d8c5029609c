"""The verdict of a run in a person's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.cli.output import paint

if TYPE_CHECKING:
    from pipeline.report.model import Verdict

LEVEL_COLOURS = {"pass": "green", "review": "yellow", "fail": "red", "empty": "yellow"}


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """The verdict line."""
    yield f"verdict  {paint(verdict.level, LEVEL_COLOURS[verdict.level])}: {verdict.sentence}"
