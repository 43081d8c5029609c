"""Which kind of chrome a block is that is not main content, and why."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from functools import lru_cache

from pipeline.document import Block, Document
from pipeline.extract.generic.vocabulary import BIT

_KINDS = (
    ("cookie", "cookie"),
    ("newsletter", "newsletter"),
    ("comments", "comments"),
    ("breadcrumb", "breadcrumb"),
    ("share", "share"),
    ("advert", "advert"),
    ("related", "card_zone"),
    ("footer", "footer"),
    ("navigation", "navigation"),
    ("promo", "promo"),
    ("review", "comments"),
    ("form", "navigation"),
    ("modal", "promo"),
    ("tags", "meta_row"),
    ("meta_row", "meta_row"),
    ("header", "navigation"),
    ("aside", "card_zone"),
    ("card", "card_zone"),
)
"""Hint and the kind of chrome it speaks for, strongest first."""
_NEAR_FIRST = tuple((BIT[hint], kind, hint) for hint, kind in _KINDS)

_TEXTS = (
    ("marker", re.compile(r"^<!--.*-->$|^[-*_=~]{3,}$", re.S)),
    ("footer", re.compile(r"©|\ball rights reserved\b|\bcopyright \d{4}\b", re.I)),
    ("cookie", re.compile(r"\b(?:we|this (?:web)?site) uses? cookies\b|\baccept (?:all )?cookies\b", re.I)),
    ("feedback", re.compile(r"\bwas this (?:page|article|answer|entry)?\s*(?:helpful|useful)\b", re.I)),
    ("newsletter", re.compile(r"\b(?:subscribe to|sign up for|join) (?:our|the|my) .{0,30}newsletter\b", re.I)),
    ("share", re.compile(r"^(?:share|tweet|share (?:this|on)\b.{0,40}|follow us\b.{0,40})[:.]?$|"
                         r"^(?:(?:share|tweet|facebook|twitter|pinterest|linkedin|whatsapp|reddit|telegram|messenger|"
                         r"instagram|bluesky|mastodon|e-?mail|print|pin(?: it)?|copy link)[\s,|·/]*){2,}$", re.I)),
    ("download", re.compile(r"^downloads?:?$|^download (?:as|the) \w+$", re.I)),
    ("comments", re.compile(r"^(?:\d+ )?(?:comments?|replies)(?: \(\d+\))?$|^leave a (?:comment|reply)$", re.I)),
    ("breadcrumb", re.compile(r"^(?:home|start)\s*[›»>/].{0,120}$", re.I)),
    ("advert", re.compile(r"^(?:advertisement|sponsored|ad)$", re.I)),
    ("card_zone", re.compile(r"^(?:related|recommended|more from|you (?:may|might) also|read next|keep reading|"
                             r"trending|popular|latest)\b.{0,60}$|^[^.?!]{0,30}[·:|-] related\b[^.?!]{0,30}$", re.I)),
    ("navigation", re.compile(r"^(?:skip to (?:main )?content|menu|toggle navigation|search|log ?in|sign (?:in|up)|"
                              r"register|home|back to top|←.{0,40}|previous|next|read more.{0,4})$", re.I)),
)  # fmt: skip

_WITHIN = ("©", "rights", "copyright", "cookies", "was this", "newsletter", "related")
"""Folded words of which the patterns that are not anchored need one …"""
_AT_START = re.compile(
    "|".join(
        f"(?:{part})"
        for _, pattern in _TEXTS
        for part in re.split(r"\|(?=\^)", pattern.pattern)
        if part[0] == "^"
    ),
    re.I | re.S,
)
"""… and all those that are: most blocks are told to be no chrome by these, in a quarter of the time."""


def blocks_with_words(document: Document, texts: Sequence[str]) -> Set[int]:
    """The blocks that hold one of the words without which the patterns that are not anchored cannot match."""
    starts = [block.start for block in document.blocks]
    folded = document.accounted.casefold()
    # Read one by one where the texts are not those of the page, or its offsets do not hold: a few letters grow.
    if document.media_type == "text/markdown" or len(folded) != len(document.accounted):
        return {n for n, text in enumerate(texts) if any(word in text.casefold() for word in _WITHIN)}
    found = set()
    for word in _WITHIN:
        at = folded.find(word)
        while at >= 0:
            found.add(bisect_right(starts, at) - 1)
            at = folded.find(word, at + 1)
    return found


def kind_by_text(text: str, *, telling: bool = True) -> str | None:
    """The kind of chrome whose usual words these are; None for others. `telling`: as `blocks_with_words` says."""
    if len(text) > 240:
        return None
    text = text.lstrip("#").lstrip()
    if not telling and _AT_START.match(text) is None:
        return None
    for kind, pattern in _TEXTS:
        if pattern.search(text):
            return kind
    return None


@lru_cache(maxsize=4096)
def kind_by_elements(near: int, inherited: int) -> tuple[str, str] | None:
    """Kind and reason by the elements around a block, the nearest first; None where they hint at nothing."""
    for hints, where in ((near, "near"), (inherited & ~near, "around")):
        if hints:
            for bit, kind, name in _NEAR_FIRST:
                if hints & bit:
                    return kind, f"the elements {where} it say {name.replace('_', ' ')}"
    return None


def link_share(block: Block) -> float:
    """Share of the block's characters that are links."""
    return sum(anchor.end - anchor.start for anchor in block.anchors) / max(1, len(block.text))


def kind_by_place(block: Block, *, before: bool, after: bool) -> tuple[str, str] | None:
    """Kind by shape and place: links alone are navigation; short words before and after the content its frame."""
    if block.anchors and link_share(block) > 0.6:
        if after:
            return "card_zone" if len(block.text) > 40 else "footer", "links after the content"
        return "navigation", "links alone"
    if len(block.text) <= 40 and before:
        return "navigation", "a short line before the content"
    if len(block.text) <= 40 and after:
        return "footer", "a short line after the content"
    return None
