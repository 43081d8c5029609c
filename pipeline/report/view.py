"""Builds what the reports show from the files of one published version, and from nothing else.

Memory is bounded by numbers, not text: a few integers for each finding and page, and the text of the
findings that are shown one by one (`Limits`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.report.account import build_account, build_verdict
from pipeline.report.by_rule import rule_views
from pipeline.report.census import OUTCOMES, SEVERITIES, STATES, Census, take_census
from pipeline.report.choice import chosen_rows
from pipeline.report.context import contexts
from pipeline.report.grouping import Grouped, all_causes, first_groups, severity_and_outcome
from pipeline.report.judged import judged_by
from pipeline.report.linkmap import build_link_map
from pipeline.report.model import (
    Excerpts,
    Group,
    Limits,
    ReportView,
    ShownFinding,
    ShownPage,
)
from pipeline.report.plan import plan_parts, worst_pages
from pipeline.report.redact import without_page_text
from pipeline.report.rule_info import RuleInfo
from pipeline.report.since import since
from pipeline.report.tables import Tables, values
from pipeline.report.weight import may_fit, weight
from pipeline.report.worst import with_titles, worst_tallies
from schemas.finding import Finding

LIMITS = Limits()


def build_view(
    version_folder: Path, *, rules: Mapping[str, RuleInfo], excerpts: Excerpts, limits: Limits = LIMITS
) -> ReportView:
    """The view of the dataset in `version_folder`. Raises `DatasetError` where it cannot be read."""
    return view_of(Tables.open(version_folder), rules=rules, excerpts=excerpts, limits=limits)


def view_of(
    tables: Tables,
    *,
    rules: Mapping[str, RuleInfo],
    excerpts: Excerpts,
    limits: Limits = LIMITS,
    before: Tables | None = None,
) -> ReportView:
    """As `build_view`, of tables already open; `before` is the version to compare with."""
    import numpy as np

    census = take_census(tables)
    groups, group_count = first_groups(census, groups=limits.groups, rows=limits.group_findings)
    always = [row for group in groups for row in group.rows]
    shown: dict[int, ShownFinding] | None = None
    if may_fit(tables, census, excerpts, limits):
        shown = _shown(tables, census, range(len(census)), rules, excerpts, limits)
    whole = shown is not None and len(shown) == len(census)
    if shown is None or not whole:
        rows = chosen_rows(census, limit=limits.first_findings, always=always)
        shown = _shown(tables, census, rows, rules, excerpts, limits)
    first = sorted({group.rows[0] for group in groups})
    examples = zip(first, tables.findings_at(first), strict=True)
    example = {row: _finding(fields, rules, excerpts) for row, fields in examples}
    judged = judged_by(tables, census, {*rules, *census.codes})
    by_rule = rule_views(census, shown, rules, judged, excerpts)
    found = {view.info.code for view in by_rule}
    parts = () if whole else plan_parts(census, limits.part_findings)
    tallies, pages_open = worst_tallies(census, limits.tallies)
    shown_ids = {one.finding.page_id for one in shown.values()}
    pages = shown_pages(tables, shown_ids | {tally.page_id for tally in tallies}, excerpts)
    return ReportView(
        manifest=tables.manifest,
        excerpts=excerpts,
        verdict=build_verdict(tables),
        account=build_account(tables, excerpts),
        findings=len(census),
        pages_with_findings=len(np.unique(census.page)),
        by_severity=tuple((word, int(np.sum(census.severity == i))) for i, word in enumerate(SEVERITIES)),
        by_state=tuple((word, int(np.sum(census.state == i))) for i, word in enumerate(STATES)),
        first=tuple(_group(census, group, example[group.rows[0]], excerpts) for group in groups),
        groups=group_count,
        rules=by_rule,
        silent=tuple((rules[code], judged[code]) for code in sorted(rules) if code not in found),
        pages=tuple(page for page in pages if page.page_id in shown_ids),
        left_out=len(census) - len(shown),
        worst_pages=worst_pages(tables, census, limits.bytes if whole else limits.all_pages_bytes)
        if excerpts == "full"
        else (),
        page_tallies=with_titles(tallies, {page.page_id: page for page in pages}, parts),
        pages_open=pages_open,
        parts=parts,
        since=since(before, tables) if before is not None else None,
        link_map=build_link_map(tables) if excerpts == "full" else None,
    )


def _finding(fields: Mapping[str, Any], rules: Mapping[str, RuleInfo], excerpts: Excerpts) -> Finding:
    return Finding.model_validate(fields if excerpts == "full" else without_page_text(fields, rules))


def _shown(
    tables: Tables,
    census: Census,
    rows: Sequence[int],
    rules: Mapping[str, RuleInfo],
    excerpts: Excerpts,
    limits: Limits,
) -> dict[int, ShownFinding]:
    """The findings of these rows with context, by row; cut to the size limit from the least bad upwards."""
    found = zip(rows, tables.findings_at(rows), strict=True)
    findings = {row: _finding(fields, rules, excerpts) for row, fields in found}
    causes = all_causes(census)
    starts = {int(code): at for at, code in reversed(list(enumerate(causes.code)))}
    by_page: dict[str, list[Finding]] = {}
    for finding in findings.values():
        if finding.excerpt:
            by_page.setdefault(finding.page_id, []).append(finding)
    context = contexts(tables, by_page, limits.context)
    shown: dict[int, ShownFinding] = {}
    room = limits.bytes - limits.frame_bytes
    for row in sorted(findings, key=lambda row: (census.rank[row], row)):
        finding = findings[row]
        before, after = context.get(finding.fingerprint, ("", ""))
        one = ShownFinding(
            finding=finding,
            site=census.sites[census.site[row]],
            template=census.templates[census.template[row]],
            group=int(causes.of_row[row]) - starts[int(census.code[row])],
            before=before,
            after=after,
        )
        room -= weight(one)
        if room < 0:
            break
        shown[row] = one
    return shown


def _group(census: Census, group: Grouped, example: Finding, excerpts: Excerpts) -> Group:
    severity, outcome = severity_and_outcome(group.rank)
    named = group.subject is not None and excerpts == "full"
    return Group(
        code=census.codes[group.code],
        severity=SEVERITIES[severity],
        outcome=OUTCOMES[outcome],
        site=census.sites[group.site],
        template=None if group.template is None else census.templates[group.template],
        templates=group.templates,
        subject=census.subjects[group.subject] if named and group.subject is not None else None,
        findings=group.findings,
        fail=group.fail,
        new=group.new,
        pages=group.pages,
        example=example,
    )


def shown_pages(
    tables: Tables, page_ids: set[str] | set[str | None], excerpts: Excerpts
) -> tuple[ShownPage, ...]:
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
