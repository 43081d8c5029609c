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

    findings: int = 50_000
    """Findings that one file may hold; with more, or more bytes, all findings stand in parts beside it."""
    first_findings: int = 3_000
    """Findings shown one by one on the first page where there are parts, shared out fairly among the rules."""
    part_findings: int = 4_000
    """Findings of one part, unless one page alone has more."""
    tallies: int = 10
    """Rows of the pages with most to mend."""
    groups: int = 5
    """Rows of "what to do first"."""
    group_findings: int = 25
    """Findings of each such row that are shown whatever the rule's share."""
    context: int = 160
    """Characters of context on each side of an excerpt."""
    bytes: int = 8_000_000
    """Size of one file."""
    frame_bytes: int = 250_000
    """Of which for styles, script, charts and the rules' words."""
    all_pages_bytes: int = 24_000_000
    """Size of the raw pages shown side by side over all parts."""


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
    words: tuple[tuple[str, int], ...] = ()
    """Articles by number of words: range in words, and count."""


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
    templates: int
    """How many templates its pages have."""
    subject: str | None
    """Page text; None when the group's findings are about different things."""
    findings: int
    fail: int
    new: int
    """Not in the baseline."""
    pages: int
    example: Finding


@dataclass(frozen=True, slots=True)
class PageTally:
    """A page's open errors and warnings in numbers."""

    page_id: str
    title: str | None
    """Page text."""
    severity: Severity
    """Of its worst finding."""
    mend: int
    look: int
    new: int
    """Of both, those not in the baseline."""
    part: str | None
    """The file that shows the page, where it is not the first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The denominator of a rule."""

    pages: int
    what: str
    """What these pages are, in words: `articles with a date`."""


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Findings of one rule with one cause, for the list below the rule."""

    site: str | None
    template: str | None
    subject: str | None
    """Page text; None when the group's findings are about different things."""
    findings: int
    pages: int


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since the version before."""

    run_id: str
    as_of: str
    new: int
    reopened: int
    """Waived before and not now, or known and back again."""
    fixed: int
    unchanged: int
    pages_added: int
    pages_removed: int
    pages_changed: int
    causes: tuple[str, ...]
    """What differs between the runs, in words; empty when nothing does."""
    new_by_cause: tuple[tuple[str, int], ...]
    fixed_by_cause: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str, int, int], ...]
    """Code, new or reopened, and fixed findings; most new first."""
    unjudged: int = 0
    """Findings of the version before that this run did not look for: their rule was left out, or their page was
    not finished."""


@dataclass(frozen=True, slots=True)
class LinkEdge:
    """Related links from articles of one category to one category."""

    source: str | None
    """Page text, as `target`; None: the page names none."""
    target: str | None
    links: int
    off_topic: int
    unjudged: int


@dataclass(frozen=True, slots=True)
class LinkMap:
    """All related links by category, most links first."""

    edges: tuple[LinkEdge, ...]

    @property
    def links(self) -> int:
        """All links of the map."""
        return sum(edge.links for edge in self.edges)

    @property
    def off_topic(self) -> int:
        """Those off topic."""
        return sum(edge.off_topic for edge in self.edges)


@dataclass(frozen=True, slots=True)
class Part:
    """Pages with findings, in order of page_id, whose findings stand in a file of their own."""

    file: str
    first: str
    last: str
    pages: int
    findings: int


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding with its place in the raw page."""

    finding: Finding
    site: str | None
    template: str | None
    group: int = 0
    """Place in its rule's groups."""
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
    known: int
    """Also counted under fail or review, as `waived`."""
    waived: int
    pages: int
    judged: Judged
    groups: tuple[RuleGroup, ...]
    """Worst first, then largest."""
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
    silent: tuple[tuple[RuleInfo, Judged], ...]
    """Rules that found nothing, and what they looked at."""
    pages: tuple[ShownPage, ...]
    """Pages of the shown findings, sorted by page_id."""
    left_out: int
    """Findings counted but not shown one by one on the first page; with `parts` they stand there."""
    page_tallies: tuple[PageTally, ...] = ()
    """The pages with most to mend, worst first."""
    pages_open: int = 0
    """Pages with open errors or warnings, in `page_tallies` or not."""
    worst_pages: tuple[str, ...] = ()
    """Pages to be shown side by side, worst first: those with findings for which there is room."""
    parts: tuple[Part, ...] = ()
    """Empty where one file holds all."""
    since: Since | None = None
    link_map: LinkMap | None = None
