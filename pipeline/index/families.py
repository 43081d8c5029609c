"""Families of articles: near-copies, articles that share paragraphs, and siblings written from one template.

- **Near-copies**: the sketches of two texts are alike (`pipeline.index.sketch`).
- **Shared paragraphs**: two articles have half the paragraphs of the shorter one in common, the words of their own
  titles left out. Chains of both are one family.
- **Siblings**: titles that are one but for a phrase (`pipeline.index.masks`), and texts that run in parallel: the
  openings of their sections mean nearly the same, or a quarter of the paragraphs is shared. Each article is in one
  such family at most, the largest. Where half of its articles and more share their text, that is told of the
  whole family, and not a second time.

A family is told once, on its smallest page_id, and pairs are looked at within buckets only, each row with the
one before it and with one or two fixed rows of the bucket: work grows with the number of articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.index.bodies import Bodies
from pipeline.index.masks import LEAST, candidates, frame_of
from pipeline.index.sketch import Groups

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["copies", "shared", "template"]

SHARED = 0.5
"""Part of the shorter article's paragraphs that two articles of a family share."""
LEAST_SHARED = 3
ALIKE = 0.52
"""Mean cosine of the openings to their best match, from which titles of one mask are a template. Real siblings of one
topic lie at .58 and more, other articles of the same narrow subject at .51 and less."""
PARTLY_SHARED = 0.25
"""Part of the paragraphs that says the same."""
_WIDTH = 2**32


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a family."""

    page_id: str
    differs: str
    """The words of its title that the others do not have; the whole title where the titles share too little."""
    paragraphs: int
    """Paragraphs that were compared."""
    own: int
    """Of them those that no other member has."""


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that belong together, sorted by page_id."""

    kind: Kind
    """`copies`: held together by nearly the same text alone; `shared`: also by shared paragraphs."""
    copies: bool
    """Whether some of them have nearly the same text."""
    sharing: int
    """Members that share text with another; the others are siblings of them alone."""
    members: tuple[Member, ...]
    frame: str | None
    """The titles with a gap for what differs; None where they share too little."""
    in_all: tuple[int, ...]
    """Marks of the paragraphs that all members have."""
    in_some: int
    """Number of paragraphs that several have, but not all."""
    alike: float | None
    """Siblings: mean cosine of the openings of neighbours in the family."""

    @property
    def page_ids(self) -> tuple[str, ...]:
        """The pages, sorted."""
        return tuple(member.page_id for member in self.members)


@dataclass(frozen=True, slots=True)
class Articles:
    """What families are told by, by row; rows are sorted by page_id."""

    page_ids: Sequence[str]
    sites: Sequence[str]
    titles: Sequence[str]
    bodies: Bodies
    copies: tuple[tuple[int, ...], ...]
    """Groups of rows with nearly the same text."""


def families(articles: Articles) -> Mapping[str, tuple[Family, ...]]:
    """By smallest page_id: the families that begin with it, near-copies first."""
    text_of, texts = _by_text(articles)
    told: list[Family] = []
    for rows, alike in _by_title(articles, text_of):
        inside = {text_of(row) for row in rows if text_of(row) in texts}
        shared = [texts[head] for head in sorted(inside) if set(texts[head].rows) <= set(rows)]
        sharing = sum(len(text.rows) for text in shared)
        if 2 * sharing >= len(rows):
            for text in shared:
                del texts[text.rows[0]]
            copies = any(text.copies for text in shared)
            told.append(_family(articles, _Text(rows, "shared", copies), sharing, alike))
        else:
            told.append(_family(articles, _Text(rows, "template", copies=False), 0, alike))
    whole = [_family(articles, text, len(text.rows), None) for text in texts.values()]
    found: dict[str, tuple[Family, ...]] = {}
    for family in sorted((*whole, *told), key=lambda one: (one.kind, one.page_ids)):
        head = family.members[0].page_id
        found[head] = (*found.get(head, ()), family)
    return found


@dataclass(frozen=True, slots=True)
class _Text:
    """Rows that belong together, ascending."""

    rows: tuple[int, ...]
    kind: Kind
    copies: bool


def _by_text(articles: Articles) -> tuple[Callable[[int], int], dict[int, _Text]]:
    """For each row the one that stands for all it shares text with, and by that row the families of shared text."""
    import numpy as np

    groups = Groups(len(articles.page_ids))
    for some in articles.copies:
        for row in some[1:]:
            groups.join(some[0], row)
    bodies = articles.bodies
    left, right, times = _neighbours(bodies)
    apart = times >= 2
    left, right = left[apart], right[apart]
    counts = bodies.counts()
    shared = bodies.shared(left, right)
    enough = (shared >= LEAST_SHARED) & (shared >= SHARED * np.minimum(counts[left], counts[right]))
    for x, y in zip(left[enough].tolist(), right[enough].tolist(), strict=True):
        groups.join(x, y)
    copied = {row for some in articles.copies for row in some}
    whole = set(articles.copies)
    return groups.find, {
        rows[0]: _Text(rows, "copies" if rows in whole else "shared", not copied.isdisjoint(rows))
        for rows in groups.larger()
    }


