"""The page being drawn: labelled pieces and the layout between them, so that the truth is exact."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Piece:
    """Raw text as it stands in the file, its label (empty for layout and markup), and its plain text."""

    label: str
    raw: str
    plain: str


class Canvas:
    """A list of pieces; joining their raw text gives the page."""

    __slots__ = ("pieces",)

    def __init__(self) -> None:
        self.pieces: list[Piece] = []

    def add(self, label: str, text: str, raw: str | None = None) -> None:
        """A piece of text with its label; `raw` differs from it only where markup or escapes are needed."""
        self.pieces.append(Piece(label, text if raw is None else raw, text))

    def gap(self, raw: str) -> None:
        """Layout: blank lines, bullets, tags."""
        self.pieces.append(Piece("", raw, ""))

    def text(self) -> str:
        """The whole page."""
        return "".join(piece.raw for piece in self.pieces)

    def labelled(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """(rest of the label, exact text) of all pieces whose label starts with the prefix, in page order."""
        cut = len(prefix)
        return tuple(
            (piece.label[cut:], piece.plain) for piece in self.pieces if piece.label.startswith(prefix)
        )

    def swap(self, place: int, text: str) -> None:
        """Replace the text of one piece (flat captures, where raw and plain are the same)."""
        self.pieces[place] = replace(self.pieces[place], raw=text, plain=text)
