"""Inline Markdown as a reader sees it, and with its marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<!--.*?-->|<[!?/]?[A-Za-z][^<>]*>", re.S)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_SPECIAL = re.compile(r"[\\`*_\[\]<]")
_PICTURE = re.compile(
    r"\[!\[[^\[\]]*\]\([^()]*\)\](?:\([^()]*\)|\[[^\[\]]*\])|!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?"
)
"""A picture as it is mostly written, within a link or not."""
_SPACES = re.compile(r"[^\S\n]+")


def read_inline(inline: Token) -> tuple[str, tuple[tuple[str, str], ...], tuple[str, str] | None]:
    """Text and links of inline content, and its image where that is all."""
    parts: list[str] = []
    links: list[tuple[str, str]] = []
    opened: list[tuple[int, str]] = []
    children = inline.children or []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and _BREAK.match(child.content)):
            parts.append("\n")
        elif child.type == "link_open":
            opened.append((len(parts), str(child.attrs.get("href", ""))))
        elif child.type == "link_close" and opened:
            at, href = opened.pop()
            links.append((" ".join("".join(parts[at:]).split()), href))
        elif child.type == "image" and opened:
            parts.append(child.content)
    pictures = [child for child in children if child.type == "image"]
    text = _SPACES.sub(" ", "".join(parts)).strip()
    image = None
    if len(pictures) == 1 and (not text or text == pictures[0].content.strip()):
        image = (str(pictures[0].attrs.get("src", "")), pictures[0].content)
    return text, tuple(links), image


def pictures_apart(inline: Token, text: str) -> list[tuple[int, int, str, str]]:
    """Start and end in `text`, address and alternative text of each of the pictures that are all there is.

    `text` is the inline content as the page has it. Empty where there are fewer than two, or other text beside them.
    """
    pictures = [child for child in inline.children or [] if child.type == "image"]
    if len(pictures) < 2 or _PICTURE.sub("", text).strip():
        return []
    spans = [found.span() for found in _PICTURE.finditer(text)]
    if len(spans) != len(pictures):
        return []
    return [
        (*span, str(picture.attrs.get("src", "")), picture.content)
        for span, picture in zip(spans, pictures, strict=True)
    ]


def marked_inline(inline: Token, links: Sequence[tuple[str, str]]) -> str:
    """Inline content with its marks: as it stands, unless a link takes its address from elsewhere on the page."""
    if all(href in inline.content for _, href in links):
        return inline.content.strip()
    parts: list[str] = []
    opened: list[str] = []
    for child in inline.children or []:
        if child.type == "text":
            parts.append(_SPECIAL.sub(r"\\\g<0>", child.content))
        elif child.type == "code_inline":
            parts.append(f"{child.markup}{child.content}{child.markup}")
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "softbreak" else "\\\n")
        elif child.type == "link_open":
            parts.append("[")
            opened.append(str(child.attrs.get("href", "")))
        elif child.type == "link_close" and opened:
            parts.append(f"]({opened.pop()})")
        elif child.type == "image":
            parts.append(f"![{child.content}]({child.attrs.get('src', '')})")
        else:
            parts.append(child.content if child.type == "html_inline" else child.markup)
    return "".join(parts).strip()


def without_tags(html: str) -> str:
    """The text of a block of HTML within Markdown, its lines kept."""
    lines = unescape(_TAG.sub(" ", html)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
