"""The findings as data for the page's script: short, visible, bounded; the script only makes text nodes of it."""

from __future__ import annotations

from typing import Any

from pipeline.report.model import ReportView, ShownFinding
from pipeline.report.visible import one_line, safe_url, visible

MAX_RELATED = 12
"""Related pages named with one finding."""


def page_data(view: ReportView) -> dict[str, Any]:
    """Pages and findings as the script reads them; absent keys mean nothing to say."""
    places = {page.page_id: place for place, page in enumerate(view.pages)}
    return {
        "pages": [
            _filled(
                id=one_line(page.page_id, 500),
                title=one_line(page.title, 200) if page.title else None,
                url=safe_url(page.url),
                state=None if page.state == "article" else page.state.replace("_", " "),
            )
            for page in view.pages
        ],
        "rules": {
            rule.info.code: {
                "severity": rule.info.severity,
                "count": rule.findings,
                "findings": [_finding(shown, places[shown.finding.page_id]) for shown in rule.shown],
            }
            for rule in view.rules
        },
    }


def _finding(shown: ShownFinding, page: int) -> dict[str, Any]:
    f = shown.finding
    related = [one_line(page_id, 200) for page_id in f.related_page_ids[:MAX_RELATED]]
    return _filled(
        id=f.fingerprint,
        page=page,
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
        excerpt=visible(f.excerpt) if f.excerpt else None,
        after=visible(shown.after) or None,
        expected=one_line(f.expected) if f.expected else None,
        found=one_line(f.found) if f.found else None,
        fix=one_line(f.fix),
        related=related or None,
        moreRelated=max(0, len(f.related_page_ids) - MAX_RELATED) or None,
    )


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
