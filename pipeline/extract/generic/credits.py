"""Who wrote an HTML page and when, by what a reader sees beside its title, where the markup does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document import Block, Document, Evidence
from pipeline.extract.fields import parse_date
from pipeline.extract.generic.oneline import one_line
from pipeline.extract.generic.result import TitleDecision
from pipeline.segment.html_names import name_tokens

BEFORE, AFTER = 6, 16
"""Shown blocks before the title and after it that are looked at."""
FIRST = 30
"""Shown blocks that are looked at where no block is the title."""
PROSE = 45
"""Words of a block of running text; after the second one the text has begun: the first may be the standfirst."""
LONG = 200
"""Characters of the longest block in which a day or a name is looked for."""
_DAY = re.compile(
    r"(?:(?P<label>updated?|modified|reviewed|edited|revised)\b[^\d]{0,24}?)?"
    r"(?P<day>\b[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2}(?!\d)|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?[\s-]+(?:19|20)\d{2}(?!\d)|"
    r"\b(?:19|20)\d{2}(?P<sep>[./-])\d{2}(?P=sep)\d{2}\b|\b\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:19|20)\d{2}\b)"
)
_LABELLED_DAY = re.compile(
    r"\W*(?P<label>(?:date )?(?:published|posted|publish date|publication date|released|"
    r"(?:last )?(?:updated|modified|reviewed|revised)))(?: date)?(?: on)?\W+"
    + "(?P<day>"
    + _DAY.pattern.partition("(?P<day>")[2],
    re.I,
)
_UPDATE = re.compile(r"(?:last )?(?:updated|modified|reviewed|revised)", re.I)
_LATER = re.compile(r"\b(?:updated?|modified|reviewed|edited|revised)\b[^.!?]{0,12}$", re.I)
_NOT_THIS = re.compile(r"\b(?:joined|member since|registered|join date|copyright|©|expires|events?)\b", re.I)
_BYLINE = re.compile(
    r"(?:^|[|·•–—\n]\s*|\b(?:written|posted|published|article|story|text|words|started|submitted|created)\s+(?:[\w,:]+\s+){0,4}?"
    r"|\d{4}\s+)"
    r"by:?\s+(?P<names>[^\n|·•»]{2,120})",
    re.I,
)
_LABEL = re.compile(r"(?:(?:written|posted|published|article|story|text|words)\s+)?by:?|authors?:?", re.I)
_LABELLED = re.compile(r"(?:written by|authors?):\s*(?P<names>[^\n|·•»]{2,120})", re.I)
_STOP = re.compile(
    r"\s+(?:on|in|at|for|from|with|updated|published|posted|last|is|has|full|reviewed|edited|and updated)\b.*|"
    r"\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d.*|\s+[-–—(@/]\s*.*|\s+\d.*|\s*[.!?](?:\s.*)?$",
    re.S,
)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", re.I)
_PARTICLES = frozenset("de da di du van von der den la le el al bin ibn del dos y of the".split())
_NO_NAMES = frozenset(
    "home menu share follow read more updated published posted subscribe search about contact blog news article "
    "articles author authors profile view see all posts by our staff writer editor reviewed login sign register "
    "last first".split()
)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|contributors?|writers?|people|profiles?|users?|members?|u|by)/[^/?#]+", re.I
)
_AUTHOR_NAMES = frozenset({"author", "authors", "byline"})


def credits_beside(
    document: Document, title: TitleDecision | None, shown: Sequence[bool]
) -> tuple[Evidence, ...]:
    """The authors and days that stand beside the title, as evidence that comes after all that the markup says."""
    known = {one.field for one in document.evidence}
    near = _near(document, title, shown)
    found: list[Evidence] = []
    if "published_on" not in known:
        found += _days(document, near) or _labelled_days(document, shown) or _first_time(document)
    if "author" not in known:
        found += [Evidence("author", name, source) for name, source in _names(document, near)]
    return tuple(found)


def _near(document: Document, title: TitleDecision | None, shown: Sequence[bool]) -> list[Block]:
    """The shown blocks around the title: first those after it, up to where the text has begun, then those before."""
    blocks = document.blocks
    at = title.block if title else -1
    after: list[Block] = []
    prose = 0
    for number in range(at + 1, len(blocks)):
        if shown[number]:
            after.append(blocks[number])
            prose += len(blocks[number].text.split()) >= PROSE
            if prose > 1 or len(after) >= (AFTER if at >= 0 else FIRST):
                break
    return after + [blocks[number] for number in range(max(0, at - BEFORE), at) if shown[number]]


def _days(document: Document, near: Sequence[Block]) -> list[Evidence]:
    """Days in `time` elements and in short blocks near the title; the first that is not a change is publication."""
    published = updated = None
    previous = ""
    for block in near:
        for label, day, source in _days_of(document, block):
            lead = block.text[:40] if len(block.text) < LONG else ""
            if _NOT_THIS.search(previous[-30:]) or _NOT_THIS.search(lead):
                continue
            if label or _LATER.search(previous[-40:]):
                updated = updated or Evidence("updated_on", day, source)
            else:
                published = published or Evidence("published_on", day, source)
        previous = block.text
        if published is not None:
            break
    return [one for one in (published, updated) if one is not None]


def _labelled_days(document: Document, shown: Sequence[bool]) -> list[Evidence]:
    """The first day anywhere on the page that a label calls the day of publication, and the first of a change."""
    found: dict[str, Evidence] = {}
    label = ""
    for block, seen in zip(document.blocks, shown, strict=True):
        if not seen or len(block.text) > LONG:
            label = ""
            continue
        text = block.text if _LABELLED_DAY.match(block.text) else f"{label} {block.text}"
        stated = _LABELLED_DAY.match(text)
        day = parse_date(stated["day"]) if stated else None
        if stated and day is not None:
            field = "updated_on" if _UPDATE.match(stated["label"]) else "published_on"
            found.setdefault(field, Evidence(field, day.isoformat(), "labelled text"))
        label = block.text if len(block.text) <= 24 else ""
    return list(found.values())


def _first_time(document: Document) -> list[Evidence]:
    """The first `time` element of the page, such as a thread's first post has."""
    for _, stated in document.times:
        day = parse_date(stated)
        if day is not None:
            return [Evidence("published_on", day.isoformat(), "first time element")]
    return []


