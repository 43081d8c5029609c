"""The label of a block that is not main content: its kind of chrome, or unexplained."""

from __future__ import annotations

from pipeline.document import Block, LabelledBlock
from pipeline.extract.generic.chrome import kind_by_elements, kind_by_place
from pipeline.extract.generic.features import Features
from schemas.vocabulary import CHROME_KINDS

SURE = 0.6
"""The least score of a label that is stated; a block whose best label scores less is unexplained."""
SHORT_HEADING = 80
_NEVER_LED = ("hidden", "duplicate_title")
_LED_KINDS = frozenset(f"chrome.{kind}" for kind in CHROME_KINDS if kind not in _NEVER_LED)


def removed_piece(
    block: Block,
    features: Features,
    number: int,
    chance: float,
    score: str,
    *,
    repeats: int,
    shown: bool,
    before: bool,
    after: bool,
    below: LabelledBlock | None,
    said: str | None,
    copy: bool = False,
) -> LabelledBlock:
    """Label one block of this chance, which `score` says in words.

    `below`: the removed block right under it, whose kind a heading or lead word takes.
    `said`: the kind of chrome that its own words, or those of the heading over it, are usual for.
    `copy`: whether another block with the same text is kept.
    """
    if not shown:
        return _piece(block, "chrome.hidden", "not shown by a browser")
    if copy:
        return _piece(block, "chrome.promo", f"{score}; the same text is kept elsewhere on the page")
    found = (said, "its words, or those of the heading over it, say so") if said else None
    found = found or kind_by_elements(features.near_hints[number], features.hints[number])
    if found is None and below is not None and _leads(block) and below.label in _LED_KINDS:
        found = below.label.removeprefix("chrome."), "leads what is under it"
    found = found or kind_by_place(block, before=before, after=after)
    if repeats:
        kind = found[0] if found else "footer" if after else "navigation" if before else "promo"
        return _piece(block, f"chrome.{kind}", f"repeated on {repeats} pages of this site")
    if found is not None:
        return _piece(block, f"chrome.{found[0]}", f"{score}; {found[1]}")
    if 1.0 - chance < SURE:
        return _piece(block, "unexplained", f"{score}: neither that nor chrome for certain")
    if before or after:
        kind = "navigation" if before else "footer"
        return _piece(block, f"chrome.{kind}", f"{score}; {'before' if before else 'after'} the content")
    return _piece(block, "chrome.promo", f"{score}; among the content, but no part of it")


def _leads(block: Block) -> bool:
    if len(block.text) > SHORT_HEADING:
        return False
    if block.markup is not None:
        return bool(block.heading_level) or block.text.endswith(":")
    return not block.text.endswith((".", "!", "?"))


def _piece(block: Block, label: str, reason: str) -> LabelledBlock:
    return LabelledBlock(block.start, block.end, label, reason, block.text)
