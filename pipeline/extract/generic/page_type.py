"""What type of page it is, and pages that are no article whatever their markup says."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document
from pipeline.extract.generic.features import Features
from pipeline.extract.generic.vocabulary import BIT
from schemas.vocabulary import PageType

_BY_STATEMENT: tuple[tuple[str, PageType], ...] = (
    ("product", "product"),
    ("discussionforumposting", "forum"),
    ("qapage", "forum"),
    ("question", "forum"),
    ("techarticle", "documentation"),
    ("apireference", "documentation"),
    ("collectionpage", "collection"),
    ("newsarticle", "article"),
    ("blogposting", "article"),
    ("article", "article"),
    ("recipe", "article"),
)
"""Endings of `og:type` and JSON-LD types, lower case, the more telling first."""
ENOUGH_PROSE = 150
"""Words of running text that make a page an article, whatever surrounds them."""
SHORT = 150
"""Longer pages are never taken for a notice."""

_NOTICES = (
    ("a soft 404", re.compile(
        r"\b(?:page|entry|article|tool|post|file|content)s? (?:you requested )?(?:was |is |could )?"
        r"(?:not (?:be )?found|no longer exists?|doesn.t exist|does not exist)\b|"
        r"\b404\b.{0,30}\b(?:not found|error)\b|\bnothing (?:was )?found\b|"
        r"\bcan.t find (?:that|the) page\b", re.I)),
    ("a login wall", re.compile(
        r"\b(?:log|sign) ?in to (?:continue|view|read|see|access)\b|\bplease (?:log|sign) ?in\b|"
        r"\bsubscribers only\b|\bmembers only\b", re.I)),
    ("a captcha", re.compile(
        r"\bverify (?:that )?you are (?:a )?human\b|\bare you a robot\b|\bchecking your browser\b|\bunusual traffic\b|"
        r"\bcomplete the captcha\b", re.I)),
    ("a page that needs scripts", re.compile(
        r"\b(?:please )?enable javascript\b|\byou need to enable javascript\b|\bjavascript is (?:disabled|required)\b",
        re.I)),
    ("an access error", re.compile(r"\baccess denied\b|\b403 forbidden\b|\b50\d (?:server )?error\b", re.I)),
)  # fmt: skip


def page_type(document: Document, features: Features, kept: NDArray[np.bool_]) -> PageType:
    """The type of page by what it states and by the shape of what is kept."""
    words = features.words * kept
    total = float(words.sum())
    prose = float((words * (features.column("sentences") > 0)).sum())
    stated = [e.value.lower() for e in document.evidence if e.field == "type"]
    for ending, kind in _BY_STATEMENT:
        if any(value.endswith(ending) for value in stated):
            return kind
    if total and document.outline is not None:
        for hint, kind in (("forum", "forum"), ("documentation", "documentation")):
            inside = sum(w for w, bits in zip(words, features.hints, strict=True) if bits & BIT[hint])
            if inside > 0.7 * total and prose > 0.3 * total:
                return "forum" if kind == "forum" else "documentation"
    if prose >= ENOUGH_PROSE or (total and prose > 0.6 * total):
        return "article"
    linked = float((features.column("link_share") * words).sum())
    blocks = int(kept.sum())
    if blocks >= 10 and linked > 0.5 * total and total / blocks < 15:
        return "listing"
    return "service" if total >= ENOUGH_PROSE else "other"


def notice(
    document: Document, title: str | None, kept: NDArray[np.bool_], words: NDArray[np.float64]
) -> str | None:
    """Why a short page is no article, by its own words; None where they say nothing of the kind."""
    if float((words * kept).sum()) > SHORT:
        return None
    texts = [title or "", *(b.text for b, keep in zip(document.blocks, kept, strict=True) if keep)]
    texts += [block.text for block in document.blocks[:40] if len(block.text) < 200 and block.heading_level]
    said = "\n".join(texts)[:4000]
    for name, pattern in _NOTICES:
        found = pattern.search(said)
        if found:
            return f"{name}: it says '{' '.join(found.group().split())}'"
    return None
