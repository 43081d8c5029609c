"""A profile with its patterns compiled: what extraction works with."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.profile import CaptureStyle, HeaderRow, NotArticle, Profile, Sign, Zone
from schemas.vocabulary import DATA_FIELDS

HEAD_LINES = 28
"""Lines of a page's head, blank ones included, where signs of region `head` are searched."""
BODY_LINES = slice(3, 120)
TAIL_LINES = 40
MAX_SIGN_LINE = 200
"""Signs anchored to a line are looked for on lines up to this length: frames are short."""

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Regions:
    """The parts of a page that signs are searched in, cut once a page."""

    lines: Mapping[str, Sequence[str]]
    """Region → its short lines, for signs anchored to a line."""
    whole: Sequence[str]
    """All lines, for the few signs that span lines."""
    _texts: dict[str, str] = field(default_factory=dict)

    def text(self, region: str) -> str:
        """The text of a region, long lines cut: what a sign that spans lines is searched in."""
        text = self._texts.get(region)
        if text is None:
            text = self._texts[region] = self._joined(region)
        return text

    def _joined(self, region: str) -> str:
        chosen = self.whole
        if region == "head":
            chosen = chosen[:HEAD_LINES]
        elif region == "body":
            chosen = chosen[BODY_LINES]
        elif region == "tail":
            chosen = chosen[-TAIL_LINES:]
        return "\n".join([line if len(line) <= MAX_SIGN_LINE else line[:MAX_SIGN_LINE] for line in chosen])


def regions(lines: Sequence[str]) -> Regions:
    """Cut a page, given as its lines, into head, body, tail and the whole."""
    return Regions(
        lines={
            "head": _short(lines[:HEAD_LINES]),
            "body": _short(lines[BODY_LINES]),
            "tail": _short(lines[-TAIL_LINES:]),
            "page": _short(lines),
        },
        whole=lines,
    )


def _short(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if 0 < len(line) <= MAX_SIGN_LINE]


@dataclass(frozen=True, slots=True)
class ReadySign:
    """One sign; an anchored one (its pattern begins with `^`) is matched line by line."""

    sign: Sign
    pattern: Pattern
    anchored: bool


@dataclass(frozen=True, slots=True)
class ReadySigns:
    """Signs that are weighed together, with one pattern a region that says whether any can be met."""

    signs: tuple[ReadySign, ...]
    any_of: Mapping[str, Pattern]

    def met(self, where: Regions) -> list[Sign]:
        """The signs that the page shows, in the order of the profile."""
        hits: dict[str, list[str]] = {}
        for region, pattern in self.any_of.items():
            match = pattern.match
            hits[region] = [line for line in where.lines[region] if match(line)]
        found = []
        for ready in self.signs:
            if ready.anchored:
                lines = hits[ready.sign.region]
                if lines and any(ready.pattern.match(line) for line in lines):
                    found.append(ready.sign)
            elif ready.pattern.search(where.text(ready.sign.region)):
                found.append(ready.sign)
        return found

    def weight(self, where: Regions) -> int:
        """Sum of the weights of the signs met."""
        return sum(sign.weight for sign in self.met(where))


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
    signs: ReadySigns
    hosts: Pattern | None
    captures: tuple[tuple[CaptureStyle, ReadySigns], ...]
    rows: tuple[ReadyRow, ...]
    any_row: Pattern | None
    """Matches a line that some row matches: one quick test before the many."""
    zones: tuple[ReadyZone, ...]
    any_zone: Pattern | None
    """Matches a line that is the heading of some zone: one quick test before the many."""
    markers: Pattern | None
    id_pattern: Pattern | None
    id_paths: tuple[Pattern, ...]
    templates: tuple[tuple[str, Pattern | None], ...]
    not_articles: tuple[tuple[NotArticle, ReadySigns], ...]

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


def any_space(pattern: str) -> str:
    r"""The pattern with each plain space meaning a no-break space too: sites set either in their labels.

    >>> any_space("related · (?:in|on)[ ,]")
    'related[ \\xa0]·[ \\xa0](?:in|on)[ \\xa0,]'
    """
    out: list[str] = []
    in_class = escaped = False
    for char in pattern:
        if char == " " and not escaped:
            out.append(r" \xa0" if in_class else r"[ \xa0]")
            continue
        if not escaped:
            in_class = char == "[" or (in_class and char != "]")
        escaped = char == "\\" and not escaped
        out.append(char)
    return "".join(out)


def _compile(pattern: str, flags: int = 0) -> Pattern:
    return re.compile(any_space(pattern), flags)


def _signs(signs: tuple[Sign, ...]) -> ReadySigns:
    ready = tuple(
        ReadySign(sign, _compile(sign.pattern.removeprefix("^"), re.M), True)
        if sign.pattern.startswith("^")
        else ReadySign(sign, _compile(sign.pattern, re.M), False)
        for sign in signs
    )
    by_region: dict[str, list[str]] = {}
    for sign in ready:
        if sign.anchored:
            by_region.setdefault(sign.sign.region, []).append(sign.pattern.pattern)
    any_of = {
        region: re.compile("|".join(f"(?:{p})" for p in patterns), re.M)
        for region, patterns in by_region.items()
    }
    return ReadySigns(ready, any_of)


def _either(patterns: list[str], flags: int = re.I) -> Pattern | None:
    return _compile("|".join(f"(?:{p})" for p in patterns), flags) if patterns else None


_GROUP_NAME = re.compile(r"\(\?P<\w+>")


def _row(row: HeaderRow) -> ReadyRow:
    pattern = _compile(row.pattern)
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
        any_row=_either([_GROUP_NAME.sub("(?:", row.pattern) for row in profile.rows], 0),
        zones=tuple(
            ReadyZone(zone, _compile("|".join(f"(?:{h})" for h in zone.headings), re.I))
            for zone in profile.zones
        ),
        any_zone=_either(headings),
        markers=_either(list(profile.markers)),
        id_pattern=re.compile(profile.id_pattern) if profile.id_pattern else None,
        id_paths=tuple(re.compile(path) for path in profile.id_paths),
        templates=tuple((template.name, _either(list(template.headings))) for template in profile.templates),
        not_articles=tuple((kind, _signs(kind.signs)) for kind in profile.not_articles),
    )
