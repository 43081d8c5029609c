"""The whole way in one screen: a folder of raw pages becomes a published dataset and a QA report.

    find ──► survey ──► merge ──► extract ──► merge ──► judge ──► publish ──► report
             (map)     (reduce)   (map,      (reduce)   (map)
                                  spilled)

The maps go over chunks of pages, in workers or in this process (`pipeline.jobs`, `pipeline.engine`). Between
them everything lies in files of the work folder, so memory stays bounded however many pages come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.decisions.decide import load_decisions
from pipeline.document import PageRef
from pipeline.engine import Chunk, WorkerPool, worker_count
from pipeline.jobs.chunks import chunked
from pipeline.jobs.input import find_input
from pipeline.jobs.stages import Progress, Stages
from pipeline.plan import Plan, plan
from pipeline.publish.files import after_the_switch
from pipeline.read import load_known_targets
from pipeline.read.folder import RawPath
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.report.model import Verdict
    from schemas.manifest import Manifest

__all__ = ["Plan", "Progress", "RunResult", "plan", "run"]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a finished run has published."""

    dataset: Path
    """`current` of the output folder, the link that shows the newest version."""
    version: Path
    """The version that this run wrote."""
    report: Path
    """The QA report for people."""
    manifest: Manifest
    verdict: Verdict
    """In words and numbers, as the report says it."""
    notes: tuple[str, ...]
    """What was left out or could not be judged, one line each."""
    seconds: Mapping[str, float]
    """Seconds of each stage, in order."""

    @property
    def timed_out(self) -> int:
        """Pages that outran their deadline."""
        return self.manifest.pages_by_state.get("timed_out", 0)

    @property
    def failed(self) -> int:
        """Pages that could not be processed."""
        return self.manifest.pages_by_state.get("failed", 0)


def run(
    raw: RawPath | Sequence[RawPath],
    *,
    out: RawPath = "normalized",
    reports: RawPath = "reports",
    settings: Settings | None = None,
    manifest: RawPath | None = None,
    known_targets: RawPath | None = None,
    baseline: RawPath | None = None,
    waivers: RawPath | None = None,
    progress: Progress | None = None,
) -> RunResult:
    """Turn folders (or files) of raw pages into a dataset at `out` and a QA report at `reports`.

    `baseline` and `waivers` are files of decisions about findings (docs/decisions.md).
    What is wrong with a page is data. Errors are `DechromeError`s: nothing to read, settings that fit
    nothing, an output that cannot be written or is in use; what was published before is then untouched.
    """
    started = datetime.now(UTC)
    settings = settings or Settings()
    out, reports = Path(out), Path(reports)
    as_of = settings.as_of or date.today()
    decisions = load_decisions(
        None if baseline is None else Path(baseline), None if waivers is None else Path(waivers), as_of
    )
    targets = None if known_targets is None else load_known_targets(Path(known_targets))
    found = find_input(raw, settings, manifest, leave_out=(out, reports))
    workers = worker_count(settings.workers, len(found.refs))
    chunks: Sequence[Chunk[PageRef]] = list(chunked(found.refs, workers))
    notes = found.notes
    del found
    stages = Stages(settings, as_of, targets, started, progress, decisions)
    with stages.output(out) as work, WorkerPool(workers, settings.page_seconds) as pool:
        survey, chunks = stages.survey(pool, chunks, work)
        spilled = stages.extract(pool, chunks, work)
        # What is known of the files, more than a kilobyte a page, is not needed any more.
        del chunks
        index = stages.index(pool, spilled, work)
        judged = stages.judge(pool, spilled, index, work)
        published = stages.publish(pool, spilled, judged, survey, notes, work, out)
        with after_the_switch():
            verdict = stages.report(published.version, reports)
    return RunResult(
        dataset=out / "current",
        version=published.version,
        report=reports / "index.html",
        manifest=published.manifest,
        verdict=verdict,
        notes=tuple(published.manifest.notes),
        seconds=stages.seconds,
    )
