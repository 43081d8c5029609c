"""A folder in memory through every stage up to the corpus rules, for tests of rules."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.document import PageRef, RawPage
from pipeline.index.merge import build_index
from pipeline.index.merged import Index
from pipeline.page import PageStages, process_page, survey_page
from pipeline.result import CorpusJudgement, PageResult
from pipeline.rules.judge import judge
from pipeline.settings import Settings
from pipeline.survey.collect import SurveyCollector
from pipeline.survey.merge import SurveyMerger
from schemas.finding import Finding

AS_OF = date(2026, 7, 15)
_FILE_LINE = re.compile(r"^=== (\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Folder:
    """What all stages say of a folder."""

    pages: tuple[PageResult, ...]
    index: Index
    judged: tuple[CorpusJudgement, ...]

    def findings(self, code: str) -> list[Finding]:
        """All findings of one rule, page and corpus rules alike, sorted by page."""
        rows = [f for page in self.pages for f in page.findings]
        rows += [f for judgement in self.judged for f in judgement.findings]
        return sorted((f for f in rows if f.code == code), key=lambda f: (f.page_id, f.line or 0))


def folder_of(text: str) -> dict[str, str]:
    """The pages of an example: `=== name.txt` begins a page; without such a line it is one page."""
    parts = _FILE_LINE.split(text)
    if len(parts) == 1:
        return {"page.txt": text}
    return {name: body.lstrip("\n") for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def through(
    pages: Mapping[str, str | bytes],
    *,
    settings: Settings | None = None,
    site_ids: bool = True,
    known_targets: frozenset[str] | None = None,
) -> Folder:
    """The pages by name through survey, page stages, index and corpus rules.

    With `site_ids` a file name that looks like a library id (`ga0101.txt`) is the page's own id.
    """
    stages = PageStages.of(settings or Settings(), AS_OF)
    raws = [_raw(name, text, site_ids) for name, text in sorted(pages.items())]
    collector = SurveyCollector(stages.profiles)
    for raw in raws:
        survey_page(raw, collector)
    merger = SurveyMerger()
    merger.add(collector.part())
    survey = merger.finish()
    results = tuple(process_page(raw, stages, survey) for raw in raws)
    records = [result.record for result in results if result.record is not None]
    index = build_index(records, settings=stages.settings, known_targets=known_targets, as_of=AS_OF)
    judged = tuple(
        judge(result.record, index, stages.rules, links=len(result.article.links))
        for result in results
        if result.record is not None and result.article is not None
    )
    return Folder(results, index, judged)


def _raw(name: str, text: str | bytes, site_ids: bool) -> RawPage:
    data = text if isinstance(text, bytes) else text.encode()
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    own = stem if site_ids and re.fullmatch(r"[a-z]{2}\d{4}", stem) else None
    ref = PageRef(page_id=name, path=name, source=name, site_id=own)
    return RawPage(ref, data, len(data), hashlib.sha256(data).hexdigest())
