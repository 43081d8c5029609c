"""LNK004: one zone offers one target twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.linking import CARD_ZONES, title_key
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity


class DuplicateLink(PageRule):
    """A zone of related links has the same title or the same address twice.

    What it checks
        The links of each zone of cards (related, deep dive, more): equal titles or equal addresses
        within one zone. The same target in two zones, or twice in the running text, is normal.

    Why it matters
        It wastes a place in the zone and inflates every count of links.

    Example that fails
        ::

            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Related on PULSE
            - [How do you water a roof garden?](/knowledge/ga0103)
            - [Which vegetables grow in half shade?](/knowledge/ga0102)
            - [How do you water a roof garden?](/knowledge/ga0103)

    Example that passes
        ::

            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Related on PULSE
            - [How do you water a roof garden?](/knowledge/ga0103)
            - [Which vegetables grow in half shade?](/knowledge/ga0102)

    How to fix
        Keep one of the two.

    Limits
        Two addresses of one entry with two titles are not recognised as the same.
    """

    code = "LNK004"
    name = "duplicate-link"
    severity: ClassVar[Severity] = "info"
    fix = "Keep one of the two"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        if article is None or not article.links:
            return
        seen: set[tuple[str, str, str]] = set()
        for link, place in zip(article.links, page.link_places, strict=True):
            if link.zone not in CARD_ZONES:
                continue
            keys = [("text", title_key(link.text))]
            if link.href:
                keys.append(("href", link.href.split("#", 1)[0].rstrip("/")))
            repeated = any(value and (link.zone, kind, value) in seen for kind, value in keys)
            seen.update((link.zone, kind, value) for kind, value in keys)
            if repeated:
                start, end = place or (None, None)
                yield Hit(
                    f"The zone {link.zone.replace('_', ' ')} offers {clip(link.text)} again",
                    link.text,
                    start,
                    end,
                    found=link.href,
                )
