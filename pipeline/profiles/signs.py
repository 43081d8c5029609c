"""The signs by which a page is recognised, and the parts of a page in which they are searched."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
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
    """The parts of a page that signs are searched in."""

    whole: Sequence[str]
    """All lines, blank ones too."""
    source: str
    """The text that the lines were cut from."""
    _texts: dict[str, str] = field(default_factory=dict)

    def text(self, region: str) -> str:
        """The text of a region, long lines cut: what a sign that spans lines is searched in."""
        text = self._texts.get(region)
        if text is None:
            text = self._texts[region] = self._joined(region)
        return text

    def lines(self, region: str) -> Sequence[str]:
        """All lines of a region."""
        if region == "head":
            return self.whole[:HEAD_LINES]
        if region == "body":
            return self.whole[BODY_LINES]
        return self.whole[-TAIL_LINES:] if region == "tail" else self.whole

    def _joined(self, region: str) -> str:
        # Cutting a short line gives the line itself.
        return "\n".join([line[:MAX_SIGN_LINE] for line in self.lines(region)])


@dataclass(frozen=True, slots=True)
class ReadySign:
    """One sign; an anchored one (its pattern begins with `^`) is matched line by line."""

    sign: Sign
    pattern: re.Pattern[str]
    anchored: bool
    clues: Clues
    words: tuple[str, ...]
    """The needles of the clues, each as far as it stands on one line: what parts lines may stand otherwise in the
    source than in the text of a region, where they are joined anew."""

    @property
    def scattered(self) -> bool:
        """Whether any line of the whole page may show it: such a sign is looked for by itself, where it matters."""
        return self.anchored and self.sign.region == "page" and self.clues.firsts is None

    def is_on_a_line(self, where: Regions) -> bool:
        """Whether a line of its region shows an anchored sign."""
        match = self.pattern.match
        return any(
            _any_in(self.words, line) and match(line)
            for line in where.lines(self.sign.region)
            if line and len(line) <= MAX_SIGN_LINE
        )

    def is_within(self, where: Regions) -> bool:
        """Whether the text of its region shows a sign that is not anchored."""
        if self.sign.region == "page" and not _any_in(self.words, where.source):
            return False
        return self.pattern.search(where.text(self.sign.region)) is not None


def _any_in(words: Sequence[str], text: str) -> bool:
    """Whether one of these words, if there are any, stands in the text."""
    for word in words:
        if word in text:
            return True
    return not words


class SignTable:
    """The anchored signs of a profile, by region and by the first character of the lines they may fit."""

    def __init__(self, signs: Iterable[ReadySign]) -> None:
        by_region: dict[str, list[ReadySign]] = {}
        for ready in signs:
            if ready.anchored and not ready.scattered:
                by_region.setdefault(ready.sign.region, []).append(ready)
        self._by_region = {
            region: ByFirst((ready.clues, ready) for ready in some) for region, some in by_region.items()
        }

    def shown(self, where: Regions) -> Shown:
        """The signs that the page shows, found in one pass over each region's lines."""
        met: set[int] = set()
        for region, by_first in self._by_region.items():
            known, other = by_first.known, by_first.other
            for line in where.lines(region):
                if line and (likely := known.get(line[0], other)) and len(line) <= MAX_SIGN_LINE:
                    for needle, ready in likely:
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
        return [ready.sign for ready in signs if self._shows(ready)]

    def weight(self, signs: Iterable[ReadySign]) -> int:
        """Sum of the weights of those that the page shows."""
        return sum(sign.weight for sign in self.met(signs))

    def reaches(self, signs: Sequence[ReadySign], need: int) -> bool:
        """Whether their weights come to `need`; the last ones are not looked for where they could not help."""
        found = 0
        left = sum(max(0, ready.sign.weight) for ready in signs)
        for ready in signs:
            if found + left < need:
                return False
            left -= max(0, ready.sign.weight)
            if self._shows(ready):
                found += ready.sign.weight
        return found >= need

    def _shows(self, ready: ReadySign) -> bool:
        if not ready.anchored:
            return ready.is_within(self.where)
        return ready.is_on_a_line(self.where) if ready.scattered else id(ready) in self._anchored


def ready_signs(signs: Iterable[Sign]) -> tuple[ReadySign, ...]:
    """Compile signs. Raises `re.error` for a pattern that is none."""
    return tuple(map(_sign, signs))


def _sign(sign: Sign) -> ReadySign:
    anchored = sign.pattern.startswith("^")
    pattern = compiled(sign.pattern.removeprefix("^"), re.M)
    told = clues(pattern.pattern, re.M)
    words = tuple(max(needle.split("\n"), key=len) for needle in told.needles)
    return ReadySign(sign, pattern, anchored, told, () if "" in words else words)
