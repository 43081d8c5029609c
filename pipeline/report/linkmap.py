"""Which categories the related links go from and to, and how many of them are off topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.report.census import numbered
from pipeline.report.model import LinkEdge, LinkMap
from pipeline.report.tables import Tables, values

if TYPE_CHECKING:
    from pipeline.report.census import Ints

ZONES = ("related", "deep_dive", "more")
"""Zones of links that a site offers as related."""


def build_link_map(tables: Tables) -> LinkMap | None:
    """The map over all related links; None where there is none or the dataset has no table of links."""
    import numpy as np

    if not tables.files("links"):
        return None
    links = tables.columns("links", ("article_id", "zone", "category", "off_topic"))
    if not links.num_rows:
        return None
    zone, zones = numbered(links["zone"])
    related = np.isin(zone, [place for place, word in enumerate(zones) if word in ZONES])
    article, articles = numbered(links["article_id"])
    to, categories = numbered(links["category"])
    verdict, words = numbered(links["off_topic"])
    origin, origins = _categories_of(tables, articles)
    left = origin[article][related]
    right, verdict = to[related], verdict[related]
    width = len(categories)
    counted = np.unique((left * width + right) * len(words) + verdict, return_counts=True)
    edges: dict[int, dict[str | None, int]] = {}
    for key, size in zip(*counted, strict=True):
        edge, word = divmod(int(key), len(words))
        edges.setdefault(edge, {})[words[word]] = int(size)
    if not edges:
        return None
    found = [
        LinkEdge(
            source=origins[edge // width],
            target=categories[edge % width],
            links=sum(by_verdict.values()),
            off_topic=by_verdict.get("true", 0),
            unjudged=by_verdict.get(None, 0),
        )
        for edge, by_verdict in edges.items()
    ]
    return LinkMap(tuple(sorted(found, key=lambda e: (-e.links, e.source or "", e.target or ""))))


def _categories_of(tables: Tables, article_ids: tuple[str | None, ...]) -> tuple[Ints, tuple[Any, ...]]:
    """The category of each article, numbered; the last number is none."""
    import numpy as np

    found: dict[str, str | None] = {}
    for batch in tables.batches("articles", ("article_id", "category")):
        found.update(zip(*values(batch), strict=True))
    words = sorted({word for word in found.values() if word is not None})
    places = {word: place for place, word in enumerate((*words, None))}
    numbers = [places[found.get(article) if article is not None else None] for article in article_ids]
    return np.asarray(numbers, dtype=np.int64), (*words, None)
