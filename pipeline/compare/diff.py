"""Compares two published datasets in one pass, page by page."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from typing import Any, get_args

from pipeline.compare.causes import causes_of
from pipeline.compare.model import (
    ChangedFinding,
    ChangedPage,
    Difference,
    FindingKind,
    PageKind,
    Side,
    Where,
)
from pipeline.compare.streams import (
    FINDING_COLUMNS,
    Stream,
    changed_texts,
    findings_of,
    pages_of,
    side_by_side,
)
from pipeline.publish.versions import find_version
from pipeline.report.asked import UNFINISHED, asked_for
from pipeline.report.tables import Tables
from schemas.vocabulary import Outcome, Severity

SHOWN = 20
"""Pages and findings of each kind that are listed."""
PAGE_KINDS: tuple[PageKind, ...] = get_args(PageKind)
FINDING_KINDS: tuple[FindingKind, ...] = ("reopened", "new", "fixed")
_SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_STATE = FINDING_COLUMNS.index("state")
_CODE = FINDING_COLUMNS.index("code")

Row = tuple[Any, ...]


def compare(old: str | os.PathLike[str], new: str | os.PathLike[str], *, shown: int = SHOWN) -> Difference:
    """What changed from one dataset (or version folder) to another. Raises DatasetError."""
    before, after = Tables.open(find_version(old)), Tables.open(find_version(new))
    walk = _Walk(shown, after.manifest.settings)
    texts = changed_texts(before, after)
    findings = Stream(findings_of(before)), Stream(findings_of(after))
    for page_id, was, now in side_by_side(pages_of(before), pages_of(after)):
        where = walk.page(page_id, was, now, text_changed=page_id in texts)
        unfinished = now is not None and now[1] in UNFINISHED
        lists = findings[0].take(page_id) or {}, findings[1].take(page_id) or {}
        walk.findings_of(where, *lists, unfinished=unfinished)
    return Difference(
        old=Side(before.folder, before.manifest),
        new=Side(after.folder, after.manifest),
        causes=causes_of(before.manifest, after.manifest),
        pages={kind: walk.pages[kind] for kind in PAGE_KINDS},
        pages_changed={what: walk.what[what] for what in ("bytes", "state", "article text")},
        findings={kind: walk.counts[kind] for kind in (*FINDING_KINDS, "unchanged", "unjudged")},
        by_code={
            code: {kind: walk.by_code[code, kind] for kind in FINDING_KINDS}
            for code in sorted({code for code, _ in walk.by_code})
        },
        by_page={
            kind: {where: walk.by_page[kind, where] for where in get_args(Where)} for kind in FINDING_KINDS
        },
        shown_pages=tuple(page for kind in PAGE_KINDS for page in walk.shown_pages[kind]),
        shown_findings=tuple(finding for kind in FINDING_KINDS for finding in walk.worst(kind)),
    )


class _Walk:
    """Counts and the worst of each list, while going over the pages."""

    def __init__(self, shown: int, settings: Mapping[str, Any]) -> None:
        self._shown = shown
        self._settings = settings
        """Of the newer run."""
        self.pages: Counter[PageKind] = Counter()
        self.what: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.by_code: Counter[tuple[str, FindingKind]] = Counter()
        self.by_page: Counter[tuple[FindingKind, Where]] = Counter()
        self.shown_pages: dict[PageKind, list[ChangedPage]] = {kind: [] for kind in PAGE_KINDS}
        self.shown_findings: dict[FindingKind, list[tuple[tuple[int, int, int], ChangedFinding]]] = {
            kind: [] for kind in FINDING_KINDS
        }

    def page(
        self, page_id: str, was: tuple[str, str] | None, now: tuple[str, str] | None, *, text_changed: bool
    ) -> Where:
        """Count one page; what became of it."""
        what: tuple[str, ...] = ()
        kind: PageKind = "changed"
        if was is None or now is None:
            kind = "added" if was is None else "removed"
        else:
            differs = (
                ("bytes", was[0] != now[0]),
                ("state", was[1] != now[1]),
                ("article text", text_changed),
            )
            what = tuple(name for name, is_so in differs if is_so)
            if not what:
                return "same"
        self.pages[kind] += 1
        self.what.update(what)
        if len(self.shown_pages[kind]) < self._shown:
            self.shown_pages[kind].append(ChangedPage(page_id, kind, what, was and was[1], now and now[1]))
        return kind

    def findings_of(
        self, where: Where, was: dict[str, Row], now: dict[str, Row], *, unfinished: bool
    ) -> None:
        """Count the findings of one page. What the newer run did not look for is not fixed: its rule was left out,
        or the page `unfinished`."""
        for fingerprint, row in now.items():
            kind = _kind(was.get(fingerprint), row, where)
            if kind is None:
                self.counts["unchanged"] += 1
            else:
                self._count(kind, where, row)
        for fingerprint, row in was.items():
            if fingerprint in now:
                continue
            if unfinished or not asked_for(row[_CODE], self._settings):
                self.counts["unjudged"] += 1
            else:
                self._count("fixed", where, row)

    def worst(self, kind: FindingKind) -> list[ChangedFinding]:
        """The worst findings of a kind; equal ones in the order of the pages."""
        found = sorted(self.shown_findings[kind], key=lambda one: one[0])
        return [finding for _, finding in found[: self._shown]]

    def _count(self, kind: FindingKind, where: Where, row: Row) -> None:
        page_id, fingerprint, code, severity, outcome, state, line, column, message = row
        self.counts[kind] += 1
        self.by_code[code, kind] += 1
        self.by_page[kind, where] += 1
        worst = self.shown_findings[kind]
        key = (_SEVERITIES.index(severity), _OUTCOMES.index(outcome), self.counts[kind])
        worst.append(
            (
                key,
                ChangedFinding(
                    kind, fingerprint, code, severity, outcome, state, page_id, where, line, column, message
                ),
            )
        )
        if len(worst) > 2 * self._shown + 100:
            worst.sort(key=lambda one: one[0])
            del worst[self._shown :]


def _kind(was: Row | None, now: Row, where: Where) -> FindingKind | None:
    """What became of a finding that is there now; None for nothing."""
    if was is not None:
        return "reopened" if was[_STATE] == "waived" and now[_STATE] != "waived" else None
    # Known, and yet not found last time on this page: it was mended and came back.
    return "reopened" if now[_STATE] == "known" and where != "added" else "new"
