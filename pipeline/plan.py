"""A dry run: what a run would read, which profiles fit, and about how long it would take. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from pipeline.document import PageRef
from pipeline.engine import WorkerPool, worker_count
from pipeline.jobs.chunks import chunked
from pipeline.jobs.input import find_input
from pipeline.jobs.trial import Trial, TrialJob
from pipeline.read.folder import RawPath, drawn
from pipeline.read.names import ending
from pipeline.settings import Settings

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
    from pipeline.page import PageStages

    settings = settings or Settings()
    as_of = settings.as_of or date.today()
    PageStages.of(settings, as_of)
    found = find_input(raw, settings, manifest, leave_out=(out, reports))
    tried = _tried(found.refs)
    trials = _trials(tried, settings, as_of)
    workers = worker_count(settings.workers, len(list(chunked(found.refs, 1))))
    tried_bytes = sum(ref.size for ref in tried)
    all_bytes = sum(ref.size for ref in found.refs)
    share = all_bytes / tried_bytes if tried_bytes else len(found.refs) / len(tried)
    seconds = sum(trial.seconds for trial in trials)
    return Plan(
        pages=len(found.refs),
        bytes=all_bytes,
        by_ending=_counts(ending(ref.page_id.removesuffix(".gz").encode()) for ref in found.refs),
        looked_at=len(tried),
        profiles=_profiles(tried, trials),
        by_state=_counts(trial.state for trial in trials),
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


def _trials(tried: Sequence[PageRef], settings: Settings, as_of: date) -> list[Trial]:
    """The pages tried, under the deadline of a run."""
    with WorkerPool(0 if settings.workers == 0 else 1, settings.page_seconds) as pool:
        by_chunk: list[list[Trial]] = list(pool.map(TrialJob(settings, as_of), chunked(tried, 1)))
    return list(chain.from_iterable(by_chunk))


def _profiles(tried: Sequence[PageRef], trials: Sequence[Trial]) -> tuple[PlannedProfile, ...]:
    """The profiles and capture styles that pages fit, most pages first."""
    fits: dict[tuple[str, str], list[tuple[PageRef, Trial]]] = {}
    for ref, trial in zip(tried, trials, strict=True):
        if trial.site is not None and trial.capture is not None:
            fits.setdefault((trial.site, trial.capture), []).append((ref, trial))
    found = []
    for (site, capture), pages in fits.items():
        ref, trial = pages[0]
        found.append(PlannedProfile(site, capture, len(pages), trial.evidence or "", ref.page_id))
    return tuple(sorted(found, key=lambda fit: (-fit.pages, fit.site, fit.capture)))


def _counts(words: Iterable[str]) -> dict[str, int]:
    """How often each word comes, most often first."""
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))
