"""The findings as data for the page's script: short, visible, bounded; the script only makes text nodes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from pipeline.report.model import ReportView, RuleGroup, ShownFinding, ShownPage
from pipeline.report.visible import one_line, safe_url, visible

MAX_RELATED = 12
"""Related pages named with one finding."""
MAX_FAMILY = 100
"""Pages of a family shown with what differs; more are counted."""
MAX_EXCERPT = 1_500
"""Characters of an excerpt; longer ones are cut in their middle."""

Groups: TypeAlias = Sequence[RuleGroup] | Mapping[int, RuleGroup]
"""The groups of a rule by their place among them, at least those of the shown findings."""


def page_data(view: ReportView) -> dict[str, Any]:
    """Pages and findings of the first page as the script reads them; absent keys mean nothing to say."""
    return findings_data(
        view.pages,
        {rule.info.code: (rule.info.severity, rule.findings, rule.groups, rule.shown) for rule in view.rules},
        parts=[(part.file, part.last) for part in view.parts],
    )


def findings_data(
    pages: Sequence[ShownPage],
    rules: Mapping[str, tuple[str, int, Groups, Sequence[ShownFinding]]],
    *,
    parts: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """Severity, number, groups and shown findings of each rule, and the pages they point to by number.

    `parts` are the files that hold more, each with its last page_id.
    """
    places = {page.page_id: place for place, page in enumerate(pages)}
    return {
        "pages": [
            _filled(
                id=one_line(page.page_id, 500),
                title=one_line(page.title, 200) if page.title else None,
                url=safe_url(page.url),
                site=one_line(page.site, 100) if page.site else None,
                state=None if page.state == "article" else page.state.replace("_", " "),
                part=_part_of(page.page_id, parts),
            )
            for page in pages
        ],
        "rules": {
            code: {
                "severity": severity,
                "count": count,
                "groups": [_group(group) for group in _used(groups, shown)],
                "findings": [
                    _finding(one, places[one.finding.page_id], place, severity)
                    for one, place in zip(shown, _renumbered(shown), strict=True)
                ],
            }
            for code, (severity, count, groups, shown) in rules.items()
        },
    }


def _part_of(page_id: str, parts: Sequence[tuple[str, str]]) -> str | None:
    return next((file for file, last in parts if page_id <= last), None)


def _used(groups: Groups, shown: Iterable[ShownFinding]) -> list[RuleGroup]:
    """The groups that have a shown finding, in their order."""
    return [groups[place] for place in sorted({one.group for one in shown})]


def _renumbered(shown: Sequence[ShownFinding]) -> list[int]:
    places = {group: place for place, group in enumerate(sorted({one.group for one in shown}))}
    return [places[one.group] for one in shown]


def _group(group: RuleGroup) -> dict[str, Any]:
    return _filled(
        site=one_line(group.site, 100) if group.site else None,
        template=one_line(group.template, 100) if group.template else None,
        subject=one_line(group.subject, 160) if group.subject else None,
        findings=group.findings,
        pages=group.pages,
    )


def _finding(shown: ShownFinding, page: int, group: int, usual: str) -> dict[str, Any]:
    """`usual` is the rule's severity: a finding names its own where it is another."""
    f = shown.finding
    related = [] if f.family else [one_line(page_id, 200) for page_id in f.related_page_ids[:MAX_RELATED]]
    family = [
        [one_line(one.page_id, 200), one_line(one.differs, 200), one.own_paragraphs, one.paragraphs]
        for one in f.family[:MAX_FAMILY]
    ]
    return _filled(
        id=f.fingerprint,
        page=page,
        group=group or None,
        severity=None if f.severity == usual else f.severity,
        outcome=f.outcome,
        state=None if f.state == "new" else f.state,
        waiver=one_line(f.waiver_reason) if f.waiver_reason else None,
        site=one_line(shown.site, 100) if shown.site else None,
        template=one_line(shown.template, 100) if shown.template else None,
        message=one_line(f.message),
        subject=one_line(f.subject, 200) if f.subject else None,
        line=f.line,
        column=f.column,
        before=visible(shown.before) or None,
        excerpt=visible(cut_middle(f.excerpt)) if f.excerpt else None,
        after=visible(shown.after) or None,
        expected=one_line(f.expected) if f.expected else None,
        found=one_line(f.found) if f.found else None,
        fix=one_line(f.fix),
        related=related or None,
        moreRelated=max(0, len(f.related_page_ids) - MAX_RELATED) or None if related else None,
        family=family or None,
        familyPages=len(f.family) or None,
    )


def cut_middle(text: str) -> str:
    """The text, or its beginning and end with the number of characters between them."""
    if len(text) <= MAX_EXCERPT:
        return text
    half = MAX_EXCERPT // 2
    return f"{text[:half]}\n… {len(text) - 2 * half:,} characters …\n{text[-half:]}"


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