def _days_of(document: Document, block: Block) -> Iterator[tuple[bool, str, str]]:
    """Whether it tells of a change, the day and the source of each day in a block, in order."""
    for offset, stated in document.times:
        if block.start <= offset <= block.end:
            day = parse_date(stated)
            if day is not None:
                lead = document.accounted[max(block.start, offset - 40) : offset]
                yield _LATER.search(lead.rstrip(" :")) is not None, day.isoformat(), "time beside the title"
    text = block.text if len(block.text) <= LONG else block.text[:80]
    for found in _DAY.finditer(text):
        day = parse_date(found["day"])
        if day is not None:
            yield found["label"] is not None, day.isoformat(), "text beside the title"


def _names(document: Document, near: Sequence[Block]) -> list[tuple[str, str]]:
    """Names by a byline, by links to a page about the author, by elements that say so: the first that gives any."""
    for block in near:
        text = block.text if len(block.text) <= LONG else block.text[:80]
        found = _BYLINE.search(text) or _LABELLED.match(text)
        names = _split(found["names"]) if found else []
        if names:
            return [(name, "byline beside the title") for name in names]
    for label, block in pairwise(near):
        if _LABEL.fullmatch(one_line(label.text)):
            names = _split(block.text)
            if names:
                return [(name, "byline beside the title") for name in names]
    for block in near:
        names = [
            text
            for anchor in block.anchors
            if _AUTHOR_LINK.search(anchor.href)
            and is_name(text := one_line(block.text[anchor.start - block.start : anchor.end - block.start]))
        ]
        if names:
            return [(name, "link to the author beside the title") for name in names]
    for block in near:
        if len(block.text) <= 60 and _is_said(document, block) and is_name(one_line(block.text)):
            return [(one_line(block.text), "author's element beside the title")]
    return []


def _split(text: str) -> list[str]:
    """The names at the start of a text, up to the first part that is none."""
    names: list[str] = []
    for part in _BETWEEN.split(_STOP.sub("", one_line(text))):
        if not (is_name(part) or (not names and re.fullmatch(r"[\w.-]{3,24}", part) and not _common(part))):
            break
        names.append(part)
    return names


def is_name(text: str) -> bool:
    """Whether a text could be the name of a person or a desk: two to five capitalised words."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 50 or _common(text):
        return False
    return all(
        word in _PARTICLES or (word[0].isupper() and all(c.isalpha() or c in ".'’-" for c in word))
        for word in words
    )


def _common(text: str) -> bool:
    return not _NO_NAMES.isdisjoint(text.lower().split())


def _is_said(document: Document, block: Block) -> bool:
    """Whether an element close around the block has the name of an author's."""
    outline, markup = document.outline, block.markup
    element = markup.element if markup is not None else -1
    for _ in range(3):
        if element < 0 or outline is None:
            return False
        if not _AUTHOR_NAMES.isdisjoint(name_tokens(outline.words[element])):
            return True
        element = outline.parents[element]
    return False
