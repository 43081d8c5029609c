"""TTL001: an article without a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_NO_TITLE = re.compile(
    r"\W*(?:untitled(?: (?:document|page|post))?|no title|new (?:page|document|post)|document\d*|title)?\W*",
    re.IGNORECASE,
)
_STAND_INS = ("file name", "page_id", "none", "stand-in", "first words", "first line")


class MissingTitle(PageRule):
    """The article has no title.

    What it checks
        Whether a title was found on the page or in its metadata, and whether it is one ("Untitled
        document" is not).

    Why it matters
        The title is what readers, links and search know an article by.

    Example that fails
        ::

            Pulse ← Library

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.
                The committee walks the site in spring and marks what floods, what bakes and what lies in
                shade.

            Every plot needs sun, water and a neighbour who holds the key, and the first of these cannot
                be bought.

    Example that passes
        ::

            Pulse ← Library

            How do you plan a community garden?

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            Every plot needs sun, water and a neighbour who holds the key, and the first of these cannot
                be bought.

    How to fix
        Give the page its title, in the page or in the input manifest.

    Limits
        A title that is there but wrong is TTL002.
    """

    code = "TTL001"
    name = "missing-title"
    severity: ClassVar[Severity] = "error"
    fix = "Give the page its title, in the page or in the input manifest"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        if article is None:
            return
        if _NO_TITLE.fullmatch(article.title):
            found = f"only {clip(article.title)}" if article.title.strip() else "none"
            yield Hit(
                f"The article has no title: {found} was found", subject="title", found=article.title or None
            )
            return
        sources = [entry.source.lower() for entry in article.provenance if entry.field == "title"]
        if sources and all(source.startswith(_STAND_INS) for source in sources):
            shown = clip(article.title)
            yield Hit(
                f"The article has no title of its own: {shown} stands in, from the {sources[0]}",
                subject="title",
            )
