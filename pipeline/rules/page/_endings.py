"""Whether a text stops in mid-sentence."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.document import LabelledBlock
from pipeline.rules.base import PageContext

Ending = Literal["whole", "open", "cut"]
"""`whole`: closed; `open`: no closing mark, which may be a habit; `cut`: stopped inside a sentence."""

_CLOSED = re.compile(r"[.!?…:;。！？][\s\"'”’»)\]*_`]*$|[)\]”»\"*`|]$")
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S+$")
_LONGEST_ADDRESS = 300
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
_TAIL = 80
_JUDGED = frozenset(
    {
        "article.paragraph",
        "article.list_item",
        "article.faq_answer",
        "article.step",
        "article.quote",
        "article.source",
    }
)
_LISTED = frozenset({"article.list_item", "article.source", "article.step"})


def ending(text: str) -> Ending:
    """Judges the end of a paragraph, list item or answer."""
    text = text.rstrip()
    if not text:
        return "whole"
    if _ADDRESS.search(text[-_LONGEST_ADDRESS:]):
        return "whole"
    if text.endswith((",", "-", "–", "—", "(", "[", "“", "&", "/")) and not text.endswith("--"):
        return "cut"
    if text.count("(") > text.count(")") or text.count("“") > text.count("”"):
        return "cut"
    tail = text[-_TAIL:]
    if _CLOSED.search(tail):
        return "whole"
    last = _LAST_WORD.search(tail)
    if last and last.group(1).islower() and last.group(1) in _NO_END:
        return "cut"
    return "open" if len(text.split()) >= _LEAST_WORDS else "whole"


def broken_end(page: PageContext) -> LabelledBlock | None:
    """The last piece of the article where it stops in mid-sentence and the page with it, else None."""
    last = next((b for b in reversed(page.article_blocks) if b.label != "article.rule_line"), None)
    if last is None or last.label not in _JUDGED:
        return None
    at_end = not page.document.accounted[last.end :].strip()
    if page.extraction.closing_zones and not at_end:
        return None
    how = ending(last.text)
    if how == "cut" or (how == "open" and at_end and last.label not in _LISTED):
        return last
    return None
