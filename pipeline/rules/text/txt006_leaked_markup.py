"""TXT006: raw markup in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.document import LabelledBlock
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_NOT_TEXT = frozenset({"article.code", "article.diagram", "article.rule_line", "article.table_row"})
_TECHNICAL = frozenset({"documentation", "forum"})

_TAG_NAMES = (
    "a|abbr|article|aside|b|blockquote|br|button|cite|code|div|em|figcaption|figure|font|footer|form|h[1-6]|header|hr"
    "|i|iframe|img|input|label|li|link|main|mark|meta|nav|ol|option|p|pre|q|s|script|section|select|small|source|span"
    "|strong|style|sub|sup|svg|table|tbody|td|textarea|th|thead|tr|u|ul|video"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]{{0,300}})?/?>", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|[nm]dash|hellip|copy|reg|trade|bull|middot|#\d{2,5}|#x[0-9a-fA-F]{2,5});"
)
_IMAGE = re.compile(r"\[?!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)(?:\]\([^)\n]{0,500}\))?")
_ESCAPE = re.compile(r"\\[$*_#\[\]`~>|]")
_TAG_LINE = re.compile(r"TAGS?:\s*\S.*")
_FRONT_KEY = re.compile(
    r"(?:^|\s)(?:id|slug|format_v|quality_score|layout|draft|tags|categories|permalink|date|title|author)\s*:\s?(?=\S)"
)
_HEADING = re.compile(r"#{1,6}\s+\S.*")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*\n]{1,80}(?<=\S)\1(?![\w*])")
_BACKTICKS = re.compile(r"(?<![\w`])`[^`\n]{1,80}`(?![\w`])")
_DOUBLED = re.compile(r"(?<![\w'])''[^'\n]{1,80}''(?![\w'])")
_RULE_LINE = re.compile(r"(?:[-*_][ \t]*){3,}")
_CUES = ("<", "&", "\\", "`", "~~~", "![", "*", "''")
_FENCE = re.compile(r"```|~~~")
_READ_AWAY = frozenset({"an HTML comment", "an HTML tag", "an HTML entity"})
_NEVER_MEANT = frozenset({"an HTML comment", "a Markdown image", "front matter", "a line of tags"})
"""Kinds that are no writer's habit: in HTML a tag that readers see was escaped by somebody who wrote of it."""


class LeakedMarkup(PageRule):
    """Raw Markdown, HTML, comments or front matter stand in the text.

    What it checks
        HTML comments, tags and entities, images and linked images in Markdown, emphasis and code marks,
        an unclosed ``**``, doubled apostrophes, escaped characters (``\\$``), code fences, rules, front
        matter shown as a paragraph, and "TAGS:" lines. Each kind is told once a paragraph.

    Why it matters
        The site's renderer let its source through. Readers see line noise, and so does whatever learns
        from it.

    Example that fails
        ::

            Pulse ← Library

            How do you wax a jacket?

            Direct Answer

            Warm the tin in hot water, rub the wax into the seams first and let the jacket hang overnight.

            What It Costs

            A tin costs about \\$12 and lasts for two jackets, while a workshop asks several times as
                much.

    Example that passes
        ::

            Pulse ← Library

            How do you wax a jacket?

            Direct Answer

            Warm the tin in hot water, rub the wax into the seams first and let the jacket hang overnight.

            What It Costs

            A tin costs about $12 and lasts for two jackets, while a workshop asks several times as much.

    How to fix
        Render or remove the markup in the source of the page.

    Limits
        Markdown links inside a paragraph are restored by normalising, and markers that the profile knows
        are chrome: neither is told. In Markdown files closed emphasis, code marks, images, rules and
        escapes are as they should be. Code, diagrams and tables are not looked at. On documentation and
        forum pages tags and entities are for review, since such pages write about them.
    """

    code = "TXT006"
    name = "leaked-markup"
    severity: ClassVar[Severity] = "warning"
    fix = "Render or remove the markup in the source of the page"

    def check(self, page: PageContext) -> Iterator[Hit]:
        technical = page.extraction.page_type in _TECHNICAL
        cues = tuple(cue for cue in _CUES if page.holds(cue))
        html = page.extraction.capture == "html"
        yield from _shown_lines(page)
        markdown = page.extraction.capture == "markdown"
        for block in page.article_blocks:
            if block.label in _NOT_TEXT or not _may_leak(block.text, cues):
                continue
            told: set[str] = set()
            for kind, start, end in _leaks(block.text, block.label, markdown=markdown):
                if kind in told:
                    continue
                if markdown and kind in _READ_AWAY and _read_away(block, start, end):
                    continue
                told.add(kind)
                if page.unknown_layout and kind not in _NEVER_MEANT:
                    continue
                review = technical and kind in ("an HTML tag", "an HTML entity", "an HTML comment")
                if html and technical and review:
                    continue
                yield Hit(
                    f"The text holds {kind}: {clip(block.text[start:end])}",
                    subject=kind,
                    start=block.start + start,
                    end=block.start + end,
                    outcome="review" if review else None,
                    found=block.text[start : min(end, start + 80)],
                )


