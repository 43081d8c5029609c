"""What a comparison says: plain frozen values, for people and for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from schemas.manifest import Manifest
from schemas.vocabulary import FindingState, Outcome, Severity

CauseKind = Literal["tool", "input", "settings", "decisions", "as_of", "unknown"]
PageKind = Literal["added", "removed", "changed"]
FindingKind = Literal["new", "fixed", "reopened"]
Where = Literal["added", "removed", "changed", "same"]
"""What became of the page of a finding."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two datasets."""

    version: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the datasets may differ."""

    kind: CauseKind
    what: str
    """One line, no full stop."""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that is in one dataset only, or in both and not the same."""

    page_id: str
    kind: PageKind
    what: tuple[str, ...]
    """Of a changed page: `bytes`, `state`, `article text`."""
    state_before: str | None
    state_after: str | None


@dataclass(frozen=True, slots=True)
class ChangedFinding:
    """A finding that is new, fixed or reopened; its texts are those of the dataset that holds it last."""

    kind: FindingKind
    fingerprint: str
    code: str
    severity: Severity
    outcome: Outcome
    state: FindingState
    page_id: str
    page: Where
    line: int | None
    column: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that a comparison says."""

    old: Side
    new: Side
    causes: tuple[Cause, ...]
    """Empty where input, settings, decisions, day and tool are the same."""
    pages: Mapping[PageKind, int]
    pages_changed: Mapping[str, int]
    """Changed pages by what changed; one page may count several times."""
    findings: Mapping[str, int]
    """`new`, `fixed`, `reopened` and `unchanged`; `unjudged` are those of OLD that the run of NEW did not look for."""
    by_code: Mapping[str, Mapping[FindingKind, int]]
    """The changed findings of each rule, sorted by code."""
    by_page: Mapping[FindingKind, Mapping[Where, int]]
    """The changed findings by what became of their pages."""
    shown_pages: tuple[ChangedPage, ...]
    """The first ones of each kind, by page_id."""
    shown_findings: tuple[ChangedFinding, ...]
    """The worst ones of each kind: reopened, new, fixed."""

    @property
    def same(self) -> bool:
        """Whether nothing that is compared differs."""
        return not any(self.pages.values()) and not any(
            number for kind, number in self.findings.items() if kind not in ("unchanged", "unjudged")
        )
