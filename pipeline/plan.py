"""A dry run: what a run would read, which profiles fit, and about how long it would take. Writes nothing."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.engine import worker_count
from pipeline.jobs.chunks import chunked
from pipeline.jobs.input import find_input
from pipeline.read import read_page
from pipeline.read.folder import RawPath, drawn
from pipeline.read.names import ending
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.document import PageRef
    from pipeline.profiles.recognise import Recognised
    from pipeline.survey.collect import SurveyCollector

LOOKED_AT = 48
"""Pages that are tried."""
LOOKED_AT_BYTES = 16_000_000
"""No further page is tried once so many bytes were."""
REST_OF_RUN = 1.4
"""What merging, judging and publishing add to the time of the per-page stages."""
START_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class PlannedProfile:
    """A profile that pages of the sample fit, in one capture style."""

    site: str
    capture: str
    pages: int
    """Of the pages that were tried."""
    evidence: str
    """Why, for the first of them."""
    example: str
    """page_id of the first of them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run with these settings would do."""

    pages: int
    bytes: int
    """As stored."""
    by_ending: Mapping[str, int]
    looked_at: int
    """Pages that were tried for `profiles`, `by_state` and `seconds`."""
    profiles: tuple[PlannedProfile, ...]
    """Most pages first."""
    by_state: Mapping[str, int]
    """States of the pages tried, as far as a page by itself tells."""
    seconds: float
    """Estimate for the whole run on this machine."""
    workers: int
    notes: tuple[str, ...]


def plan(
    raw: RawPath | Sequence[RawPath],
    *,
    out: RawPath = "normalized",
    reports: RawPath = "reports",
    settings: Settings | None = None,
    manifest: RawPath | None = None,
) -> Plan:
    """What `run` with the same arguments would do. Errors: as `run`, but for those of writing."""
    from pipeline.page import PageStages, process_page
    from pipeline.survey.collect import SurveyCollector
    from pipeline.survey.merge import SurveyMerger

    settings = settings or Settings()
    stages = PageStages.of(settings, settings.as_of or date.today())
    found = find_input(raw, settings, manifest, leave_out=(out, reports))
    tried = _tried(found.refs)
    began = time.perf_counter()
    collector = SurveyCollector(stages.profiles)
    fits: dict[tuple[str, str], list[tuple[PageRef, Recognised]]] = {}
    for ref in tried:
        recognised = _recognised(ref, settings, collector)
        if recognised is not None:
            fits.setdefault((recognised.profile.name, recognised.capture), []).append((ref, recognised))
    merger = SurveyMerger()
    merger.add(collector.part())
    survey = merger.finish()
    results = [process_page(read_page(ref, settings.max_page_bytes), stages, survey) for ref in tried]
    seconds = time.perf_counter() - began
    workers = worker_count(settings.workers, len(list(chunked(found.refs, 1))))
    tried_bytes = sum(ref.size for ref in tried)
    all_bytes = sum(ref.size for ref in found.refs)
    share = all_bytes / tried_bytes if tried_bytes else 1.0
    return Plan(
        pages=len(found.refs),
        bytes=all_bytes,
        by_ending=_counts(ending(ref.page_id.removesuffix(".gz").encode()) for ref in found.refs),
        looked_at=len(tried),
        profiles=tuple(
            sorted(
                (
                    PlannedProfile(site, capture, len(pages), pages[0][1].evidence, pages[0][0].page_id)
                    for (site, capture), pages in fits.items()
                ),
                key=lambda planned: (-planned.pages, planned.site, planned.capture),
            )
        ),
        by_state=_counts(result.page.state for result in results),
        seconds=START_SECONDS + REST_OF_RUN * seconds * share / max(workers, 1),
        workers=workers,
        notes=found.notes,
    )


def _tried(refs: Sequence[PageRef]) -> list[PageRef]:
    """Pages from all over the input, within the bounds; the same ones each time."""
    tried: list[PageRef] = []
    size = 0
    for ref in drawn(refs, LOOKED_AT, seed=0):
        if tried and size + ref.size > LOOKED_AT_BYTES:
            continue
        tried.append(ref)
        size += ref.size
    return tried


def _recognised(ref: PageRef, settings: Settings, collector: SurveyCollector) -> Recognised | None:
    """Which profile a page fits; None for a page that cannot be read whole or holds nothing."""
    from pipeline.decode import decode
    from pipeline.segment import segment

    raw = read_page(ref, settings.max_page_bytes)
    text = decode(raw)
    if raw.problem is not None or text.problem is not None:
        return None
    document = segment(text)
    return collector.add(document, ref.url) if document.blocks else None


def _counts(words: Iterable[str]) -> dict[str, int]:
    """How often each word comes, most often first."""
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))
