"""Counts of finished pages: small, and merged by adding, so that the manifest's numbers add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.publish.account import PARTS
from schemas.manifest import AccountSum

NONE = "none"
"""Key of `by_site` and `by_capture` for pages that have no site or capture, as unreadable ones."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the manifest counts."""

    pages: int = 0
    articles: int = 0
    findings: int = 0
    by_state: Counter[str] = field(default_factory=Counter)
    by_site: Counter[str] = field(default_factory=Counter)
    by_capture: Counter[str] = field(default_factory=Counter)
    by_code: Counter[str] = field(default_factory=Counter)
    by_severity: Counter[str] = field(default_factory=Counter)
    by_qa: Counter[str] = field(default_factory=Counter)
    account: Counter[str] = field(default_factory=Counter)
    """`chars` and its four parts."""
    by_chrome_kind: Counter[str] = field(default_factory=Counter)

    def account_sum(self) -> AccountSum:
        """The account over all these pages, kinds sorted by name."""
        parts = {name: self.account[name] for name in ("chars", *PARTS)}
        return AccountSum(**parts, by_chrome_kind=sorted_counts(self.by_chrome_kind))


@dataclass(frozen=True, slots=True)
class ChunkSummary:
    """What a worker tells of a finished chunk; everything else is in the chunk's files."""

    number: int
    counts: Counts


def merged(counts: Iterable[Counts]) -> Counts:
    """The sum of counts, in any order."""
    total = Counts()
    pages = articles = findings = 0
    for each in counts:
        pages += each.pages
        articles += each.articles
        findings += each.findings
        for name in Counts.__slots__:
            if name not in ("pages", "articles", "findings"):
                getattr(total, name).update(getattr(each, name))
    tables = {name: getattr(total, name) for name in Counts.__slots__}
    return Counts(**{**tables, "pages": pages, "articles": articles, "findings": findings})


def sorted_counts(counts: Counter[str]) -> dict[str, int]:
    """The counts above zero, sorted by key."""
    return {key: counts[key] for key in sorted(counts) if counts[key]}
