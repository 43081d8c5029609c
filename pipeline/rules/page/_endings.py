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
_LEAST_ITEMS = 2
"""A habit of closing marks takes so many items to show."""
_TAIL = 80
_LINK_OPENS = re.compile(r"(?:[-*•]\s+)?\[")
_CLOSING = ("faq", "sources", "related")
"""Closing zones in the order in which pages have them."""
_JUDGED = frozenset(
    {
        "article.paragraph",
        "article.list_item",
        "article.faq_answer",
        "article.step",
        "article.quote",
        "article.source",
        "article.faq_question",
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
    if last is None or last.label not in (_JUDGED | {"article.diagram"}):
        return None
    at_end = not page.document.accounted[last.end :].strip()
    if page.extraction.closing_zones and not at_end:
        return None
    if last.label == "article.diagram":
        return last if at_end and _owes_an_end(page) and _is_open(last.text) else None
    how = ending(last.text)
    if how == "cut":
        return last
    if not at_end:
        return None
    if last.label in _LISTED:
        return last if _alone_is_open(page, last) else None
    return last if how == "open" or (_owes_an_end(page) and _is_open(last.text)) else None


def broken_link(page: PageContext) -> LabelledBlock | None:
    """The last line of the page where it is a raw link that never closes, else None."""
    blocks = page.extraction.blocks
    if not blocks or blocks[-1].label != "data.link":
        return None
    text = blocks[-1].text
    return blocks[-1] if _LINK_OPENS.match(text) and not text.rstrip().endswith((")", "]")) else None


def _is_open(text: str) -> bool:
    text = text.rstrip()
    return not (_CLOSED.search(text[-_TAIL:]) or _ADDRESS.search(text[-_LONGEST_ADDRESS:]))


def _owes_an_end(page: PageContext) -> bool:
    """Whether the closing zone that the profile puts last on such a page is not there."""
    closing = [role for role in _CLOSING if role in page.extraction.mandatory]
    return bool(closing) and closing[-1] not in page.extraction.closing_zones


def _alone_is_open(page: PageContext, last: LabelledBlock) -> bool:
    """Whether the last item of a list is the only one without a closing mark: then it was cut."""
    items: list[LabelledBlock] = []
    for block in reversed(page.article_blocks):
        if block.label != last.label:
            break
        items.append(block)
    others = items[1:]
    return len(others) >= _LEAST_ITEMS and _is_open(last.text) and not any(_is_open(b.text) for b in others)
