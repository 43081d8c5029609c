"""What one page, and then one chunk of pages, adds to the survey: sums and sets only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import xxhash

from pipeline.document import Document
from pipeline.profiles.ready import ReadyProfile
from pipeline.profiles.recognise import Recognised, address_of, heading_text, recognise, site_key
from pipeline.profiles.vocabulary import page_vocabulary
from pipeline.survey.fingerprint import block_fingerprint
from pipeline.survey.model import WORD_BUCKETS, word_bucket

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_EDGES = ".,;:!?()[]{}\"'“”‘’…–—-*_/|·"
MAX_HEADING = 90
WORD_SAMPLE = 2000
"""Pages whose words are counted when the folder holds more."""


def word_share(pages: int) -> float:
    """Share of a folder's pages whose words are counted."""
    return min(1.0, WORD_SAMPLE / max(pages, 1))


def page_draw(page_id: str) -> int:
    """A number of 32 bits that draws pages at random, the same in every run."""
    return xxhash.xxh3_64_intdigest(page_id.encode("utf-8", "surrogatepass")) & (2**32 - 1)


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
    sampled: int
    """Pages of the chunk whose words were counted."""
    words: NDArray[np.int32]
    """Distinct word buckets of the chunk, sorted."""
    word_counts: NDArray[np.int32]


class SurveyCollector:
    """Collects the pages of one chunk into a `SurveyPart`.

    `word_share` is the share of pages, drawn by their page_id, whose words are counted: document
    frequencies of a large folder are known well from some thousands of its pages.
    """

    def __init__(self, profiles: tuple[ReadyProfile, ...], word_share: float = 1.0) -> None:
        self._profiles = profiles
        self._word_limit = round(word_share * 2**32)
        self._sampled = 0
        self._pages = 0
        self._sites: dict[str, SitePart] = {}
        self._fingerprints: list[int] = []
        self._words: list[int] = []

    def add(self, document: Document, url: str | None = None) -> Recognised:
        """Add one segmented page; says which profile it fits."""
        recognised = recognise(document, self._profiles, url)
        site = site_key(recognised.profile.name, address_of(document, url), document.page_id)
        self._pages += 1
        part = self._sites.setdefault(site, SitePart())
        part.pages += 1
        part.captures[recognised.capture] += 1
        texts = {block.text for block in document.blocks}
        self._fingerprints.extend({block_fingerprint(site, text) for text in texts})
        if page_draw(document.page_id) < self._word_limit:
            self._sampled += 1
            words = {word.strip(_EDGES) for word in set(document.accounted.lower().split())}
            self._words.extend({word_bucket(word) for word in words if word})
        _learn_zones(part, recognised, texts)
        _learn_tags(part, recognised, texts)
        return recognised

    def part(self) -> SurveyPart:
        """The chunk's part."""
        import numpy as np

        fingerprints, counts = np.unique(np.array(self._fingerprints, dtype=np.uint64), return_counts=True)
        words, word_counts = np.unique(np.array(self._words, dtype=np.int32), return_counts=True)
        return SurveyPart(
            pages=self._pages,
            sites=self._sites,
            fingerprints=fingerprints,
            counts=counts.astype(np.uint32),
            sampled=self._sampled,
            words=words,
            word_counts=word_counts.astype(np.int32),
        )


def _learn_zones(part: SitePart, recognised: Recognised, texts: set[str]) -> None:
    any_zone = recognised.profile.any_zone
    if any_zone is None:
        return
    met = set()
    for text in texts:
        if len(text) <= MAX_HEADING and any_zone.fullmatch(heading_text(text)):
            for ready in recognised.profile.zones:
                if ready.zone.closing and ready.pattern.fullmatch(heading_text(text)):
                    met.add(ready.zone.name)
                    break
    for name in met:
        part.closing[f"{recognised.capture}/{name}"] += 1


def _learn_tags(part: SitePart, recognised: Recognised, texts: set[str]) -> None:
    """Count each word once a page, so that one odd page cannot vouch for itself."""
    categories, tags = page_vocabulary(recognised.profile, texts)
    part.categories.update(categories)
    part.tags.update(tags)


__all__ = ["WORD_BUCKETS", "SitePart", "SurveyCollector", "SurveyPart"]
