"""LNK006: a related link says another title than its target has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.index.targets import same_title
from pipeline.index.words import title_terms
from pipeline.linking import CARD_ZONES
from pipeline.rules.base import CorpusRule, Hit
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_TITLE_WORDS = 6
_SHARED = 4
"""Long titles of one subject share a telling word in four: two that do not may have one by chance."""


def _names_another(text: str, title: str) -> bool:
    """True where a link in running text reads like a title, and not like this one."""
    if len(text.split()) < _TITLE_WORDS or not text[:1].isupper():
        return False
    words, theirs = set(title_terms(text)), set(title_terms(title))
    shared = len(words & theirs)
    return len(words) >= 3 and (not shared or _SHARED * shared < min(len(words), len(theirs)))


class LinkTitleMismatch(CorpusRule):
    """The text of a related link is not the title of the article it leads to.

    What it checks
        The links whose target is an article of the folder. On cards, case, punctuation and a text
        that was cut short do not count. In running text only links that read like a title (at least
        six words, a capital first) and share hardly a telling word with the target's title are reported, as
        ``review``.

    Why it matters
        Either the link leads elsewhere than it says, or the target was renamed and its old promise
        stands on.

    Example that fails
        ::

            === ga0101.txt
            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Related on PULSE
            - [Which fruit trees fit into a small yard?](/knowledge/ga0102)

            === ga0102.txt
            Which vegetables grow in half shade?

            Direct Answer
            Leaf vegetables such as lettuce, chard and spinach grow in half shade, as do radishes and most
                herbs.
            Related on PULSE
            - [How do you plan a community garden?](/knowledge/ga0101)

    Example that passes
        ::

            === ga0101.txt
            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Related on PULSE
            - [Which vegetables grow in half shade?](/knowledge/ga0102)

            === ga0102.txt
            Which vegetables grow in half shade?

            Direct Answer
            Leaf vegetables such as lettuce, chard and spinach grow in half shade, as do radishes and most
                herbs.
            Related on PULSE
            - [How do you plan a community garden?](/knowledge/ga0101)

    How to fix
        Give the link the title of its target, or the target that was meant.

    Limits
        Most links in running text are not judged: their words belong to the sentence. Targets outside
        the folder are not seen. A link to the article itself is LNK003.
    """

    code = "LNK006"
    name = "link-title-mismatch"
    severity: ClassVar[Severity] = "warning"
    fix = "Give the link the title of its target, or the target that was meant"

    def check(self, record: IndexRecord, index: Index) -> Iterator[Hit]:
        own = index.article_id(record)
        for card, row in zip(record.cards, index.target_rows(record), strict=True):
            if row is None or row < 0 or not card.text.strip() or index.targets.article_ids[row] == own:
                continue
            title = index.targets.titles[row]
            in_text = card.zone not in CARD_ZONES
            wrong = _names_another(card.text, title) if in_text else not same_title(card.text, title)
            if wrong:
                yield Hit(
                    f"The link {clip(card.text)} leads to {clip(title)}",
                    card.text,
                    card.start,
                    card.end,
                    outcome="review" if in_text else None,
                    expected=title,
                    found=card.text,
                )
