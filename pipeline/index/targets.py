"""Where internal links lead: addresses and ids to articles, and whether a site's links can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.index.columns import KeyTable, StringColumn, key64
from pipeline.linking import Target, internal_target, title_key, url_path

RESOLVED_SHARE = 0.8
"""This share of a site's distinct internal targets must resolve before the others are called broken."""


def id_key(site: str, site_id: str) -> int:
    """Key of an entry's own id."""
    return key64(f"i\0{site}\0{site_id}")


def path_key(site: str, path: str) -> int:
    """Key of a path of a site."""
    return key64(f"p\0{site}\0{path}")


def keys_of(target: Target, site: str) -> tuple[int, ...]:
    """The keys under which a target may be known: its path, then its parts as ids, last first.

    An entry's id in last place is the best sign, since one entry answers under several paths.
    """
    return (path_key(site, target.path), *(id_key(site, part) for part in target.segments[:4]))


def other_keys(target: Target, site: str) -> tuple[int, ...]:
    """The keys under which a page that is no article may be known: of its site, or of none if it was not read."""
    return (*keys_of(target, site), path_key("", target.path))


def page_keys(site: str, site_id: str | None, url: str | None, page_id: str) -> tuple[int, ...]:
    """The keys under which a page can be reached: its id, its address, its place in the folder."""
    keys = [path_key(site, f"/{page_id}")]
    stem = page_id.removesuffix(".gz").rsplit(".", 1)[0]
    keys.append(path_key(site, f"/{stem}"))
    if stem.endswith("/index"):
        keys.append(path_key(site, f"/{stem.removesuffix('/index')}"))
    path = url_path(url)
    if path:
        keys.append(path_key(site, path))
    if site_id:
        keys.append(id_key(site, site_id))
    return tuple(keys)


class KnownTargets:
    """Addresses and ids that are said to exist, whether they are in the folder or not."""

    def __init__(self, given: Iterable[str]) -> None:
        words = {word.strip() for word in given} - {""}
        self._paths = frozenset(path for word in words if ("/" in word and (path := url_path(word))))
        self._ids = frozenset(word for word in words if "/" not in word)

    def has(self, target: Target) -> bool:
        """True where the path, or a part of it as an id, is known."""
        return target.path in self._paths or not self._ids.isdisjoint(target.segments)


@dataclass(frozen=True)
class Targets:
    """What an address leads to."""

    table: KeyTable
    """Keys of all pages, duplicates too, to the row of the article of their entry."""
    article_ids: StringColumn
    """Final article_id by row."""
    titles: StringColumn
    hosts: Mapping[str, frozenset[str]]
    """Own hosts of each site, as its pages' addresses say."""
    decidable: frozenset[str]
    """Sites whose internal links can be judged because enough of them resolve."""
    known: KnownTargets | None
    """Given by `--known-targets`; then every site can be judged."""
    others: KeyTable
    """Keys of the pages that are no articles: links to them are not broken. Without a site where it is not known."""

    def internal(self, href: str | None, *, site: str, page_id: str) -> Target | None:
        """The address as a target inside the site, else None."""
        return internal_target(href, page_id=page_id, hosts=self.hosts.get(site, frozenset()))

    def rows(self, hrefs: Sequence[str | None], *, site: str, page_id: str) -> list[int | None]:
        """For each address the row of the article it leads to; -1: inside, but none; None: outside."""
        answers: list[int | None] = [None] * len(hrefs)
        inside: list[tuple[int, Target]] = []
        for at, href in enumerate(hrefs):
            target = self.internal(href, site=site, page_id=page_id) if href else None
            if target is not None:
                inside.append((at, target))
        if not inside:
            return answers
        missing = []
        by_id = self.table.find([id_key(site, target.segments[0]) for _, target in inside])
        for (at, target), row in zip(inside, by_id, strict=True):
            answers[at] = row
            if row < 0:
                missing.append((at, keys_of(target, site)))
        if missing:
            found = iter(self.table.find([key for _, keys in missing for key in keys]))
            for at, keys in missing:
                rows = [next(found) for _ in keys]
                answers[at] = next((row for row in rows if row >= 0), -1)
        return answers

    def judged(self, site: str) -> bool:
        """True where a link of the site that resolves nowhere may be called broken."""
        return self.known is not None or site in self.decidable

    def exists(self, target: Target, site: str) -> bool:
        """True where `--known-targets` names it, or a page of the folder that is no article answers to it."""
        if self.known is not None and self.known.has(target):
            return True
        return max(self.others.find(other_keys(target, site))) >= 0


class TargetBuilder:
    """Collects the distinct internal targets of each site, as keys."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[int, tuple[int, ...]]] = {}

    def add(self, site: str, target: Target) -> None:
        """Counts the target once."""
        keys = keys_of(target, site)
        self._seen.setdefault(site, {}).setdefault(keys[0], keys[1:])

    def decidable(self, table: KeyTable, others: KeyTable) -> frozenset[str]:
        """The sites of whose distinct internal targets enough resolve: to an article or to another page."""
        found = set()
        for site, targets in self._seen.items():
            resolved = 0
            flat = [key for path, ids in targets.items() for key in (path, *ids)]
            known = zip(table.find(flat), others.find(flat), strict=True)
            rows = iter([max(pair) for pair in known])
            for ids in targets.values():
                resolved += max([next(rows) for _ in range(1 + len(ids))]) >= 0
            if resolved >= RESOLVED_SHARE * len(targets):
                found.add(site)
        return frozenset(found)


def same_title(text: str, title: str) -> bool:
    """True where a link's text is the target's title, perhaps cut short or with words around it."""
    left, right = title_key(text), title_key(title)
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    return len(short) >= 20 and short in long
