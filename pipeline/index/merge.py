"""Merges the records of all articles into the index: sums and sets, so their order does not matter.

Held while merging, for a page: its ids and title, 512 bytes of sketch, 80 bytes of terms, at most 720 bytes of
paragraphs; for a distinct pair of category and title about 250 bytes. The records themselves are not kept.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pipeline.index.bodies import BodyBuilder
from pipeline.index.columns import KeyTable, StringColumn, key64
from pipeline.index.families import Articles, Family, families
from pipeline.index.identity import Claim, Identities, identify
from pipeline.index.merged import Index, TitleUse
from pipeline.index.model import IndexRecord, topic_of
from pipeline.index.neighbours import NeighbourBuilder
from pipeline.index.sketch import VALUES, near_groups
from pipeline.index.support import SupportBuilder, group_of
from pipeline.index.targets import KnownTargets, TargetBuilder, Targets, page_keys
from pipeline.index.topics import TopicBuilder
from pipeline.index.vectors import word_vectors
from pipeline.linking import CARD_ZONES, host_of, internal_target, title_key
from pipeline.profiles import profile_set
from pipeline.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class _Merge:
    """What is collected of the records, in the order of their arrival."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.titles: list[str] = []
        self.urls: list[str | None] = []
        self.sketches = array("I")
        self.sketch_rows = array("i")
        self.bodies = BodyBuilder()
        self.topics: dict[str, TopicBuilder] = {}
        self.support = SupportBuilder()
        self.neighbours = NeighbourBuilder()
        self.groups: list[str] = []
        self.hosts: dict[str, set[str]] = {}
        self.links: dict[str, set[str]] = {}
        self._words: dict[str, str] = {}
        self._facts: dict[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]] = {}

    def add(self, record: IndexRecord) -> None:
        """Takes what is needed of a record."""
        key = title_key(record.title)
        self.claims.append(
            Claim(
                page_id=record.page_id,
                article_id=record.article_id,
                site=self._words.setdefault(record.site, record.site),
                site_id=record.site_id,
                raw_sha256=record.raw_sha256[:32],
                title_key=key64(f"{record.site}\0{key}") if key else 0,
                kept_chars=record.kept_chars,
                facts=self._facts.setdefault(record.facts, record.facts),
            )
        )
        self.titles.append(record.title)
        self.urls.append(record.url)
        if record.sketch:
            self.sketch_rows.append(len(self.sketches) // VALUES)
            self.sketches.extend(record.sketch)
        else:
            self.sketch_rows.append(-1)
        self.bodies.add(record.paragraphs, record.leads)
        group = group_of(record.site, record.language)
        self.groups.append(self._words.setdefault(group, group))
        self.support.add(group, record.terms)
        self.neighbours.add(group, record.page_id, record.title, record.vector)
        host = host_of(record.url)
        if host:
            self.hosts.setdefault(record.site, set()).add(host)
        builder = self.topics.setdefault(record.site, TopicBuilder())
        on_page: set[str] = set()
        if record.category:
            on_page.add(record.category.casefold())
            builder.add(record.category.casefold(), record.title)
        links = self.links.setdefault(record.site, set())
        for card in record.cards:
            topic = topic_of(card) if card.zone in CARD_ZONES else None
            if topic:
                on_page.add(topic)
                builder.add(topic, card.text)
            if card.href and card.href not in links:
                resolved = card.href if card.href[0] == "/" or "//" in card.href else None
                if resolved is None:
                    target = internal_target(card.href, page_id=record.page_id, hosts=frozenset())
                    resolved = target.path if target else None
                if resolved:
                    links.add(resolved)
        builder.add_page(on_page)


def build_index(
    records: Iterable[IndexRecord],
    *,
    settings: Settings,
    known_targets: frozenset[str] | None = None,
    others: Iterable[int] = (),
    as_of: date,
) -> Index:
    """The index of these records, the same in whatever order they come. Page_ids must be unique.

    `others`: the keys of the pages that are no articles. Where the run reads only part of the pages, what a link
    leads to may be among those left out: then no site's links can be judged by the folder.
    """
    import numpy as np

    merged = _Merge()
    for record in records:
        merged.add(record)
    order = sorted(range(len(merged.claims)), key=lambda row: merged.claims[row].page_id)
    claims = [merged.claims[row] for row in order]
    sketches = np.frombuffer(merged.sketches, dtype=np.uint32).reshape(-1, VALUES)
    sketch_of = np.frombuffer(merged.sketch_rows, dtype=np.int32)[order] if order else np.zeros(0, np.int32)

    def similar(left: int, right: int) -> float:
        a, b = int(sketch_of[left]), int(sketch_of[right])
        return 0.0 if a < 0 or b < 0 else float((sketches[a] == sketches[b]).mean())

    identities, is_article = identify(claims, similar)
    counted = [False] * len(order)
    for row, article in zip(order, is_article, strict=True):
        counted[row] = article
    support, spread = merged.support.build(merged.groups, counted)
    vectors = word_vectors() if merged.topics else None
    akin = {
        ready.name: ready.profile.cards.akin for ready in profile_set(settings.profile) if ready.profile.cards
    }
    # Taken out one by one: families, which come next, take the most room.
    models = {
        site: merged.topics.pop(site).build(vectors, akin.get(site, ())) for site in sorted(merged.topics)
    }
    return Index(
        as_of=as_of,
        off_topic_below=settings.off_topic_below,
        near_duplicate_similarity=settings.near_duplicate_similarity,
        articles=sum(is_article),
        identities=identities,
        titles=_titles(claims, is_article),
        families=_families(
            merged, order, claims, is_article, sketches, sketch_of, settings.near_duplicate_similarity
        ),
        targets=_targets(
            merged,
            order,
            claims,
            identities,
            known_targets,
            KeyTable.of(dict.fromkeys(others, 0)),
            is_whole=not (settings.reads_part or settings.exclude),
        ),
        topics={site: model for site, model in models.items() if model is not None},
        pages=KeyTable.of({key64(claim.page_id): row for row, claim in enumerate(claims)}),
        support=support[order] if order else support,
        sites=Counter(claim.site for claim, article in zip(claims, is_article, strict=True) if article),
        spread=spread,
        neighbourhoods=merged.neighbours.build(identities.reasons.keys()),
    )


def _titles(claims: Sequence[Claim], is_article: Sequence[bool]) -> dict[str, TitleUse]:
    uses: dict[int, list[str]] = {}
    for claim, article in zip(claims, is_article, strict=True):
        if article and claim.title_key:
            uses.setdefault(claim.title_key, []).append(claim.page_id)
    return {page_ids[0]: TitleUse(tuple(page_ids)) for page_ids in uses.values() if len(page_ids) > 1}


def _families(
    merged: _Merge,
    order: Sequence[int],
    claims: Sequence[Claim],
    is_article: Sequence[bool],
    sketches: NDArray[np.uint32],
    sketch_of: NDArray[np.int32],
    threshold: float,
) -> Mapping[str, tuple[Family, ...]]:
    rows = [row for row, article in enumerate(is_article) if article]
    if len(rows) < 2:
        return {}
    sketched = [at for at, row in enumerate(rows) if sketch_of[row] >= 0]
    alike = near_groups(sketches, threshold, sketch_of[[rows[at] for at in sketched]]) if sketched else ()
    return families(
        Articles(
            page_ids=[claims[row].page_id for row in rows],
            sites=[claims[row].site for row in rows],
            titles=[merged.titles[order[row]] for row in rows],
            bodies=merged.bodies.build([order[row] for row in rows]),
            copies=tuple(tuple(sketched[at] for at in group) for group in alike),
        )
    )


def _targets(
    merged: _Merge,
    order: Sequence[int],
    claims: Sequence[Claim],
    identities: Identities,
    known_targets: frozenset[str] | None,
    others: KeyTable,
    *,
    is_whole: bool,
) -> Targets:
    """Keys of all pages to their articles. Where two pages share a key, the smallest page_id has it."""
    row_of = {claim.page_id: row for row, claim in enumerate(claims)} if identities.entries else {}
    keys: dict[int, int] = {}
    names: list[str] = []
    for row, (arrival, claim) in enumerate(zip(order, claims, strict=True)):
        at = identities.entry_of.get(claim.page_id)
        entry = None if at is None else identities.entries[at]
        article = row_of[entry.kept_page_id] if entry else row
        names.append(entry.article_id if entry else identities.renamed.get(claim.page_id, claim.article_id))
        for key in page_keys(claim.site, claim.site_id, merged.urls[arrival], claim.page_id):
            keys.setdefault(key, article)
    table = KeyTable.of(keys)
    hosts = {site: frozenset(found) for site, found in merged.hosts.items()}
    builder = TargetBuilder()
    for site, links in merged.links.items():
        for href in links:
            target = internal_target(href, page_id="", hosts=hosts.get(site, frozenset()))
            if target is not None:
                builder.add(site, target)
    return Targets(
        table=table,
        article_ids=StringColumn.of(names),
        titles=StringColumn.of(merged.titles[arrival] for arrival in order),
        hosts=hosts,
        decidable=builder.decidable(table, others) if is_whole else frozenset(),
        known=KnownTargets(known_targets) if known_targets is not None else None,
        others=others,
    )
