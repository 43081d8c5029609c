"""Freezes the findings of a dataset as known debt: a baseline only shrinks, unless new debt is accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.decisions.waivers import FAMILY
from pipeline.read.names import page_filter
from pipeline.report.asked import UNFINISHED
from pipeline.report.tables import Tables, values
from pipeline.rules.engine import all_rules, selected_rules
from pipeline.settings import Settings
from schemas.waiver import Baseline, BaselineEntry


@dataclass(frozen=True, slots=True)
class Frozen:
    """A baseline and how it came about."""

    entries: tuple[BaselineEntry, ...]
    """Sorted by fingerprint."""
    kept: int
    """Findings that were in it and are still found."""
    unjudged: int
    """Findings that stay in it because the run did not look for them."""
    removed: int
    added: int
    not_added: int
    """New findings that were left out."""
    partial: bool
    """The run looked at part of the pages only."""


def freeze(version: Path, old: Baseline | None, *, accept_new: bool) -> Frozen:
    """The baseline after the run that published `version`; without an old one, all its findings.

    Waived findings are not taken in (one that is in it stays), and findings about waivers cannot be frozen.
    Raises DatasetError.
    """
    tables = Tables.open(version)
    debt, found = _findings(tables)
    before = {} if old is None else {entry.fingerprint: entry for entry in old.findings}
    gone = [entry for mark, entry in before.items() if mark not in found]
    settings = _settings(tables)
    unjudged = _not_judged(tables, gone, settings)
    new = [entry for mark, entry in debt.items() if mark not in before]
    takes = old is None or accept_new
    entries = [entry for mark, entry in before.items() if mark in found] + unjudged + (new if takes else [])
    return Frozen(
        entries=tuple(sorted(entries, key=lambda entry: entry.fingerprint)),
        kept=len(before) - len(gone),
        unjudged=len(unjudged),
        removed=len(gone) - len(unjudged),
        added=len(new) if takes else 0,
        not_added=0 if takes else len(new),
        partial=settings.reads_part,
    )


def _findings(tables: Tables) -> tuple[dict[str, BaselineEntry], set[str]]:
    """The findings that are debt, by fingerprint; and the fingerprints of all."""
    columns = ("fingerprint", "code", "page_id", "state")
    debt: dict[str, BaselineEntry] = {}
    found: set[str] = set()
    for batch in tables.batches("findings", columns):
        for fingerprint, code, page_id, state in zip(*values(batch.select(list(columns))), strict=True):
            found.add(fingerprint)
            if state != "waived" and not code.startswith(FAMILY):
                debt[fingerprint] = BaselineEntry(fingerprint=fingerprint, code=code, page_id=page_id)
    return debt, found


def _settings(tables: Tables) -> Settings:
    """The settings of the run."""
    given = {key: value for key, value in tables.manifest.settings.items() if key in Settings.model_fields}
    return Settings.model_validate(given)


def _not_judged(tables: Tables, entries: Iterable[BaselineEntry], settings: Settings) -> list[BaselineEntry]:
    """Of these entries those that the run did not look for.

    Their page was not read whole or was left out, their rule did not run, or it compares pages and the run had
    part of them only.
    """
    waiting = list(entries)
    if not waiting:
        return []
    scopes = {rule.code: rule.scope for rule in all_rules()}
    ran = {rule.code for rule in selected_rules(settings.select, settings.ignore)}
    partial = settings.reads_part
    if partial:
        ran -= {code for code, scope in scopes.items() if scope == "corpus"}
    looked_at = page_filter([], list(settings.exclude))
    wanted = {entry.page_id for entry in waiting}
    states: dict[str, str] = {}
    for batch in tables.batches("pages", ("page_id", "state")):
        for page_id, state in zip(*values(batch.select(["page_id", "state"])), strict=True):
            if page_id in wanted:
                states[page_id] = state
    # A page that is gone is mended; but where only part of the pages was read, it may still be there.
    absent = "skipped" if partial else "gone"
    return [
        entry
        for entry in waiting
        if states.get(entry.page_id, absent) in UNFINISHED
        or (entry.code in scopes and entry.code not in ran)
        or not looked_at(entry.page_id)
    ]
