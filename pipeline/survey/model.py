"""What the folder as a whole knows: the survey, merged from all pages before any is judged.

Every part is a sum or a set, so the order of merging does not matter; every part is bounded:
repeated fingerprints and vocabularies keep the most frequent entries (ties by value).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SiteSurvey:
    """What is known of one site (profile, else host, else top folder)."""

    pages: int
    captures: Mapping[str, int]
    categories: frozenset[str]
    """Category words seen on cards and in headers with a clean seam."""
    tags: frozenset[str]
    closing_zones: Mapping[str, int]
    """How many pages (of each capture, as `capture/zone`) have each closing zone."""


@dataclass(frozen=True)
class Survey:
    """The merged survey of a run, or an empty one for a single page."""

    pages: int = 0
    sites: Mapping[str, SiteSurvey] = field(default_factory=dict)
    repeated: Mapping[int, int] = field(default_factory=dict)
    """Fingerprint of (site, block) → number of pages of the site that have the block (3 and more)."""
    known_targets: frozenset[str] | None = None
    """Addresses and ids given by `--known-targets`."""


EMPTY_SURVEY = Survey()
"""The survey of nobody: single-page results say so."""