def _read_away(block: LabelledBlock, start: int, end: int) -> bool:
    """Whether the article's text does not hold these marks: Markdown may hold HTML, which is read as such."""
    text = getattr(block.value, "text", None)
    return text is not None and block.text[start:end] not in text


def _shown_lines(page: PageContext) -> Iterator[Hit]:
    """Lines of front matter and rules shown to readers, which the extractor takes for data and chrome.

    At the top of a Markdown file they are no leak.
    """
    if page.extraction.capture in ("rendered_text", "source_text"):
        for block in (*page.labelled("article.rule_line"), *page.labelled("chrome.marker")):
            if _RULE_LINE.fullmatch(block.text):
                yield Hit(
                    f"The text holds a rule in Markdown: {clip(block.text)}",
                    subject="rule",
                    start=block.start,
                    end=block.end,
                    found=block.text[:80],
                )
    body = page.article_blocks[0].start if page.article_blocks else 0
    top = body if page.extraction.capture == "markdown" else -1
    above = -9
    for block in (*page.labelled("data.front_matter"), *page.labelled("data.tag")):
        goes_on = block.start - above <= 2
        if block.label == "data.front_matter":
            above = block.end
        if (
            block.start > top
            and ":" in block.text
            and not goes_on
            and (_TAG_LINE.fullmatch(block.text) or _is_front_matter(block))
        ):
            yield Hit(
                f"The text holds front matter: {clip(block.text)}",
                subject="front matter",
                start=block.start,
                end=block.end,
                found=block.text[:80],
            )


def _is_front_matter(block: LabelledBlock) -> bool:
    """Whether a line holds the facts of front matter: one in a line that is nothing else, or several."""
    keys = len(_FRONT_KEY.findall(block.text))
    return keys > 1 or (keys == 1 and block.label == "data.front_matter")


def _may_leak(text: str, cues: tuple[str, ...]) -> bool:
    """A cheap look before the patterns run; most pieces of most pages end here."""
    for cue in cues:  # a generator would cost more than the look
        if cue in text:
            return True
    return text.startswith(("#", "TAG", "---")) or text.count(":") > 2


def _leaks(text: str, label: str, *, markdown: bool) -> Iterator[tuple[str, int, int]]:
    """Kinds and spans of leaked markup in one block, in fixed order of kinds."""
    if "<" in text:
        for match in _COMMENT.finditer(text):
            yield "an HTML comment", match.start(), match.end()
        for match in _TAG.finditer(text):
            yield "an HTML tag", match.start(), match.end()
    if "&" in text:
        for match in _ENTITY.finditer(text):
            yield "an HTML entity", match.start(), match.end()
    if "![" in text and not markdown and (label != "article.image" or text.startswith("[")):
        for match in _IMAGE.finditer(text):
            yield "a Markdown image", match.start(), match.end()
    if "**" in text and text.count("**") % 2:
        at = text.rfind("**")
        yield "emphasis that is never closed", at, min(len(text), at + 60)
    elif "*" in text and not markdown:
        for match in _EMPHASIS.finditer(text):
            yield "emphasis marks", match.start(), match.end()
    if "''" in text:
        for match in _DOUBLED.finditer(text):
            yield "doubled apostrophes", match.start(), match.end()
    if "`" in text and not markdown:
        for match in _BACKTICKS.finditer(text):
            yield "code marks", match.start(), match.end()
    if "\\" in text and not markdown:
        for match in _ESCAPE.finditer(text):
            yield "an escaped character", match.start(), min(len(text), match.end() + 20)
    if ("```" in text or "~~~" in text) and (fence := _FENCE.search(text)):
        yield "a code fence", fence.start(), min(len(text), fence.start() + 60)
    if text[0] in "-*_" and not markdown and _RULE_LINE.fullmatch(text):
        yield "a rule in Markdown", 0, len(text)
    if text.startswith("TAG") and _TAG_LINE.fullmatch(text):
        yield "a line of tags", 0, len(text)
    if text[0] == "#" and label == "article.paragraph" and not markdown and _HEADING.fullmatch(text):
        yield "a heading mark", 0, len(text)
    if text.count(":") > 1:
        keys = _FRONT_KEY.findall(text[:600])
        if len(keys) >= 3 or (len(keys) == 2 and text.startswith("---")):
            yield "front matter", 0, len(text)
