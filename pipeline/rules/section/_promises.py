"""What a lead-in ("…typically defines:") promises, and whether what follows keeps it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pipeline.document import LabelledBlock

Verdict = Literal["kept", "lost", "unsure"]

_KEPT_BY = frozenset(
    {"article.list_item", "article.table_row", "article.code", "article.quote", "article.step"}
)
_PARAGRAPHS = frozenset({"article.paragraph", "article.faq_answer"})
_LABEL_WORDS = 5
"""A lead-in of so few words may be a label ("For the smaller teams:", "What to do next:")."""
_PLAIN_LABEL_WORDS = 3
"""Of so few ("Option A:", "Key takeaway:") it is one, and may introduce a paragraph."""
_SHORT_ITEM = 80
"""Characters of an item that lost its mark and has no full stop."""
_LEAD = 200
"""Of a long paragraph only its end is the lead-in."""
_AFTER_LEAD_IN = ":： *_\u00a0"
"""What may stand last where a colon ends a text."""
_ASKS = re.compile(r"\W*(?:how|why|what|where|when|who)\b", re.IGNORECASE)

_DIAGRAM = re.compile(
    r"\b(?:diagrams?|flow|flowcharts?|charts?|graphs?|figures?|maps?|visual\w*|picture|illustrat\w*|lifecycles?"
    r"|evolution|structures?|process|paths?|journey|hierarchy|pipeline|loops?|cycles?|trees?|sequence|workflow"
    r"|looks? like(?: this)?|looks? as follows|sketch)\b",
    re.IGNORECASE,
)
_ITEMS = re.compile(
    r"\b(?:practices|steps|triggers|reasons|signs|questions|metrics|rules|tips|items|points|includes?|these|several"
    r"|two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:says?|said|asks?|asked|wrote|writes|told|tells|replied|answers?|explains?|explained|puts? it"
    r"|examples?|for instance|instance|scenario|case|story|script|template|e-?mail|message|letter|note"
    r"|quotes?|quotation|question|answer|in short|in brief|warning|tip|caveat|thing|rule of thumb|rule|catch"
    r"|point|problem|bottom line|formula|definition|summary|result|verdict|idea|truth|lesson|reason"
    r"|advice|reminder|update|disclosure|disclaimer|reads?|goes|wording|words|statement|sentence|paragraph)\s*:\W*$",
    re.IGNORECASE,
)
_SHORT_PROMISE = re.compile(
    r"^(?!(?:how|why|what|where|when|who)\b)(?:.*\b(?:lists?|habits|steps|things|items|ways|tips|signs|is|are|help)\b"
    r"|.*\b(?:these|this|includes?|including|needs?|wants?|following|follows?"
    r"|are|is|requires?|covers?|contains?|defines?|tracks?|for|with|at|asks?|compares?|reports?|checks?)\W*$)",
    re.IGNORECASE,
)
"""A lead-in of few words that is more than a label: it ends in a verb or preposition that wants its object."""
_ITEM_LIKE = re.compile(
    r"\W{0,2}(?:\(?\d{1,2}[.):]|\(?[a-h][.)]\s"
    r"|(?:step|phase|stage|part|day|week|month|option|tier|level|rule)\s+(?:\d|one\b|[a-d]\b|i\b)"
    r"|first(?:ly)?\b|[•·▪‣✓✔→*–—-]\s)",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\W{0,2}[^\s:.][^:.\n]{0,40}:\W{0,3}\s+\S")
_OPENING_QUOTE = ("“", '"', "‘", "«", "„", "'", "*“", '*"')


def is_lead_in(block: LabelledBlock) -> bool:
    """True for a paragraph or an answer that ends in a colon."""
    text = block.text
    return (
        text[-1:] in _AFTER_LEAD_IN
        and block.label in _PARAGRAPHS
        and text.rstrip(" *_\u00a0").endswith((":", "："))
    )


def promises_items(text: str) -> bool:
    """True when the lead-in's last sentence speaks of items rather than of a picture of a process."""
    last = re.split(r"[.!?]\s", text[-_LEAD:])[-1]
    return bool(_ITEMS.search(last)) or not _DIAGRAM.search(last)


def verdict(lead: LabelledBlock, following: Sequence[LabelledBlock]) -> Verdict:
    """Judges a lead-in by the article's pieces after it, up to the next heading, rule lines left out."""
    if not following:
        return "lost"
    first = following[0]
    label = first.label
    if label in _KEPT_BY:
        return "kept"
    if label == "article.diagram":
        return "unsure" if promises_items(lead.text) else "kept"
    if label == "article.image":
        return "unsure" if promises_items(lead.text) else "kept"
    if label not in _PARAGRAPHS:
        return "lost"
    if is_lead_in(first):
        short = len(first.text.split()) <= _LABEL_WORDS and not _SHORT_PROMISE.search(first.text)
        return "kept" if short and verdict(first, following[1:2]) == "kept" else "lost"
    if _introduces_prose(lead.text, first.text) or _items_as_paragraphs(following):
        return "kept"
    return "lost"


def _introduces_prose(lead: str, text: str) -> bool:
    """A label, a quotation, a script, an example: what is promised is itself a paragraph."""
    words = len(lead.split())
    return (
        (words <= _PLAIN_LABEL_WORDS and not _SHORT_PROMISE.search(lead))
        or (words <= _LABEL_WORDS and _ASKS.match(lead) is not None)
        or text.startswith(_OPENING_QUOTE)
        or _TELLS.search(lead[-_LEAD:].rstrip(" *_")) is not None
    )


def _items_as_paragraphs(following: Sequence[LabelledBlock]) -> bool:
    """Items may stand as paragraphs: one with an item's mark, or two in a row that have a label or no closing mark."""
    texts = [block.text for block in following[:2] if block.label in _PARAGRAPHS]
    if _ITEM_LIKE.match(texts[0]):
        return True
    return len(texts) == 2 and (
        all(_LABELLED.match(text) for text in texts)
        or all(len(text) <= _SHORT_ITEM and text[-1].isalnum() for text in texts)
    )
