"""Which pages are one entry, which of them is the article, and what the articles are finally called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.index.columns import key64
from pipeline.index.sketch import Groups

SAME_ENTRY_SIMILARITY = 0.6
"""Two pages of one site and one title are one entry at this estimated similarity of their 3-word shingles.
Two captures of one page lose different zones, so it can't be near 1; siblings lie below 0.1."""
_MAX_LEADERS = 50
"""Pages of one title are compared with at most so many different entries of that title."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page says of its identity. `row` order is the order of page_ids."""

    page_id: str
    article_id: str
    site: str
    site_id: str | None
    raw_sha256: str
    title_key: int
    """64-bit key of site and normalised title; 0 where there is no title."""
    kept_chars: int
    facts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A group of pages that are one entry."""

    kept_page_id: str
    article_id: str
    page_ids: tuple[str, ...]
    """All its pages, sorted."""
    kept_facts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Identities:
    """What differs from what the pages say themselves; pages that are not named keep their id."""

    entries: tuple[Entry, ...]
    entry_of: Mapping[str, int]
    """page_id → position in `entries`."""
    renamed: Mapping[str, str]
    """page_id of an article → its final article_id."""
    reasons: Mapping[str, str]
    """page_id of a duplicate → why it is one."""


def identify(
    claims: Sequence[Claim], similar: Callable[[int, int], float]
) -> tuple[Identities, tuple[bool, ...]]:
    """The identities, and for each row (sorted by page_id) whether it is the article of its entry.

    `similar` estimates the similarity of the texts of two rows, 0 to 1.
    """
    groups = Groups(len(claims))
    _join_equal(groups, [claim.raw_sha256 for claim in claims])
    _join_equal(groups, [f"{claim.site}\0{claim.site_id}" if claim.site_id else "" for claim in claims])
    _join_titles(groups, claims, similar)

    is_article = [True] * len(claims)
    names: dict[str, str] = {}
    entries: list[Entry] = []
    entry_of: dict[str, int] = {}
    reasons: dict[str, str] = {}
    for rows in groups.larger():
        kept = min(rows, key=lambda row: (-claims[row].kept_chars, row))
        site_ids = sorted({site_id for row in rows if (site_id := claims[row].site_id)})
        own = claims[kept].site_id
        names[claims[kept].page_id] = own or (site_ids[0] if site_ids else claims[kept].article_id)
        for row in rows:
            entry_of[claims[row].page_id] = len(entries)
            if row != kept:
                is_article[row] = False
                reasons[claims[row].page_id] = _why(claims[row], claims[kept])
        entries.append(
            Entry(claims[kept].page_id, "", tuple(claims[row].page_id for row in rows), claims[kept].facts)
        )
    renamed = _unique(claims, is_article, names)
    entries = [
        Entry(e.kept_page_id, renamed.get(e.kept_page_id, names[e.kept_page_id]), e.page_ids, e.kept_facts)
        for e in entries
    ]
    return Identities(tuple(entries), entry_of, renamed, reasons), tuple(is_article)


def _join_equal(groups: Groups, keys: Sequence[str]) -> None:
    first: dict[str, int] = {}
    for row, key in enumerate(keys):
        if key:
            groups.join(first.setdefault(key, row), row)


def _join_titles(groups: Groups, claims: Sequence[Claim], similar: Callable[[int, int], float]) -> None:
    """Pages of one site and title with alike texts, unless the site gives them different ids."""
    by_title: dict[int, list[int]] = {}
    for row, claim in enumerate(claims):
        if claim.title_key:
            by_title.setdefault(claim.title_key, []).append(row)
    for rows in by_title.values():
        leaders: list[int] = []
        for row in rows if len(rows) > 1 else ():
            for leader in leaders[:_MAX_LEADERS]:
                ids = {claims[leader].site_id, claims[row].site_id} - {None}
                if len(ids) < 2 and similar(leader, row) >= SAME_ENTRY_SIMILARITY:
                    groups.join(leader, row)
                    break
            else:
                leaders.append(row)


def _why(page: Claim, kept: Claim) -> str:
    if page.raw_sha256 == kept.raw_sha256:
        return f"COR001 the same bytes as {kept.page_id}"
    if page.site_id and page.site_id == kept.site_id and page.site == kept.site:
        return f"COR001 another page of the entry {page.site_id}, beside {kept.page_id}"
    return f"COR001 the same title and nearly the same text as {kept.page_id}"


def _unique(claims: Sequence[Claim], is_article: Sequence[bool], names: Mapping[str, str]) -> dict[str, str]:
    """Final ids that differ from the page's own: the smallest page_id keeps an id, others are extended."""
    wanted = [names.get(claim.page_id, claim.article_id) for claim in claims]
    taken = {name for name, article in zip(wanted, is_article, strict=True) if article}
    used: set[str] = set()
    renamed: dict[str, str] = {}
    for claim, name, article in zip(claims, wanted, is_article, strict=True):
        if not article:
            continue
        final = name
        if final in used:
            digits = f"{key64(claim.page_id):016x}"
            final = f"{name}-{digits[:8]}"
            while final in used or final in taken:
                digits += f"{key64(digits):016x}"
                final = f"{name}-{digits}"
        used.add(final)
        if final != claim.article_id:
            renamed[claim.page_id] = final
    return renamed
