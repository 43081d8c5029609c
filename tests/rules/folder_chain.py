"""A folder in memory through every stage up to the corpus rules, for tests of rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pipeline.document import RawPage
from pipeline.in_memory import JudgedFolder, judged_folder
from pipeline.settings import Settings

AS_OF = date(2026, 7, 15)
_FILE_LINE = re.compile(r"^=== (\S+)$", re.MULTILINE)


def folder_of(text: str) -> dict[str, str]:
    """The pages of an example: `=== name.txt` begins a page; without such a line it is one page."""
    parts = _FILE_LINE.split(text)
    if len(parts) == 1:
        return {"page.txt": text}
    return {name: body.lstrip("\n") for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def through(
    pages: Mapping[str, str | bytes],
    *,
    settings: Settings | None = None,
    site_ids: bool = True,
    known_targets: frozenset[str] | None = None,
) -> JudgedFolder:
    """The pages by name through survey, page stages, index and corpus rules.

    With `site_ids` a file name that looks like a library id (`ga0101.txt`) is the page's own id.
    """
    raws = [_raw(name, text, site_ids) for name, text in pages.items()]
    return judged_folder(raws, settings=settings, as_of=AS_OF, known_targets=known_targets)


def _raw(name: str, text: str | bytes, site_ids: bool) -> RawPage:
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    own = stem if site_ids and re.fullmatch(r"[a-z]{2}\d{4}", stem) else None
    return RawPage.in_memory(name, text if isinstance(text, bytes) else text.encode(), site_id=own)
