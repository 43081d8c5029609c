"""What one page, and then one chunk of pages, adds to the survey: sums and sets only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.document import Document
from pipeline.profiles.ready import ReadyProfile
from pipeline.profiles.recognise import Recognised, address_of, recognise, site_key
from pipeline.profiles.vocabulary import page_vocabulary
from pipeline.survey.fingerprint import block_fingerprints

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_HEADING = 90


@dataclass(slots=True)
class SitePart:
    """What a chunk knows of one site."""

    pages: int = 0
    captures: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)
    closing: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class SurveyPart:
    """A chunk's share of the survey. Adding parts in any order gives the same survey."""

    pages: int
    sites: dict[str, SitePart]
    fingerprints: NDArray[np.uint64]
    """Sorted, distinct."""
    counts: NDArray[np.uint32]
    """Pages of the chunk that have the fingerprint, aligned."""


class SurveyCollector:
    """Collects the pages of one chunk into a `SurveyPart`."""

    def __init__(self, profiles: tuple[ReadyProfile, ...]) -> None:
        self._profiles = profiles
        self._pages = 0
        self._sites: dict[str, SitePart] = {}
        self._fingerprints: list[int] = []

    def add(self, document: Document, url: str | None = None) -> Recognised:
        """Add one segmented page; says which profile it fits."""
        recognised = recognise(document, self._profiles, url)
        site = site_key(recognised.profile.name, address_of(document, url), document.page_id)
        self._pages += 1
        part = self._sites.setdefault(site, SitePart())
        part.pages += 1
        part.captures[recognised.capture] += 1
        texts = {block.text for block in document.blocks}
        self._fingerprints.extend(set(block_fingerprints(site, list(texts))))
        _learn_zones(part, recognised, texts)
        _learn_tags(part, recognised, texts)
        return recognised

    def part(self) -> SurveyPart:
        """The chunk's part."""
        import numpy as np

        fingerprints, counts = np.unique(np.array(self._fingerprints, dtype=np.uint64), return_counts=True)
        return SurveyPart(
            pages=self._pages,
            sites=self._sites,
            fingerprints=fingerprints,
            counts=counts.astype(np.uint32),
        )


def _learn_zones(part: SitePart, recognised: Recognised, texts: set[str]) -> None:
    zones = recognised.profile.zones_of(texts, MAX_HEADING)
    for name in {ready.zone.name for ready in zones if ready is not None and ready.zone.closing}:
        part.closing[f"{recognised.capture}/{name}"] += 1


def _learn_tags(part: SitePart, recognised: Recognised, texts: set[str]) -> None:
    """Count each word once a page, so that one odd page cannot vouch for itself."""
    categories, tags = page_vocabulary(recognised.profile, texts)
    part.categories.update(categories)
    part.tags.update(tags)
