"""SRC001: a source that nobody can look up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.document import SourceValue
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_DATED = re.compile(r"\b(?:19|20)\d\d\b")
"""A cited work gives its year, between author and journal in any of a hundred styles."""


class UnverifiableSource(PageRule):
    """A source with no address and no publisher.

    What it checks
        Every entry of the sources: it needs an address (a bare domain is enough) or the name of a
        publisher.

    Why it matters
        A source that cannot be looked up supports nothing, and invented sources mostly look like
        this.

    Example that fails
        ::

            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Sources
            - “Growing together”
            - Royal Horticultural Society, “Community gardening” (rhs.org.uk)
            Related on PULSE
            - [How do you water a roof garden?](/knowledge/ga0103)

    Example that passes
        ::

            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Sources
            - Royal Horticultural Society, “Community gardening” (rhs.org.uk)
            Related on PULSE
            - [How do you water a roof garden?](/knowledge/ga0103)

    How to fix
        Name the publisher, or give an address.

    Limits
        Whether the source exists, and whether it says so, is not checked: nothing is fetched. On HTML or text
        with menus of a site without a profile a source with a link of any kind, with a year (as works are
        cited) or with a colon at its end, after which the address follows, is let be.
    """

    code = "SRC001"
    name = "unverifiable-source"
    severity: ClassVar[Severity] = "info"
    fix = "Name the publisher, or give an address"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        if article is None or not article.sources:
            return
        places: dict[str, list[tuple[int, int]]] = {}
        sound: set[str] = set()
        for block in reversed(page.labelled("article.source")):
            text = block.value.text if isinstance(block.value, SourceValue) else block.text
            places.setdefault(text, []).append((block.start, block.end))
            if page.unknown_layout and (block.links or _DATED.search(text) or text.rstrip().endswith(":")):
                sound.add(text)
        for source in article.sources:
            known = places.get(source.text)
            start, end = known.pop() if known else (None, None)
            if not source.url and not source.publisher and source.text not in sound:
                yield Hit(
                    f"The source {clip(source.text)} names no publisher and no address",
                    source.text,
                    start,
                    end,
                )
