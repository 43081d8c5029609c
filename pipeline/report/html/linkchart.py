"""The map of related links as inline SVG: categories left and right, a band for each pair, off-topic bands dashed.

Reads without colour: an off-topic band is dashed, lies on top and carries a cross with its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.report.model import LinkEdge, LinkMap
from pipeline.report.visible import one_line
from pipeline.report.words import count, number

SHOWN = 11
"""Categories on each side; the others are one, `others`."""
WORST = 12
"""Pairs with off-topic links in the table beside the map."""
_WIDTH, _LABEL, _BAR, _GAP, _HEIGHT, _TOP = 760, 190, 10, 10, 360, 26
NUMBERED = 8
"""Off-topic bands whose cross carries its number; the smaller ones have the cross alone."""
CROSSES = (0.9, 0.1, 0.72, 0.28, 0.81, 0.19, 0.63, 0.37)
"""Where on its curve each next band has its cross, so that neighbours do not cover each other."""
NO_CATEGORY = "no category"


@dataclass(frozen=True, slots=True)
class _Node:
    name: str
    links: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class LinkChart:
    """What the template shows of a map."""

    edges: Mapping[tuple[str, str], tuple[int, int]]
    """(from, to) → links, off topic; small categories joined."""
    worst: tuple[LinkEdge, ...]
    worst_left_out: int
    unjudged: int

    @classmethod
    def of(cls, link_map: LinkMap) -> LinkChart:
        """The chart of a map."""
        sources = _largest((edge.source, edge.links) for edge in link_map.edges)
        targets = _largest((edge.target, edge.links + 50 * edge.off_topic) for edge in link_map.edges)
        joined: dict[tuple[str, str], tuple[int, int]] = {}
        for edge in link_map.edges:
            key = (sources.get(edge.source, "others"), targets.get(edge.target, "others"))
            links, off_topic = joined.get(key, (0, 0))
            joined[key] = (links + edge.links, off_topic + edge.off_topic)
        foreign = sorted(
            (edge for edge in link_map.edges if edge.off_topic),
            key=lambda e: (-e.off_topic, -e.links, e.source or "", e.target or ""),
        )
        return cls(
            edges=joined,
            worst=tuple(foreign[:WORST]),
            worst_left_out=max(0, len(foreign) - WORST),
            unjudged=sum(edge.unjudged for edge in link_map.edges),
        )

    def svg(self) -> Markup:
        """The drawing."""
        sources = _nodes((source, links) for (source, _), (links, _) in self.edges.items())
        targets = _nodes((target, links) for (_, target), (links, _) in self.edges.items())
        used_left = dict.fromkeys(sources, 0.0)
        used_right = dict.fromkeys(targets, 0.0)
        bands: list[Markup] = []
        foreign: list[tuple[int, float, float, float, str]] = []
        order_left, order_right = list(sources), list(targets)
        pairs = sorted(self.edges, key=lambda pair: (order_left.index(pair[0]), order_right.index(pair[1])))
        for source, target in pairs:
            links, off_topic = self.edges[source, target]
            left, right = sources[source], targets[target]
            y1, h1 = left.y + used_left[source], left.height * links / left.links
            y2, h2 = right.y + used_right[target], right.height * links / right.links
            used_left[source] += h1
            used_right[target] += h2
            said = f"{source} → {target}: {count(links, 'link')}"
            bands.append(_band("band", y1, h1, y2, h2, said))
            if off_topic:
                part = off_topic / links
                said = f"{source} → {target}: {number(off_topic)} of {count(links, 'link')} off topic"
                width = max(1.6, min(h1, h2) * part)
                foreign.append((off_topic, y1 + h1 / 2, y2 + h2 / 2, width, said))
        height = max(node.y + node.height for node in (*sources.values(), *targets.values())) + 10
        parts = [
            Markup('<text class="side-name" x="{}" y="12" text-anchor="end">from articles of</text>').format(
                _LABEL
            ),
            Markup('<text class="side-name" x="{}" y="12">to cards of</text>').format(_WIDTH - _LABEL),
            *bands,
            *_foreign_bands(foreign),
            *(_node(node, right=False) for node in sources.values()),
            *(_node(node, right=True) for node in targets.values()),
        ]
        return Markup(
            '<svg class="linkmap" viewBox="0 0 {} {:.0f}" role="img" aria-label="{}">{}</svg>'
        ).format(_WIDTH, height, self._said(), Markup("").join(parts))

    def _said(self) -> str:
        links = sum(links for links, _ in self.edges.values())
        off_topic = sum(n for _, n in self.edges.values())
        said = f"{count(links, 'link')}, {number(off_topic)} off topic; the table has the pairs"
        return f"Related links between categories: {said}"


def _largest(weights: Iterable[tuple[str | None, int]]) -> dict[str | None, str]:
    """The largest categories by name, with the name to show."""
    sums: Counter[str | None] = Counter()
    for name, weight in weights:
        sums[name] += weight
    listed = sorted(sums, key=lambda name: (-sums[name], name or ""))
    kept = listed if len(listed) <= SHOWN + 1 else listed[:SHOWN]
    return {name: NO_CATEGORY if name is None else one_line(name, 40) for name in kept}


def _nodes(weights: Iterable[tuple[str, int]]) -> dict[str, _Node]:
    """The categories of one side from top to bottom, largest first, as high as their share of links."""
    sums: Counter[str] = Counter()
    for name, weight in weights:
        sums[name] += weight
    listed: Sequence[str] = sorted(
        sums, key=lambda name: (name in ("others", NO_CATEGORY), -sums[name], name)
    )
    total = sum(sums.values())
    y = float(_TOP)
    nodes = {}
    for name in listed:
        height = max(9.0, _HEIGHT * sums[name] / total)
        nodes[name] = _Node(name, sums[name], y, height)
        y += max(height, 14.0) + _GAP
    return nodes


def _node(node: _Node, *, right: bool) -> Markup:
    x = _WIDTH - _LABEL - _BAR if right else _LABEL
    label = _WIDTH - _LABEL + 8 if right else _LABEL - 8
    return Markup(
        '<rect class="node" x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>'
        '<text x="{}" y="{:.1f}" text-anchor="{}">{} <tspan class="n">{}</tspan></text>'
    ).format(
        x, node.y, _BAR, node.height, label, node.y + max(7.0, node.height / 2) + 4,
        "start" if right else "end", _short(node.name), number(node.links),
    )  # fmt: skip


def _band(kind: str, y1: float, h1: float, y2: float, h2: float, said: str) -> Markup:
    x1, x2 = _LABEL + _BAR, _WIDTH - _LABEL - _BAR
    middle = (x1 + x2) / 2
    path = (
        f"M{x1} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {x2} {y2:.1f}"
        f"V{y2 + h2:.1f}C{middle} {y2 + h2:.1f} {middle} {y1 + h1:.1f} {x1} {y1 + h1:.1f}Z"
    )
    return Markup('<path class="{}" d="{}"><title>{}</title></path>').format(kind, path, said)


def _foreign_bands(bands: Sequence[tuple[int, float, float, float, str]]) -> list[Markup]:
    """The off-topic bands, all dashes below all crosses, the largest on top."""
    dashes, crosses = [], []
    for place, (off_topic, y1, y2, width, said) in enumerate(
        sorted(bands, key=lambda band: (-band[0], band[4]))
    ):
        x1, x2 = _LABEL + _BAR, _WIDTH - _LABEL - _BAR
        middle = (x1 + x2) / 2
        path = f"M{x1} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {x2} {y2:.1f}"
        dashes.append(
            Markup('<path class="dash" d="{}" stroke-width="{:.1f}"><title>{}</title></path>').format(
                path, width, said
            )
        )
        t = CROSSES[place % len(CROSSES)]
        x = (1 - t) ** 3 * x1 + 3 * (1 - t) * t * middle + t**3 * x2
        y = ((1 - t) ** 3 + 3 * (1 - t) ** 2 * t) * y1 + (3 * (1 - t) * t**2 + t**3) * y2
        ring = label = Markup()
        if place < NUMBERED:
            ring = Markup('<circle cx="{:.1f}" cy="{:.1f}" r="7"/>').format(x, y)
            label = Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(x + 10, y + 4, number(off_topic))
        cross = Markup('<path class="cross" d="M{:.1f} {:.1f}l6 6m0 -6l-6 6"/>').format(x - 3, y - 3)
        crosses.append(Markup("<g><title>{}</title>{}{}{}</g>").format(said, ring, cross, label))
    body = Markup("").join([*reversed(dashes), *reversed(crosses)])
    return [Markup('<g class="foreign">{}</g>').format(body)]


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:21]}…"
