"""`findings.sarif`: SARIF 2.1.0 (OASIS standard), worst first, within the limits code-scanning services set."""

from __future__ import annotations

import re
from typing import Any, BinaryIO
from urllib.parse import quote

from pipeline.report.census import take_census
from pipeline.report.choice import worst_rows
from pipeline.report.model import ReportView
from pipeline.report.packed import Packed
from pipeline.report.reporter import Report, Reporter
from pipeline.report.rule_info import RuleInfo
from pipeline.report.visible import json_bytes, json_text, one_line, visible
from pipeline.report.words import count, number
from schemas.finding import Finding

MAX_RESULTS = 25_000
"""Results of one run that code-scanning services take."""
MAX_PACKED = 10_000_000
"""Bytes of the file once gzip has packed it, as services take it."""
MAX_RELATED = 20
"""Related pages listed with one result."""
_LEVEL = {"error": "error", "warning": "warning", "info": "note"}
_BASELINE = {"new": "new", "known": "unchanged"}
"""State → SARIF's, of a run that was given a baseline. Whether a waived finding is also in it, nobody knows."""
_BASES = {
    "RAW": "The folder of raw pages given to the run",
    "SRCROOT": "The root of the repository that holds the raw pages",
}
_TAIL = "]}]}"
"""What follows the last result of a log with nothing behind its results."""
_LINE_END = re.compile(r"\r\n|\r|\n")


class SarifReporter(Reporter):
    """Writes `findings.sarif`."""

    name = "findings.sarif"
    format = "sarif"
    max_results = MAX_RESULTS
    max_packed = MAX_PACKED

    def write(self, report: Report, out: BinaryIO) -> None:
        rows = worst_rows(take_census(report.tables), limit=self.max_results)
        infos = [rule.info for rule in report.view.rules]
        index = {info.code: place for place, info in enumerate(infos)}
        compared = _has_baseline(report.view)
        # The results come before what is said of them, so that each can be written as it comes.
        head = json_text(_log(report, infos)).removesuffix(_TAIL).encode()
        packed = Packed(self.max_packed)
        packed.takes(head)
        out.write(head)
        written = 0
        for row in report.findings_at(rows):
            finding = Finding.model_validate(row)
            result = json_bytes(_result(report, finding, index[finding.code], compared=compared))
            piece = (b",\n" if written else b"\n") + result
            if not packed.takes(piece):
                break
            out.write(piece)
            written += 1
        end = json_text(_said(report.view, written)).removeprefix("{")
        out.write(f"],{end}]}}\n".encode())


def _log(report: Report, infos: list[RuleInfo]) -> dict[str, Any]:
    """The log up to its results."""
    manifest = report.view.manifest
    driver = {
        "name": manifest.tool,
        "version": manifest.tool_version,
        "rules": [_rule(info) for info in infos],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"{manifest.tool}/{manifest.run_id}"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_base(report): {"description": {"text": _BASES[_base(report)]}}},
        "results": [],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _said(view: ReportView, written: int) -> dict[str, Any]:
    """What the log says of its results, when they are written."""
    omitted = view.findings - written
    notes = []
    if omitted:
        words = (
            f"{count(omitted, 'finding')} beyond the worst {number(written)} left out; findings.jsonl has all"
        )
        notes.append({"level": "warning", "message": {"text": words}})
    return {
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "properties": {"runId": view.manifest.run_id, "findings": view.findings, "omitted": omitted},
    }


def _rule(info: RuleInfo) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": info.code,
        "name": info.name,
        "shortDescription": {"text": _message(info.summary or info.name)},
        "defaultConfiguration": {"level": _LEVEL[info.severity]},
        "properties": {"problem.severity": "recommendation" if info.severity == "info" else info.severity},
    }
    if info.what or info.why:
        rule["fullDescription"] = {"text": _message(" ".join(t for t in (info.what, info.why) if t))}
    if info.how_to_fix or info.fix:
        rule["help"] = {"text": _message(info.how_to_fix or info.fix)}
    return rule


def _has_baseline(view: ReportView) -> bool:
    """Whether the run was compared with a baseline; only then may a result have a baseline state."""
    return bool(view.manifest.settings.get("baseline_sha256")) or dict(view.by_state).get("known", 0) > 0


def _base(report: Report) -> str:
    """The name of what the paths start from."""
    return "SRCROOT" if report.source_root else "RAW"


def _result(report: Report, finding: Finding, index: int, *, compared: bool) -> dict[str, Any]:
    review = finding.outcome == "review"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        # The standard asks for level "none" wherever the kind is not "fail".
        "kind": "review" if review else "fail",
        "level": "none" if review else _LEVEL[finding.severity],
        "message": {"text": _message(f"{finding.message}. {finding.fix}.", 1_000)},
        "locations": [_location(report, finding.page_id, _region(finding))],
        "partialFingerprints": {"dechromeFinding/v1": finding.fingerprint},
        "properties": {
            "severity": finding.severity,
            "outcome": finding.outcome,
            **{k: v for k in ("subject", "expected", "found") if (v := getattr(finding, k)) is not None},
        },
    }
    if compared and finding.state in _BASELINE:
        result["baselineState"] = _BASELINE[finding.state]
    if finding.related_page_ids:
        result["relatedLocations"] = [
            {"id": place, **_location(report, page_id, None)}
            for place, page_id in enumerate(finding.related_page_ids[:MAX_RELATED])
        ]
        result["properties"]["relatedPages"] = len(finding.related_page_ids)
    if finding.family:
        result["properties"]["family"] = [
            {"page": one.page_id, "differs": one_line(one.differs)}
            for one in finding.family[: MAX_RELATED + 1]
        ]
    if finding.state == "waived":
        reason = one_line(finding.waiver_reason or "waived", 1_000)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _location(report: Report, page_id: str, region: dict[str, Any] | None) -> dict[str, Any]:
    # A page_id already holds %XX for undecodable bytes; a path segment with a colon needs escaping too.
    uri = quote(report.path_of(page_id), safe="/")
    place: dict[str, Any] = {"artifactLocation": {"uri": uri, "uriBaseId": _base(report)}}
    if region:
        place["region"] = region
    return {"physicalLocation": place}


def _region(finding: Finding) -> dict[str, Any] | None:
    """Line, column, offset and length of the excerpt; the end is given where the excerpt is the whole span."""
    if finding.line is None or finding.source_start is None or finding.source_end is None:
        return None
    length = finding.source_end - finding.source_start
    column = finding.column or 1
    region: dict[str, Any] = {"startLine": finding.line, "startColumn": column}
    excerpt = finding.excerpt or ""
    if len(excerpt) == length:
        lines = _LINE_END.split(excerpt)
        region["endLine"] = finding.line + len(lines) - 1
        region["endColumn"] = len(lines[-1]) + (column if len(lines) == 1 else 1)
    region |= {"charOffset": finding.source_start, "charLength": length}
    if excerpt:
        region["snippet"] = {"text": visible(excerpt)}
    return region


def _message(text: str, limit: int = 4_000) -> str:
    """Plain message text: brackets would make links and braces placeholders, so the standard's escapes are used."""
    line = one_line(text, limit).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return line.replace("{", "{{").replace("}", "}}")
