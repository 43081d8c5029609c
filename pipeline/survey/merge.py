"""Merging the parts into the survey, in bounded memory.

Fingerprints are spilled to bucket files by their leading bits and summed a bucket at a time, so that
memory does not grow with the folder; what is kept is exact for the `MAX_REPEATED` most frequent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.survey.collect import SitePart, SurveyPart
from pipeline.survey.model import SiteSurvey, Survey

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKET_BITS = 6
MIN_REPEATED = 3
MAX_REPEATED = 2**20
"""Fingerprints kept, the most frequent first, ties by value: 12 MB."""
MAX_VOCABULARY = 4096
"""Categories and tags kept of a site."""
SPILL_ENTRIES = 2_000_000
"""Fingerprints held in memory before the buckets are written out."""


class FingerprintCounts(Mapping[int, int]):
    """Fingerprint → pages, in two sorted arrays: 12 bytes an entry instead of 100."""

    def __init__(self, fingerprints: NDArray[np.uint64], counts: NDArray[np.uint32]) -> None:
        self.fingerprints = fingerprints
        self.counts = counts

    def __getitem__(self, fingerprint: int) -> int:
        import numpy as np

        at = int(np.searchsorted(self.fingerprints, np.uint64(fingerprint)))
        if at < len(self.fingerprints) and int(self.fingerprints[at]) == fingerprint:
            return int(self.counts[at])
        raise KeyError(fingerprint)

    def __iter__(self) -> Iterator[int]:
        return (int(value) for value in self.fingerprints)

    def __len__(self) -> int:
        return len(self.fingerprints)

    def of(self, fingerprints: Sequence[int]) -> list[int]:
        """The pages of each of these fingerprints, 0 where it is not known: one search for all."""
        import numpy as np

        if not len(self.fingerprints):
            return [0] * len(fingerprints)
        wanted = np.array(fingerprints, dtype=np.uint64)
        at = np.minimum(np.searchsorted(self.fingerprints, wanted), len(self.fingerprints) - 1)
        found: list[int] = np.where(self.fingerprints[at] == wanted, self.counts[at], 0).tolist()
        return found


class SurveyMerger:
    """Adds parts in any order; `folder` is where buckets are spilled when they grow."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._pages = 0
        self._sites: dict[str, SitePart] = {}
        self._held: list[tuple[NDArray[np.uint64], NDArray[np.uint32]]] = []
        self._entries = 0
        self._spilled = False

    def add(self, part: SurveyPart) -> None:
        """Add one part."""
        self._pages += part.pages
        for name, site in part.sites.items():
            ours = self._sites.setdefault(name, SitePart())
            ours.pages += site.pages
            ours.captures.update(site.captures)
            ours.closing.update(site.closing)
            ours.categories.update(site.categories)
            ours.tags.update(site.tags)
            if len(ours.tags) > 4 * MAX_VOCABULARY:
                ours.tags = Counter(dict(_most(ours.tags, 2 * MAX_VOCABULARY)))
        self._held.append((part.fingerprints, part.counts))
        self._entries += len(part.fingerprints)
        if self._folder is not None and self._entries > SPILL_ENTRIES:
            self._spill()

    def finish(self) -> Survey:
        """The merged survey."""
        import numpy as np

        if self._spilled:
            self._spill()
            parts = [_summed(*_read_bucket(self._path(bucket))) for bucket in range(1 << BUCKET_BITS)]
        else:
            empty = (np.empty(0, np.uint64), np.empty(0, np.uint32))
            held = self._held or [empty]
            parts = [_summed(np.concatenate([h[0] for h in held]), np.concatenate([h[1] for h in held]))]
        fingerprints = np.concatenate([part[0] for part in parts])
        counts = np.concatenate([part[1] for part in parts])
        if len(fingerprints) > MAX_REPEATED:
            order = np.lexsort((fingerprints, -counts.astype(np.int64)))[:MAX_REPEATED]
            order.sort()
            fingerprints, counts = fingerprints[order], counts[order]
        return Survey(
            pages=self._pages,
            sites={name: _site(part) for name, part in sorted(self._sites.items())},
            repeated=FingerprintCounts(fingerprints, counts),
        )

    def _path(self, bucket: int) -> Path:
        assert self._folder is not None
        return self._folder / f"fingerprints-{bucket:02d}.bin"

    def _spill(self) -> None:
        import numpy as np

        if not self._held:
            return
        fingerprints = np.concatenate([h[0] for h in self._held])
        counts = np.concatenate([h[1] for h in self._held])
        order = np.argsort(fingerprints, kind="stable")
        record = np.empty(len(order), dtype=[("f", "<u8"), ("c", "<u4")])
        record["f"], record["c"] = fingerprints[order], counts[order]
        edges = np.searchsorted(
            record["f"], [np.uint64(b << (64 - BUCKET_BITS)) for b in range(1 << BUCKET_BITS)]
        )
        ends = [*edges[1:], len(record)]
        for bucket, (start, end) in enumerate(zip(edges, ends, strict=True)):
            with self._path(bucket).open("ab") as file:
                file.write(record[start:end].tobytes())
        self._held, self._entries, self._spilled = [], 0, True


def _read_bucket(path: Path) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    import numpy as np

    record = np.fromfile(path, dtype=[("f", "<u8"), ("c", "<u4")])
    path.unlink()
    return record["f"], record["c"]


def _summed(
    fingerprints: NDArray[np.uint64], counts: NDArray[np.uint32]
) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Distinct fingerprints, sorted, with the sums of their counts; rare ones dropped."""
    import numpy as np

    distinct, inverse = np.unique(fingerprints, return_inverse=True)
    sums = np.bincount(inverse, weights=counts, minlength=len(distinct)).astype(np.uint32)
    keep = sums >= MIN_REPEATED
    return distinct[keep], sums[keep]


def _most(counter: Counter[str], number: int) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:number]


def _site(part: SitePart) -> SiteSurvey:
    return SiteSurvey(
        pages=part.pages,
        captures=dict(sorted(part.captures.items())),
        categories=frozenset(word for word, _ in _most(part.categories, MAX_VOCABULARY)),
        tags=_trusted(part.tags),
        closing_zones=dict(sorted(part.closing.items())),
    )


def _trusted(tags: Counter[str]) -> frozenset[str]:
    """Tags, without those that are another tag with the first digits of a title glued on.

    `kpi-guide` on 40 pages and `kpi-guide3` on one: the second is a title that began with a digit
    before a capital. A tag that really ends in digits stands on about as many pages as it has cards.
    """
    kept = set()
    for tag, pages in _most(tags, MAX_VOCABULARY):
        bare = tag.rstrip("0123456789").rstrip("-")
        if bare != tag and tag[len(bare)] != "-" and tags.get(bare, 0) >= 3 * pages:
            continue
        kept.add(tag)
    return frozenset(kept)
