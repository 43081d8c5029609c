"""A whole folder in memory through every stage up to the corpus rules: what a run would say, without its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.document import RawPage
from pipeline.index.merge import build_index
from pipeline.index.merged import Index
from pipeline.page import PageStages, process_page, survey_page
from pipeline.result import CorpusJudgement, PageResult
from pipeline.rules.judge import judge
from pipeline.settings import Settings
from pipeline.survey.collect import SurveyCollector
from pipeline.survey.merge import SurveyMerger
from pipeline.survey.model import Survey
from schemas.finding import Finding


@dataclass(frozen=True, slots=True)
class JudgedFolder:
    """What all stages say of some pages that are judged as one folder."""

    stages: PageStages
    survey: Survey
    pages: tuple[PageResult, ...]
    """One a page, sorted by page_id."""
    index: Index
    judged: tuple[CorpusJudgement, ...]
    """One an article, sorted by page_id."""

    def findings(self, code: str | None = None) -> list[Finding]:
        """All findings, or those of one rule, of page and corpus rules alike; sorted by page_id and line."""
        found = [finding for page in self.pages for finding in page.findings]
        found += [finding for judgement in self.judged for finding in judgement.findings]
        chosen = [finding for finding in found if code in (None, finding.code)]
        return sorted(chosen, key=lambda finding: (finding.page_id, finding.line or 0))


def judged_folder(
    raws: Iterable[RawPage],
    *,
    settings: Settings | None = None,
    as_of: date,
    known_targets: frozenset[str] | None = None,
) -> JudgedFolder:
    """Every stage over these pages, in this process.

    `known_targets`: the site's own ids of all pages that exist; without it the folder's pages are all that is known.
    """
    stages = PageStages.of(settings or Settings(), as_of)
    ordered = sorted(raws, key=lambda raw: raw.ref.page_id)
    collector = SurveyCollector(stages.profiles)
    for raw in ordered:
        survey_page(raw, collector)
    merger = SurveyMerger()
    merger.add(collector.part())
    survey = merger.finish()
    pages = tuple(process_page(raw, stages, survey) for raw in ordered)
    records = [page.record for page in pages if page.record is not None]
    others = [key for page in pages for key in page.keys]
    index = build_index(
        records, settings=stages.settings, known_targets=known_targets, others=others, as_of=as_of
    )
    judged = tuple(
        judge(page.record, index, stages.rules, links=len(page.article.links))
        for page in pages
        if page.record is not None and page.article is not None
    )
    return JudgedFolder(stages, survey, pages, index, judged)
