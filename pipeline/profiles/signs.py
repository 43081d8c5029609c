"""The signs by which a page is recognised, and the parts of a page in which they are searched."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.profiles.clues import ByFirst, Clues, clues
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

    def is_within(self, where: Regions) -> bool:
        """Whether the text of its region shows a sign that is not anchored."""
        # Lines are joined anew for signs that span them: what parts lines may stand otherwise in the source.
        needles = () if any("\n" in needle for needle in self.clues.needles) else self.clues.needles
        page = self.sign.region == "page"
        if page and needles and not any(needle in where.source for needle in needles):
            return False
        return self.pattern.search(where.text(self.sign.region)) is not None


class SignTable:
    """All anchored signs of a profile, by region and by the first character of the lines they may fit."""

    def __init__(self, signs: Iterable[ReadySign]) -> None:
        by_region: dict[str, list[ReadySign]] = {}
        for ready in signs:
            if ready.anchored:
                by_region.setdefault(ready.sign.region, []).append(ready)
        self._by_region = {
            region: ByFirst((ready.clues, ready) for ready in some) for region, some in by_region.items()
        }

    def shown(self, where: Regions) -> Shown:
        """The signs that the page shows, found in one pass over each region's lines."""
        met: set[int] = set()
        for region, by_first in self._by_region.items():
            for line in where.lines[region]:
                for needle, ready in by_first.candidates(line):
                    if needle in line and id(ready) not in met and ready.pattern.match(line):
                        met.add(id(ready))
        return Shown(where, met)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a profile's signs."""

    where: Regions
    _anchored: Collection[int]

    def met(self, signs: Iterable[ReadySign]) -> list[Sign]:
        """Those of these signs that the page shows, in their order."""
        return [
            ready.sign
            for ready in signs
            if (id(ready) in self._anchored if ready.anchored else ready.is_within(self.where))
        ]

    def weight(self, signs: Iterable[ReadySign]) -> int:
        """Sum of the weights of those that the page shows."""
        return sum(sign.weight for sign in self.met(signs))


def ready_signs(signs: Iterable[Sign]) -> tuple[ReadySign, ...]:
    """Compile signs. Raises `re.error` for a pattern that is none."""
    return tuple(map(_sign, signs))


def _sign(sign: Sign) -> ReadySign:
    anchored = sign.pattern.startswith("^")
    pattern = compiled(sign.pattern.removeprefix("^"), re.M)
    return ReadySign(sign, pattern, anchored, clues(pattern.pattern, re.M))
