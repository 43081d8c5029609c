"""`report.md`: the report for a pull request's comment or a wiki page, short enough for both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.report.model import Group, ReportView, ShownFinding
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import one_line
from pipeline.report.words import (
    count,
    found_in,
    number,
    ordered,
    own_paragraphs,
    sentence,
    share,
    what_to_do,
)
from schemas.finding import Finding

MAX_FINDINGS = 40
"""Findings listed one by one; a pull-request comment holds 65,536 characters."""
MAX_CHANGED_RULES = 8
"""Rules told one by one in what changed since the last run."""
MAX_FAMILY = 8
"""Pages of a family named."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$:@/=])")
_TICKS = re.compile(r"`+")


class MarkdownReporter(Reporter):
    """Writes `report.md`."""

    name = "report.md"
    format = "markdown"

    def write(self, report: Report, out: BinaryIO) -> None:
        out.write(("\n".join(_lines(report.view)) + "\n").encode())


def plain(text: str, limit: int = 240) -> str:
    """Page text as text: no markup, link, mention or HTML can come of it.

    Every mark is escaped; a zero-width space after `@`, `#`, `:` and the `w` of `www.` stops mentions,
    issue numbers and bare addresses, which services link even where the marks are escaped.
    """
    escaped = _MARKUP.sub(r"\\\1", one_line(text, limit)).replace("\\<", "&lt;").replace("\\&", "&amp;")
    return re.sub(r"(@|#|:|\bw(?=ww))", "\\1\u200b", escaped, flags=re.IGNORECASE)


