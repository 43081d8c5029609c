"""The row of facts beside a title: who wrote it, when, how long it takes to read."""

from __future__ import annotations

import re
from datetime import date

from pipeline.document import Block, FieldValue, LabelledBlock
from pipeline.extract.fields import parse_count, parse_date
from pipeline.extract.generic.oneline import one_line
from pipeline.extract.layout import RAW_LINK

LONGEST = 160
"""Characters of the longest row looked at."""
_SEAM = re.compile(r"\s*[|·•\n]\s*|\s+[-–—]\s+")
_AUTHOR = re.compile(
    r"(?:written |posted |published )?by:?\s+"
    r"(?P<name>[^\W\d_][\w.'’-]*(?:\s+(?:[^\W\d_][\w.'’-]*|and|&|,)){0,7})$",
    re.I,
)
_BEHIND_NAME = re.compile(r"\s+(?:on|in|at|for|from)\s", re.I)
_DATE_WORDS = re.compile(
    r"start|published|posted|updated|last|modified|reviewed|created|written|edited|on|at|date|am|pm|utc|gmt|est|edt|pst|"
    r"pdt|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?",
    re.I,
)
_DATE = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\.?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4})"
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_READING = re.compile(
    r"(?:(?:[^\W\d]+\s+){0,2}(?:read(?:ing)?|lese\w*|lect\w+)(?:\s+time)?\s*:?\s*)?(?:about\s+|approx\.?\s+|ca\.?\s+|~\s*)?"
    r"(\d{1,3})\s*-?\s*min(?:ute)?s?\b\.?(?:\s+(?:read|to read|reading(?: time)?|of reading))?",
    re.I,
)
_OF_READING = re.compile(r"read|lese|lect", re.I)
_ICON = re.compile(r"^[\W_]+")
_STATED = re.compile(r"\d[\d,.]* words", re.I)
_UPDATED = re.compile(r"updated|modified|edited|reviewed", re.I)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|(?<=\d)\.(?=\s)")


def byline_pieces(block: Block, reason: str) -> list[LabelledBlock] | None:
    """The facts of a row, one piece each, covering the block; None where some part of it is no fact."""
    facts = row_facts(block.text)
    if facts is None:
        return None
    return [
        LabelledBlock(
            block.start + start, block.start + end, f"data.{fact.field}", reason, block.text[start:end], fact
        )
        for start, end, fact in facts
    ]


def row_facts(text: str) -> list[tuple[int, int, FieldValue]] | None:
    """Start, end and fact of each part of a row, separators with the part before them; None if one is no fact."""
    if len(text) > LONGEST:
        return None
    starts = [0, *(found.end() for found in _SEAM.finditer(text) if found.end() < len(text))]
    facts = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end].rstrip()
        fact = _fact(one_line(_SEAM.split(part)[0]))
        if fact is None:
            return None
        facts.append((start, start + len(part), fact))
    if len(facts) == 1 and facts[0][2].field == "reading_time" and not _OF_READING.search(text):
        return None  # minutes alone are those of an oven as well
    return facts


def _fact(text: str) -> FieldValue | None:
    if "**" in text or "](" in text:
        text = RAW_LINK.sub(r"\1", text).replace("**", "")
    text = _ICON.sub("", text)
    stated = _STATED.fullmatch(text)
    if stated:
        return FieldValue("stated_words", parse_count(text))
    reading = _READING.fullmatch(text)
    if reading and len(text) <= 40:
        return FieldValue("reading_time", parse_count(reading.group()))
    author = _AUTHOR.match(text)
    if author and not _DATE.search(text) and not (" " not in author["name"] and author["name"].islower()):
        return FieldValue("author", _BEHIND_NAME.split(one_line(author.group("name")))[0].rstrip(",").strip())
    found = _DATE.search(text)
    if found and len(text) <= 60:
        rest = _CLOCK.sub("", text[: found.start()] + text[found.end() :])
        if not re.search(r"\w", _DATE_WORDS.sub("", rest)):
            value: date | None = parse_date(_ORDINAL.sub("", found.group()))
            if value is not None:
                return FieldValue("updated_on" if _UPDATED.search(text) else "published_on", value)
    return None
