"""What a run is made of, as digests: the same input, settings, day and tool version give the same run id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from pipeline.document import PageRef
from pipeline.settings import Settings

NO_MATTER = frozenset({"workers", "fail_on", "new_only", "as_of"})
"""Settings that change no row and no report; the day stands in the run id by itself."""


class InputDigest:
    """Digest over all pages in order of page_id: their ids, bytes, and what the input manifest says."""

    def __init__(self, known_targets: frozenset[str] | None) -> None:
        self._hash = hashlib.sha256()
        self._add("known targets", None if known_targets is None else sorted(known_targets))

    def add(self, refs: Iterable[PageRef], digests: Iterable[tuple[str, str]]) -> None:
        """Add pages and their (page_id, raw_sha256)."""
        for ref, (page_id, sha256) in zip(refs, digests, strict=True):
            assert ref.page_id == page_id
            self._add(page_id, sha256, ref.size, ref.url, ref.site_id, ref.captured_at, ref.extra)

    def hexdigest(self) -> str:
        """The digest so far."""
        return self._hash.hexdigest()

    def _add(self, *values: object) -> None:
        self._hash.update(json.dumps(values).encode() + b"\n")


def settings_values(
    settings: Settings, as_of: date, decisions: Mapping[str, str | None]
) -> dict[str, object]:
    """All settings as JSON types, with the day in force and the digests of the decisions."""
    return {**settings.model_dump(mode="json"), "as_of": as_of.isoformat(), **decisions}


def settings_digest(settings: Settings, decisions: Mapping[str, str | None] | None = None) -> str:
    """Digest of what changes what is published. A profile file and the decisions count by their content."""
    values = {**settings.model_dump(mode="json", exclude=set(NO_MATTER)), **(decisions or {})}
    if settings.profile.endswith(".toml"):
        values["profile"] = hashlib.sha256(Path(settings.profile).read_bytes()).hexdigest()
    return _digest(values)


def run_id(input_digest: str, settings: str, as_of: date, tool_version: str) -> str:
    """The run's id, a digest in hexadecimal."""
    return _digest([input_digest, settings, as_of.isoformat(), tool_version])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
