"""LNK003: an article links to itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.linking import CARD_ZONES, internal_target, queries_differ, title_key, url_path
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_HASHED = re.compile(r"[0-9a-f]{16,}")
"""An article_id that was made from the title, because the page has none of its own."""


class SelfLink(PageRule):
    """A link or card of the article leads to the article itself.

    What it checks
        Every link of the body and of the card zones: its address against the article's id and
        address, and the text of cards against the article's title.

    Why it matters
        A reader who follows it lands where they are; a related zone that offers the page itself was
        filled without looking.

    Example that fails
        ::

            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Related on PULSE
            - [How do you plan a community garden?](/knowledge/ga0101)
            - [Which vegetables grow in half shade?](/knowledge/ga0102)

    Example that passes
        ::

            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Related on PULSE
            - [How do you water a roof garden?](/knowledge/ga0101)
            - [Which vegetables grow in half shade?](/knowledge/ga0102)

    How to fix
        Take the link out, or give it the target that was meant.

    Limits
        On HTML or text with menus of a site without a profile an address with a fragment (``#steps``) is
        taken for a jump within the page, as tables of contents have them, and one with another query
        (``?tag=soil``) for another page, as filters and profiles have them. An entry that the site offers
        under another title and an address without the id is not recognised. Where the article's own id and
        address are unknown, a second entry with the same title counts as the article itself.
    """

    code = "LNK003"
    name = "self-link"
    severity: ClassVar[Severity] = "warning"
    fix = "Take the link out, or give it the target that was meant"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        if article is None:
            return
        zones = [zone.start for zone in page.extraction.zones if zone.role in CARD_ZONES]
        for block in page.labelled("chrome.duplicate_title"):
            if zones and block.start > min(zones):
                words = f"The link {clip(block.text)} has the article's own title"
                yield Hit(words, block.text, block.start, block.end)
        if not article.links:
            return
        # an id or address of its own tells the article from another one with the same title
        anonymous = _HASHED.fullmatch(article.article_id) is not None and article.url is None
        own_title = title_key(article.title)
        own_path = url_path(article.url)
        for link, place in zip(article.links, page.link_places, strict=True):
            if link.zone not in CARD_ZONES and link.zone != "body":
                continue
            if (
                page.unknown_layout
                and link.href
                and ("#" in link.href or queries_differ(link.href, article.url))
            ):
                continue
            target = internal_target(link.href, page_id=page.page_id, hosts=frozenset())
            by_id = target is not None and (article.article_id in target.segments or target.path == own_path)
            by_title = link.zone in CARD_ZONES and bool(own_title) and title_key(link.text) == own_title
            by_title = by_title and (anonymous or target is None)
            if by_id or by_title:
                start, end = place or (None, None)
                how = "has the article's own address" if by_id else "has the article's own title"
                yield Hit(f"The link {clip(link.text)} {how}", link.text, start, end, found=link.href)
