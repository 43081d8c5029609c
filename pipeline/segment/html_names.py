"""What element and attribute names mean for the cutting of a page: the tables of HTML, once."""

from __future__ import annotations

import re

NOT_TEXT = frozenset({"script", "style", "title"})
"""Elements whose text is never accounted text, in any namespace: code, looks, and the title as evidence."""

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)

BLOCK_LEVEL = frozenset(
    "address article aside audio blockquote body button canvas caption center col colgroup datalist dd desc details "
    "dialog dir div dl dt fieldset figcaption figure footer foreignObject form frameset h1 h2 h3 h4 h5 h6 head header "
    "hgroup hr html iframe legend li listing main menu metadata nav noembed noframes noscript object ol optgroup "
    "option p plaintext pre search section select summary svg table tbody td template text textarea tfoot th thead "
    "tr ul video xmp".split()
)
"""Elements that begin and end a block. (`desc`, `metadata` and `text` are SVG's.)"""

KEEPS_SPACE = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})

NEVER_SHOWN = frozenset(
    "template noscript datalist iframe noembed noframes canvas video audio desc metadata defs".split()
)
"""Elements whose text a browser with scripts does not show."""

LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
ITEMS = frozenset({"li", "dt", "dd", "td", "th", "caption"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE_KINDS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}

_NAME_PART = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+|[0-9]+")
_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DIALOG_WORDS = frozenset({"modal", "dialog", "popup", "overlay", "lightbox", "drawer", "offcanvas"})
_LANGUAGE_CLASS = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|highlight-text|sourceCode|brush:)[-\s]*([A-Za-z][A-Za-z0-9_+#.-]{0,24})"
)
_NO_LANGUAGE = frozenset({"none", "plaintext", "text", "default", "undefined", "nohighlight", "auto"})


def name_tokens(words: str) -> frozenset[str]:
    """The lower-cased words of class, id and role values: `post-bodyText_2` gives post, body, text, 2."""
    return frozenset(" ".join(_NAME_PART.findall(words)).lower().split())


def is_hiding(tag: str, attributes: dict[str, str | None], words: str) -> bool:
    """Whether these attributes hide the element's text from a reader."""
    if tag in ("html", "body"):
        return False  # hidden until a script has run: the page itself, not a part that is held back
    if attributes.get("hidden", "until-found") != "until-found":
        return True
    style = attributes.get("style")
    if style and _HIDING_STYLE.search(style):
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    if attributes.get("aria-hidden") == "true":
        return attributes.get("role") in ("dialog", "alertdialog") or not _DIALOG_WORDS.isdisjoint(
            name_tokens(words)
        )
    return False


def code_language(*words: str) -> str | None:
    """The programming language that class names state, nearest element first."""
    for value in words:
        found = _LANGUAGE_CLASS.search(value) if value else None
        if found:
            language = found.group(1).lower()
            return None if language in _NO_LANGUAGE else language
    return None


def small_number(value: str | None, *, default: int, most: int) -> int:
    """An attribute's whole number between 1 and `most`, else the default."""
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        return default
    return min(number, most) if number >= 1 else default
