"""TTL002: the page's titles disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import ClassVar

from pipeline.document import Evidence, HeadingValue, LabelledBlock, TextValue
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip, plain
from schemas.vocabulary import Severity

_TITLE_SOURCES = ("title", "og_title", "headline")
_ALIKE = 0.6
_COPY = 0.8
"""Likeness, in letters, of a line that is a copy of the title with another word in it."""
_COMPARED = 300
"""Characters of a title that are compared: comparing letters takes the square of it."""
_SAME_PAGE = 0.3
_OF_THE_PAGE = re.compile(r"<title>|meta og:title|JSON-LD \w*(?:Article|Posting)\Z")
"""On any site these give the page's own title; other structured data may be that of a product, video or question."""
_ROWS = ("data.stated_words", "data.published_on", "chrome.meta_row")
_SHORT_WORD = 3
_WORDS = re.compile(r"[^\W_]+")
_SITE_NAME = re.compile(r"\s+(?:[|·•–—»:-]|::)\s+")
_SLUG_WORD = re.compile(r"[^\W\d_]{3,}")
_HEX = re.compile(r"(?=\w*\d)[0-9a-f]{6,}|[a-z]{1,2}\d+", re.IGNORECASE)


class TitleMismatch(PageRule):
    """The title, its second copy, the page's metadata or its file name disagree.

    What it checks
        Second copies of the title at the top of the page, which may be cut short but not worded
        otherwise; the title in the metadata, without the site's name; and file names made of words. A
        file name must share a word in three with the title, metadata a fair part of their letters.

    Why it matters
        When a page's titles disagree, the dump has mixed up two pages, or an editor has changed one of
        them only.

    Example that fails
        ::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden for a school?

            📖 20 words6/30/2026
            How do you plan a community garden for a hospital?

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            Sources

            Related on PULSE

            Download:
            Was this helpful?

    Example that passes
        ::

            Pulse ← Library
            Knowledge Library · gardening

            How do you plan a community garden for a school?

            📖 20 words6/30/2026
            How do you plan a community garden for a school?

            Direct Answer

            A community garden is planned around sun, water and people, in that order, over one winter.

            Sources

            Related on PULSE

            Download:
            Was this helpful?

    How to fix
        Find out which title is right, and correct the others.

    Limits
        On HTML or text with menus of a site without a profile a title in the metadata is told only where none
        of the metadata shares a word of four letters with the page's title, and for review, since pages that
        sell have a slogan for a heading; lines like the title are no second copy there. File names of ids,
        hashes and fewer than three words say nothing. Whether links to the page carry its title is LNK006.
    """

    code = "TTL002"
    name = "title-mismatch"
    severity: ClassVar[Severity] = "warning"
    fix = "Find out which title is right, and correct the others"

    def check(self, page: PageContext) -> Iterator[Hit]:
        if page.article is None or not (title := plain(page.article.title)):
            return
        shown = page.article.title
        for start, end, text in () if page.unknown_layout else _copies(page):
            copy = plain(text)
            if copy and not _same(title, copy):
                yield Hit(
                    f"A second copy of the title disagrees with it: {clip(text, 90)}",
                    subject="second copy",
                    start=start,
                    end=end,
                    expected=shown,
                    found=" ".join(text.split()),
                )
        place = page.labelled("data.title")
        for block in _above_the_rows(page):
            yield Hit(
                f"Another title stands above the page's: {clip(block.text, 90)}",
                subject="second copy",
                start=block.start,
                end=block.end,
                expected=" ".join(block.text.split()),
                found=shown,
            )
        title_start = place[0].start if place else None
        title_end = place[0].end if place else None
        if odd := _other_titles(page, title):
            where = " and ".join(dict.fromkeys(entry.source for entry in odd))
            yield Hit(
                f"The title in {where} disagrees with the page's: {clip(odd[0].value, 90)}",
                subject="title in the metadata",
                start=title_start,
                end=title_end,
                outcome="review" if page.unknown_layout else None,
                expected=shown,
                found=" ".join(odd[0].value.split()),
            )
        if slug := _foreign_slug(title, page.file_name):
            yield Hit(
                f"The file name {clip(slug)} shares hardly a word with the title",
                subject="file name",
                start=title_start,
                end=title_end,
                outcome="review",
                expected=shown,
                found=slug,
            )


