"""What changed since the version before this one: findings, pages, and the cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from pipeline.errors import DatasetError
from pipeline.report.model import Since
from pipeline.report.tables import Tables, values
from pipeline.report.words import count
from schemas.manifest import Manifest

VERSIONS = "versions"
"""Name of the folder in which versions stand beside each other."""


def version_before(tables: Tables) -> Tables | None:
    """The newest version that was finished before this one and stands beside it; None where there is none."""
    folder = tables.folder.resolve()
    if folder.parent.name != VERSIONS:
        return None
    older: list[tuple[str, str, Tables]] = []
    for other in sorted(folder.parent.iterdir()):
        if other == folder or other.name.startswith(".") or not (other / "manifest.json").is_file():
            continue
        with suppress(DatasetError):
            found = Tables.open(other)
            if found.manifest.finished_at <= tables.manifest.finished_at:
                older.append((found.manifest.finished_at, other.name, found))
    return max(older)[2] if older else None


def since(old: Tables, new: Tables) -> Since:
    """Pages and findings of `new` against those of `old`. Raises `DatasetError` where one cannot be read."""
    before, after = _pages(old), _pages(new)
    changed = {page for page, sha256 in after.items() if page in before and before[page] != sha256}
    added, removed = after.keys() - before.keys(), before.keys() - after.keys()
    was, now = _findings(old), _findings(new)
    causes = _causes(old.manifest, new.manifest)
    new_by_cause: Counter[str] = Counter()
    for fingerprint in now.keys() - was.keys():
        page = now[fingerprint][1]
        where = "on added pages" if page in added else "on changed pages" if page in changed else ""
        new_by_cause[where or "on pages that are the same"] += 1
    fixed_by_cause: Counter[str] = Counter()
    for fingerprint in was.keys() - now.keys():
        page = was[fingerprint][1]
        where = "with removed pages" if page in removed else "on changed pages" if page in changed else ""
        fixed_by_cause[where or "on pages that are the same"] += 1
    by_rule: Counter[str] = Counter(now[f][0] for f in now.keys() - was.keys())
    fixed_rules: Counter[str] = Counter(was[f][0] for f in was.keys() - now.keys())
    rules = sorted(
        by_rule.keys() | fixed_rules.keys(), key=lambda code: (-by_rule[code], -fixed_rules[code], code)
    )
    return Since(
        run_id=old.manifest.run_id,
        as_of=old.manifest.as_of,
        new=len(now.keys() - was.keys()),
        fixed=len(was.keys() - now.keys()),
        unchanged=len(now.keys() & was.keys()),
        pages_added=len(added),
        pages_removed=len(removed),
        pages_changed=len(changed),
        causes=(*_input_causes(len(added), len(removed), len(changed)), *causes),
        new_by_cause=tuple(sorted(new_by_cause.items())),
        fixed_by_cause=tuple(sorted(fixed_by_cause.items())),
        rules=tuple((code, by_rule[code], fixed_rules[code]) for code in rules),
    )


def _pages(tables: Tables) -> dict[str, str]:
    """page_id → SHA-256 of its raw bytes."""
    found: dict[str, str] = {}
    for batch in tables.batches("pages", ("page_id", "raw_sha256")):
        found.update(zip(*values(batch), strict=True))
    return found


def _findings(tables: Tables) -> dict[str, tuple[str, str]]:
    """fingerprint → code and page_id."""
    found: dict[str, tuple[str, str]] = {}
    for batch in tables.batches("findings", ("fingerprint", "code", "page_id")):
        for fingerprint, code, page in zip(*values(batch), strict=True):
            found[fingerprint] = (code, page)
    return found


def _input_causes(added: int, removed: int, changed: int) -> list[str]:
    parts = [
        f"{count(n, 'page')} {word}"
        for n, word in ((added, "added"), (removed, "removed"), (changed, "changed"))
        if n
    ]
    return [f"the input: {', '.join(parts)}"] if parts else []


def _causes(old: Manifest, new: Manifest) -> list[str]:
    """What else differs between the runs, in words."""
    causes = []
    settings = _different(old.settings, new.settings)
    if settings:
        causes.append(f"the settings: {', '.join(settings)}")
    if old.tool_version != new.tool_version:
        causes.append(f"the tool: version {old.tool_version} to {new.tool_version}")
    if old.as_of != new.as_of:
        causes.append(f"the day: {old.as_of} to {new.as_of}")
    return causes


def _different(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """Names of settings that differ and may matter; the day is told by itself."""
    silent = {"as_of", "workers", "fail_on", "report_excerpts"}
    names = (old.keys() | new.keys()) - silent
    return sorted(name for name in names if old.get(name) != new.get(name))
