"""Titles that are one but for a phrase ("… for a {X}?"): the candidates for families of siblings.

A mask of a title is the title without one run of words. Titles with an equal mask are candidates; whether their
articles are siblings is for their texts to say. All masks of all titles are compared, as numbers, part by part of
the range of keys, so that memory stays bounded; time grows with the number of titles and not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.index.columns import key64
from pipeline.index.words import STOP_WORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 3
"""Titles of a mask: two that are alike are no template yet."""
LEAST_FRAME = 3
LEAST_TELLING = 2
"""Words, and words that tell of a subject, that a mask keeps at least; and a third of all."""
MOST_LEFT_OUT = 9
MOST_WORDS = 24
"""Longer titles are not masked."""
PARTS = 8
"""Parts of the range of keys that are looked at one after another."""
GAP = "…"
_END = re.compile(r"\s*[?!.:…]+\s*$")
_EDGES = re.compile(r"^\W+|\W+$")
_A, _B = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F


@dataclass(frozen=True, slots=True)
class Frame:
    """What some titles have in common, and what each has of its own."""

    text: str
    """The titles with a gap for what differs."""
    own: tuple[str, ...]
    """The differing words of each title; the whole title where they have too little in common."""


def frame_of(titles: Sequence[str]) -> Frame | None:
    """What the titles share at their beginnings and ends; None where it is less than a mask must keep."""
    words = [_END.sub("", title).split() for title in titles]
    keys = [[_key(word) for word in some] for some in words]
    room = min(map(len, keys))
    head = _common(keys, room)
    tail = _common([some[::-1] for some in keys], room - head)
    shared = [*keys[0][:head], *keys[0][len(keys[0]) - tail :]]
    if len(shared) < LEAST_FRAME or sum(map(_telling, shared)) < LEAST_TELLING:
        return None
    end = _END.search(titles[0])
    mark = (
        end.group().strip()
        if end and all(title.rstrip().endswith(end.group().strip()) for title in titles)
        else ""
    )
    last = words[0][len(words[0]) - tail :]
    text = " ".join([*words[0][:head], GAP, *last]) + mark
    return Frame(text, tuple(" ".join(some[head : len(some) - tail]) for some in words))


def _common(keys: Sequence[Sequence[str]], room: int) -> int:
    at = 0
    while at < room and all(some[at] == keys[0][at] for some in keys):
        at += 1
    return at


def _key(word: str) -> str:
    return _EDGES.sub("", word).casefold() or word


def _telling(key: str) -> bool:
    return key not in STOP_WORDS and any(map(str.isalnum, key))


def candidates(groups: Sequence[str], titles: Sequence[str]) -> list[NDArray[np.int64]]:
    """Ascending row numbers of titles of one group that share a mask, each set of rows once.

    `groups` says which titles may be compared at all. Of masks that the same titles share one stands for all.
    """
    import numpy as np

    tables = _tables(groups, titles)
    weights = _mixed(np.arange(1, len(titles) + 1, dtype=np.uint64))
    found: dict[int, NDArray[np.int64]] = {}
    for part in range(PARTS):
        pieces = [piece for table in tables for piece in _masks(table, part)]
        if not pieces:
            continue
        keys = np.concatenate([key for key, _ in pieces])
        rows = np.concatenate([row for _, row in pieces])
        del pieces
        order = np.lexsort((rows, keys))
        keys, rows = keys[order], rows[order]
        # A title may have one mask twice ("a b a b c" without its first or its second "a b").
        fresh = np.concatenate(([True], (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])))
        keys, rows = keys[fresh], rows[fresh]
        starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        sizes = np.diff(np.append(starts, len(keys)))
        marks = np.add.reduceat(weights[rows], starts)
        for at in np.flatnonzero(sizes >= LEAST).tolist():
            found.setdefault(int(marks[at]), rows[starts[at] : starts[at] + sizes[at]].astype(np.int64))
    return sorted(found.values(), key=lambda some: (-len(some), some.tolist()))


@dataclass(frozen=True, slots=True)
class _Table:
    """Titles of one number of words."""

    rows: NDArray[np.int32]
    heads: NDArray[np.uint64]
    """Key of the first 0, 1, … words of each title, its group within."""
    tails: NDArray[np.uint64]
    told: NDArray[np.int8]
    """Telling words among the first 0, 1, … words."""


def _tables(groups: Sequence[str], titles: Sequence[str]) -> list[_Table]:
    import numpy as np

    by_length: dict[int, list[tuple[int, list[int], list[bool]]]] = {}
    known: dict[str, tuple[int, bool]] = {}
    for row, title in enumerate(titles):
        words = _END.sub("", title).split()
        if not LEAST_FRAME < len(words) <= MOST_WORDS:
            continue
        facts = []
        for word in words:
            if word not in known:
                key = _key(word)
                known[word] = (key64(key), _telling(key))
            facts.append(known[word])
        by_length.setdefault(len(words), []).append(
            (row, [key for key, _ in facts], [yes for _, yes in facts])
        )
    tables = []
    for length, entries in sorted(by_length.items()):
        keys = np.array([some for _, some, _ in entries], dtype=np.uint64)
        told = np.zeros((len(entries), length + 1), dtype=np.int8)
        told[:, 1:] = np.cumsum([some for _, _, some in entries], axis=1)
        start = np.array([key64(groups[row]) for row, _, _ in entries], dtype=np.uint64)
        heads, tails = _chained(keys, start), _chained(keys[:, ::-1], start)
        tables.append(_Table(np.array([row for row, _, _ in entries], dtype=np.int32), heads, tails, told))
    return tables


def _chained(keys: NDArray[np.uint64], start: NDArray[np.uint64]) -> NDArray[np.uint64]:
    import numpy as np

    found = np.empty((len(keys), keys.shape[1] + 1), dtype=np.uint64)
    found[:, 0] = start
    for at in range(keys.shape[1]):
        found[:, at + 1] = _mixed(found[:, at] ^ keys[:, at])
    return found


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    import numpy as np

    mixed = values * np.uint64(_A)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(_B)
    return mixed ^ (mixed >> np.uint64(32))


def _masks(table: _Table, part: int) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int32]]]:
    """Keys and rows of all masks of these titles whose keys lie in the part."""
    import numpy as np

    length = table.heads.shape[1] - 1
    least = max(LEAST_FRAME, length - MOST_LEFT_OUT, -(-length // 3))
    for kept in range(least, length):
        for head in range(kept + 1):
            tail = kept - head
            told = table.told[:, head] + table.told[:, length] - table.told[:, length - tail]
            keys = _mixed(table.heads[:, head] ^ (table.tails[:, tail] * np.uint64(_A)))
            mine = (told >= LEAST_TELLING) & (keys % np.uint64(PARTS) == part)
            if mine.any():
                yield keys[mine], table.rows[mine]
