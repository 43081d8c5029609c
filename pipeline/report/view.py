"""Builds what the reports show from the files of one published version, and from nothing else.

Memory is bounded by numbers, not text: a few integers for each finding and page, and the text of the
findings that are shown one by one (`Limits`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.report.account import build_account, build_verdict
from pipeline.report.census import OUTCOMES, SEVERITIES, STATES, Census, take_census
from pipeline.report.choice import chosen_rows
from pipeline.report.context import contexts
from pipeline.report.grouping import Grouped, first_groups, severity_and_outcome
from pipeline.report.model import Excerpts, Group, Limits, ReportView, RuleView, ShownFinding, ShownPage
from pipeline.report.redact import without_page_text
from pipeline.report.rule_info import RuleInfo
from pipeline.report.tables import Tables, values
from schemas.finding import Finding

if TYPE_CHECKING:
    import numpy as np

LIMITS = Limits()


def build_view(
    version_folder: Path, *, rules: Mapping[str, RuleInfo], excerpts: Excerpts, limits: Limits = LIMITS
) -> ReportView:
    """The view of the dataset in `version_folder`. Raises `DatasetError` where it cannot be read."""
    return view_of(Tables.open(version_folder), rules=rules, excerpts=excerpts, limits=limits)


def view_of(
    tables: Tables, *, rules: Mapping[str, RuleInfo], excerpts: Excerpts, limits: Limits = LIMITS
) -> ReportView:
    """As `build_view`, of tables already open."""
    import numpy as np

    census = take_census(tables)
    groups, group_count = first_groups(census, groups=limits.groups, rows=limits.group_findings)
    rows = chosen_rows(census, limit=limits.findings, always=(row for g in groups for row in g.rows))
    findings = {
        row: Finding.model_validate(fields if excerpts == "full" else without_page_text(fields, rules))
        for row, fields in tables.findings_at(rows).items()
    }
    shown = _shown(tables, census, findings, limits)
    by_rule = _rule_views(census, shown, rules)
    found = {view.info.code for view in by_rule}
    return ReportView(
        manifest=tables.manifest,
        excerpts=excerpts,
        verdict=build_verdict(tables),
        account=build_account(tables, excerpts),
        findings=len(census),
        pages_with_findings=len(np.unique(census.page)),
        by_severity=tuple((word, int(np.sum(census.severity == i))) for i, word in enumerate(SEVERITIES)),
        by_state=tuple((word, int(np.sum(census.state == i))) for i, word in enumerate(STATES)),
        first=tuple(_group(census, group, findings, excerpts) for group in groups),
        groups=group_count,
        rules=by_rule,
        silent=tuple(rules[code] for code in sorted(rules) if code not in found),
        pages=_pages(tables, {s.finding.page_id for s in shown.values()}, excerpts),
        left_out=len(census) - len(shown),
    )


def _shown(
    tables: Tables, census: Census, findings: Mapping[int, Finding], limits: Limits
) -> dict[int, ShownFinding]:
    """The chosen findings with context, by row; cut to the size limit from the least bad upwards."""
    by_page: dict[str, list[Finding]] = {}
    for finding in findings.values():
        if finding.excerpt:
            by_page.setdefault(finding.page_id, []).append(finding)
    context = contexts(tables, by_page, limits.context)
    shown: dict[int, ShownFinding] = {}
    room = limits.bytes
    for row in sorted(findings, key=lambda row: (census.rank[row], row)):
        finding = findings[row]
        before, after = context.get(finding.fingerprint, ("", ""))
        one = ShownFinding(
            finding=finding,
            site=census.sites[census.site[row]],
            template=census.templates[census.template[row]],
            before=before,
            after=after,
        )
        room -= _weight(one)
        if room < 0:
            break
        shown[row] = one
    return shown


def _weight(shown: ShownFinding) -> int:
    """About how many bytes the finding takes in the page for people."""
    f = shown.finding
    texts = (
        f.message,
        f.subject,
        f.excerpt,
        f.expected,
        f.found,
        f.fix,
        shown.before,
        shown.after,
        f.page_id,
    )
    return 350 + sum(len(text.encode("utf-8", "replace")) for text in texts if text)


def _rule_views(
    census: Census, shown: Mapping[int, ShownFinding], rules: Mapping[str, RuleInfo]
) -> tuple[RuleView, ...]:
    """One view for each rule that found something: worst severity first, then most findings, then code."""
    import numpy as np

    views = []
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
                waived=int(np.sum(census.state[mine] == STATES.index("waived"))),
                pages=len(np.unique(census.page[mine])),
                shown=_by_page(census, rows_of.get(int(number), []), shown),
            )
        )
    return tuple(sorted(views, key=lambda v: (SEVERITIES.index(v.info.severity), -v.findings, v.info.code)))


def _by_page(
    census: Census, rows: Sequence[int], shown: Mapping[int, ShownFinding]
) -> tuple[ShownFinding, ...]:
    """Findings page by page, the page with the worst finding first, each page's in reading order."""
    worst: dict[str, np.int64] = {}
    for row in rows:
        page_id, rank = shown[row].finding.page_id, census.rank[row]
        worst[page_id] = min(worst.get(page_id, rank), rank)

    def place(row: int) -> tuple[np.int64, str, int, int]:
        finding = shown[row].finding
        at = -1 if finding.source_start is None else finding.source_start
        return worst[finding.page_id], finding.page_id, at, row

    return tuple(shown[row] for row in sorted(rows, key=place))


def _group(census: Census, group: Grouped, findings: Mapping[int, Finding], excerpts: Excerpts) -> Group:
    severity, outcome = severity_and_outcome(group.rank)
    named = group.subject is not None and excerpts == "full"
    return Group(
        code=census.codes[group.code],
        severity=SEVERITIES[severity],
        outcome=OUTCOMES[outcome],
        site=census.sites[group.site],
        template=None if group.template is None else census.templates[group.template],
        subject=census.subjects[group.subject] if named and group.subject is not None else None,
        findings=group.findings,
        fail=group.fail,
        pages=group.pages,
        example=findings[group.rows[0]],
    )


def _pages(tables: Tables, page_ids: set[str], excerpts: Excerpts) -> tuple[ShownPage, ...]:
    """What is told about these pages, sorted by page_id; titles and addresses only where text may show."""
    pages = {}
    for batch in tables.batches("pages", ("page_id", "site", "state")):
        for page_id, site, state in zip(*values(batch), strict=True):
            if page_id in page_ids:
                pages[page_id] = ShownPage(page_id, None, None, site, state)
    if excerpts == "full":
        for batch in tables.batches("articles", ("page_id", "title", "url")):
            for page_id, title, url in zip(*values(batch), strict=True):
                if page_id in pages:
                    was = pages[page_id]
                    pages[page_id] = ShownPage(page_id, title, url, was.site, was.state)
    return tuple(pages[page_id] for page_id in sorted(pages))
