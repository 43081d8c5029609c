"""What every report draws from: plain frozen values, no table, no rule, no parser behind them.

Texts are the page's own where the field says so and are escaped by each reporter for its format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.report.rule_info import RuleInfo
from schemas.finding import Finding
from schemas.manifest import AccountSum, Manifest
from schemas.vocabulary import Outcome, Severity

Excerpts = Literal["full", "none"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the page for people holds; what is left out is counted and said."""

    findings: int = 5_000
    """Findings shown one by one, shared out fairly among the rules."""
    groups: int = 5
    """Rows of "what to do first"."""
    group_findings: int = 25
    """Findings of each such row that are shown whatever the rule's share."""
    context: int = 160
    """Characters of context on each side of an excerpt."""
    bytes: int = 7_500_000
    """Size of the data embedded in the page; beyond it, findings are left out too."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The run in words and numbers."""

    clauses: tuple[str, ...]
    level: Literal["pass", "review", "fail", "empty"]
    pages: int
    articles: int
    mend: int
    """Articles with the verdict `fail`."""
    look: int
    """Articles with the verdict `review`."""
    clean: int

    @property
    def sentence(self) -> str:
        """The clauses as one sentence without a full stop."""
        return "; ".join(self.clauses)


@dataclass(frozen=True, slots=True)
class Account:
    """The account over all pages, and whether it adds up."""

    pages_by_state: tuple[tuple[str, int], ...]
    text: AccountSum
    problems: tuple[str, ...]
    """Sums that do not agree, in words; empty when all adds up."""
    kept_shares: tuple[int, ...]
    """Articles by share of text kept: ten bins of ten per cent."""
    reasons: tuple[tuple[str, str, int], ...]
    """State, reason and count of pages that are no article, most first."""
    reasons_left_out: int
    """Further reasons that are not listed."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule that have one cause: a site's template, or one subject on many of its pages."""

    code: str
    severity: Severity
    outcome: Outcome
    """Of its worst finding."""
    site: str | None
    template: str | None
    """None too where the group spans several templates."""
    subject: str | None
    """Page text; None when the group's findings are about different things."""
    findings: int
    fail: int
    pages: int
    example: Finding


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding with its place in the raw page."""

    finding: Finding
    site: str | None
    template: str | None
    before: str = ""
    """Page text before the excerpt; empty where it is not known."""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What is told about a page that has shown findings."""

    page_id: str
    title: str | None
    """Page text."""
    url: str | None
    site: str | None
    state: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule with its counts and the findings that are shown."""

    info: RuleInfo
    findings: int
    fail: int
    review: int
    waived: int
    """Also counted under fail or review."""
    pages: int
    shown: tuple[ShownFinding, ...]

    @property
    def left_out(self) -> int:
        """Findings counted but not shown one by one."""
        return self.findings - len(self.shown)


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that a report says of one published dataset."""

    manifest: Manifest
    excerpts: Excerpts
    verdict: Verdict
    account: Account
    findings: int
    pages_with_findings: int
    by_severity: tuple[tuple[Severity, int], ...]
    by_state: tuple[tuple[str, int], ...]
    """Findings new, known and waived."""
    first: tuple[Group, ...]
    groups: int
    """Groups of severity warning or above that are not waived, shown in `first` or not."""
    rules: tuple[RuleView, ...]
    """Worst first; only rules that found something."""
    silent: tuple[RuleInfo, ...]
    """Rules that found nothing."""
    pages: tuple[ShownPage, ...]
    """Pages of the shown findings, sorted by page_id."""
    left_out: int
    """Findings counted but not shown one by one."""
