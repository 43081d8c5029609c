"""White space as a reader sees it."""

from __future__ import annotations

import re

_PERMALINK = re.compile(r"(?:\s*[¶🔗§]|\s+#+)\s*$")


def one_line(text: str) -> str:
    """A text with each stretch of white space as one space."""
    return " ".join(text.split())


def without_permalink(text: str) -> str:
    """A heading without the sign of the link to itself that documentation tools put behind it."""
    return _PERMALINK.sub("", text) or text
