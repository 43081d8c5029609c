"""Hostile page text made harmless to look at: control and bidirectional characters become visible."""

from __future__ import annotations

import json
import re
from functools import cache

from pydantic_core import PydanticSerializationError, to_json

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
_SEEN_ASCII = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_LINK = re.compile(r"https?://[^\s<>\"'`\\^{|}]+", re.IGNORECASE)


def visible(text: str) -> str:
    """The text with each unseen character as its code point, for example `⟨U+202E⟩`; newlines and tabs stay.

    >>> visible("abc\\u202edef\\x1b[31m")
    'abc⟨U+202E⟩def⟨U+001B⟩[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    if not hides_something(text):
        return text
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def hides_something(text: str) -> bool:
    """Whether `visible` might change the text; quick for long texts."""
    # What is left without the letters of English is little; to drop them from the bytes takes next to nothing.
    odd = text.encode("utf-8", "surrogatepass").translate(None, _SEEN_ASCII)
    return bool(odd) and _QUICK.search(odd.decode("utf-8", "surrogatepass")) is not None


def one_line(text: str, limit: int = 300) -> str:
    """The visible text on one line, cut at `limit` characters with an ellipsis.

    >>> one_line("two\\n  lines")
    'two lines'
    """
    line = text if _is_plain_line(text) else _SPACES.sub(" ", visible(text)).strip()
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def _is_plain_line(text: str) -> bool:
    """Whether the text is certainly one visible line as it is, as most are."""
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        return False
    return text.isascii() or not _QUICK.search(text)


def safe_url(url: str | None) -> str | None:
    """The address if it may become a link (http or https, nothing odd in it), else None."""
    return url if url and len(url) <= 2_000 and _LINK.fullmatch(url) and not _HIDDEN.search(url) else None


def json_text(value: object, *, indent: int | None = None, in_html: bool = False) -> str:
    """JSON with unseen characters escaped, so that no terminal or line reader is misled.

    With `in_html` the text may stand in a script element: `<`, `>` and `&` are escaped as well.
    """
    text = _encoder(indent).encode(value)
    if (not text.isascii() or "\x7f" in text) and hides_something(text):
        text = _HIDDEN.sub(_escape, text)
    if in_html:
        text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return text


def json_bytes(value: object, *, in_html: bool = False) -> bytes:
    """`json_text` without an indent, as UTF-8: for many values, or large ones, of text and whole numbers."""
    try:
        data = to_json(value)
    except PydanticSerializationError:  # half of a surrogate pair
        return json_text(value, in_html=in_html).encode()
    odd = data.translate(None, _SEEN_ASCII)
    if odd and _QUICK.search(odd.decode()):
        data = _HIDDEN.sub(_escape, data.decode()).encode()
    if in_html:
        data = data.replace(b"<", b"\\u003c").replace(b">", b"\\u003e").replace(b"&", b"\\u0026")
    return data


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
