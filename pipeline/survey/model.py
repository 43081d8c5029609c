"""What the folder as a whole knows: the survey, merged from all pages before any is judged.

Every part is a sum or a set, so the order of merging does not matter; every part is bounded:
repeated fingerprints and vocabularies keep the most frequent entries (ties by value), document
frequencies live in a hashed table of fixed size (a word may share its count with another:
the count is never too low, and with 2**18 buckets and 100,000 distinct words about one word in
three shares a bucket, so use it for weights, never for decisions of its own).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

import xxhash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD_BUCKETS = 2**18
"""Size of the hashed table of document frequencies (a power of two)."""


def word_bucket(word: str) -> int:
    """The bucket of a lower-cased word."""
    return xxhash.xxh3_64_intdigest(word.encode("utf-8", "surrogatepass")) & (WORD_BUCKETS - 1)


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
    word_pages: NDArray[np.int32] | None = None
    """Number of sampled pages that have a word, by `word_bucket`."""
    word_sample: int = 0
    """Number of pages whose words were counted."""
    known_targets: frozenset[str] | None = None
    """Addresses and ids given by `--known-targets`."""

    def pages_with(self, word: str) -> int:
        """Number of sampled pages that have this lower-cased word (never too low)."""
        return 0 if self.word_pages is None else int(self.word_pages[word_bucket(word)])

    def idf(self, word: str) -> float:
        """Smoothed inverse document frequency of a lower-cased word over the sampled pages."""
        return log((1 + self.word_sample) / (1 + self.pages_with(word))) + 1.0


EMPTY_SURVEY = Survey()
"""The survey of nobody: single-page results say so."""
