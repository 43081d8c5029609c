"""After the third map: the findings about the waivers join the chunks in which their pages are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.decisions.decide import Coverage, Decisions
    from pipeline.publish.summary import ChunkSummary
    from schemas.finding import Finding


@dataclass(frozen=True, slots=True)
class Judged:
    """What a worker tells of a finished chunk."""

    summary: ChunkSummary
    coverage: Mapping[int, Coverage]
    """What each waiver covers in it, by the waiver's number."""


def judge_waivers(
    work: Path, judged: Sequence[Judged], decisions: Decisions, settings: Settings
) -> tuple[list[ChunkSummary], tuple[str, ...]]:
    """The chunks' summaries with the findings about waivers counted, and notes. OutputError when the disk refuses.

    The chunks' findings are written again only where such a finding belongs, one chunk at a time.
    """
    from pipeline.decisions.decide import summed
    from pipeline.decisions.findings import RunFacts, unjudged_note, waiver_findings
    from pipeline.publish.amend import add_findings
    from pipeline.publish.finish import load_order
    from pipeline.publish.summary import merged
    from pipeline.rules.engine import all_rules, selected_rules

    summaries = [one.summary for one in judged]
    if not decisions.placed:
        return summaries, ()
    rules = selected_rules(settings.select, settings.ignore)
    # Pages come sorted, so the smallest one is in the first chunk.
    first = min(summaries, key=lambda summary: summary.number).number
    facts = RunFacts(
        coverage=summed(one.coverage for one in judged),
        by_code=merged(summary.counts for summary in summaries).by_code,
        first=(min(page.page_id for page in load_order(work, first)[0]), first),
        partial=settings.reads_part,
        codes=frozenset(rule.code for rule in rules),
        all_codes=frozenset(rule.code for rule in all_rules() if not rule.preview),
    )
    by_chunk: dict[int, list[Finding]] = {}
    for chunk, finding in waiver_findings(decisions, facts, rules):
        by_chunk.setdefault(chunk, []).append(finding)
    note = unjudged_note(decisions, facts)
    amended = [
        add_findings(work, summary, by_chunk[summary.number]) if summary.number in by_chunk else summary
        for summary in summaries
    ]
    return amended, () if note is None else (note,)
