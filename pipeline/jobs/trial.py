"""A trial of single pages, for the plan of a run: which profile fits, what becomes of it, how long it takes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.document import PageRef
from pipeline.engine import Chunk, Fault, Job
from pipeline.read import read_page
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.page import PageStages


@dataclass(frozen=True, slots=True)
class Trial:
    """What one page by itself tells."""

    state: str
    seconds: float
    """Of survey and page stages together."""
    site: str | None = None
    capture: str | None = None
    evidence: str | None = None
    """Why this profile; None, as the two before, for a page that cannot be read whole or holds nothing."""


class TrialJob(Job[PageRef, Trial, list[Trial]]):
    """Takes each page through the survey and the page stages, and keeps nothing of it."""

    def __init__(self, settings: Settings, as_of: date) -> None:
        self._settings = settings
        self._as_of = as_of
        self._stages: PageStages | None = None

    def prepare(self) -> None:
        """Load profiles and rules."""
        from pipeline.page import PageStages

        self._stages = PageStages.of(self._settings, self._as_of)

    def item(self, item: PageRef) -> Trial:
        """Try one page."""
        from pipeline.decode import decode
        from pipeline.page import process_page
        from pipeline.segment import segment
        from pipeline.survey.collect import SurveyCollector
        from pipeline.survey.model import EMPTY_SURVEY

        assert self._stages is not None
        began = time.perf_counter()
        raw = read_page(item, self._settings.max_page_bytes)
        text = decode(raw)
        readable = raw.problem is None and text.problem is None
        document = segment(text) if readable else None
        recognised = None
        if document is not None and document.blocks:
            recognised = SurveyCollector(self._stages.profiles).add(document, item.url)
        state = process_page(raw, self._stages, EMPTY_SURVEY).page.state
        seconds = time.perf_counter() - began
        if recognised is None:
            return Trial(state, seconds)
        return Trial(state, seconds, recognised.profile.name, recognised.capture, recognised.evidence)

    def finish(self, chunk: Chunk[PageRef], outcomes: Sequence[Trial | Fault]) -> list[Trial]:
        """The trials, in order."""
        limit = self._settings.page_seconds
        return [
            Trial(outcome.kind, limit if outcome.kind == "timed_out" else 0.0)
            if isinstance(outcome, Fault)
            else outcome
            for outcome in outcomes
        ]
