"""Markdown into blocks: a line each, as flat text, with what its front matter, or a tool's head, says as evidence.

Every character is accounted for, markup included, so lines keep their exact places; front matter is
evidence beside being text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.document import Document, Evidence, Text
from pipeline.segment.text import segment_lines

_FRONT_MATTER = re.compile(r"\s*---[ \t]*(?:\r\n?|\n)(.*?)(?:\r\n?|\n)---[ \t]*(?:\r\n?|\n|\Z)", re.S)
_HEAD = re.compile(
    r"\s*+(Title: [^\r\n]*+\s++URL Source: [^\r\n]*+(?:\s++[A-Z][\w ]{2,30}: [^\r\n]*+){0,8}?)"
    r"\s++Markdown Content:[ \t]*+(?:\r\n?|\n|\Z)"
)
"""What tools that read a page for language models write above its Markdown."""
_PAIR = re.compile(r"^([A-Za-z_][\w -]*?)\s*:\s*(.*?)\s*$", re.M)
_FIELDS = {
    "title": "title",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "url source": "url",
    "date": "published_on",
    "published": "published_on",
    "published_on": "published_on",
    "published time": "published_on",
    "updated": "updated_on",
    "updated_on": "updated_on",
    "lastmod": "updated_on",
    "author": "author",
    "authors": "author",
    "category": "category",
    "tags": "tags",
    "description": "description",
    "lang": "language",
    "language": "language",
}


def segment_markdown(text: Text) -> Document:
    """Cut Markdown into lines; front matter also becomes evidence."""
    document = segment_lines(text)
    found = _FRONT_MATTER.match(document.accounted) or _HEAD.match(document.accounted)
    if found is None:
        return document
    evidence = []
    for pair in _PAIR.finditer(re.sub(r"\r\n?", "\n", found.group(1))):
        name = _FIELDS.get(pair.group(1).strip().lower())
        value = pair.group(2).strip().strip("\"'")
        if name == "tags":
            value = value.strip("[]")
        if name and value:
            evidence.append(Evidence(name, value, f"front matter '{pair.group(1).strip()}'"))
    return replace(document, evidence=tuple(evidence), front_matter_end=found.end())
