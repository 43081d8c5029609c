"""Runs rules and makes `Finding`s of what they hit: place, excerpt, fingerprint, order.

    all_rules() → selected_rules(select, ignore) → check_page(context, rules), check_article(record, …)

A rule that raises becomes a RUN001 finding of that page; the other rules and pages go on. Only
`Exception` counts as a rule's failure: whatever stops a page from outside (a deadline, an interrupt)
must derive from `BaseException` alone, and passes through.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from pipeline.errors import UsageError, did_you_mean
from pipeline.registry import discover
from pipeline.rules.base import BaseRule, CorpusRule, Hit, PageContext, PageRule
from pipeline.rules.fingerprint import fingerprint, identity
from pipeline.rules.run.run001_rule_crashed import RuleCrashed, crash_hit
from pipeline.rules.spot import Locate, Place, Span, Spot, spots
from schemas.finding import Finding

if TYPE_CHECKING:
    from pipeline.index.merged import Index
    from pipeline.index.model import IndexRecord

RULES_PACKAGE = "pipeline.rules"

RuleHit = tuple[BaseRule, Hit]


@cache
def all_rules() -> tuple[BaseRule, ...]:
    """One instance of every rule, sorted by code, preview rules too. Rules hold no state."""
    return tuple(rule() for rule in discover(RULES_PACKAGE, BaseRule))


def selected_rules(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[BaseRule, ...]:
    """The rules to run, sorted by code. `select` and `ignore` hold codes or prefixes; nothing selected: all.

    A preview rule runs only when its full code is selected. A full code wins over a prefix of the other list.
    Raises `UsageError` for a word that no rule's code begins with.
    """
    rules = all_rules()
    wanted = _known(select, rules, "select")
    unwanted = _known(ignore, rules, "ignore")

    def runs(rule: BaseRule) -> bool:
        named = rule.code in wanted
        if rule.code in unwanted or (rule.preview and not named):
            return False
        if named:
            return True
        if any(rule.code.startswith(prefix) for prefix in unwanted):
            return False
        return not wanted or any(rule.code.startswith(prefix) for prefix in wanted)

    return tuple(rule for rule in rules if runs(rule))


def _known(words: Sequence[str], rules: Sequence[BaseRule], option: str) -> tuple[str, ...]:
    """The words in upper case; raises `UsageError` for the first that fits no rule."""
    codes = tuple(word.strip().upper() for word in words)
    for word, code in zip(words, codes, strict=True):
        if not code or not any(rule.code.startswith(code) for rule in rules):
            by_name = next((rule.code for rule in rules if rule.name == word.strip().lower()), None)
            guess = f"did you mean '{by_name}'?" if by_name else did_you_mean(code, [r.code for r in rules])
            raise UsageError(
                f"no rule has the code or prefix '{word}'",
                where=f"--{option}",
                mend=guess or "`dechrome rules` lists them",
            )
    return codes


def check_page(
    context: PageContext,
    rules: Iterable[BaseRule],
    *,
    source: Callable[[], str] | None = None,
    locate: Locate | None = None,
) -> tuple[Finding, ...]:
    """The findings of the page rules among `rules` on one page, ordered by place, code and ordinal.

    For HTML give `locate` (accounted spans → source spans) and `source` (the decoded text, fetched only
    when a finding needs a line); for flat text the accounted text is the source.
    """
    hits: list[RuleHit] = []
    size = len(context.document.accounted)
    for rule in _page_rules(tuple(rules)):
        if context.article is not None or not rule.needs_article:
            hits += _collect(rule, partial(rule.check, context), size)
    if not hits:
        return ()
    article_id = context.article.article_id if context.article else None

    def place(spans: Sequence[Span]) -> Sequence[Spot | None]:
        return spots(spans, context.document.accounted, source, locate)

    return make_findings(hits, page_id=context.page_id, article_id=article_id, place=place)


def check_article(
    record: IndexRecord, index: Index, rules: Iterable[BaseRule], place: Place
) -> tuple[Finding, ...]:
    """The findings of the corpus rules among `rules` on one article; `place` gives excerpts and lines."""
    hits: list[RuleHit] = []
    for rule in _corpus_rules(tuple(rules)):
        hits += _collect(rule, partial(rule.check, record, index), math.inf)
    return make_findings(hits, page_id=record.page_id, article_id=record.article_id, place=place)


@cache
def _page_rules(rules: tuple[BaseRule, ...]) -> tuple[PageRule, ...]:
    return tuple(rule for rule in rules if isinstance(rule, PageRule))


@cache
def _corpus_rules(rules: tuple[BaseRule, ...]) -> tuple[CorpusRule, ...]:
    return tuple(rule for rule in rules if isinstance(rule, CorpusRule))


def _collect(rule: BaseRule, check: Callable[[], Iterator[Hit]], size: float) -> list[RuleHit]:
    """All hits of one rule on one page; if it raises, those it had found and a RUN001."""
    hits: list[RuleHit] = []
    try:
        for hit in check():
            if (hit.start is None) != (hit.end is None):
                raise ValueError(f"a hit with half a span: {hit.start} to {hit.end}")
            if hit.start is not None and hit.end is not None and not 0 <= hit.start < hit.end <= size:
                raise ValueError(f"a hit outside the page: {hit.start} to {hit.end}")
            hits.append((rule, hit))
    except Exception as error:
        hits.append((RuleCrashed(), crash_hit(rule, error)))
    return hits


def make_findings(
    hits: Sequence[RuleHit], *, page_id: str, article_id: str | None, place: Place
) -> tuple[Finding, ...]:
    """Findings of one page, ordered by (source_start or -1, code, ordinal); `place` is asked once."""
    spans = [(hit.start, hit.end) for _, hit in hits if hit.start is not None and hit.end is not None]
    placed = iter(place(spans) if spans else ())
    rows = [(rule, hit, next(placed) if hit.start is not None else None) for rule, hit in hits]
    rows.sort(key=lambda row: (_start(row[2]), row[0].code))
    seen: dict[tuple[str, str, str, str], int] = {}
    found = []
    for rule, hit, spot in rows:
        key = identity(rule.code, page_id, hit.subject, spot.excerpt if spot else None)
        ordinal = seen[key] = seen.get(key, -1) + 1
        found.append(make_finding(rule, hit, spot, page_id, article_id, fingerprint(key, ordinal)))
    return tuple(found)


def make_finding(
    rule: BaseRule, hit: Hit, spot: Spot | None, page_id: str, article_id: str | None, mark: str
) -> Finding:
    """One finding: what the hit does not say comes from its rule."""
    return Finding(
        fingerprint=mark,
        code=rule.code,
        name=rule.name,
        severity=hit.severity or rule.severity,
        outcome=hit.outcome or rule.outcome,
        page_id=page_id,
        related_page_ids=list(hit.related_page_ids),
        article_id=article_id,
        subject=_one_line(hit.subject),
        message=_one_line(hit.message) or rule.name,
        line=spot.line if spot else None,
        column=spot.column if spot else None,
        source_start=spot.source_start if spot else None,
        source_end=spot.source_end if spot else None,
        excerpt=spot.excerpt if spot else None,
        expected=_one_line(hit.expected),
        found=_one_line(hit.found),
        fix=_one_line(hit.fix) or rule.fix,
        family=list(hit.family),
    )


def _start(spot: Spot | None) -> int:
    return -1 if spot is None or spot.source_start is None else spot.source_start


def _one_line(text: str | None) -> str | None:
    """The text on one line: rules quote pages, and pages hold line breaks and control characters."""
    if text is None or text.isprintable():
        return text
    shown = (c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return " ".join("".join(shown).split())