def _copies(page: PageContext) -> Iterator[tuple[int, int, str]]:
    """Second copies of the title: labelled as such, in their place, or worded much like it at the top."""
    assert page.article is not None
    for block in page.labelled("chrome.duplicate_title"):
        value = block.value
        yield (
            block.start,
            block.end,
            value.text if isinstance(value, TextValue | HeadingValue) else block.text,
        )
    stray = page.stray_title
    if stray is not None:
        yield stray.start, stray.end, stray.text
        return
    title = plain(page.article.title)
    if not 15 <= len(title) <= 300:
        return
    words = set(title.split())
    for block in _above_the_body(page):
        if (
            block.label not in ("article.heading", "article.paragraph")
            or len(block.text) > 1.5 * len(title) + 10
        ):
            continue
        if block.text.rstrip().endswith((".", ":")):
            continue
        text = plain(block.text)
        theirs = set(text.split())
        if text == title or 2 * len(words & theirs) < max(len(words), len(theirs)):
            continue
        if SequenceMatcher(None, title, text, autojunk=False).ratio() >= _COPY:
            yield block.start, block.end, block.text


def _above_the_rows(page: PageContext) -> Iterator[LabelledBlock]:
    """An unexplained line where the title would be: the header's rows stand between it and the title."""
    titles = page.labelled("data.title")
    rows = [block.start for label in _ROWS for block in page.labelled(label)]
    if not titles or not rows or page.unknown_layout:
        return
    first, top = min(rows), titles[0].start
    for block in page.labelled("unexplained"):
        if block.start < first < top and 15 <= len(block.text) <= 200 and " " in block.text:
            if not _same(plain(titles[0].text), plain(block.text)):
                yield block
            return


def _above_the_body(page: PageContext) -> list[LabelledBlock]:
    """Pieces before the first heading, and that heading where nothing stands under it."""
    blocks = page.sections[0].blocks[:2]
    if len(page.sections) > 1 and not page.sections[1].blocks and page.sections[1].heading is not None:
        blocks.append(page.sections[1].heading)
    return blocks


def _other_titles(page: PageContext, title: str) -> list[Evidence]:
    """Statements of the metadata that give the page another title, told together."""
    evidence = page.extraction.evidence or page.document.evidence
    odd = [entry for entry in evidence if entry.field in _TITLE_SOURCES and not _agrees(title, entry.value)]
    if not page.unknown_layout:
        return odd
    words = {word for word in _WORDS.findall(title) if len(word) > _SHORT_WORD}
    named = [
        entry for entry in evidence if entry.field in _TITLE_SOURCES and _OF_THE_PAGE.match(entry.source)
    ]
    others = all(words.isdisjoint(_WORDS.findall(plain(entry.value))) for entry in named)
    return [entry for entry in odd if entry in named] if others else []


def _same(title: str, copy: str) -> bool:
    """Equal, or one is the beginning of the other; what stands around the copy is looked past."""
    if title == copy or title.startswith(copy) or copy.startswith(title):
        return True
    return len(title) >= 15 and title in copy


def _agrees(title: str, value: str) -> bool:
    title, whole = title[:_COMPARED], plain(value[:_COMPARED])
    parts = [whole, *(plain(part) for part in _SITE_NAME.split(value[:_COMPARED]))]
    if any(part and (_same(title, part)) for part in parts if len(part) >= 8 or part == title):
        return True
    one, two = set(_WORDS.findall(title)), set(_WORDS.findall(whole))
    if not one or not two:
        return True
    if any(_another_subject(title, part) for part in parts if len(part) >= 15):
        return False
    if len(one & two) / min(len(one), len(two)) >= 0.5:
        return True
    return SequenceMatcher(None, title, whole, autojunk=False).ratio() >= _ALIKE


def _another_subject(title: str, value: str) -> bool:
    """Titles of one pattern about two things: at some place each has words of its own, none of them the other's."""
    one, two = _WORDS.findall(title), _WORDS.findall(value)
    pairs = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    kept = sum(end - start for kind, start, end, _, _ in pairs if kind == "equal")
    if 2 * kept < min(len(one), len(two)):
        return False
    return any(
        kind == "replace" and min(_foreign_words(one[a:b], two), _foreign_words(two[c:d], one)) > 1
        for kind, a, b, c, d in pairs
    )


def _foreign_words(some: Sequence[str], other: Sequence[str]) -> int:
    """Telling words of a part of a title that the other title has in no form."""
    heads = {word[:4] for word in other}
    return sum(len(word) > _SHORT_WORD and not word.isdigit() and word[:4] not in heads for word in some)


def _foreign_slug(title: str, file_name: str) -> str | None:
    """The words of the file name, when they are words and hardly one is in the title."""
    stem = file_name.rsplit("/", 1)[-1]
    stem = re.sub(r"(?:\.(?:txt|md|markdown|html?|gz))+$", "", stem.lower())
    parts = [part for part in re.split(r"[-_\s.+%]+", stem) if part and not _HEX.fullmatch(part)]
    words = [part for part in parts if _SLUG_WORD.fullmatch(part)]
    if len(words) < 3 or not title.isascii():
        return None
    heads = {word[:4] for word in _WORDS.findall(title)}
    shared = sum(word[:4] in heads for word in words)
    return "-".join(parts) if shared / len(words) < _SAME_PAGE else None
