"""Why two datasets may differ, from their manifests."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compare.model import Cause
from pipeline.jobs.run_id import NO_MATTER
from schemas.manifest import Manifest

_DECISIONS = {"baseline_sha256": "baseline", "waivers_sha256": "waivers"}


def causes_of(old: Manifest, new: Manifest) -> tuple[Cause, ...]:
    """Every cause, in the order tool, input, settings, decisions, day; `unknown` where rows differ without one."""
    found = tuple(_causes(old, new))
    if not found and old.digest != new.digest:
        return (Cause("unknown", "the rows differ although tool, input, settings and day are the same"),)
    return found


def _causes(old: Manifest, new: Manifest) -> Iterator[Cause]:
    if (old.tool_version, old.schema_version) != (new.tool_version, new.schema_version):
        yield Cause(
            "tool",
            f"version {old.tool_version} (schema {old.schema_version}), "
            f"now {new.tool_version} (schema {new.schema_version})",
        )
    if old.input_digest != new.input_digest:
        yield Cause("input", f"{old.pages:,} pages, now {new.pages:,}; their bytes, names or manifest differ")
    if changed := list(_settings(old.settings, new.settings)):
        yield Cause("settings", ", ".join(changed))
    elif old.settings_digest != new.settings_digest and not list(_decisions(old.settings, new.settings)):
        yield Cause("settings", "the content of the profile file")
    if decided := list(_decisions(old.settings, new.settings)):
        yield Cause("decisions", ", ".join(decided))
    if old.as_of != new.as_of:
        yield Cause("as_of", f"judged as of {old.as_of}, now {new.as_of}")


def _settings(old: dict[str, object], new: dict[str, object]) -> Iterator[str]:
    """Each setting that changes rows and differs, in words."""
    for key in sorted(old.keys() | new.keys()):
        if key in NO_MATTER or key in _DECISIONS or old.get(key) == new.get(key):
            continue
        yield f"{key} {old.get(key)!r}, now {new.get(key)!r}"


def _decisions(old: dict[str, object], new: dict[str, object]) -> Iterator[str]:
    """Each file of decisions that differs, in words."""
    for key, name in _DECISIONS.items():
        before, after = old.get(key), new.get(key)
        if before != after:
            yield f"{name} {'added' if before is None else 'taken away' if after is None else 'changed'}"
