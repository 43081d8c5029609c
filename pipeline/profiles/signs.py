"""The signs by which a page is recognised, and the parts of a page in which they are searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.profiles.clues import Clues, clues
from pipeline.profiles.spaces import compiled
from schemas.profile import Sign

HEAD_LINES = 28
"""Lines of a page's head, blank ones included, where signs of region `head` are searched."""
BODY_LINES = slice(3, 120)
TAIL_LINES = 40
MAX_SIGN_LINE = 200
"""Signs anchored to a line are looked for on lines up to this length: frames are short."""


@dataclass(frozen=True, slots=True)
class Regions:
    """The parts of a page that signs are searched in, cut once a page."""

    lines: Mapping[str, Sequence[str]]
    """Region → its short lines, for signs anchored to a line."""
    whole: Sequence[str]
    """All lines, for the few signs that span lines."""
    source: str
    """The text that the lines were cut from."""
    _texts: dict[str, str] = field(default_factory=dict)
    _by_first: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def text(self, region: str) -> str:
        """The text of a region, long lines cut: what a sign that spans lines is searched in."""
        text = self._texts.get(region)
        if text is None:
            text = self._texts[region] = self._joined(region)
        return text

    def by_first(self, region: str) -> Mapping[str, list[str]]:
        """The short lines of a region by their first character."""
        groups = self._by_first.get(region)
        if groups is None:
            groups = self._by_first[region] = {}
            for line in self.lines[region]:
                groups.setdefault(line[0], []).append(line)
        return groups

    def short(self, region: str) -> str:
        """The short lines of a region as one text."""
        key = f"short {region}"
        if key not in self._texts:
            self._texts[key] = "\n".join(self.lines[region])
        return self._texts[key]

    def _joined(self, region: str) -> str:
        chosen = self.whole
        if region == "head":
            chosen = chosen[:HEAD_LINES]
        elif region == "body":
            chosen = chosen[BODY_LINES]
        elif region == "tail":
            chosen = chosen[-TAIL_LINES:]
        return "\n".join([line if len(line) <= MAX_SIGN_LINE else line[:MAX_SIGN_LINE] for line in chosen])


def regions(lines: Sequence[str], source: str) -> Regions:
    """Cut a page, given as its lines and as the text they come from, into head, body, tail and the whole."""
    return Regions(
        lines={
            "head": _short(lines[:HEAD_LINES]),
            "body": _short(lines[BODY_LINES]),
            "tail": _short(lines[-TAIL_LINES:]),
            "page": _short(lines),
        },
        whole=lines,
        source=source,
    )


def _short(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if 0 < len(line) <= MAX_SIGN_LINE]


@dataclass(frozen=True, slots=True)
class ReadySign:
    """One sign; an anchored one (its pattern begins with `^`) is matched line by line."""

    sign: Sign
    pattern: re.Pattern[str]
    anchored: bool
    clues: Clues

    def is_met(self, where: Regions) -> bool:
        """Whether the page shows it."""
        region = self.sign.region
        needles = self.clues.needles
        if not self.anchored:
            # Lines are joined anew for signs that span them: what parts lines may stand otherwise in the source.
            within_lines = needles and not any("\n" in needle for needle in needles)
            if region == "page" and within_lines and not any(needle in where.source for needle in needles):
                return False
            return self.pattern.search(where.text(region)) is not None
        match = self.pattern.match
        firsts = self.clues.firsts
        if firsts is None:
            lines = where.lines[region]
            text = where.short(region)
            if needles and not any(needle in text for needle in needles):
                return False
            return any(match(line) for line in lines)
        groups = where.by_first(region)
        chars = groups.keys() & firsts
        if self.clues.beyond:
            chars |= {char for char in groups if not char.isascii()}
        return any(match(line) for char in chars for line in groups[char])


@dataclass(frozen=True, slots=True)
class ReadySigns:
    """Signs that are weighed together."""

    signs: tuple[ReadySign, ...]

    def met(self, where: Regions) -> list[Sign]:
        """The signs that the page shows, in the order of the profile."""
        return [ready.sign for ready in self.signs if ready.is_met(where)]

    def weight(self, where: Regions) -> int:
        """Sum of the weights of the signs met."""
        return sum(sign.weight for sign in self.met(where))


def ready_signs(signs: Iterable[Sign]) -> ReadySigns:
    """Compile signs. Raises `re.error` for a pattern that is none."""
    return ReadySigns(tuple(map(_sign, signs)))


def _sign(sign: Sign) -> ReadySign:
    anchored = sign.pattern.startswith("^")
    pattern = compiled(sign.pattern.removeprefix("^"), re.M)
    return ReadySign(sign, pattern, anchored, clues(pattern.pattern, re.M))
