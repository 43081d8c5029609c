"""Pages in memory through every stage, corpus rules included, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.document import RawPage
from pipeline.in_memory import JudgedFolder, judged_folder
from pipeline.index.model import IndexRecord
from pipeline.page import process_page
from schemas.finding import Finding

AS_OF = date(2026, 9, 1)
"""After the last date that a generated page has."""

Found = Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Folder:
    """Page name → its findings, with all rules that are on by default; and what was learned of the folder."""

    found: Found
    whole: JudgedFolder

    def beside(self, raws: Iterable[RawPage]) -> Found:
        """Findings of the page rules on other pages, judged as if they stood in this folder."""
        results = [process_page(raw, self.whole.stages, self.whole.survey) for raw in raws]
        return {result.page.page_id: result.findings for result in results}


def records_of(raws: Iterable[RawPage]) -> list[IndexRecord]:
    """The index records of these pages."""
    pages = judged_folder(raws, as_of=AS_OF).pages
    return [page.record for page in pages if page.record is not None]


def folder_of(raws: Iterable[RawPage], *, as_of: date = AS_OF) -> Folder:
    """All stages over these pages."""
    whole = judged_folder(raws, as_of=as_of)
    found = {page.page.page_id: page.findings for page in whole.pages}
    for judgement in whole.judged:
        found[judgement.page_id] += judgement.findings
    return Folder(found, whole)
