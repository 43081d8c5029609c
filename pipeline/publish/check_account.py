"""Checking the account: the blocks of every page against the sums in `pages`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipeline.publish.account import PARTS, non_space, part_of
from pipeline.publish.check_rows import ordered
from pipeline.publish.facts import Facts
from schemas.vocabulary import LABELS

_COLUMNS = ("page_id", "position", "start", "end", "label", "reason", "text")

Row = tuple[Any, ...]


def check_blocks(facts: Facts) -> None:
    """Every block of every page: place, length, label; and the page's sums, counted again from the text."""
    pages = facts.rows("pages", ("page_id", *PARTS))
    page = next(pages, None)
    for page_id, blocks in groupby(ordered(facts, "blocks", _COLUMNS), key=itemgetter(0)):
        while page is not None and page[0] < page_id:
            _compare(facts, page, _no_blocks())
            page = next(pages, None)
        if page is None or page[0] != page_id:
            facts.problems.add("reference", "blocks", "there is no such page", row=page_id)
            _sums(facts, page_id, blocks)
            continue
        _compare(facts, page, _sums(facts, page_id, blocks))
        page = next(pages, None)
    while page is not None:
        _compare(facts, page, _no_blocks())
        page = next(pages, None)


def _no_blocks() -> dict[str, int]:
    return dict.fromkeys(PARTS, 0)


def _compare(facts: Facts, page: Row, sums: dict[str, int]) -> None:
    """A page's sums against those of its blocks."""
    page_id, *stated = page
    for name, number in zip(PARTS, stated, strict=True):
        if sums[name] != number:
            facts.problems.add(
                "account", "pages", f"{name} is {number}, its blocks give {sums[name]}", row=page_id
            )


def _sums(facts: Facts, page_id: str, blocks: Iterator[Row]) -> dict[str, int]:
    """The parts of a page's account, counted from its blocks, each of which is checked."""
    texts: dict[str, list[str]] = {}
    end = 0
    for number, (_, position, start, stop, label, reason, text) in enumerate(blocks):
        problem = None
        if position != number:
            problem = f"position {position}, expected {number}"
        elif start < end:
            problem = f"starts at {start}, before the block before it ends at {end}"
        elif stop - start != len(text):
            problem = f"from {start} to {stop}, but its text has {len(text)} characters"
        elif label not in LABELS:
            problem = f"label {label!r} is not in the contract"
        elif not reason:
            problem = "has no reason"
        if problem is not None:
            facts.problems.add("account", "blocks", problem, row=(page_id, position))
        end = max(end, stop)
        texts.setdefault(label, []).append(text)
    sums = _no_blocks()
    for label in sorted(texts):
        if label in LABELS:
            number = non_space("".join(texts[label]))
            sums[part_of(label)] += number
            if label.startswith("chrome."):
                facts.count("by_chrome_kind", label.removeprefix("chrome."), number)
    return sums
