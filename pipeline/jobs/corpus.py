"""The third map: each article in the light of all others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engine import Chunk, Fault, Job
from pipeline.jobs.decided import Judged
from pipeline.result import CorpusJudgement, LinkJudgement
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.decisions.decide import Decisions
    from pipeline.index.merged import Index
    from pipeline.index.model import IndexRecord
    from pipeline.jobs.place import ChunkPlaces
    from pipeline.rules.base import BaseRule


class CorpusJob(Job[int, CorpusJudgement, Judged]):
    """Judges the records of a spilled chunk; an item is a record's place in the chunk's file."""

    def __init__(
        self, settings: Settings, index: Path, work: Path, decisions: Decisions | None = None
    ) -> None:
        self._settings = settings
        self._index_file = index
        self._work = work
        self._decisions = decisions
        self._index: Index | None = None
        self._rules: tuple[BaseRule, ...] = ()
        self._records: list[IndexRecord] = []
        self._places: ChunkPlaces | None = None

    def prepare(self) -> None:
        """Load the index and the rules."""
        from pipeline.index.merged import Index
        from pipeline.rules.engine import selected_rules

        self._index = Index.load(self._index_file)
        self._rules = selected_rules(self._settings.select, self._settings.ignore)

    def begin(self, chunk: Chunk[int]) -> None:
        """Load the chunk's records."""
        from pipeline.jobs.place import ChunkPlaces
        from pipeline.publish.spill import load_records

        self._records = load_records(self._work, chunk.number)
        self._places = ChunkPlaces(self._work, chunk.number)

    def item(self, item: int) -> CorpusJudgement:
        """What the corpus rules say of one article."""
        from pipeline.rules.judge import judge

        assert self._index is not None and self._places is not None
        record = self._records[item]
        return judge(
            record,
            self._index,
            self._rules,
            links=self._places.links(record.page_id),
            place=self._places.of(record.page_id),
        )

    def finish(self, chunk: Chunk[int], outcomes: Sequence[CorpusJudgement | Fault]) -> Judged:
        """Join the judgements and decisions to the chunk. OutputError when the disk refuses."""
        from pipeline.decisions.decide import Deciding
        from pipeline.publish.finish import finish_chunk

        judgements = [
            self._without_judgement(self._records[item], outcome) if isinstance(outcome, Fault) else outcome
            for item, outcome in zip(chunk.items, outcomes, strict=True)
        ]
        confidence = self._settings.min_confidence
        decide = None if self._decisions is None else Deciding(self._decisions, chunk.number)
        summary = finish_chunk(self._work, chunk.number, judgements, min_confidence=confidence, decide=decide)
        return Judged(summary, {} if decide is None else decide.coverage)

    def _without_judgement(self, record: IndexRecord, fault: Fault) -> CorpusJudgement:
        """The article as it is, with a finding that says that the corpus rules did not finish on it."""
        from pipeline.rules.base import Hit
        from pipeline.rules.engine import make_findings
        from pipeline.rules.run.run001_rule_crashed import RuleCrashed

        assert self._index is not None and self._places is not None
        article_id = self._index.article_id(record)
        hit = Hit(f"The corpus rules did not finish on this page: {fault.message}", subject="corpus")
        return CorpusJudgement(
            page_id=record.page_id,
            article_id=article_id,
            duplicate_reason=self._index.duplicate_reason(record),
            links=(LinkJudgement(),) * self._places.links(record.page_id),
            findings=make_findings(
                [(RuleCrashed(), hit)], page_id=record.page_id, article_id=article_id, place=lambda spans: ()
            ),
        )
