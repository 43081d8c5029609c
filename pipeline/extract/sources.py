"""Source entries split into title, publisher and address.

Forms met: `Publisher, “Title” (domain)` · `"Title" – Publisher` · `Name (domain) – note` ·
`[Title](https://…)` · `Author (year). Title. Publisher.` · a bare address.
"""

from __future__ import annotations

import re

from pipeline.document import SourceValue
from pipeline.extract.layout import title_case_share

_MARK = re.compile(r"^(?:[-*•]|\d{1,3}[.)])\s+")
_LINK = re.compile(r"\[([^\]]+)\]\(([^()\s]+)\)")
_URL = re.compile(r"https?://[^\s<>()\[\]“”\"]+[^\s<>()\[\]“”\".,;:]")
_DOMAIN = re.compile(r"\(\s*((?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s()]*)?)\s*\)", re.I)
_BARE = re.compile(
    r"(?<![\w@.])((?:[a-z0-9-]+\.)+(?:com|org|net|io|gov|edu|co|ai|dev|info|us|uk|de|eu)(?:/[^\s()]*)?)\b",
    re.I,
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]|‘([^’]+)’(?!\w)|(?<!\w)\*([^*]+)\*")
_DASH = re.compile(r"\s+[–—-]\s+")
_CITATION = re.compile(r"[^()]{3,80}\((?:19|20)\d\d[a-z]?\)[.,]\s+([^.]{3,160})\.\s+([^.]{2,80})\.?")
"""`Author (2024). Title. Publisher.`"""
MIN_DESCRIPTION_WORDS = 5
"""An entry of so many words, most of them in lower case, describes a work: it names nobody."""
_EDGE = " \t\u00a0,;:–—-|."
_ENDS_SHORT = re.compile(
    r"(?:(?<![^\W\d_])[^\W\d_]|\b(?:Inc|Ltd|Co|Corp|Bros|Jr|Sr|al|eds?|[Vv]ol|Univ|Assoc|Dept))\.$"
)
"""A full stop that belongs to the word before it: an initial or an abbreviation."""
_YEAR = re.compile(r",\s+(?:19|20)\d\d$")


def parse_source(line: str) -> SourceValue:
    """One entry of a source list; what cannot be told stays None, `text` holds the whole entry."""
    text = _MARK.sub("", line).strip()
    rest, url, title = text, None, None
    link = _LINK.search(rest)
    if link:
        title, url = link.group(1).strip('“”" '), link.group(2)
        rest = rest[: link.start()] + " " + rest[link.end() :]
    if url is None:
        for pattern in (_URL, _DOMAIN, _BARE):
            found = pattern.search(rest)
            if found:
                url = found.group(1) if pattern is not _URL else found.group()
                # A domain in brackets stands after a name: what follows is about it.
                gap = " – " if pattern is _DOMAIN else " "
                rest = rest[: found.start()] + gap + rest[found.end() :]
                break
    if title is None and url is None and (cited := _CITATION.fullmatch(rest.strip())):
        return SourceValue(
            text=text, title=cited.group(1).strip(), publisher=cited.group(2).strip(), url=None
        )
    if title is None:
        quoted = _QUOTED.search(rest)
        if quoted:
            title = next(group for group in quoted.groups() if group).strip(" ,")
            title = title if _ENDS_SHORT.search(title) or title.endswith("..") else title.removesuffix(".")
            rest = rest[: quoted.start()] + " – " + rest[quoted.end() :]
    parts = [_tidy(part) for part in _DASH.split(rest)]
    parts = [part for part in parts if part]
    publisher = parts[0].removeprefix("by ") if parts else None
    if title is None and publisher is not None and not _is_name(publisher):
        title, publisher = publisher, None
    return SourceValue(text=text, title=title or None, publisher=publisher, url=url)


def _is_name(part: str) -> bool:
    """Whether an unquoted part may be a publisher's name: short, or in title case."""
    return len(part) <= 90 and (len(part.split()) < MIN_DESCRIPTION_WORDS or title_case_share(part) >= 0.6)


def _tidy(part: str) -> str:
    """A part without edge marks and without a bracket that lost its partner."""
    part = _YEAR.sub("", part.strip(_EDGE[:-2]))
    dot = "." if _ENDS_SHORT.search(part) else ""
    part = part.strip(_EDGE)
    if dot and part[-1:].isalnum():
        return part + dot
    if part.count("(") != part.count(")"):
        part = part.strip("()" + _EDGE)
    return part.removesuffix("()").strip(_EDGE)
