"""Colours of the terminal forms. Page text is made visible before it is painted, so no code of it gets through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CODES = {
    "bold": "1",
    "dim": "2",
    "green": "32",
    "error": "1;31",
    "warning": "33",
    "info": "34",
}
"""Severities by their names; a finding that is known or waived is dim, whatever its severity."""


class Ink:
    """Paints words, or leaves them as they are."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def __call__(self, text: str, word: str) -> str:
        """The text in a colour of ours."""
        return f"\x1b[{_CODES[word]}m{text}\x1b[0m" if self._colour and text else text

    def of(self, row: Mapping[str, Any], text: str) -> str:
        """The text in the colour of a finding."""
        word = str(row["severity"]) if row["state"] == "new" else "dim"
        return self(text, word if word in _CODES else "bold")
