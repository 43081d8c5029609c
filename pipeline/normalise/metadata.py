"""Title, dates, authors and the like: the best evidence for each, with where it came from.

Visible text comes first, then what the page says of itself in its markup, in the order it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.document import BadgeValue, Evidence, Extraction, FieldValue, LinkValue
from pipeline.extract.fields import parse_date

VISIBLE = "visible text"
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+")
_BY = re.compile(r"(?:written |posted )?by:?\s+", re.I)
_NO_NAME = re.compile(r"://|^www\.|\S@\S+\.|^\W*$|^\d+$")
DETECTION_CHARS = 240
"""Characters shown to the language detector; more change its mind on no page of ours."""
MIN_DETECTION_CHARS = 60
_ENGLISH = frozenset(
    (
        "the and that with this are from which your when they into before after because each more most than "
        "what who how where has their been would should while then only same both every"
    ).split()
)
"""Words that hardly any other language writes like this."""
_ENOUGH_ENGLISH = 4
"""Different ones that settle it, without loading the model (half a second, 60 MB) or asking it (0.2 ms)."""


@dataclass(slots=True)
class Facts:
    """The metadata of a page, as keyword arguments of `Article`, and the provenance of each."""

    values: dict[str, Any] = field(default_factory=dict)
    provenance: list[dict[str, str]] = field(default_factory=list)

    def set(self, name: str, value: Any, source: str) -> None:
        """Set a field once: the first evidence wins."""
        if name not in self.values and value not in (None, "", []):
            self.values[name] = value
            self.provenance.append({"field": name, "source": source})


def gather(extraction: Extraction, order: str) -> Facts:
    """Metadata from labelled pieces and from the page's own statements."""
    facts = Facts()
    tags: list[str] = []
    crumbs: list[str] = []
    authors: list[str] = []
    badges: list[dict[str, Any]] = []
    for block in extraction.blocks:
        value = block.value
        if isinstance(value, BadgeValue):
            badges.append({"label": value.label, "score": value.score, "out_of": value.out_of})
        elif isinstance(value, FieldValue) and value.value is not None:
            _field(facts, value, tags, crumbs, authors)
    category = facts.values.get("category")
    if category and category not in tags:
        tags.insert(0, category)
    if category and crumbs:
        crumbs.append(category)
    stated = next((item.value for item in extraction.evidence if item.field == "tags"), "")
    tags += [tag for part in stated.split(",") if (tag := part.strip().strip("\"'")) and tag not in tags]
    facts.set("tags", tags, VISIBLE)
    facts.set("breadcrumb", crumbs, VISIBLE)
    facts.set("authors", authors, VISIBLE)
    facts.set("badges", badges, VISIBLE)
    _tell_change_from_publication(facts, extraction.evidence, order)
    for item in extraction.evidence:
        _evidence(facts, item, extraction.evidence, order)
    return facts


def _tell_change_from_publication(facts: Facts, evidence: Sequence[Evidence], order: str) -> None:
    """A bare visible day is that of the change where a label or the markup says so and does not contradict itself."""
    shown = facts.values.get("published_on")
    if shown is None or "updated_on" in facts.values:
        return
    stated: dict[str, set[date | None]] = {"published_on": set(), "updated_on": set()}
    labelled = False
    for item in evidence:
        if item.field in stated:
            day = parse_date(item.value, order)
            stated[item.field].add(day)
            labelled |= item.field == "updated_on" and day == shown and "text" in item.source
    other = stated["published_on"] or labelled
    if other and shown in stated["updated_on"] and shown not in stated["published_on"]:
        del facts.values["published_on"]
        facts.provenance[:] = [one for one in facts.provenance if one["field"] != "published_on"]
        facts.set("updated_on", shown, VISIBLE)


def _field(facts: Facts, value: FieldValue, tags: list[str], crumbs: list[str], authors: list[str]) -> None:
    if value.field == "tag":
        tags += [tag for part in str(value.value).split(",") if (tag := part.strip()) and tag not in tags]
    elif value.field == "breadcrumb":
        crumbs += [part.strip() for part in str(value.value).split("›") if part.strip()]
    elif value.field == "author":
        authors += [name for name in _AND.split(str(value.value)) if name and name not in authors]
    elif value.field not in ("reading_time", "front_matter"):
        facts.set(value.field, value.value, VISIBLE)


def _evidence(facts: Facts, item: Evidence, evidence: Sequence[Evidence], order: str) -> None:
    if item.field in ("published_on", "updated_on"):
        facts.set(item.field, parse_date(item.value, order), item.source)
    elif item.field == "author":
        if "authors" not in facts.values:
            facts.set("authors", _names_of(item, evidence), item.source)
    elif item.field == "language":
        facts.set("language", item.value.split("-")[0].split("_")[0].lower()[:3] or None, item.source)
    elif item.field in ("title", "description", "site_name", "category"):
        facts.set(item.field, " ".join(item.value.split()), item.source)


def _names_of(item: Evidence, evidence: Sequence[Evidence]) -> list[str]:
    """The names that a statement gives, and with it those that follow at once from the same source.

    An address, an account number or the site itself is no name; the last stands where there is no other.
    """
    if item.source.startswith("microdata") or item.source == "rel=author":
        return _person(item.value, item.source)  # the next ones may have written the comments
    at = evidence.index(item)
    names: list[str] = []
    for other in evidence[at:]:
        if other.field != "author" or other.source != item.source:
            break
        names += [name for name in _person(other.value, other.source) if name not in names]
    if not names:
        return []
    sites = {other.value.casefold() for other in evidence if other.field == "site_name"}
    if all(name.casefold() in sites for name in names):
        persons = [
            name
            for other in evidence[at + 1 :]
            if other.field == "author"
            for name in _person(other.value, other.source)[:1]
            if name.casefold() not in sites
        ]
        return persons[:1] or names
    return names


def _person(value: str, source: str) -> list[str]:
    name = _BY.sub("", value.strip()).strip(" ,;")
    if not name or _NO_NAME.search(name):
        return []
    if source == "meta citation_author" and name.count(",") == 1:
        last, _, first = name.partition(",")
        name = f"{first.strip()} {last.strip()}"
    return [name]


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the text (py3langid, after langid.py by Lui and Baldwin); None where it is too short."""
    start = 0 if len(text) < 3 * DETECTION_CHARS else DETECTION_CHARS
    sample = text[start : start + DETECTION_CHARS]
    if len(sample) < MIN_DETECTION_CHARS:
        return None
    words = text[start : start + 4 * DETECTION_CHARS].lower().split()
    if len(_ENGLISH.intersection(words)) >= _ENOUGH_ENGLISH:
        return "en"
    import py3langid

    return str(py3langid.classify(sample)[0])


def collect_links(extraction: Extraction) -> list[dict[str, Any]]:
    """All links of the page in order: those inside article text, then each card and entry where it stands."""
    links: list[LinkValue] = []
    for block in extraction.blocks:
        if block.links:
            links.extend(block.links)
        if isinstance(block.value, LinkValue):
            links.append(block.value)
    return [
        {
            "position": position,
            "zone": link.zone,
            "text": link.text,
            "href": link.href,
            "category": link.category,
            "tag": link.tag,
        }
        for position, link in enumerate(links)
    ]


def is_date(value: object) -> bool:
    """Whether a fact is a date."""
    return isinstance(value, date)


def blocks_of(sections: Sequence[Any], role: str) -> str | None:
    """Text of all blocks of the sections with this role, parted by blank lines; None where there are none."""
    texts = [block["text"] for section in sections if section.role == role for block in section.blocks]
    return "\n\n".join(texts) if texts else None
