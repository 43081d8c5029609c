"""A profile with its patterns compiled: what extraction works with."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass

from schemas.profile import CaptureStyle, HeaderRow, NotArticle, Profile, Sign, Zone
from schemas.vocabulary import DATA_FIELDS

HEAD_LINES = 14
"""Lines of a page's head, where signs of region `head` are searched."""
TAIL_LINES = 40

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Regions:
    """The parts of a page that signs are searched in, cut once a page."""

    head: str
    body: str
    tail: str
    page: str

    def of(self, region: str) -> str:
        """The text of a region by its name."""
        return str(getattr(self, region))


def regions(lines: list[str]) -> Regions:
    """Cut a page, given as its lines, into head, body, tail and the whole."""
    return Regions(
        head="\n".join(line for line in lines[: 2 * HEAD_LINES] if line.strip()),
        body="\n".join(lines[3:120]),
        tail="\n".join(lines[-TAIL_LINES:]),
        page="\n".join(lines),
    )


@dataclass(frozen=True, slots=True)
class ReadySign:
    sign: Sign
    pattern: Pattern

    def met(self, where: Regions) -> bool:
        """Whether the sign stands in its region."""
        return self.pattern.search(where.of(self.sign.region)) is not None


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
    zones: tuple[ReadyZone, ...]
    any_zone: Pattern | None
    """Matches a line that is the heading of some zone: one quick test before the many."""
    markers: Pattern | None
    id_pattern: Pattern | None
    id_paths: tuple[Pattern, ...]
    templates: tuple[tuple[str, Pattern | None], ...]
    not_articles: tuple[tuple[NotArticle, tuple[ReadySign, ...]], ...]

    @property
    def name(self) -> str:
        """Name of the profile: the `site` column."""
        return self.profile.name

    def site_id_of(self, address_or_name: str) -> str | None:
        """The site's own id in an address, or in a file name that matches the id pattern whole."""
        for pattern in self.id_paths:
            found = pattern.search(address_or_name)
            if found:
                return found.group("id")
        if self.id_pattern and self.id_pattern.fullmatch(address_or_name):
            return address_or_name
        return None


def _signs(signs: tuple[Sign, ...]) -> tuple[ReadySign, ...]:
    return tuple(ReadySign(sign, re.compile(sign.pattern, re.M)) for sign in signs)


def _either(patterns: list[str], flags: int = re.I) -> Pattern | None:
    return re.compile("|".join(f"(?:{p})" for p in patterns), flags) if patterns else None


def _row(row: HeaderRow) -> ReadyRow:
    pattern = re.compile(row.pattern)
    cuts = []
    for name in pattern.groupindex:
        if name in row.groups:
            cuts.append((name, row.groups[name]))
        elif name in DATA_FIELDS:
            cuts.append((name, f"data.{name}"))
    cuts.sort(key=lambda cut: pattern.groupindex[cut[0]])
    return ReadyRow(row, pattern, tuple(cuts))


def make_ready(profile: Profile) -> ReadyProfile:
    """Compile a profile's patterns. Raises `re.error` for a pattern that is none."""
    hosts = profile.recognise.hosts
    headings = [heading for zone in profile.zones for heading in zone.headings]
    return ReadyProfile(
        profile=profile,
        signs=_signs(profile.recognise.signs),
        hosts=_either([fnmatch.translate(host) for host in hosts]),
        captures=tuple((style, _signs(style.signs)) for style in profile.captures),
        rows=tuple(_row(row) for row in profile.rows),
        zones=tuple(
            ReadyZone(zone, re.compile("|".join(f"(?:{h})" for h in zone.headings), re.I))
            for zone in profile.zones
        ),
        any_zone=_either(headings),
        markers=_either(list(profile.markers)),
        id_pattern=re.compile(profile.id_pattern) if profile.id_pattern else None,
        id_paths=tuple(re.compile(path) for path in profile.id_paths),
        templates=tuple((template.name, _either(list(template.headings))) for template in profile.templates),
        not_articles=tuple((kind, _signs(kind.signs)) for kind in profile.not_articles),
    )
