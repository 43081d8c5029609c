"""`summary.json`: verdict, counts and account for programs."""

from __future__ import annotations

import dataclasses
from typing import Any, BinaryIO

from pipeline.report.model import ReportView, Since
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import json_text


class SummaryReporter(Reporter):
    """Writes `summary.json`."""

    name = "summary.json"
    format = "json"

    def write(self, report: Report, out: BinaryIO) -> None:
        out.write((json_text(_summary(report.view), indent=2) + "\n").encode())


def _summary(view: ReportView) -> dict[str, Any]:
    manifest, verdict = view.manifest, view.verdict
    return {
        "schema_version": manifest.schema_version,
        "tool": manifest.tool,
        "tool_version": manifest.tool_version,
        "run_id": manifest.run_id,
        "digest": manifest.digest,
        "as_of": manifest.as_of,
        "verdict": verdict.level,
        "sentence": verdict.sentence,
        "pages": verdict.pages,
        "pages_by_state": dict(view.account.pages_by_state),
        "articles": verdict.articles,
        "articles_by_qa": {"pass": verdict.clean, "review": verdict.look, "fail": verdict.mend},
        "account": manifest.account.model_dump(),
        "account_problems": list(view.account.problems),
        "findings": view.findings,
        "findings_by_severity": dict(view.by_severity),
        "findings_by_state": dict(view.by_state),
        "pages_with_findings": view.pages_with_findings,
        "rules": [
            {
                "code": rule.info.code,
                "name": rule.info.name,
                "severity": rule.info.severity,
                "findings": rule.findings,
                "fail": rule.fail,
                "review": rule.review,
                "known": rule.known,
                "waived": rule.waived,
                "pages": rule.pages,
                "judged": rule.judged.pages,
                "judged_are": rule.judged.what,
            }
            for rule in view.rules
        ],
        "first": [
            {
                "code": group.code,
                "severity": group.severity,
                "outcome": group.outcome,
                "site": group.site,
                "template": group.template,
                "subject": group.subject,
                "findings": group.findings,
                "fail": group.fail,
                "new": group.new,
                "pages": group.pages,
                "example": group.example.fingerprint,
            }
            for group in view.first
        ],
        "groups": view.groups,
        "pages_with_open_findings": view.pages_open,
        "worst_pages": [
            {"page_id": page.page_id, "mend": page.mend, "look": page.look, "new": page.new}
            for page in view.page_tallies
        ],
        "since": None if view.since is None else _since(view.since),
        "related_links": None
        if view.link_map is None
        else {"links": view.link_map.links, "off_topic": view.link_map.off_topic},
        "notes": list(manifest.notes),
        "excerpts": view.excerpts,
    }


def _since(since: Since) -> dict[str, Any]:
    values = dataclasses.asdict(since)
    values["rules"] = [{"code": code, "new": new, "fixed": fixed} for code, new, fixed in since.rules]
    return {**values, "new_by_cause": dict(since.new_by_cause), "fixed_by_cause": dict(since.fixed_by_cause)}
