"""MET004: two sources of one field disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from pipeline.document import FieldValue
from pipeline.linking import host_of, title_key, url_path
from pipeline.rules.base import Hit, PageContext, PageRule
from schemas.vocabulary import Severity

_Said = tuple[str, str, int | None, int | None]
"""Value, source, and the span of visible text that gives it."""

_FIELDS = {
    "author": "the authors",
    "language": "the language",
    "published_on": "the day of publication",
    "updated_on": "the day of the last change",
    "url": "the address",
}
_SURE = re.compile(r"meta article:|JSON-LD \w*(?:Article|Posting)\Z")
"""Statements that are about the article itself on any site."""
_DAY = re.compile(r"\A\s*(\d{4})-(\d{2})-(\d{2})")
_NAME = re.compile(r"[^\W\d_]{2,}")


def _day(text: str) -> date | None:
    match = _DAY.match(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _disagree(field: str, left: str, right: str) -> bool:
    """True where two values of a field cannot both be right; False where that can't be told."""
    if field.endswith("_on"):
        one, two = _day(left), _day(right)
        return one is not None and two is not None and abs((one - two).days) > 1
    if field == "language":
        one_tag, two_tag = (re.split(r"[-_]", text.strip().lower())[0] for text in (left, right))
        return len(one_tag) == len(two_tag) == 2 and one_tag != two_tag
    if field == "url":
        hosts = {host_of(left), host_of(right)}
        return None not in hosts and (len(hosts) > 1 or url_path(left) != url_path(right))
    names = [set(_NAME.findall(title_key(text))) - {"by", "and"} for text in (left, right)]
    return all(names) and names[0].isdisjoint(names[1])


class MetadataConflict(PageRule):
    """Two statements of the page about one of its fields contradict each other.

    What it checks
        The dates, the authors, the language and the address, as the visible text, the meta elements,
        JSON-LD and the canonical link give them. Dates may differ by a day (time zones), languages by
        their region, and names only when no name is shared. Titles are TTL002.

    Why it matters
        The dataset can hold one value only, and whoever uses the other one gets another article, day
        or name.

    Example that fails
        An HTML page that shows "Published May 4, 2026" above its text, and whose JSON-LD gives
        2026-03-01 as datePublished.

    Example that passes
        The same page with 2026-05-04 in its JSON-LD, or with 2026-05-05, the same evening elsewhere.

    How to fix
        Find out which is right and correct the other.

    Limits
        On HTML or text with menus of a site without a profile only the day of publication in the meta
        elements and in the article's own JSON-LD are compared: names on a page may be editors or accounts,
        dates may be those of a comment or a card, and og:url is often another form of the address. Flat text
        has one source for most fields and is mostly not applicable. A field that only one source gives is not
        judged.
    """

    code = "MET004"
    name = "metadata-conflict"
    severity: ClassVar[Severity] = "warning"
    fix = "Find out which is right and correct the other"

    def check(self, page: PageContext) -> Iterator[Hit]:
        said: dict[str, list[_Said]] = {}
        for block in page.blocks:
            value = block.value
            if isinstance(value, FieldValue) and value.field in _FIELDS and value.value is not None:
                text = value.value.isoformat() if isinstance(value.value, date) else str(value.value)
                said.setdefault(value.field, []).append((text, "visible text", block.start, block.end))
        for evidence in page.extraction.evidence:
            if evidence.field in _FIELDS:
                said.setdefault(evidence.field, []).append((evidence.value, evidence.source, None, None))
        for field in ["published_on"] if page.unknown_layout else sorted(said):
            if page.unknown_layout:
                said[field] = [one for one in said.get(field, ()) if _SURE.match(one[1])]
            if not said[field]:
                continue
            first = said[field][0]
            for other in said[field][1:]:
                if first[1] != other[1] and _disagree(field, first[0], other[0]):
                    start, end = (first if first[2] is not None else other)[2:]
                    yield Hit(
                        f"{first[1]} and {other[1]} disagree on {_FIELDS[field]}",
                        field,
                        start,
                        end,
                        expected=f"{first[0]} ({first[1]})",
                        found=f"{other[0]} ({other[1]})",
                    )
                    break
