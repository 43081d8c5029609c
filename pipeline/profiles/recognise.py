"""Which profile a page fits, and which capture style it came in, each with its evidence in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.document import Document
from pipeline.profiles.ready import ReadyProfile
from pipeline.profiles.signs import Regions, Shown
from schemas.profile import NotArticle
from schemas.vocabulary import Capture

FOLDER_WEIGHT = 2
"""What it counts for a profile that most pages of the folder fit it."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The chosen profile and capture of a page."""

    profile: ReadyProfile
    capture: Capture
    evidence: str
    weight: int
    not_article: NotArticle | None


def address_of(document: Document, url: str | None) -> str | None:
    """The page's address: from the input manifest, else canonical or og:url."""
    if url:
        return url
    return next((item.value for item in document.evidence if item.field == "url"), None)


def host_of(address: str | None) -> str | None:
    """Host name of an address, lower case, without `www.`."""
    if not address:
        return None
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def site_key(profile: str, address: str | None, page_id: str) -> str:
    """The site that repetition is counted for: profile, else host, else top folder."""
    if profile != "generic":
        return profile
    host = host_of(address)
    if host:
        return host
    folder, slash, _ = page_id.partition("/")
    return f"{folder}/" if slash else "."


def recognise(
    document: Document,
    profiles: Sequence[ReadyProfile],
    url: str | None = None,
    favoured: frozenset[str] = frozenset(),
) -> Recognised:
    """Choose the profile with most evidence (first wins a tie), then the capture style.

    `favoured` are the profiles that most of the folder fits: they need `FOLDER_WEIGHT` less evidence on
    the page itself, but never none. A single profile was asked for and is taken.
    """
    html = document.media_type == "text/html"
    lines = [block.text for block in document.blocks] if html else _lines(document)
    where = Regions(lines, document.accounted)
    address = address_of(document, url)
    host = host_of(address)
    best, best_weight, best_words = profiles[-1], -1, "no profile's signs were met"
    best_shown = best.sign_table.shown(where)
    for ready in profiles[:-1]:
        shown = ready.sign_table.shown(where)
        weight, words = _weigh(ready, shown, host)
        folder = FOLDER_WEIGHT if ready.name in favoured else 0
        if weight > max(0, best_weight) and weight + folder >= ready.profile.recognise.need:
            best, best_weight, best_shown = ready, weight, shown
            best_words = (
                words if weight >= ready.profile.recognise.need else f"{words}, as most of the folder"
            )
    if len(profiles) == 1:
        best_words = "asked for"
    return Recognised(
        profile=best,
        capture=_capture(document, best, best_shown),
        evidence=best_words,
        weight=max(best_weight, 0),
        not_article=_not_article(best, best_shown),
    )


def _lines(document: Document) -> list[str]:
    """The lines of flat text, trimmed, blank ones kept: layout is evidence, but a tool may set a whole page in."""
    text = document.accounted
    newline = "\r" if "\n" not in text and "\r" in text else "\n"
    return list(map(str.strip, text.split(newline)))


def _weigh(ready: ReadyProfile, shown: Shown, host: str | None) -> tuple[int, str]:
    need = ready.profile.recognise.need
    if host and ready.hosts and ready.hosts.fullmatch(host):
        return need + 10, f"host {host}"
    met = shown.met(ready.signs)
    return sum(sign.weight for sign in met), ", ".join(sign.words for sign in met)


def _capture(document: Document, ready: ReadyProfile, shown: Shown) -> Capture:
    if document.media_type == "text/html":
        return "html"
    if document.media_type == "text/markdown":
        return "markdown"
    best: Capture = "rendered_text"
    best_weight = 0
    for style, signs in ready.captures:
        weight = shown.weight(signs)
        if weight > best_weight:
            best, best_weight = style.name, weight
    if best_weight == 0:
        return _capture_by_layout(document)
    return best


def _capture_by_layout(document: Document) -> Capture:
    """Without signs: Markdown headings say source text, blank lines between paragraphs say rendered."""
    blocks = document.blocks
    if any(block.text.startswith(("# ", "## ", "### ")) for block in blocks[:40]):
        return "source_text"
    long = [block for block in blocks if len(block.text) > 80]
    spaced = sum(1 for block in long if block.gap)
    return "rendered_text" if not long or spaced * 2 >= len(long) else "source_text"


def _not_article(ready: ReadyProfile, shown: Shown) -> NotArticle | None:
    for kind, signs in ready.not_articles:
        if shown.reaches(signs, kind.need):
            return kind
    return None
