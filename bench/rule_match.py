"""Expected and real findings side by side: found, missed, false alarms, knock-on, by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.finding import Finding
from tests.sitegen.truth import Fault

GROUPED = ("COR001", "COR002", "TTL003")
"""Rules whose finding hangs on the smallest page_id of a group and names the others."""
_START = 60
"""Characters from which on two texts with a common start count as the same place."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A fault on a page. `injected` is the code that was put in there, by whatever name the fault goes."""

    page: str
    fault: Fault

    @property
    def code(self) -> str:
        """The rule that must find it."""
        return self.fault.code


@dataclass
class Score:
    """One rule's numbers. Injected faults and those that pages have anyway are counted apart."""

    injected: int = 0
    found: int = 0
    there: int = 0
    there_found: int = 0
    right_outcome: int = 0
    true: int = 0
    false: int = 0
    clean_false: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        """Share of the injected faults that were found."""
        return self.found / self.injected if self.injected else None

    @property
    def precision(self) -> float | None:
        """Share of the findings that are true; knock-on findings are on neither side."""
        told = self.true + self.false
        return self.true / told if told else None

    @property
    def outcome(self) -> float | None:
        """Share of the found faults, injected or not, that have the expected outcome."""
        found = self.found + self.there_found
        return self.right_outcome / found if found else None

    def add(self, other: Score) -> None:
        """Takes the numbers of another in."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.missed += other.missed
        self.alarms += other.alarms


_NUMBERS = "injected found there there_found right_outcome true false clean_false".split()


@dataclass
class Tally:
    """Scores by rule, and knock-on findings by (injected code, code of the finding)."""

    scores: dict[str, Score] = field(default_factory=dict)
    pages: int = 0
    clean_pages: int = 0
    knock_on: Counter[tuple[str, str]] = field(default_factory=Counter)

    def of(self, code: str) -> Score:
        """The score of one rule."""
        return self.scores.setdefault(code, Score())

    def add(self, other: Tally) -> None:
        """Takes another tally in."""
        for code, score in other.scores.items():
            self.of(code).add(score)
        self.knock_on += other.knock_on
        self.pages += other.pages
        self.clean_pages += other.clean_pages


def same(code: str, page: str, fault: Fault, finding: Finding) -> bool:
    """Whether this finding tells this fault: same rule, same page or group, overlapping excerpt or subject."""
    if finding.code != code:
        return False
    if code in GROUPED:
        group = {_number(finding.page_id), *map(_number, finding.related_page_ids)}
        return _number(page) in group and {_number(name) for name in fault.related} <= group
    if finding.page_id != page:
        return False
    wanted = _flat(fault.excerpt)
    told = [_flat(text) for text in (finding.excerpt, finding.subject, finding.found) if text]
    return not wanted or finding.excerpt is None or any(_overlap(wanted, text) for text in told)


def _overlap(one: str, two: str) -> bool:
    return bool(two) and (one in two or two in one or (len(one) >= _START and one[:_START] in two))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _number(name: str) -> str:
    """The running number of a generated page: its copy in another capture style has another suffix."""
    return name.partition("_")[0]


Mark = tuple[str, str, str]


def mark(finding: Finding) -> Mark:
    """What makes two findings of two runs over nearly the same page the same."""
    return (finding.page_id, finding.code, _flat(finding.excerpt or finding.subject or ""))


def tally(
    expected: Sequence[Expected],
    found: Mapping[str, Sequence[Finding]],
    injected: Mapping[str, str],
    without: Callable[[Sequence[str]], Mapping[str, Sequence[Finding]]],
    tell: Callable[[str, Finding | Fault], str],
) -> Tally:
    """Compares. `injected`: page → the code put into it; `without`: findings of spoilt pages without their fault.

    An unexpected finding on a spoilt page (or in a group with one) that the page does not have without its
    fault, of another rule than the fault's, is a knock-on; every other unexpected finding is a false alarm.
    """
    result = Tally(pages=len(found), clean_pages=len(found) - len(injected))
    rows = [finding for some in found.values() for finding in some]
    _recall(result, expected, found, [row for row in rows if row.code in GROUPED], tell)
    by_page: dict[str, list[Expected]] = {}
    for one in expected:
        for page in (one.page, *one.fault.related):
            by_page.setdefault(page, []).append(one)
    codes = {_number(page): code for page, code in injected.items()}
    doubtful: list[tuple[Finding, str]] = []
    for finding in rows:
        pages = (finding.page_id, *finding.related_page_ids)
        there = (one for page in pages for one in by_page.get(page, ()))
        causes = {codes[_number(page)] for page in pages if _number(page) in codes}
        if any(same(one.code, one.page, one.fault, finding) for one in there):
            result.of(finding.code).true += 1
        elif causes and finding.code not in causes:
            doubtful.append((finding, min(causes)))
        else:
            _alarm(result, finding, tell, clean=not causes)
    names = sorted({finding.page_id for finding, _ in doubtful if finding.page_id in injected})
    usual = {mark(finding) for some in without(names).values() for finding in some}
    for finding, cause in doubtful:
        if mark(finding) in usual:
            _alarm(result, finding, tell, clean=False)
        else:
            result.knock_on[(cause, finding.code)] += 1
    return result


def _recall(
    result: Tally,
    expected: Sequence[Expected],
    found: Mapping[str, Sequence[Finding]],
    groups: Sequence[Finding],
    tell: Callable[[str, Finding | Fault], str],
) -> None:
    for one in expected:
        score = result.of(one.code)
        some = groups if one.code in GROUPED else found.get(one.page, ())
        hits = [finding for finding in some if same(one.code, one.page, one.fault, finding)]
        put_in = one.fault.origin == "injected"
        score.injected += put_in
        score.there += not put_in
        if hits:
            score.found += put_in
            score.there_found += not put_in
            score.right_outcome += any(finding.outcome == one.fault.outcome for finding in hits)
        else:
            score.missed.append(tell(one.page, one.fault))


def _alarm(
    result: Tally, finding: Finding, tell: Callable[[str, Finding | Fault], str], *, clean: bool
) -> None:
    score = result.of(finding.code)
    score.false += 1
    score.clean_false += clean
    score.alarms.append(tell(finding.page_id, finding))
