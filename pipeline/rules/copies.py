"""Pieces of one page that say the same: which may, and how alike two are."""

from __future__ import annotations

from collections.abc import Sequence, Set

from pipeline.index.columns import key64
from pipeline.index.runs import Runs, among, running
from pipeline.index.vocabulary import Column
from pipeline.rules.derived import SectionAt

Span = tuple[int, int]

_KEY_WORDS = 6
"""Words of a sentence, or at either end of a text, that make it a likely copy of another."""
_LEAST_TWIN = 20
_TWIN = 0.8
"""Words that sections must have to be compared, and the similarity from which they say the same."""
_PART = 0.35
_WHOLE = 0.9
"""A section is another's twin too when nearly all of it stands in the other and is a third of that or more."""
_HOLDERS = 4
"""At most this many texts are compared for one shared key, so that hostile pages cost no more than others."""
_FIRST, _LAST = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
"""Added to the keys of first and last words: they are no sentences. Odd: as factors they keep all bits."""

_LOWER = Column("u8", lambda token: key64(token.lower()))
_STOPS = Column("?", lambda token: token.endswith("."))


def likely_copies(prose: Runs) -> tuple[tuple[int, int], ...]:
    """Pairs (earlier, later) of texts that share a sentence, their first or their last words.

    A cheap sieve: copies with a few changed words pass it, and so do some texts that are none. Keys are sums of
    words' keys: the order of the words does not count.
    """
    import numpy as np

    if not len(prose.numbers):
        return ()
    keys = running(prose.take(_LOWER))
    starts, ends = prose.starts, prose.ends
    long = np.flatnonzero(ends - starts > _KEY_WORDS)
    opens, closes = starts[long], ends[long]
    stops = np.zeros(len(keys), np.bool_)
    stops[1:] = prose.take(_STOPS)
    stops[ends] = stops[0] = True
    until = np.flatnonzero(stops)
    told = np.flatnonzero(until[1:] - until[:-1] >= _KEY_WORDS) + 1
    since, until = until[told - 1], until[told]
    every = np.concatenate(
        (
            keys[until] - keys[since],
            keys[opens + _KEY_WORDS] - keys[opens] + np.uint64(_FIRST),
            keys[closes] - keys[closes - _KEY_WORDS] + np.uint64(_LAST),
        )
    )
    ranked = np.sort(every)
    twice = ranked[1:][ranked[1:] == ranked[:-1]]
    # Hardly a key is met twice: only those are looked at.
    if not len(twice):
        return ()
    texts = np.concatenate((np.searchsorted(ends, since, side="right"), long, long))
    met = np.flatnonzero(among(every, twice))
    met = met[np.argsort(texts[met], kind="stable")]
    holders: dict[int, list[int]] = {}
    pairs: set[tuple[int, int]] = set()
    for key, text in zip(every[met].tolist(), texts[met].tolist(), strict=True):
        before = holders.setdefault(key, [])
        pairs.update((other, text) for other in before if other != text)
        if len(before) < _HOLDERS:
            before.append(text)
    return tuple(sorted(pairs))


class Shingles:
    """The 3-word shingles of pieces of a page's running text, words in lower case, as numbers."""

    def __init__(self, prose: Runs) -> None:
        self._keys = prose.take(_LOWER)
        mixed = self._keys[:-2] * _FIRST + self._keys[1:-1]
        self._mixed = mixed * _LAST + self._keys[2:]
        self._known: dict[Span, frozenset[int]] = {}

    def of(self, span: Span) -> frozenset[int]:
        """The shingles of a piece, given by its first word and by that after its last."""
        found = self._known.get(span)
        if found is None:
            start, end = span
            found = self._known[span] = frozenset(self._mixed[start : max(start, end - 2)].tolist())
        return found

    def same(self, one: Span, two: Span) -> bool:
        """Whether two pieces are the same, word for word."""
        return one[1] - one[0] == two[1] - two[0] and bool(
            (self._keys[slice(*one)] == self._keys[slice(*two)]).all()
        )

    def similarity(self, one: Span, two: Span) -> float:
        """Jaccard similarity of two pieces, 0 to 1; 1 for equal ones of any length."""
        return 1.0 if self.same(one, two) else overlap(self.of(one), self.of(two))


def overlap(one: Set[int], two: Set[int]) -> float:
    """Jaccard similarity of two sets, 0 to 1; 0 where both are empty."""
    shared = len(one & two)
    union = len(one) + len(two) - shared
    return shared / union if union else 0.0


def section_twins(
    sections: Sequence[SectionAt], prose: Runs, pairs: Sequence[tuple[int, int]], shingles: Shingles
) -> tuple[tuple[int, int], ...]:
    """Pairs (earlier, later) of sections whose running text is the same or nearly so (at least 20 words)."""
    home = {index: number for number, section in enumerate(sections) for index in section.prose}
    likely = sorted({(home[a], home[b]) for a, b in pairs if home[a] != home[b]})
    found = []
    for pair in likely:
        one, two = (_span(sections[number], prose) for number in pair)
        if min(one[1] - one[0], two[1] - two[0]) >= _LEAST_TWIN and _twins(
            shingles.of(one), shingles.of(two)
        ):
            found.append(pair)
    return tuple(found)


def _span(section: SectionAt, prose: Runs) -> Span:
    """The running text of a section, which stands side by side."""
    return int(prose.starts[section.prose[0]]), int(prose.ends[section.prose[-1]])


def _twins(one: Set[int], two: Set[int]) -> bool:
    least, most = sorted((len(one), len(two)))
    # Sets of very different size cannot overlap enough, whatever they hold.
    return (least >= _TWIN * most and overlap(one, two) >= _TWIN) or (
        least >= _PART * most and len(one & two) >= _WHOLE * least
    )
