"""What an article's links point to and where they stand: shared by the link rules and the index.

Keys are for comparing only and are never shown: two titles or addresses are the same when their keys are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from pipeline.document import LabelledBlock, LinkValue
from pipeline.known import known_if_short
from schemas.article import Link

CARD_ZONES = frozenset({"related", "deep_dive", "more"})
"""Zones whose links claim to lead to articles related to this one."""

_WORD = re.compile(r"[^\W_]+")
_LONGEST_TITLE = 200
"""Longer titles and addresses are not kept in the caches."""
_PLAIN_PATH = re.compile(r"(?:/[\w.~-]+)+/?")
"""An absolute path that needs no parsing, as most links of a library are."""


_COUNTING = re.compile(r"(?i)utm_|mtm_|pk_|[a-z]*clid\Z|(?:ref|src|source|via|from|mc_[ce]id|_ga)\Z")
"""Names in a query that say where a visitor came from, not what is asked for."""


class Target(NamedTuple):
    """An internal address taken apart. All parts are comparable keys."""

    path: str
    """Path without query, fragment and closing slash; relative ones resolved against the page."""
    segments: tuple[str, ...]
    """Its parts, last first: an id may stand in any of them."""


# A title is compared by several rules, and cards repeat the titles of other pages.
@known_if_short(_LONGEST_TITLE, most=10_000)
def title_key(text: str) -> str:
    """The words of a title, without case, punctuation and width; equal keys mean the same title."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(_WORD.findall(text.casefold()))


def host_of(url: str | None) -> str | None:
    """The host of an absolute address in lower case without `www.`, else None."""
    if not url or "//" not in url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def internal_target(href: str | None, *, page_id: str, hosts: frozenset[str]) -> Target | None:
    """The address as a target inside the site, or None: other host, other scheme, fragment, malformed."""
    if not href or href[0] in "#?" or " " in href or href != href.strip():
        return None
    plain = _plain_target(href) if len(href) <= _LONGEST_TITLE else None
    if plain is not None:
        return plain
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https"):
        return None
    if parts.netloc and (host_of(href) or "") not in hosts:
        return None
    if parts.scheme and not parts.netloc:
        return None
    path = unquote(parts.path)
    if not path.startswith("/"):
        path = normpath(join("/", dirname(page_id), path))
    return _target(path)


@lru_cache(maxsize=10_000)
def _plain_target(href: str) -> Target | None:
    """The target of a plain path; None for other addresses. A cache of a pure function: links repeat over pages."""
    return _target(href) if _PLAIN_PATH.fullmatch(href) else None


def _target(path: str) -> Target | None:
    path = path.rstrip("/")
    return Target(path, tuple(filter(None, reversed(path.split("/"))))) if path else None


def url_path(url: str | None) -> str | None:
    """The path of an address, as `Target.path` writes it; None where there is none but the root."""
    if not url:
        return None
    try:
        path = unquote(urlsplit(url).path).rstrip("/")
    except ValueError:
        return None
    return path or None


def queries_differ(one: str | None, other: str | None) -> bool:
    """True where two addresses ask for different things by their queries; what counts visits does not count."""
    return _asked(one) != _asked(other)


def _asked(url: str | None) -> set[tuple[str, str]]:
    if not url or "?" not in url:
        return set()
    try:
        pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    except ValueError:
        return set()
    return {(name, value) for name, value in pairs if _COUNTING.match(name) is None}


def link_places(links: Sequence[Link], blocks: Sequence[LabelledBlock]) -> tuple[tuple[int, int] | None, ...]:
    """For each link the span of the block that carries it, in the accounted text; None where none does.

    Equal links are given the places of equal values in page order.
    """
    carried = [
        (block.start, block.end, value)
        for block in blocks
        if block.links or isinstance(block.value, LinkValue)
        for value in (*block.links, block.value)
        if isinstance(value, LinkValue)
    ]
    asked = [(link.zone, link.text, link.href) for link in links]
    told = [(value.zone, value.text, value.href) for _, _, value in carried]
    if asked == told:
        # As an article lists them; then each stands where it was found.
        return tuple([(start, end) for start, end, _ in carried])
    places: dict[tuple[str, str, str | None], list[tuple[int, int]]] = {}
    for key, (start, end, _) in zip(reversed(told), reversed(carried), strict=True):
        places.setdefault(key, []).append((start, end))
    spans: list[tuple[int, int] | None] = []
    for key in asked:
        known = places.get(key)
        spans.append(None if not known else known.pop() if len(known) > 1 else known[0])
    return tuple(spans)
