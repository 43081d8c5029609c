"""A profile with its patterns compiled: what extraction works with."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from pipeline.profiles.clues import ByFirst, clues
from pipeline.profiles.signs import ReadySign, SignTable, ready_signs
from pipeline.profiles.spaces import compiled
from schemas.profile import CaptureStyle, HeaderRow, NotArticle, Profile, Zone
from schemas.vocabulary import DATA_FIELDS

Pattern = re.Pattern[str]
_REGIONS = (("head",), ("head", "any"), ("any",), ("tail", "any"))
"""Regions of a page, and how rows of them are asked for."""
HEADING_MARKS = "#*"
"""What `heading_text` takes away."""


def heading_text(text: str) -> str:
    """A line without the marks of a Markdown heading or bold line."""
    if text[:1] not in HEADING_MARKS:
        return text
    text = text.lstrip("#").strip() if text.startswith("#") else text
    if text.startswith("**") and text.endswith("**") and len(text) > 4:
        text = text[2:-2].strip()
    return text


@dataclass(frozen=True, slots=True)
class ReadyRow:
    row: HeaderRow
    pattern: Pattern
    cuts: tuple[tuple[str, str], ...]
    """Top-level groups that become pieces, in order, with their labels."""


@dataclass(frozen=True, slots=True)
class ReadyZone:
    zone: Zone
    pattern: Pattern


@dataclass(frozen=True)
class ReadyProfile:
    """A compiled profile. Made once a process; holds no state of any page."""

    profile: Profile
    signs: tuple[ReadySign, ...]
    hosts: Pattern | None
    captures: tuple[tuple[CaptureStyle, tuple[ReadySign, ...]], ...]
    rows: tuple[ReadyRow, ...]
    rows_by_first: ByFirst[ReadyRow]
    rows_in: Mapping[tuple[str, ...], ByFirst[ReadyRow]]
    """The same of some regions alone."""
    category_rows: ByFirst[ReadyRow]
    """Those that name a category."""
    zones: tuple[ReadyZone, ...]
    zones_by_first: ByFirst[ReadyZone]
    markers: Pattern | None
    id_pattern: Pattern | None
    id_paths: tuple[Pattern, ...]
    templates: tuple[tuple[str, Pattern | None], ...]
    not_articles: tuple[tuple[NotArticle, tuple[ReadySign, ...]], ...]
    sign_table: SignTable
    """All of the above, to be looked for at once."""

    @property
    def name(self) -> str:
        """Name of the profile: the `site` column."""
        return self.profile.name

    def zone_of(self, heading: str) -> ReadyZone | None:
        """The first zone that a line, without the marks of a heading, opens."""
        for _, zone in self.zones_by_first.candidates(heading):
            if zone.pattern.fullmatch(heading):
                return zone
        return None

    def zones_of(self, lines: Iterable[str], longest: int) -> list[ReadyZone | None]:
        """The zone that each line opens, marks of a heading apart; None for lines longer than `longest` characters."""
        known, other, zone_of = self.zones_by_first.known, self.zones_by_first.other, self.zone_of
        return [
            zone_of(heading_text(line))
            if len(line) <= longest and (line[0] in HEADING_MARKS or known.get(line[0], other))
            else None
            for line in lines
        ]

    def site_id_of(self, address_or_name: str) -> str | None:
        """The site's own id in an address, or in a file name that matches the id pattern whole."""
        for pattern in self.id_paths:
            found = pattern.search(address_or_name)
            if found:
                return found.group("id")
        if self.id_pattern and self.id_pattern.fullmatch(address_or_name):
            return address_or_name
        return None


def _either(patterns: list[str]) -> Pattern | None:
    return compiled("|".join(f"(?:{p})" for p in patterns), re.I) if patterns else None


def _row(row: HeaderRow) -> ReadyRow:
    pattern = compiled(row.pattern)
    cuts = []
    for name in pattern.groupindex:
        if name in row.groups:
            cuts.append((name, row.groups[name]))
        elif name in DATA_FIELDS:
            cuts.append((name, f"data.{name}"))
    cuts.sort(key=lambda cut: pattern.groupindex[cut[0]])
    return ReadyRow(row, pattern, tuple(cuts))


def _by_first(rows: Iterable[ReadyRow]) -> ByFirst[ReadyRow]:
    return ByFirst((clues(row.pattern.pattern), row) for row in rows)


def make_ready(profile: Profile) -> ReadyProfile:
    """Compile a profile's patterns. Raises `re.error` for a pattern that is none."""
    hosts = profile.recognise.hosts
    rows = tuple(_row(row) for row in profile.rows)
    zones = tuple(
        ReadyZone(zone, compiled("|".join(f"(?:{heading})" for heading in zone.headings), re.I))
        for zone in profile.zones
    )
    signs = ready_signs(profile.recognise.signs)
    captures = tuple((style, ready_signs(style.signs)) for style in profile.captures)
    not_articles = tuple((kind, ready_signs(kind.signs)) for kind in profile.not_articles)
    groups = (signs, *(some for _, some in captures), *(some for _, some in not_articles))
    return ReadyProfile(
        profile=profile,
        signs=signs,
        hosts=_either([fnmatch.translate(host) for host in hosts]),
        captures=captures,
        rows=rows,
        rows_by_first=_by_first(rows),
        rows_in={some: _by_first([row for row in rows if row.row.region in some]) for some in _REGIONS},
        category_rows=_by_first([row for row in rows if "category" in row.pattern.groupindex]),
        zones=zones,
        zones_by_first=ByFirst((clues(zone.pattern.pattern, re.I), zone) for zone in zones),
        markers=_either(list(profile.markers)),
        id_pattern=re.compile(profile.id_pattern) if profile.id_pattern else None,
        id_paths=tuple(re.compile(path) for path in profile.id_paths),
        templates=tuple((template.name, _either(list(template.headings))) for template in profile.templates),
        not_articles=not_articles,
        sign_table=SignTable(chain.from_iterable(groups)),
    )
