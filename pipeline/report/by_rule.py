"""Findings rule by rule: counts, groups with one cause, and the shown findings page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.report.census import OUTCOMES, SEVERITIES, STATES, Census
from pipeline.report.grouping import Causes, all_causes
from pipeline.report.model import Excerpts, Judged, RuleGroup, RuleView, ShownFinding
from pipeline.report.rule_info import RuleInfo

if TYPE_CHECKING:
    import numpy as np

    from pipeline.report.census import Ints


def rule_views(
    census: Census,
    shown: Mapping[int, ShownFinding],
    rules: Mapping[str, RuleInfo],
    judged: Mapping[str, Judged],
    excerpts: Excerpts,
) -> tuple[RuleView, ...]:
    """One view for each rule that found something: worst severity first, then most findings, then code."""
    import numpy as np

    views = []
    causes = all_causes(census)
    rows_of: dict[int, list[int]] = {}
    for row in shown:
        rows_of.setdefault(int(census.code[row]), []).append(row)
    for number in np.unique(census.code):
        mine = census.code == number
        severity = SEVERITIES[int(census.severity[mine].min())]
        code = census.codes[number]
        info = rules.get(code) or RuleInfo(code, census.names[number], severity)
        views.append(
            RuleView(
                info=info,
                findings=int(mine.sum()),
                fail=int(np.sum(census.outcome[mine] == OUTCOMES.index("fail"))),
                review=int(np.sum(census.outcome[mine] == OUTCOMES.index("review"))),
                known=int(np.sum(census.state[mine] == STATES.index("known"))),
                waived=int(np.sum(census.state[mine] == STATES.index("waived"))),
                pages=len(np.unique(census.page[mine])),
                judged=judged[code],
                groups=rule_groups(census, causes, np.flatnonzero(causes.code == number), excerpts),
                shown=in_page_order(census.rank, rows_of.get(int(number), []), shown),
            )
        )
    return tuple(sorted(views, key=lambda v: (SEVERITIES.index(v.info.severity), -v.findings, v.info.code)))


def rule_groups(
    census: Census, causes: Causes, groups: Iterable[int], excerpts: Excerpts
) -> tuple[RuleGroup, ...]:
    """What is told of these groups, in their order."""
    return tuple(
        RuleGroup(
            site=census.sites[causes.site[at]],
            template=census.templates[causes.template[at]],
            subject=census.subjects[causes.subject[at]] if excerpts == "full" else None,
            findings=int(causes.findings[at]),
            pages=int(causes.pages[at]),
        )
        for at in groups
    )


def in_page_order(
    ranks: Ints, rows: Sequence[int], shown: Mapping[int, ShownFinding]
) -> tuple[ShownFinding, ...]:
    """Findings page by page, the page with the worst finding first, each page's in reading order.

    `ranks` are those of the census, `rows` places among them.
    """
    worst: dict[str, np.int64] = {}
    for row in rows:
        page_id, rank = shown[row].finding.page_id, ranks[row]
        worst[page_id] = min(worst.get(page_id, rank), rank)

    def place(row: int) -> tuple[np.int64, str, int, int]:
        finding = shown[row].finding
        at = -1 if finding.source_start is None else finding.source_start
        return worst[finding.page_id], finding.page_id, at, row

    return tuple(shown[row] for row in sorted(rows, key=place))
