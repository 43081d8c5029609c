"""Findings about the waivers themselves, once every finding of the run is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.decisions.decide import Coverage, Decisions
from pipeline.rules.base import BaseRule
from pipeline.rules.engine import make_finding
from pipeline.rules.fingerprint import fingerprint, identity
from pipeline.rules.waiver._base import WaiverRule, WaiverUse
from schemas.finding import Finding
from schemas.waiver import Waiver


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What of a run the waivers are judged by."""

    coverage: Mapping[int, Coverage]
    """By the waiver's number."""
    by_code: Mapping[str, int]
    """Findings of each rule, waived ones too."""
    first: tuple[str, int]
    """The smallest page of the run and its chunk: where a finding hangs that has no page at all."""
    partial: bool
    """Only part of the pages was looked at."""
    codes: Collection[str]
    """Of the rules that ran."""
    all_codes: Collection[str]


def waiver_findings(
    decisions: Decisions, facts: RunFacts, rules: Iterable[BaseRule]
) -> Iterator[tuple[int, Finding]]:
    """The findings of the waiver rules among `rules`, each with the chunk of its page; in the order of the file."""
    chosen = [rule for rule in rules if isinstance(rule, WaiverRule)]
    seen: dict[tuple[str, str, str, str], int] = {}
    for use, page_id, chunk in _uses(decisions, facts):
        waiver = use.waiver
        key = waiver.fingerprint or f"{waiver.code} {waiver.page}"
        for rule in chosen:
            for hit in rule.check(use):
                # The subject loses its digits in an identity; the waiver's own key keeps two waivers apart.
                mark = identity(rule.code, page_id, hit.subject, key)
                ordinal = seen[mark] = seen.get(mark, -1) + 1
                yield chunk, make_finding(rule, hit, None, page_id, None, fingerprint(mark, ordinal))


def unjudged_note(decisions: Decisions, facts: RunFacts) -> str | None:
    """The note of a run that could not tell which of the waivers that covered nothing are unused."""
    number = sum(
        not use.covered and not use.judged and not use.expired for use, *_ in _uses(decisions, facts)
    )
    if not number:
        return None
    waivers = "1 waiver covers" if number == 1 else f"{number} waivers cover"
    return f"{waivers} nothing here: not called unused, since only part of the pages or rules was looked at"


def _uses(decisions: Decisions, facts: RunFacts) -> Iterator[tuple[WaiverUse, str, int]]:
    """Each waiver's use, with the page that its findings hang on and that page's chunk."""
    for number, placed in enumerate(decisions.placed):
        covered = facts.coverage.get(number)
        page_id, chunk = facts.first if covered is None else (covered.page_id, covered.chunk)
        use = WaiverUse(
            waiver=placed.waiver,
            line=placed.line,
            as_of=decisions.as_of,
            covered=0 if covered is None else covered.findings,
            held=0 if covered is None else covered.held,
            beside=_not_needed_beside(decisions, covered),
            of_rule=facts.by_code.get(placed.waiver.code or "", 0),
            judged=not facts.partial and _ran(placed.waiver, facts),
        )
        yield use, page_id, chunk


def _not_needed_beside(decisions: Decisions, covered: Coverage | None) -> tuple[int, ...]:
    """Lines of the waivers beside which another is not needed at all; empty where it is needed."""
    if covered is None or covered.spare < covered.findings:
        return ()
    return tuple(sorted(decisions.placed[other].line for other in covered.beside))


def _ran(waiver: Waiver, facts: RunFacts) -> bool:
    """Whether the rule of the waiver's findings ran; for a fingerprint, whether all did."""
    if waiver.code is not None:
        return waiver.code in facts.codes
    return set(facts.all_codes) <= set(facts.codes)
