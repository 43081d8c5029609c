"""Rows of a page's frame: matched whole and cut into pieces as the profile says."""

from __future__ import annotations

import re

from pipeline.document import BadgeValue, Block, FieldValue
from pipeline.extract.fields import badge_value, field_value
from pipeline.extract.pieces import Pieces
from pipeline.profiles.ready import ReadyProfile, ReadyRow

MAX_ROW = 200
PILL_ICONS = frozenset("✓🏆★⭐")


def match_row(
    profile: ReadyProfile, text: str, regions: tuple[str, ...]
) -> tuple[ReadyRow, re.Match[str]] | None:
    """The first row of these regions (`head`, `any`, both, `any` or `tail`) whose pattern matches the whole line."""
    if len(text) > MAX_ROW:
        return None
    for needle, row in profile.rows_in[regions].candidates(text):
        if needle in text:
            found = row.pattern.fullmatch(text)
            if found:
                return row, found
    return None


def put_rows_in_a_line(
    pieces: Pieces, block: Block, profile: ReadyProfile, regions: tuple[str, ...]
) -> list[str]:
    """Several rows on one line: badge pills side by side, or glued at their icons.

    Labels them and gives their names, or labels nothing.
    """
    text = block.text
    if len(text) > MAX_ROW:
        return []
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        ends = [
            at
            for at in range(len(text), start, -1)
            if at == len(text) or text[at].isspace() or text[at] in PILL_ICONS
        ]
        end = next((at for at in ends if match_row(profile, text[start:at].strip(), regions)), None)
        if end is None:
            return []
        found.append((start, start + len(text[start:end].rstrip())))
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
    names = []
    for start, end in found:
        part = Block(block.start + start, block.start + end, text[start:end])
        row = match_row(profile, part.text, regions)
        assert row is not None
        put_row(pieces, part, row[0], row[1], profile.profile.date_order)
        names.append(row[0].row.name)
    return names


def put_row(pieces: Pieces, block: Block, row: ReadyRow, found: re.Match[str], date_order: str) -> None:
    """Cut a matched row into its pieces; separators go to the later piece, the rest to the last."""
    reason = f"profile row '{row.row.name}'"
    cuts = [(label, name) for name, label in row.cuts if found.group(name)]
    if not cuts:
        pieces.block(block, row.row.label or "chrome.meta_row", reason)
        return
    start = block.start
    for number, (label, name) in enumerate(cuts):
        last = number == len(cuts) - 1
        end = block.end if last else block.start + found.end(name)
        pieces.put(start, end, label, reason, _value(label, name, found, date_order))
        start = end


def _value(label: str, name: str, found: re.Match[str], date_order: str) -> FieldValue | BadgeValue | None:
    if not label.startswith("data."):
        return None
    if name == "badge":
        parts = found.groupdict()
        return badge_value(
            parts.get("badge_label"),
            parts.get("badge_score"),
            parts.get("badge_out_of"),
            parts.get("badge_raw"),
        )
    return field_value(label.removeprefix("data."), found.group(name), date_order)
