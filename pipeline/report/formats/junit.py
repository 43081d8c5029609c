"""`junit`: JUnit XML, one suite a rule, one case a finding, as build servers read it.

New errors and warnings that are to be mended fail; what is to be looked at, known, waived or a note is skipped with
its words; a rule that found nothing passes with one case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from pipeline.report.formats._words import outcome, place, shortened
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import one_line, visible

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


MAX_EXCERPT = 2_000
"""Characters of an excerpt."""


class JunitReporter(Reporter):
    """Writes the suites sorted by code."""

    name = "findings.junit.xml"
    format = "junit"
    drawn = False

    def write(self, report: Report, out: BinaryIO) -> None:
        rows: dict[str, list[Mapping[str, Any]]] = {}
        for row in report.finding_rows():
            rows.setdefault(row["code"], []).append(row)
        silent = {info.code: (info, judged) for info, judged in report.view.silent}
        names = {rule.info.code: rule.info.name for rule in report.view.rules}
        tests = sum(map(len, rows.values())) + len(silent)
        fates = Counter(_fate(row) for found in rows.values() for row in found)
        out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
        counts = f'tests="{tests}" failures="{fates["failure"]}" errors="0" skipped="{fates["skipped"]}"'
        out.write(f'<testsuites name="dechrome" {counts}>\n'.encode())
        for code in sorted({*rows, *silent}):
            if code in rows:
                cases = [_case(row) for row in rows[code]]
                mine = Counter(_fate(row) for row in rows[code])
                name = f"{code} {names[code]}"
            else:
                info, judged = silent[code]
                name = f"{code} {info.name}"
                said = f"nothing found on {judged.pages} {judged.what}"
                cases = [f"    <testcase classname={quoteattr(code)} name={quoteattr(said)}/>"]
                mine = Counter()
            counts = (
                f'tests="{len(cases)}" failures="{mine["failure"]}" errors="0" skipped="{mine["skipped"]}"'
            )
            out.write(f"  <testsuite name={_attribute(name)} {counts}>\n".encode())
            out.write(("\n".join(cases) + "\n  </testsuite>\n").encode())
        out.write(b"</testsuites>\n")


def _fate(row: Mapping[str, Any]) -> str:
    failing = row["outcome"] == "fail" and row["state"] == "new" and row["severity"] != "info"
    return "failure" if failing else "skipped"


def _case(row: Mapping[str, Any]) -> str:
    name = f"{place(row)} [{row['fingerprint']}]"
    message = _attribute(f"{one_line(row['message'])} ({outcome(row)})")
    head = f"    <testcase classname={_attribute(row['code'])} name={_attribute(name)}>"
    if _fate(row) == "skipped":
        return f"{head}<skipped message={message}/></testcase>"
    body = escape(_clean("\n".join(_details(row))))
    return f"{head}<failure type={_attribute(row['name'])} message={message}>{body}</failure></testcase>"


def _details(row: Mapping[str, Any]) -> Iterator[str]:
    for word in ("subject", "expected", "found", "fix"):
        if row[word]:
            yield f"{word}: {one_line(row[word], 1_000)}"
    if row["excerpt"]:
        yield f"excerpt: {shortened(visible(row['excerpt']), MAX_EXCERPT)}"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """The text without characters that XML 1.0 forbids; all but the noncharacters are spelt out before."""
    return _NOT_XML.sub("�", text)
