"""The second map: each page becomes its result, with the survey at hand; chunks are spilled to disk."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document import PageRef
from pipeline.engine import Chunk, Fault, Job
from pipeline.read import read_page
from pipeline.result import PageResult
from pipeline.settings import Settings
from schemas.page import PageRow

if TYPE_CHECKING:
    from pipeline.page import PageStages
    from pipeline.survey.model import Survey

FAULT_CODES: Mapping[str, str] = {"timed_out": "E710", "failed": "E711"}
"""What `dechrome explain` knows of a page that has no result."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the parent must know of a spilled chunk."""

    number: int
    articles: int
    """Index records in the chunk's file."""
    digests: tuple[tuple[str, str], ...]
    """page_id and raw_sha256 of every page, in order."""


class ExtractJob(Job[PageRef, PageResult, Extracted]):
    """Reads each page and takes it through every per-page stage and rule."""

    def __init__(self, settings: Settings, as_of: date, survey: Path, work: Path) -> None:
        self._settings = settings
        self._as_of = as_of
        self._survey_file = survey
        self._work = work
        self._survey: Survey | None = None
        self._stages: PageStages | None = None

    def prepare(self) -> None:
        """Load the survey, the profiles and the rules."""
        from pipeline.page import PageStages

        self._survey = pickle.loads(self._survey_file.read_bytes())
        self._stages = PageStages.of(self._settings, self._as_of)

    def item(self, item: PageRef) -> PageResult:
        """The result of one page."""
        from pipeline.page import process_page

        assert self._stages is not None and self._survey is not None
        return process_page(read_page(item, self._settings.max_page_bytes), self._stages, self._survey)

    def finish(self, chunk: Chunk[PageRef], outcomes: Sequence[PageResult | Fault]) -> Extracted:
        """Spill the chunk. OutputError when the disk refuses."""
        from pipeline.publish.spill import spill_chunk

        results = [
            self._without_result(ref, outcome) if isinstance(outcome, Fault) else outcome
            for ref, outcome in zip(chunk.items, outcomes, strict=True)
        ]
        spill_chunk(self._work, chunk.number, results)
        return Extracted(
            chunk.number,
            sum(result.record is not None for result in results),
            tuple((result.page.page_id, result.page.raw_sha256) for result in results),
        )

    def _without_result(self, ref: PageRef, fault: Fault) -> PageResult:
        """The row of a page that timed out or failed: all that is known of it is its bytes."""
        from pipeline.index.targets import page_keys

        raw = read_page(ref, self._settings.max_page_bytes)
        page = PageRow(
            page_id=ref.page_id,
            source=ref.source,
            raw_sha256=raw.raw_sha256,
            bytes=raw.stored_bytes,
            state=fault.kind,
            reason=f"{FAULT_CODES[fault.kind]} {fault.message}",
            chars=0,
            kept_chars=0,
            data_chars=0,
            removed_chars=0,
            unexplained_chars=0,
            captured_at=ref.captured_at,
            manifest_extra=ref.extra,
        )
        return PageResult(page, None, (), (), (), None, page_keys("", None, ref.url, ref.page_id))
