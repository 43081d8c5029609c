"""Whether an article means something else than the other articles of its site: for COR003, and LNK001 beside it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord

LEAST_SCATTER = 0.02
"""Floor of the deviation, so that very uniform sites do not call each variation foreign."""
FAR = 3.5
MUCH_LESS = 0.5
"""A foreign article is at most this part as near to others as is usual, and so many deviations farther."""


class Nearness(NamedTuple):
    """How near an article is to its nearest ones, and what is usual on the site."""

    close: float
    usual: float
    is_far: bool


def nearness(record: IndexRecord, index: Index) -> Nearness | None:
    """None where it cannot be judged: without word vectors, or in a small site."""
    near = index.nearness(record)
    if near is None:
        return None
    close, around = near
    distance = (around.median - close) / max(around.deviation, LEAST_SCATTER)
    return Nearness(close, around.median, distance >= FAR and close <= around.median * MUCH_LESS)


def speaks_of_the_site(record: IndexRecord) -> bool:
    """Every site has pages about itself, and they speak of nothing else that it has: about, contact, terms."""
    return record.page_type == "service"


def is_foreign(record: IndexRecord, index: Index) -> bool:
    """Whether the article itself is of another subject, by what it means."""
    if speaks_of_the_site(record):
        return False
    near = nearness(record, index)
    return near is not None and near.is_far
