"""The input of a run: its settings say which of the pages found are read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from pipeline.read import Found, find_pages
from pipeline.read.folder import RawPath
from pipeline.settings import Settings


def find_input(
    raw: RawPath | Sequence[RawPath],
    settings: Settings,
    manifest: RawPath | None,
    *,
    leave_out: Iterable[RawPath],
) -> Found:
    """The pages of a run. Errors: as `find_pages`."""
    return find_pages(
        [raw] if isinstance(raw, str | os.PathLike) else raw,
        include=settings.include,
        exclude=settings.exclude,
        limit=settings.limit,
        sample=settings.sample,
        seed=settings.seed,
        manifest=manifest,
        leave_out=leave_out,
    )