def code(text: str, limit: int = 240) -> str:
    """Page text as a code span, its fence longer than any run of backticks in it. Not for table cells."""
    line = one_line(text, limit) or " "
    fence = "`" * (max((len(run) for run in _TICKS.findall(line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _lines(view: ReportView) -> Iterator[str]:
    yield f"# {view.verdict.sentence}"
    yield ""
    yield _tally(view)
    yield ""
    yield from _since(view)
    yield from _first(view)
    yield from _account(view)
    yield from _rules(view)
    yield from _worst(view)
    for note in view.manifest.notes:
        yield f"- {plain(note)}"
    yield ""
    yield f"Run {code(view.manifest.run_id)} of {plain(view.manifest.tool)} {plain(view.manifest.tool_version)}, "
    yield f"judged as of {plain(view.manifest.as_of)}. All findings: findings.jsonl; for people: index.html."


def _tally(view: ReportView) -> str:
    parts = [count(n, severity) for severity, n in view.by_severity if severity != "info"]
    parts += [count(n, "note") for severity, n in view.by_severity if severity == "info"]
    states = dict(view.by_state)
    known = f"{number(states['known'])} known, " if states.get("known") else ""
    waived = states.get("waived", 0)
    return f"{', '.join(parts)} on {count(view.pages_with_findings, 'page')}; {known}{number(waived)} waived."


def _since(view: ReportView) -> Iterator[str]:
    since = view.since
    if since is None:
        return
    counts = f"{number(since.new)} new, {number(since.reopened)} reopened, {number(since.fixed)} fixed, "
    counts += f"{number(since.unchanged)} unchanged"
    if since.unjudged:
        counts += f", {number(since.unjudged)} not looked for"
    differs = (
        f"What differs: {plain('; '.join(since.causes), 400)}." if since.causes else "Nothing else differs."
    )
    yield f"**Since the last run:** {counts}. {differs}"
    if since.rules:
        shown = since.rules[:MAX_CHANGED_RULES]
        parts = [f"{code} +{number(new)} −{number(fixed)}" for code, new, fixed in shown]
        if len(since.rules) > len(shown):
            parts.append(count(len(since.rules) - len(shown), "further rule"))
        yield f"By rule: {plain(', '.join(parts), 400)}."
    yield ""


def _first(view: ReportView) -> Iterator[str]:
    yield "## What to do first"
    yield ""
    if not view.first:
        yield "Nothing needs doing first."
    for place, group in enumerate(view.first, 1):
        say = f"{plain(sentence(group.example.message, 240))} {plain(sentence(group.example.fix, 240))}"
        yield f"{place}. **{group.code}** {_where(group)}{_such(group)} {say}"
    if view.groups > len(view.first):
        yield ""
        yield f"{count(view.groups - len(view.first), 'further group')} below."
    yield ""


def _such(group: Group) -> str:
    return ", for example:" if group.findings > 1 else ":"


def _where(group: Group) -> str:
    words = f"{found_in(group)} on {count(group.pages, 'page')}"
    if group.site:
        words += f" of {code(group.site)}"
    if group.template:
        words += f", template {code(group.template)}"
    elif group.templates > 1:
        words += f", {number(group.templates)} templates"
    return words


def _account(view: ReportView) -> Iterator[str]:
    text = view.account.text
    yield "## The account"
    yield ""
    yield "| pages | |"
    yield "| --- | ---: |"
    for state, n in view.account.pages_by_state:
        yield f"| {state.replace('_', ' ')} | {number(n)} |"
    yield f"| **all** | **{number(view.manifest.pages)}** |"
    yield ""
    yield "| characters (without spaces) | | |"
    yield "| --- | ---: | ---: |"
    parts = [("kept", text.kept_chars), ("data", text.data_chars), ("removed", text.removed_chars)]
    for name, n in [*parts, ("unexplained", text.unexplained_chars)]:
        yield f"| {name} | {number(n)} | {share(n, text.chars)} |"
    yield f"| **all** | **{number(text.chars)}** | |"
    yield ""
    if text.by_chrome_kind:
        kinds = (
            f"{k.replace('chrome.', '').replace('_', ' ')} {number(n)}"
            for k, n in ordered(text.by_chrome_kind)
        )
        yield f"Removed: {plain(', '.join(kinds), 1_000)}."
        yield ""
    for problem in view.account.problems:
        yield f"- **Does not add up.** {plain(problem)}"
    if not view.account.problems:
        yield "The account adds up."
    yield ""


def _rules(view: ReportView) -> Iterator[str]:
    yield "## Rules"
    yield ""
    if not view.rules:
        yield "No rule found anything."
        yield ""
        return
    numbers = (
        "findings",
        "to mend",
        "to look at",
        "notes",
        "known",
        "waived",
        "pages",
        "of pages it could judge",
    )
    yield f"| rule | | severity | {' | '.join(numbers)} |"
    yield f"| --- | --- | --- |{' ---: |' * len(numbers)}"
    for rule in view.rules:
        mend, notes = (0, rule.fail) if rule.info.severity == "info" else (rule.fail, 0)
        kinds = (mend, rule.review, notes, rule.known, rule.waived)
        cells = " | ".join(number(n) for n in (rule.findings, *kinds, rule.pages, rule.judged.pages))
        yield f"| {plain(rule.info.code)} | {plain(rule.info.name)} | {rule.info.severity} | {cells} |"
    yield ""


def _worst(view: ReportView) -> Iterator[str]:
    shown = [s for rule in view.rules for s in rule.shown if s.finding.state != "waived"]
    if not shown:
        return
    listed = _spread([[s for s in r.shown if s.finding.state != "waived"] for r in view.rules])
    yield "## Findings"
    yield ""
    waived = dict(view.by_state).get("waived", 0)
    left_out = view.findings - waived - len(listed)
    if left_out:
        yield f"{number(len(listed))} of {count(view.findings - waived, 'finding')}; the rest is in findings.jsonl."
        yield ""
    for one in listed:
        f = one.finding
        place = f":{f.line}:{f.column}" if f.line else ""
        state = f", {f.state}" if f.state != "new" else ""
        what = f"{what_to_do(f.severity, f.outcome)}{state}"
        said = f"{plain(f.message)} · {code(f.fingerprint)}"
        yield f"- **{f.code}** {what} · {code(f.page_id)}{plain(place)} · {said}"
        if f.family:
            yield from _family(f)
        elif f.excerpt:
            yield f"  {code(f.excerpt)}"
    yield ""


def _family(finding: Finding) -> Iterator[str]:
    """What differs on the first pages of a family."""
    for one in finding.family[:MAX_FAMILY]:
        differs = f" {code(one.differs, 120)}" if one.differs else ""
        own = own_paragraphs(one.own_paragraphs, one.paragraphs)
        yield f"  - {code(one.page_id)}{differs}, {own}"
    if len(finding.family) > MAX_FAMILY:
        yield f"  - and {count(len(finding.family) - MAX_FAMILY, 'more page')}"


def _spread(by_rule: list[list[ShownFinding]]) -> list[ShownFinding]:
    """At most `MAX_FINDINGS`, every rule its fair share, in the rules' order."""
    from pipeline.report.choice import fair_shares

    shares = fair_shares([len(findings) for findings in by_rule], MAX_FINDINGS)
    return [one for findings, n in zip(by_rule, shares, strict=True) for one in findings[:n]]
