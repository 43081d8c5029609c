"""What changed since the version before this one: findings, pages, and the cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from pipeline.errors import DatasetError
from pipeline.report.asked import UNFINISHED, asked_for
from pipeline.report.model import Since
from pipeline.report.tables import Tables, values
from pipeline.report.words import count
from schemas.manifest import Manifest

VERSIONS = "versions"
"""Name of the folder in which versions stand beside each other."""
SAME = "on pages that are the same"


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
    unfinished = _unfinished(new)
    counts: Counter[str] = Counter()
    new_by_cause: Counter[str] = Counter()
    fixed_by_cause: Counter[str] = Counter()
    rules: dict[str, Counter[str]] = {}
    for fingerprint, (code, page, state) in now.items():
        kind = _kind(was.get(fingerprint), state, is_added=page in added)
        counts[kind] += 1
        if kind != "unchanged":
            rules.setdefault(code, Counter())["new"] += 1
        if kind == "new":
            where = "on added pages" if page in added else "on changed pages" if page in changed else SAME
            if not asked_for(code, old.manifest.settings):
                where = "of rules that the last run left out"
            new_by_cause[where] += 1
    for fingerprint in was.keys() - now.keys():
        code, page, _ = was[fingerprint]
        if page in unfinished or not asked_for(code, new.manifest.settings):
            counts["unjudged"] += 1
            continue
        rules.setdefault(code, Counter())["fixed"] += 1
        counts["fixed"] += 1
        where = "with removed pages" if page in removed else "on changed pages" if page in changed else SAME
        fixed_by_cause[where] += 1
    return Since(
        run_id=old.manifest.run_id,
        as_of=old.manifest.as_of,
        new=counts["new"],
        reopened=counts["reopened"],
        fixed=counts["fixed"],
        unchanged=counts["unchanged"],
        pages_added=len(added),
        pages_removed=len(removed),
        pages_changed=len(changed),
        causes=(*_input_causes(len(added), len(removed), len(changed)), *_causes(old.manifest, new.manifest)),
        new_by_cause=tuple(sorted(new_by_cause.items())),
        fixed_by_cause=tuple(sorted(fixed_by_cause.items())),
        rules=tuple(
            (code, rules[code]["new"], rules[code]["fixed"])
            for code in sorted(rules, key=lambda code: (-rules[code]["new"], -rules[code]["fixed"], code))
        ),
        unjudged=counts["unjudged"],
    )


def _kind(was: tuple[str, str, str] | None, state: str, *, is_added: bool) -> str:
    """What became of a finding that is there now; the words are those of `dechrome diff`."""
    if was is not None:
        return "reopened" if was[2] == "waived" and state != "waived" else "unchanged"
    # Known, and yet not found last time on this page: it was mended and came back.
    return "reopened" if state == "known" and not is_added else "new"


def _pages(tables: Tables) -> dict[str, str]:
    """page_id → SHA-256 of its raw bytes."""
    found: dict[str, str] = {}
    for batch in tables.batches("pages", ("page_id", "raw_sha256")):
        found.update(zip(*values(batch), strict=True))
    return found


def _unfinished(tables: Tables) -> set[str]:
    """The pages whose findings nobody looked for."""
    if not UNFINISHED & tables.manifest.pages_by_state.keys():
        return set()
    return {
        page
        for batch in tables.batches("pages", ("page_id", "state"))
        for page, state in zip(*values(batch), strict=True)
        if state in UNFINISHED
    }


def _findings(tables: Tables) -> dict[str, tuple[str, str, str]]:
    """fingerprint → code, page_id and state."""
    found: dict[str, tuple[str, str, str]] = {}
    for batch in tables.batches("findings", ("fingerprint", "code", "page_id", "state")):
        for fingerprint, code, page, state in zip(*values(batch), strict=True):
            found[fingerprint] = (code, page, state)
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
    decisions = [
        name
        for name in ("baseline", "waivers")
        if old.settings.get(f"{name}_sha256") != new.settings.get(f"{name}_sha256")
    ]
    if decisions:
        causes.append(f"the decisions: {' and '.join(decisions)}")
    if old.tool_version != new.tool_version:
        causes.append(f"the tool: version {old.tool_version} to {new.tool_version}")
    if old.as_of != new.as_of:
        causes.append(f"the day: {old.as_of} to {new.as_of}")
    return causes


def _different(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """Names of settings that differ and may matter; the day is told by itself."""
    silent = {
        "as_of",
        "workers",
        "fail_on",
        "new_only",
        "report_excerpts",
        "baseline_sha256",
        "waivers_sha256",
    }
    names = (old.keys() | new.keys()) - silent
    return sorted(name for name in names if old.get(name) != new.get(name))
