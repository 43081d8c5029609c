"""Hostile page text made harmless to look at: control and bidirectional characters become visible."""

from __future__ import annotations

import json
import re
from functools import cache

# C0 and C1 controls, soft hyphen, zero-width and bidirectional marks, line and paragraph separators,
# invisible operators, byte-order mark, interlinear notes, tags, variation fillers, unpaired surrogates.
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\ud800-\udfff"
)
# The two joiners are part of good text in many scripts and in emoji: they are odd only after ASCII.
_HIDDEN = re.compile(f"[{_UNSEEN}]|(?<![^\\x00-\\x7f])[\u200c\u200d]")
_QUICK = re.compile(f"[{_UNSEEN}\u200c\u200d]")
_SPACES = re.compile(r"\s+")
_LINK = re.compile(r"https?://[^\s<>\"'`\\^{|}]+", re.IGNORECASE)


def visible(text: str) -> str:
    """The text with each unseen character as its code point, for example `⟨U+202E⟩`; newlines and tabs stay.

    >>> visible("abc\\u202edef\\x1b[31m")
    'abc⟨U+202E⟩def⟨U+001B⟩[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def hides_something(text: str) -> bool:
    """Whether `visible` might change the text; quick for long texts."""
    return _QUICK.search(text) is not None


def one_line(text: str, limit: int = 300) -> str:
    """The visible text on one line, cut at `limit` characters with an ellipsis.

    >>> one_line("two\\n  lines")
    'two lines'
    """
    line = _SPACES.sub(" ", visible(text)).strip()
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def safe_url(url: str | None) -> str | None:
    """The address if it may become a link (http or https, nothing odd in it), else None."""
    return url if url and len(url) <= 2_000 and _LINK.fullmatch(url) and not _HIDDEN.search(url) else None


def json_text(value: object, *, indent: int | None = None, in_html: bool = False) -> str:
    """JSON with unseen characters escaped, so that no terminal or line reader is misled.

    With `in_html` the text may stand in a script element: `<`, `>` and `&` are escaped as well.
    """
    text = _encoder(indent).encode(value)
    if not text.isascii() or "\x7f" in text:
        text = _HIDDEN.sub(_escape, text) if _QUICK.search(text) else text
    if in_html:
        text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return text


@cache
def _encoder(indent: int | None) -> json.JSONEncoder:
    separators = (",", ": ") if indent else (",", ":")
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"
