"""The assembled sites of the off-topic benchmark, samples of them, and what the product says of their cards."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.index.topic_model import ArticleTopic
from pipeline.index.topics import TopicBuilder
from pipeline.index.vectors import WordVectors

Flags = NDArray[np.bool_]
Scores = NDArray[np.float64]
Row = dict[str, str | int]
UNJUDGED = 9.0
"""Stands for the relatedness of a card that is not judged."""
CLEAN_PAGES = 110
CARDS = 13
DRAWS = 20
DRAWN_TITLES = 50
STRICT_PAGES = 3
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Page:
    """An article and its cards: category, title, and whether it is off topic."""

    title: str
    category: str
    cards: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Titles (category, title) and the pages that are judged."""

    name: str
    family: str
    titles: tuple[tuple[str, str], ...]
    pages: tuple[Page, ...]

    @property
    def wrong(self) -> Flags:
        """Whether each card is off topic, in page order."""
        return np.array([wrong for page in self.pages for _, _, wrong in page.cards], dtype=bool)


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def sites_of(folder: Path) -> list[Site]:
    """The sites, sorted by name."""
    titles: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows_of(folder / "dev_corpus.jsonl.gz"):
        titles[str(row["corpus"])].append((str(row["category"]), str(row["title"])))
    pages: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of(folder / "dev.jsonl.gz"):
        pages[str(row["corpus"])][str(row["page"])].append(row)
    return [
        Site(
            name,
            str(next(iter(pages[name].values()))[0]["family"]),
            tuple(some),
            tuple(map(_page, pages[name].values())),
        )
        for name, some in sorted(titles.items())
    ]


def _page(rows: Sequence[Row]) -> Page:
    cards = tuple((str(row["card_category"]), str(row["card_title"]), row["label"] == 1) for row in rows)
    return Page(str(rows[0]["article_title"]), str(rows[0]["article_category"]), cards)


def sources_of(sites: Iterable[Site]) -> dict[str, frozenset[str]]:
    """The source domains that each site is assembled of, read off its name: family_domain_domain."""
    known = {site.name.split("_", 1)[1] for site in sites if site.family == "clean"}
    pairs = {site.name.split("_", 1)[1] for site in sites if site.family != "clean"}
    for _ in range(3):  # what stands beside a known domain is one too
        for pair in pairs:
            for domain in tuple(known):
                if pair.startswith(f"{domain}_"):
                    known.add(pair.removeprefix(f"{domain}_"))
                if pair.endswith(f"_{domain}"):
                    known.add(pair.removesuffix(f"_{domain}"))
    found = {}
    for site in sites:
        name = site.name.split("_", 1)[1]
        found[site.name] = frozenset(
            domain
            for domain in known
            if name == domain or name.startswith(f"{domain}_") or name.endswith(f"_{domain}")
        )
    return found


def clean_sites(sites: Iterable[Site]) -> list[Site]:
    """More pages of the single-domain sites: articles and cards drawn from their titles."""
    found = []
    for site in sites:
        if site.family == "clean":
            dice = random.Random(f"{SEED} {site.name}")
            pages = []
            for category, title in dice.sample(site.titles, CLEAN_PAGES):
                cards = (card for card in dice.sample(site.titles, CARDS + 1) if card[1] != title)
                pages.append(Page(title, category, tuple((*card, False) for card in cards)[:CARDS]))
            found.append(Site(site.name, "clean", site.titles, tuple(pages)))
    return found


def small_sites(sites: Iterable[Site], *, strict: bool) -> list[Site]:
    """Draws of 50 titles of each assembled site.

    Plain: 50 titles, and all pages of the site with their cards. Strict: three pages with their cards, filled up
    to 50 titles in all.
    """
    found = []
    for site in sites:
        if site.family == "clean":
            continue
        for draw in range(DRAWS):
            dice = random.Random(f"{SEED} {site.name} {draw}")
            if not strict:
                found.append(
                    Site(site.name, site.family, tuple(dice.sample(site.titles, DRAWN_TITLES)), site.pages)
                )
                continue
            pages = tuple(dice.sample(site.pages, STRICT_PAGES))
            shown = {(page.category, page.title) for page in pages}
            shown |= {(category, title) for page in pages for category, title, _ in page.cards}
            rest = [title for title in site.titles if title not in shown]
            filled = (*sorted(shown), *dice.sample(rest, max(0, DRAWN_TITLES - len(shown))))
            found.append(Site(site.name, site.family, filled, pages))
    return found


def scores(site: Site, vectors: WordVectors | None) -> Scores:
    """The relatedness of each card, in page order; `UNJUDGED` where nothing is said."""
    builder = TopicBuilder()
    for category, title in site.titles:
        builder.add(category, title)
    for page in site.pages:
        builder.add(page.category, page.title)
        for category, title, _ in page.cards:
            builder.add(category, title)
        builder.add_page({page.category, *(category for category, _, _ in page.cards)})
    model = builder.build(vectors)
    found: list[float] = []
    for page in site.pages:
        cards = [(category, title) for category, title, _ in page.cards]
        if model is None:
            found += [UNJUDGED] * len(cards)
            continue
        judged = model.related(ArticleTopic(page.title, page.category), cards)
        found += [near.score if near is not None and near.decided else UNJUDGED for near in judged]
    return np.array(found)


def f1(wrong: Flags, flagged: Flags) -> float:
    """F1 of the flags."""
    return float(2 * (wrong & flagged).sum() / max(1, wrong.sum() + flagged.sum()))


def interval(
    parts: Sequence[tuple[Flags, Flags]], measure: Callable[[Flags, Flags], float], *, times: int = 1000
) -> tuple[float, float]:
    """The 95 % interval of a measure, by drawing whole sites with replacement."""
    dice = np.random.default_rng(SEED)
    found = []
    for _ in range(times):
        chosen = [parts[at] for at in dice.integers(0, len(parts), len(parts))]
        found.append(measure(np.concatenate([w for w, _ in chosen]), np.concatenate([f for _, f in chosen])))
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def flag_share(wrong: Flags, flagged: Flags) -> float:
    """Share of the on-topic cards that are flagged."""
    return float((flagged & ~wrong).sum() / max(1, (~wrong).sum()))
