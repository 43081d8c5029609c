"""The input of a run: its settings say which of the pages found are read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from pipeline.errors import UsageError
from pipeline.read import Found, find_pages
from pipeline.read.folder import RawPath
from pipeline.read.names import printable
from pipeline.settings import Settings


def find_input(
    raw: RawPath | Sequence[RawPath],
    settings: Settings,
    manifest: RawPath | None,
    *,
    leave_out: Iterable[RawPath],
) -> Found:
    """The pages of a run. `leave_out` are the folders it writes to. Errors: as `find_pages`; UsageError where two of
    these are one.
    """
    leave_out = tuple(leave_out)
    if len({os.path.realpath(folder) for folder in leave_out}) < len(leave_out):
        raise UsageError(
            "dataset and reports cannot share a folder",
            where=printable(os.fspath(leave_out[0])),
            mend="choose another --reports",
        )
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
