"""Pages that are no article whatever their markup says: their own words call them a notice."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document

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
