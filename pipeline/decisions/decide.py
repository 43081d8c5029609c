"""What the decisions say of each finding: `waived`, `known`, or `new` as it was; and what each waiver covers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from pipeline.decisions.baseline import Known, read_known
from pipeline.decisions.waivers import PlacedWaiver, Waivers, read_waivers
from pipeline.read.names import page_filter
from schemas.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions that a run is given. Picklable: each worker gets them once."""

    as_of: date
    known: Known | None
    waivers: Waivers | None

    @property
    def placed(self) -> tuple[PlacedWaiver, ...]:
        """The waivers, in the order of their file."""
        return () if self.waivers is None else self.waivers.placed

    def in_force(self, waiver: Waiver) -> bool:
        """Whether the waiver counts on the day of the run."""
        return self.as_of <= waiver.expires


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one waiver covers, in force or not; added up over chunks."""

    findings: int
    page_id: str
    """The smallest page with such a finding."""
    chunk: int
    """Where that page is."""
    held: int = 0
    """Of the findings those that another waiver in force covers, and for longer."""
    spare: int = 0
    """Of the findings those for which it is not needed: others give the reason, and cover it as long."""
    beside: frozenset[int] = frozenset()
    """Numbers of the waivers that it is not needed beside; where some cover a finding, the one that lasts longest."""


def load_decisions(baseline: Path | None, waivers: Path | None, as_of: date) -> Decisions | None:
    """The decisions of these files; None where there is neither. Raises SettingsError."""
    if baseline is None and waivers is None:
        return None
    from pipeline.rules.engine import all_rules

    codes = [rule.code for rule in all_rules()]
    return Decisions(
        as_of,
        None if baseline is None else read_known(baseline),
        None if waivers is None else read_waivers(waivers, codes),
    )


def decision_digests(decisions: Decisions | None) -> dict[str, str | None]:
    """What of the decisions belongs to a run's settings: digests of their content, never where they lie."""
    known = decisions.known if decisions is not None else None
    waivers = decisions.waivers if decisions is not None else None
    return {
        "baseline_sha256": None if known is None else known.sha256,
        "waivers_sha256": None if waivers is None else waivers.sha256,
    }


class Deciding:
    """Decides the findings of one chunk of pages, and remembers what the waivers covered."""

    def __init__(self, decisions: Decisions, chunk: int) -> None:
        self._known = decisions.known
        self._chunk = chunk
        self._reasons = [
            placed.waiver.reason if decisions.in_force(placed.waiver) else None for placed in decisions.placed
        ]
        self._expires = [placed.waiver.expires for placed in decisions.placed]
        self._by_fingerprint: dict[str, list[int]] = {}
        self._by_code: dict[str, list[tuple[Callable[[str], bool], int]]] = {}
        for number, placed in enumerate(decisions.placed):
            waiver = placed.waiver
            if waiver.fingerprint is not None:
                self._by_fingerprint.setdefault(waiver.fingerprint, []).append(number)
            elif waiver.code is not None and waiver.page is not None:
                self._by_code.setdefault(waiver.code, []).append((on_page(waiver.page), number))
        for numbers in self._by_fingerprint.values():
            numbers.sort(key=self._lasting)
        for pages in self._by_code.values():
            pages.sort(key=lambda page: self._lasting(page[1]))
        self.coverage: dict[int, Coverage] = {}
        """By the waiver's number, from 0; those that cover nothing here are not in it."""

    def __call__(self, fingerprint: str, code: str, page_id: str) -> tuple[str, str | None]:
        """State and waiver_reason of a finding.

        The waiver of the one finding counts before those of a page; of equals the one that lasts longest, then the
        first in the file.
        """
        waived_by = list(self._by_fingerprint.get(fingerprint, ()))
        waived_by += [number for matches, number in self._by_code.get(code, ()) if matches(page_id)]
        in_force = [number for number in waived_by if self._reasons[number] is not None]
        for number in waived_by:
            covered = Coverage(1, page_id, self._chunk)
            if len(waived_by) > 1:
                covered = self._beside(number, in_force, covered)
            add_coverage(self.coverage, number, covered)
        reason = self._reasons[in_force[0]] if in_force else None
        if reason is not None:
            return "waived", reason
        known = self._known is not None and fingerprint in self._known
        return "known" if known else "new", None

    def _lasting(self, number: int) -> tuple[int, int]:
        """Orders waivers: the longest first, then as they stand in the file."""
        return -self._expires[number].toordinal(), number

    def _beside(self, number: int, in_force: list[int], covered: Coverage) -> Coverage:
        """What a waiver covers of a finding that others may cover too. `in_force`: in the order in which they count."""
        longest = max(in_force, key=lambda other: self._expires[other], default=number)
        covered = replace(covered, held=int(self._expires[longest] > self._expires[number]))
        if longest == number or number not in in_force[1:]:
            return covered
        return replace(covered, spare=1, beside=frozenset((longest,)))


@lru_cache(maxsize=10_000)
def on_page(glob: str) -> Callable[[str], bool]:
    """A test of page_ids: the glob's, as `--include` takes it."""
    return page_filter([glob], [])


def add_coverage(into: dict[int, Coverage], number: int, more: Coverage) -> None:
    """Add what a waiver covers to a sum, which this changes."""
    was = into.get(number)
    if was is not None:
        first = was if was.page_id <= more.page_id else more
        more = Coverage(
            was.findings + more.findings,
            first.page_id,
            first.chunk,
            was.held + more.held,
            was.spare + more.spare,
            was.beside | more.beside,
        )
    into[number] = more


def summed(parts: Iterable[Mapping[int, Coverage]]) -> dict[int, Coverage]:
    """The coverage of all chunks together, in any order."""
    total: dict[int, Coverage] = {}
    for part in parts:
        for number, coverage in part.items():
            add_coverage(total, number, coverage)
    return total
