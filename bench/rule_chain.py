"""Pages in memory through every stage, corpus rules included: what a run would say, without its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.document import PageRef, RawPage
from pipeline.index.merge import build_index
from pipeline.index.model import IndexRecord
from pipeline.page import PageStages, process_page, survey_page
from pipeline.result import PageResult
from pipeline.rules.judge import judge
from pipeline.settings import Settings
from pipeline.survey.collect import SurveyCollector
from pipeline.survey.merge import SurveyMerger
from pipeline.survey.model import Survey
from schemas.finding import Finding

AS_OF = date(2026, 9, 1)
"""After the last date that a generated page has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of a folder with what the folder's manifest says of it."""

    name: str
    data: bytes
    url: str | None = None
    site_id: str | None = None


Found = Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Folder:
    """Page name → its findings, with all rules that are on by default; and what was learned of the folder."""

    found: Found
    stages: PageStages
    survey: Survey

    def beside(self, entries: Iterable[Entry]) -> Found:
        """Findings of the page rules on other pages, judged as if they stood in this folder."""
        results = [process_page(_raw(entry), self.stages, self.survey) for entry in entries]
        return {result.page.page_id: result.findings for result in results}


def records_of(entries: Iterable[Entry]) -> list[IndexRecord]:
    """The index records of these pages."""
    _, _, results = _results(entries, AS_OF)
    return [result.record for result in results if result.record is not None]


def folder_of(entries: Iterable[Entry], *, as_of: date = AS_OF) -> Folder:
    """All stages over these pages."""
    stages, survey, results = _results(entries, as_of)
    records = [result.record for result in results if result.record is not None]
    index = build_index(records, settings=stages.settings, as_of=as_of)
    found: dict[str, tuple[Finding, ...]] = {}
    for result in results:
        rows = result.findings
        if result.record is not None and result.article is not None:
            rows += judge(result.record, index, stages.rules, links=len(result.article.links)).findings
        found[result.page.page_id] = rows
    return Folder(found, stages, survey)


def _results(entries: Iterable[Entry], as_of: date) -> tuple[PageStages, Survey, list[PageResult]]:
    stages = PageStages.of(Settings(), as_of)
    raws = [_raw(entry) for entry in sorted(entries, key=lambda entry: entry.name)]
    collector = SurveyCollector(stages.profiles)
    for raw in raws:
        survey_page(raw, collector)
    merger = SurveyMerger()
    merger.add(collector.part())
    survey = merger.finish()
    return stages, survey, [process_page(raw, stages, survey) for raw in raws]


def _raw(entry: Entry) -> RawPage:
    ref = PageRef(entry.name, entry.name, entry.name, url=entry.url, site_id=entry.site_id)
    return RawPage(ref, entry.data, len(entry.data), hashlib.sha256(entry.data).hexdigest())
