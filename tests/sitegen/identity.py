"""Who a page is: kind, title, id and address from seed and index alone, so that links can name any page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import gcd
from typing import Final

from tests.sitegen.banks import FOREIGN, HOME, Domain
from tests.sitegen.banks.common import PLACES, SEGMENTS
from tests.sitegen.dice import Dice
from tests.sitegen.words import sentence_case

# A pattern starting with a topic is a statement; the rest are questions, as on the site.
PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    ("essay", "How should {seg} handle {topic}?"),
    ("essay", "What does good {topic} look like at {seg}?"),
    ("essay", "Who owns {topic} at {seg}?"),
    ("essay", "When should {seg} invest in {topic}?"),
    ("essay", "Why does {topic} break down at {seg}?"),
    ("essay", "Is {topic} worth the effort for {seg}?"),
    ("essay", "3 mistakes {seg} makes with {topic}"),
    ("essay", "2027 outlook: {topic} at {seg}"),
    ("essay", "How much does {topic} cost {seg}?"),
    ("steps", "How do you set up {topic} at {seg}?"),
    ("steps", "{topic} for {seg}, step by step"),
    ("training", "{topic} workshop for {seg}"),
    ("kpi_guide", "{metric} benchmarks for {seg}"),
    ("column", "What I learned about {topic} at {seg}"),
)
PREFIXES: Final = {
    "essay": ("tl", "q"),
    "steps": ("ed",),
    "training": ("st",),
    "kpi_guide": ("ik",),
    "column": ("ra",),
}
SECTIONS: Final = {"essay": "knowledge", "steps": "knowledge", "training": "trainings", "kpi_guide": "kpis",
                   "column": "reviews"}  # fmt: skip
_CONSUMER_EVERY: Final = 89


@dataclass(frozen=True, slots=True)
class Identity:
    """What every other page may know of a page."""

    index: int
    template: str
    domain: Domain
    topic: str
    segment: str
    title: str
    tag: str
    site_id: str
    path: str

    @property
    def is_article(self) -> bool:
        """False for tag indexes, tool landings and pages that were not found."""
        return self.template in PREFIXES


@dataclass(frozen=True, slots=True)
class Site:
    """What a page may know of its site: how many pages there are, and which of them carry no injected fault."""

    pages: int | None = None
    clean: Callable[[int], bool] | None = None

    def is_clean(self, index: int) -> bool:
        """Links lead to clean pages alone, so that a spoilt title spoils nothing elsewhere."""
        return self.clean is None or self.clean(index)


@lru_cache(maxsize=16)
def _cells(template: str | None, foreign: bool) -> tuple[tuple[str, str, Domain, tuple[str, ...]], ...]:
    """All (template, pattern, domain, topics) that may give a title."""
    if foreign:
        return tuple(
            ("essay", pattern, domain, domain.topics) for domain in FOREIGN for pattern in domain.titles
        )
    return tuple(
        (kind, pattern, domain, domain.metrics if "{metric}" in pattern else domain.topics)
        for kind, pattern in PATTERNS
        if template in (None, kind)
        for domain in HOME
    )


def _permuted(number: int, seed: int, size: int) -> int:
    """A walk over 0..size-1 that meets each value once before repeating: titles stay unique that long."""
    step = int(size * 0.6180339887) | 1
    while gcd(step, size) != 1:
        step += 2
    return (number * step + seed * 7919) % size


def _kind(seed: int, index: int) -> str | None:
    """The kind that fate gives an index: a non-article, a consumer article, or None for the usual."""
    if index % _CONSUMER_EVERY == 53:
        return "consumer"
    roll = Dice(seed, index, "kind").unit()
    return (
        "tag_index"
        if roll < 0.012
        else "tool_landing"
        if roll < 0.02
        else "not_found"
        if roll < 0.032
        else None
    )


@lru_cache(maxsize=4096)
def identity(seed: int, index: int, template: str | None = None) -> Identity:
    """The identity of a page; asking for a template overrides what fate gave."""
    kind = template or _kind(seed, index)
    foreign = kind == "consumer"
    wanted = None if kind in (None, "consumer", "tag_index", "tool_landing", "not_found") else kind
    cells = _cells(wanted, foreign)
    spots = PLACES if foreign else SEGMENTS
    width = len(cells[0][3])
    number = _permuted(index, seed, len(cells) * width * len(spots))
    number, spot = divmod(number, len(spots))
    cell, topic_number = divmod(number, width)
    chosen, pattern, domain, topics = cells[cell]
    topic, segment = topics[topic_number], spots[spot]
    title = sentence_case(pattern.format(topic=topic, metric=topic, seg=segment, place=segment))
    dice = Dice(seed, index, "identity")
    site_id = dice.pick(PREFIXES[chosen]) + str(10000 + (seed % 50) * 40000 + index)
    section = dice.pick(("knowledge", "knowledge", SECTIONS[chosen]))
    section = domain.category if foreign else section
    shown = kind if kind in ("tag_index", "tool_landing", "not_found") else chosen
    return Identity(
        index, shown, domain, topic, segment, title, dice.pick(domain.tags), site_id, f"/{section}/{site_id}"
    )


def neighbours(seed: int, index: int, count: int, dice: Dice, site: Site) -> list[Identity]:
    """Articles of the site's own business near an index, for links and cards; never the page itself."""
    low = index - index % 400
    high = low + 400 if site.pages is None else min(low + 400, site.pages)
    found: list[Identity] = []
    seen = {index}
    for _ in range(min(count * 6, 200)):
        if len(found) == count:
            break
        other = dice.between(low, high - 1)
        if other in seen:
            continue
        seen.add(other)
        who = identity(seed, other)
        if who.is_article and not who.domain.foreign and site.is_clean(other):
            found.append(who)
    return found


def consumer_page(seed: int, dice: Dice, site: Site) -> Identity:
    """A foreign article: one of the site's own where the site is large enough, else one outside it."""
    room = site.pages if site.pages and site.pages > 54 else 4000
    return identity(seed, dice.between(0, (room - 54) // _CONSUMER_EVERY) * _CONSUMER_EVERY + 53)