def _by_title(articles: Articles, text_of: Callable[[int], int]) -> Iterator[tuple[tuple[int, ...], float]]:
    """The rows of siblings and how near they are, the largest families first."""
    bound: list[tuple[int, float, tuple[int, ...]]] = []
    sets = candidates(articles.sites, articles.titles)
    if not sets:
        return
    # Most sets hold together by their titles alone: neighbours tell, before all their pairs are looked at.
    beside = _parallel(articles.bodies, [_chain(rows) for rows in sets])
    sets = [rows for rows in sets if (beside.find(_chain(rows)) >= 0).any()]
    if not sets:
        return
    pairs = _parallel(articles.bodies, [_pairs_of(rows) for rows in sets])
    for rows in sets:
        for group, alike in _bound(rows, pairs):
            if len(group) >= LEAST:
                bound.append((-len(group), -alike, group))
    taken: set[int] = set()
    for _, near, group in sorted(bound):
        rows_left = tuple(row for row in group if row not in taken)
        if len(rows_left) < LEAST or len({text_of(row) for row in rows_left}) < 2:
            continue
        frame = frame_of([articles.titles[row] for row in rows_left])
        if frame is not None and len(set(map(str.casefold, frame.own))) >= LEAST:
            taken.update(rows_left)
            yield rows_left, -near


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of rows whose texts run in parallel, sorted, and how near they are."""

    keys: NDArray[np.int64]
    alike: NDArray[np.float64]

    def find(self, keys: NDArray[np.int64]) -> NDArray[np.float64]:
        """How near these pairs are; below 0 where they are not in parallel."""
        import numpy as np

        if not len(self.keys):
            return np.full(len(keys), -1.0)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.alike[at], -1.0)


def _places(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places in a set that are compared: each with the one before it, the first and the one in the middle."""
    import numpy as np

    every = np.arange(size)
    hubs = sorted({0, size // 2})
    left = np.concatenate([every[:-1], *(np.full(size - 1, hub) for hub in hubs)])
    right = np.concatenate([every[1:], *(np.delete(every, hub) for hub in hubs)])
    return np.minimum(left, right), np.maximum(left, right)


def _pairs_of(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The pairs of a set that are compared, as keys."""
    left, right = _places(len(rows))
    return rows[left] * _WIDTH + rows[right]


def _chain(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each row of a set with the one before it, as keys."""
    return rows[:-1] * _WIDTH + rows[1:]


def _parallel(bodies: Bodies, pairs: Sequence[NDArray[np.int64]]) -> _Pairs:
    """The pairs among these, given as keys, whose texts run in parallel."""
    import numpy as np

    keys = np.unique(np.concatenate(pairs))
    left, right = keys // _WIDTH, keys % _WIDTH
    counts = bodies.counts()
    alike = bodies.alike(left, right)
    shared = bodies.shared(left, right)
    partly = (shared >= LEAST_SHARED) & (shared >= PARTLY_SHARED * np.minimum(counts[left], counts[right]))
    yes = (alike >= ALIKE) | partly
    return _Pairs(keys[yes], np.maximum(alike[yes], 0.0))


def _bound(rows: NDArray[np.int64], pairs: _Pairs) -> Iterator[tuple[tuple[int, ...], float]]:
    """The parts of a set that hold together, each with the mean nearness of its neighbours."""
    members = rows.tolist()
    places = (side.tolist() for side in _places(len(members)))
    found = pairs.find(_pairs_of(rows)).tolist()
    edges = [edge for edge in zip(*places, found, strict=True) if edge[2] >= 0]
    if len(edges) < LEAST - 1:
        return
    groups = Groups(len(members))
    for one, other, _ in edges:
        groups.join(one, other)
    sums: dict[int, list[float]] = {}
    for one, _, near in edges:
        sums.setdefault(groups.find(one), []).append(near)
    for part in groups.larger():
        some = sums[part[0]]
        yield tuple(members[at] for at in part), round(sum(some) / len(some), 4)


def _neighbours(bodies: Bodies) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of rows that share a mark, the smaller first, and in how many marks they stand side by side.

    Of the rows that have a mark each is paired with the first and with the one before it.
    """
    import numpy as np

    keys = []
    for first, before, row in bodies.sharing():
        fresh = before != first
        keys += [first * _WIDTH + row, before[fresh] * _WIDTH + row[fresh]]
    pairs, times = np.unique(np.concatenate(keys), return_counts=True)
    return pairs // _WIDTH, pairs % _WIDTH, times


def _family(articles: Articles, text: _Text, sharing: int, alike: float | None) -> Family:
    import numpy as np

    rows = text.rows
    titles = [articles.titles[row] for row in rows]
    frame = frame_of(titles)
    marks = [articles.bodies.of(row) for row in rows]
    every, times = np.unique(np.concatenate(marks), return_counts=True)
    alone = every[times == 1]
    return Family(
        kind=text.kind,
        copies=text.copies,
        sharing=sharing,
        members=tuple(
            Member(
                articles.page_ids[row], own, len(mine), int(np.isin(mine, alone, assume_unique=True).sum())
            )
            for row, own, mine in zip(rows, frame.own if frame else titles, marks, strict=True)
        ),
        frame=frame.text if frame else None,
        in_all=tuple(every[times == len(rows)].tolist()),
        in_some=int(((times > 1) & (times < len(rows))).sum()),
        alike=alike,
    )
