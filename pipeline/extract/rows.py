"""Rows of a page's frame: matched whole and cut into pieces as the profile says."""

from __future__ import annotations

import re

from pipeline.document import BadgeValue, Block, FieldValue
from pipeline.extract.fields import badge_value, field_value
from pipeline.extract.pieces import Pieces
from pipeline.profiles.ready import ReadyProfile, ReadyRow

MAX_ROW = 200


def match_row(
    profile: ReadyProfile, text: str, regions: tuple[str, ...]
) -> tuple[ReadyRow, re.Match[str]] | None:
    """The first row of these regions whose pattern matches the whole line."""
    if len(text) > MAX_ROW:
        return None
    for row in profile.rows:
        if row.row.region in regions:
            found = row.pattern.fullmatch(text)
            if found:
                return row, found
    return None


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
