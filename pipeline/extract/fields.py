"""Values from glued rows: counts, dates, badges, authors, tags."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from pipeline.document import BadgeValue, FieldValue

_DIGITS = re.compile(r"\d[\d,. \u00a0]*\d|\d")
_SLASH_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b")
_ISO_DATE = re.compile(r"\b(\d{4})([-./])(\d{2})\2(\d{2})(?!\d)")
"""The year first: `2026-06-30`, also with points or strokes."""
_WORD_DATE = re.compile(
    r"[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|"
    r"\d{1,2}(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?[\s-]+\d{4}"
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b|(?<=\d)\.")
_DOTTED_DATE = re.compile(r"\b(\d{1,2})([.-])(\d{1,2})\2(\d{4})\b")
MONTHS = 12
_LEAD = re.compile(r"^[\W_]+")
_BYLINE = re.compile(r"^(?:curated by|written by|curator:?|author:?|by)\s+", re.I)


def parse_count(text: str) -> int | None:
    """The first whole number in a text, thousands separators allowed; None where there is none."""
    found = _DIGITS.search(text)
    if found is None:
        return None
    digits = re.sub(r"\D", "", found.group())
    return int(digits) if len(digits) <= 9 else None


def parse_date(text: str, order: str = "mdy") -> date | None:
    """The first date in a text: `6/30/2026` (in the given order), ISO, or in words (dateutil)."""
    slash = _SLASH_DATE.search(text)
    if slash:
        first, second, year = (int(part) for part in slash.groups())
        month, day = (first, second) if order == "mdy" else (second, first)
        return _date(year + 2000 if year < 100 else year, month, day)
    iso = _ISO_DATE.search(text)
    if iso:
        return _date(int(iso[1]), int(iso[3]), int(iso[4]))
    words = _WORD_DATE.search(text)
    if words:
        return _date_in_words(words.group())
    dotted = _DOTTED_DATE.search(text)
    if dotted:
        one, two, year = int(dotted[1]), int(dotted[3]), int(dotted[4])
        day_first = (
            dotted[2] == "." or order != "mdy" or one > MONTHS
        )  # with points the day is first anywhere
        month, day = (two, one) if day_first else (one, two)
        return _date(year, month, day)
    return None


@lru_cache(maxsize=1024)
def _date_in_words(words: str) -> date | None:
    """The date; kept, as a site says many days again."""
    from dateutil import parser

    try:
        return parser.parse(_ORDINAL.sub("", words)).date()
    except (ValueError, OverflowError):
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def field_value(field: str, text: str, date_order: str = "mdy") -> FieldValue:
    """The value of a data field as its piece of a row states it."""
    if field in ("stated_words", "reading_time"):
        return FieldValue(field, parse_count(text))
    if field in ("published_on", "updated_on"):
        return FieldValue(field, parse_date(text, date_order))
    value = _LEAD.sub("", text).strip()
    if field == "author":
        value = _BYLINE.sub("", value)
    return FieldValue(field, value or None)


def badge_value(label: str | None, score: str | None, out_of: str | None, raw: str | None) -> BadgeValue:
    """A badge from its parts; a score that is no number stays in `raw_score`."""
    return BadgeValue(
        label=(label or "Score").strip(),
        score=float(score) if score else None,
        out_of=float(out_of) if out_of else None,
        raw_score=raw.strip() if raw else None,
    )
