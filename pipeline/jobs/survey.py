"""The first map: what each page adds to the survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.document import PageRef
from pipeline.engine import Chunk, Fault, Job
from pipeline.read import read_page
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.profiles import ReadyProfile
    from pipeline.survey.collect import SurveyCollector, SurveyPart


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A chunk's share of the survey, and the pages that could not be surveyed, by position."""

    part: SurveyPart
    faults: Mapping[int, Fault]


class SurveyJob(Job[PageRef, None, Surveyed]):
    """Reads, decodes and segments each page, and adds it to the chunk's part of the survey."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._profiles: tuple[ReadyProfile, ...] = ()
        self._collector: SurveyCollector | None = None

    def prepare(self) -> None:
        """Load the profiles."""
        from pipeline.profiles import profile_set

        self._profiles = profile_set(self._settings.profile)

    def begin(self, chunk: Chunk[PageRef]) -> None:
        """Start an empty part."""
        from pipeline.survey.collect import SurveyCollector

        self._collector = SurveyCollector(self._profiles)

    def item(self, item: PageRef) -> None:
        """Add one page. What cannot be read whole says nothing about the site."""
        from pipeline.page import survey_page

        assert self._collector is not None
        survey_page(read_page(item, self._settings.max_page_bytes), self._collector)

    def finish(self, chunk: Chunk[PageRef], outcomes: Sequence[Fault | None]) -> Surveyed:
        """The chunk's part."""
        assert self._collector is not None
        faults = {at: outcome for at, outcome in enumerate(outcomes) if isinstance(outcome, Fault)}
        return Surveyed(self._collector.part(), faults)
