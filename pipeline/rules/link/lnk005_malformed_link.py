"""LNK005: a link that no browser can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.known import known_if_short
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_VERBATIM = frozenset({"article.code", "article.diagram"})

_BROKEN = re.compile(
    r"\[([^\[\]\n]{1,200})\]\((?:\s*(?:javascript|vbscript):[^\s)]*\)+"
    r"|\s*\)|[^()\s]*$|[^()\s]*[ \t]+(?![\"'<(])[^()\n]*\)?)",
    re.MULTILINE,
)
"""A Markdown link whose address is empty, not closed, or holds a space (a title in quotes is allowed)."""

_WHOLE = re.compile(r"\]\((?!(?:javascript|vbscript):)[^()\s]+\)")
"""The address of a link that `_BROKEN` does not match: where all are such, it need not look."""

_SCHEME = re.compile(r"(?i)\A(?:h+t{1,2}ps?|ttps?)\s*(?:[:;,]|/(?:/|www\.))")
"""What was meant to be `https:`. `http/core.html` is a file in a folder."""
_GOOD = re.compile(r"(?i)\Ahttps?://(?!https?[:/])[^\s/?#]+")
_RUNS = re.compile(r"(?i)\A\s*(?:javascript|vbscript|data\s*:\s*text/html)")
_LEFTOVER = re.compile(
    r"(?i)\A(?:/|https?://)?(?:undefined|null|none|nan|\[object object\])?/?\Z|\{\{|\}\}|\$\{|<%|%s\b"
)


_SHORT = 200
"""Longer addresses are not kept in the cache."""
_SPACED = "has white space in its address"
_ADDRESS = re.compile(r"\]\(\s*(?:\w+:)?/|\]\(\s*(?:www\.|javascript:)", re.IGNORECASE)


# Links repeat over pages.
@known_if_short(_SHORT, most=4096)
def _wrong(href: str) -> str | None:
    """What is wrong with an address, as the end of a sentence; None if nothing is."""
    if not href.strip():
        return "has no address"
    if _GOOD.match(href) is None:
        if _RUNS.match(href):
            return "runs code instead of leading somewhere"
        if _SCHEME.match(href):
            return "has a misspelt scheme in its address"
    if href != "/" and _LEFTOVER.search(href):
        return "has a template's leftover for an address"
    if any(c.isspace() for c in href.strip()):
        return _SPACED
    return None


class MalformedLink(PageRule):
    """A link has no address, a broken one, or one that runs code.

    What it checks
        The address of every link: empty, with spaces or line breaks, with a misspelt scheme
        (``http//``, ``htp://``), a template's leftover (``undefined``, ``{{url}}``), or
        ``javascript:``. In text also Markdown links that were never closed or have nothing between
        their brackets.

    Why it matters
        The link is dead for every reader, and a crawler or an importer may stop at it.

    Example that fails
        ::

            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Choosing the plot
            Read [the guide to soil](http//example.org/soil) before the first bed is dug, and ask the
                neighbours about water.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

    Example that passes
        ::

            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Choosing the plot
            Read [the guide to soil](https://example.org/soil) before the first bed is dug, and ask the
                neighbours about water.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

    How to fix
        Write the address in full and close the link.

    Limits
        White space inside an address is not told on HTML or text with menus of a site without a profile,
        since browsers mend it, nor is ``[name]()`` in its text, which is code or an aside unless an address
        stands in it. An address that is well formed but leads nowhere is LNK002. Nothing is fetched.
    """

    code = "LNK005"
    name = "malformed-link"
    severity: ClassVar[Severity] = "error"
    fix = "Write the address in full and close the link"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        if article is None:
            return
        taken: set[int] = set()
        addressed = (
            {link.zone for link in article.links if link.href} if page.extraction.capture == "html" else set()
        )
        if article.links:
            for link, place in zip(article.links, page.link_places, strict=True):
                if link.href is None:
                    wrong = "has no address" if link.zone in addressed and not page.unknown_layout else None
                else:
                    wrong = _wrong(link.href)
                if wrong is not None and not (wrong is _SPACED and page.unknown_layout):
                    start, end = place or (None, None)
                    if start is not None:
                        taken.add(start)
                    yield Hit(f"The link {clip(link.text)} {wrong}", link.text, start, end, found=link.href)
        for block in page.blocks if page.holds("](") else ():
            text = block.text
            if "](" not in text or len(_WHOLE.findall(text)) == text.count("]("):
                continue
            if block.label in _VERBATIM or block.start in taken:
                continue
            for match in _BROKEN.finditer(text):
                if page.unknown_layout and _ADDRESS.search(match[0]) is None:
                    continue
                yield Hit(
                    f"The link {clip(match[1])} is not closed or has no usable address",
                    match[1],
                    block.start + match.start(),
                    block.start + match.end(),
                    found=match[0],
                )
