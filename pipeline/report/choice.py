"""Which findings are shown one by one: worst first, and every rule its fair share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.report.census import Census
    from schemas.vocabulary import FindingState


def fair_shares(counts: Sequence[int], limit: int) -> list[int]:
    """Shares of `limit`: small counts whole, the rest of the room split evenly among the others.

    >>> fair_shares([2, 10, 30], 18)
    [2, 8, 8]
    """
    shares = [0] * len(counts)
    room = limit
    smallest_first = sorted(range(len(counts)), key=lambda i: (counts[i], i))
    for done, i in enumerate(smallest_first):
        shares[i] = min(counts[i], room // (len(counts) - done))
        room -= shares[i]
    return shares


def chosen_rows(census: Census, *, limit: int, always: Iterable[int]) -> list[int]:
    """Row numbers, ascending: of each rule the worst up to its share, and those in `always`."""
    import numpy as np

    rows = set(always)
    counts = np.bincount(census.code, minlength=len(census.codes))
    shares = fair_shares([int(n) for n in counts], limit)
    order = np.lexsort((np.arange(len(census)), census.rank, census.code))
    start = 0
    for rule, size in enumerate(counts):
        rows.update(int(row) for row in order[start : start + shares[rule]])
        start += int(size)
    return sorted(rows)


def worst_rows(census: Census, *, limit: int, state: FindingState | None = None) -> list[int]:
    """Row numbers of the `limit` worst findings over all rules, worst first; ties by code and the table's order.

    With a `state`, of the findings in that state alone.
    """
    import numpy as np

    from pipeline.report.census import STATES

    order = np.lexsort((np.arange(len(census)), census.code, census.rank))
    if state is not None:
        order = order[census.state[order] == STATES.index(state)]
    return [int(row) for row in order[:limit]]
