"""Damage done to the drawn text itself: wrong decoding, lost characters, control characters."""

from __future__ import annotations

from dataclasses import replace

from tests.sitegen.canvas import Canvas
from tests.sitegen.faults.scene import Scene
from tests.sitegen.truth import Fault


def _mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252, as far as that code page goes."""
    return text.encode("utf-8").decode("cp1252", "replace").replace("\ufffd", "\u00c2")


def damaged_text(canvas: Canvas, scene: Scene) -> Fault | None:
    """PAG002: one paragraph comes out garbled."""
    places = [
        place
        for place, piece in enumerate(canvas.pieces)
        if piece.label == "article.paragraph" and piece.raw == piece.plain and len(piece.raw) > 80
    ]
    if not places:
        return None
    place = scene.dice.pick(places)
    text = canvas.pieces[place].plain
    start = text.index(" ", 20) + 1
    end = text.find(" ", start)
    word = text[start:end]
    form = scene.dice.pick(("mojibake", "replacement", "control"))
    if form == "mojibake":
        bad = _mojibake(f"“{word}” – café")
    elif form == "replacement":
        bad = word[:1] + "\ufffd" + word[2:]
    else:
        bad = word[:1] + scene.dice.pick(("\x07", "\x08", "\x01", "\x1b")) + word[1:]
    canvas.pieces[place] = replace(
        canvas.pieces[place], raw=text[:start] + bad + text[end:], plain=text[:start] + bad + text[end:]
    )
    return Fault("PAG002", "fail", bad, form)
