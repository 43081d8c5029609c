"""The stages of a run, each from what the one before left behind. `pipeline.run` puts them in order."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.document import PageRef
from pipeline.engine import Chunk, WorkerPool
from pipeline.jobs.corpus import CorpusJob
from pipeline.jobs.decided import judge_waivers
from pipeline.jobs.extract import ExtractJob
from pipeline.jobs.index import IndexBuilder
from pipeline.jobs.parts import call_each
from pipeline.jobs.run_id import InputDigest, run_id, settings_digest, settings_values
from pipeline.jobs.sites import small_site_notes
from pipeline.jobs.survey import SurveyJob
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.decisions.decide import Decisions
    from pipeline.publish.dataset import Published
    from pipeline.publish.plan import Part
    from pipeline.publish.summary import ChunkSummary
    from pipeline.report.model import Verdict
    from pipeline.survey.model import Survey
    from schemas.manifest import TableFile

Progress = Callable[[str, int, int | None], None]
"""Told (stage, pages done, pages in all; None while that is not known)."""
PageChunks = Sequence[Chunk[PageRef]]
FRESH_WORKERS = 2_000
"""Pages from which new workers are started after the per-page stages, whose libraries and models take 100 MB
in each; with fewer pages the start would cost more than the memory is worth."""
FRESH_JUDGES = 10_000
"""Pages from which new workers judge: the one that made the index holds on to much of what it took meanwhile,
several kilobytes a page."""
Summary = TypeVar("Summary")


@dataclass(frozen=True, slots=True)
class Spilled:
    """What the per-page stages left in the work folder."""

    chunks: tuple[Chunk[int], ...]
    """Number of each spilled chunk, with the places of its index records."""
    pages: int
    input_digest: str


@dataclass
class Stages:
    """What all stages share, and how long each took."""

    settings: Settings
    as_of: date
    known_targets: frozenset[str] | None
    started: datetime
    progress: Progress | None
    decisions: Decisions | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    _verdict: Verdict | None = None
    _waiver_notes: tuple[str, ...] = ()

    @contextmanager
    def output(self, out: Path) -> Iterator[Path]:
        """Hold the output folder; yields the work folder. Settings that fit nothing are told here."""
        from pipeline.page import PageStages
        from pipeline.publish.output import open_output

        PageStages.of(self.settings, self.as_of)
        with open_output(out) as work:
            yield work

    def survey(self, pool: WorkerPool, chunks: PageChunks, work: Path) -> tuple[Survey, PageChunks]:
        """What the folder knows, and the chunks with the pages that could not be surveyed marked."""
        from pipeline.publish.files import writing
        from pipeline.survey.merge import SurveyMerger

        marked = []
        with self._timed("survey"), writing(work):
            merger = SurveyMerger(work)
            results = self._watched("survey", chunks, pool.map(SurveyJob(self.settings), chunks))
            for chunk, surveyed in zip(chunks, results, strict=True):
                merger.add(surveyed.part)
                marked.append(replace(chunk, faults=surveyed.faults) if surveyed.faults else chunk)
            survey = merger.finish()
            _survey_file(work).write_bytes(pickle.dumps(survey, pickle.HIGHEST_PROTOCOL))
        return survey, marked

    def extract(self, pool: WorkerPool, chunks: PageChunks, work: Path) -> Spilled:
        """Every page's result, spilled."""
        job = ExtractJob(self.settings, self.as_of, _survey_file(work), work)
        digest = InputDigest(self.known_targets)
        spilled: list[Chunk[int]] = []
        pages = 0
        with self._timed("extract"):
            results = self._watched("extract", chunks, pool.map(job, chunks))
            for chunk, extracted in zip(chunks, results, strict=True):
                digest.add(chunk.items, extracted.digests)
                spilled.append(Chunk(extracted.number, range(extracted.articles)))
                pages += len(chunk.items)
        if pages > FRESH_WORKERS:
            pool.rest()
        return Spilled(tuple(spilled), pages, digest.hexdigest())

    def index(self, pool: WorkerPool, spilled: Spilled, work: Path) -> Path:
        """What all articles know together, in a file for the workers."""
        articles = sum(len(chunk.items) for chunk in spilled.chunks)
        with self._timed("index"):
            self._tell("index", 0, articles)
            build = IndexBuilder(work, self.settings, self.known_targets, self.as_of)
            numbers = [chunk.number for chunk in spilled.chunks]
            (path,) = call_each(pool, build, [numbers], open_ended=True)
            self._tell("index", articles, articles)
        if spilled.pages > FRESH_JUDGES:
            pool.rest()
        return path

    def judge(self, pool: WorkerPool, spilled: Spilled, index: Path, work: Path) -> list[ChunkSummary]:
        """The corpus rules' word on every article and the decisions, joined to the spilled chunks."""
        with self._timed("judge"):
            job = CorpusJob(self.settings, index, work, self.decisions)
            judged = list(self._watched("judge", spilled.chunks, pool.map(job, spilled.chunks)))
            if self.decisions is None:
                return [one.summary for one in judged]
            summaries, self._waiver_notes = judge_waivers(work, judged, self.decisions, self.settings)
            return summaries

    def publish(
        self,
        pool: WorkerPool,
        spilled: Spilled,
        judged: Sequence[ChunkSummary],
        survey: Survey,
        notes: Sequence[str],
        work: Path,
        out: Path,
    ) -> Published:
        """The dataset with its reports, in one switch."""
        from pipeline import __version__
        from pipeline.decisions.decide import decision_digests
        from pipeline.publish.dataset import PublishInfo, publish
        from pipeline.survey.store import survey_table

        digests = decision_digests(self.decisions)
        digest = settings_digest(self.settings, digests)
        info = PublishInfo(
            tool_version=__version__,
            run_id=run_id(spilled.input_digest, digest, self.as_of, __version__),
            input_digest=spilled.input_digest,
            settings_digest=digest,
            settings=settings_values(self.settings, self.as_of, digests),
            as_of=self.as_of,
            started_at=self.started,
            notes=(*notes, *small_site_notes(survey, self.settings), *self._waiver_notes),
        )

        def map_parts(write: Callable[[Part], TableFile], parts: Sequence[Part], /) -> Iterable[TableFile]:
            for done, file in enumerate(call_each(pool, write, parts), start=1):
                self._tell("publish", spilled.pages * done // len(parts), spilled.pages)
                yield file
            if spilled.pages > FRESH_WORKERS:
                pool.rest()

        with self._timed("publish"):
            self._tell("publish", 0, spilled.pages)
            published = publish(
                work,
                judged,
                info,
                out,
                survey=survey_table(survey),
                draw_report=partial(self._draw_report, pool),
                map_parts=map_parts,
            )
        self.seconds["publish"] -= self.seconds.get("report", 0.0)
        return published

    def report(self, version: Path, reports: Path) -> Verdict:
        """Show the version's reports where people look, and give their verdict."""
        from pipeline.report.draw import show_report

        with self._timed("report"):
            show_report(version, reports)
        assert self._verdict is not None
        return self._verdict

    def _draw_report(self, pool: WorkerPool, version: Path) -> None:
        from pipeline.report.draw import draw_report_in_steps
        from pipeline.report.rule_info import RuleInfo
        from pipeline.rules.engine import all_rules

        rules = {
            rule.code: RuleInfo.from_docstring(
                code=rule.code, name=rule.name, severity=rule.severity, fix=rule.fix, docstring=rule.__doc__
            )
            for rule in all_rules()
        }
        with self._timed("report"):
            self._verdict = draw_report_in_steps(
                version,
                rules=rules,
                excerpts=self.settings.report_excerpts,
                map_steps=partial(call_each, pool, open_ended=True),
            )

    def _watched(
        self, stage: str, chunks: Sequence[Chunk[Any]], results: Iterable[Summary]
    ) -> Iterator[Summary]:
        """The results of a stage, telling how many pages are done."""
        total = sum(len(chunk.items) for chunk in chunks)
        done = 0
        self._tell(stage, 0, total)
        for chunk, result in zip(chunks, results, strict=True):
            yield result
            done += len(chunk.items)
            self._tell(stage, done, total)

    def _tell(self, stage: str, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(stage, done, total)

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - began


def _survey_file(work: Path) -> Path:
    return work / "survey.pickle"
