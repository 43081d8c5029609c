"""Who an article is: the site's own id where one is given, else a hash of site and title."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from pipeline.document import PageRef
from pipeline.profiles.ready import ReadyProfile

_SPACE = re.compile(r"\s+")
_ENDINGS = (".gz", ".txt", ".md", ".html", ".htm")


def file_stem(page_id: str) -> str:
    """The file's name without folders and the endings that dechrome reads."""
    name = page_id.rsplit("/", 1)[-1]
    for ending in _ENDINGS:
        if name.lower().endswith(ending):
            name = name[: -len(ending)]
    return name


def normalised_title(title: str) -> str:
    """A title as it is compared: compatibility forms folded, case and spacing ignored."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", title).replace("’", "'")).strip().casefold()


def site_id(ref: PageRef, profile: ReadyProfile, address: str | None) -> tuple[str | None, str]:
    """The site's own id of a page and where it was found; (None, …) where nothing gives one."""
    if ref.site_id:
        return ref.site_id, "manifest"
    if address and (found := profile.site_id_of(address)):
        return found, "address"
    stem = file_stem(ref.page_id)
    if profile.id_pattern and profile.id_pattern.fullmatch(stem):
        return stem, "file name"
    return None, "hash of site and title"


def hashed_id(site: str, title: str, page_id: str) -> str:
    """An id for an article whose site gives none: 16 hex digits of SHA-256 over site and title."""
    key = f"{site}\n{normalised_title(title)}" if title else f"{site}\n{page_id}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
