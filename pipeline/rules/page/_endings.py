"""Whether a text stops in mid-sentence."""

from __future__ import annotations

import re
from typing import Literal

Ending = Literal["whole", "open", "cut"]
"""`whole`: closed; `open`: no closing mark, which may be a habit; `cut`: stopped inside a sentence."""

_CLOSED = re.compile(r"[.!?…:;。！？][\s\"'”’»)\]*_`]*$|[)\]”»\"*`|]$")
_NO_END = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "into",
        "onto",
        "than",
        "that",
        "which",
        "who",
        "whose",
        "when",
        "while",
        "where",
        "if",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "should",
        "may",
        "might",
        "must",
        "do",
        "does",
        "did",
        "not",
        "no",
        "its",
        "their",
        "his",
        "her",
        "our",
        "your",
        "my",
        "this",
        "these",
        "those",
        "because",
        "so",
        "such",
        "very",
        "more",
        "most",
        "less",
        "between",
        "among",
        "about",
        "through",
        "during",
        "before",
        "after",
        "under",
        "over",
        "per",
        "via",
        "whether",
        "although",
        "though",
        "unless",
        "until",
        "every",
        "each",
        "any",
        "some",
        "both",
        "either",
        "neither",
        "they",
        "we",
        "you",
        "he",
        "she",
        "it",
        "i",
        "whereas",
    ]
)
_LAST_WORD = re.compile(r"([^\W\d_]+)['’]?$")
_LEAST_WORDS = 8


def ending(text: str) -> Ending:
    """Judges the end of a paragraph, list item or answer."""
    text = text.rstrip()
    if not text:
        return "whole"
    if text.endswith((",", "-", "–", "—", "(", "[", "“", "&", "/")) and not text.endswith("--"):
        return "cut"
    if text.count("(") > text.count(")") or text.count("“") > text.count("”"):
        return "cut"
    if _CLOSED.search(text):
        return "whole"
    last = _LAST_WORD.search(text)
    if last and last.group(1).islower() and last.group(1) in _NO_END:
        return "cut"
    return "open" if len(text.split()) >= _LEAST_WORDS else "whole"
