"""White space as a reader sees it."""

from __future__ import annotations


def one_line(text: str) -> str:
    """A text with each stretch of white space as one space."""
    return " ".join(text.split())
