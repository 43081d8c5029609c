"""The parts beside `index.html`: all findings of consecutive pages, and the pages side by side as room allows.

What a part must know of the whole is gathered once and laid down part by part, so that a part needs no more
memory, and takes no longer, in a large report than in a small one.
"""

from __future__ import annotations

import pickle
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.report.by_rule import in_page_order, rule_groups
from pipeline.report.census import Census, take_census
from pipeline.report.grouping import Causes, all_causes
from pipeline.report.html.data import findings_data
from pipeline.report.html.sides import SidesData, collect_sides
from pipeline.report.kept import kept_articles
from pipeline.report.model import Limits, Part, RuleGroup, ShownFinding, ShownPage
from pipeline.report.reporter import Report
from pipeline.report.view import shown_pages
from pipeline.report.visible import json_bytes, one_line
from schemas.finding import FamilyMember, Finding

if TYPE_CHECKING:
    from pipeline.report.census import Ints


@dataclass(frozen=True, slots=True)
class PartContent:
    """What one part shows."""

    part: Part
    counts: Mapping[str, int]
    """Code → findings in this part."""
    data: str
    """Its findings as JSON that may stand in a script element."""
    sides: SidesData
    sites: Sequence[str]
    templates: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What is known of a part's findings beside their rows; lists are aligned with them."""

    first: int
    """Row of the first one in the table."""
    sites: list[str | None]
    templates: list[str | None]
    places: list[int]
    """Of each finding's group among its rule's groups."""
    ranks: Ints
    groups: Mapping[str, Mapping[int, RuleGroup]]
    """By code and place, those of this part."""
    pages: tuple[ShownPage, ...]
    """With findings in this part, in order of page_id."""


def gather_numbers(report: Report, kept: Path) -> None:
    """Lay down what each part needs. OSError where it cannot be written."""
    census = take_census(report.tables)
    causes = all_causes(census)
    pages = shown_pages(report.tables, set(census.page_ids), report.view.excerpts)
    page_ids = [page.page_id for page in pages]
    first = 0
    for part in report.view.parts:
        rows = range(first, first + part.findings)
        begin, end = bisect_left(page_ids, part.first), bisect_left(page_ids, part.last) + 1
        numbers = _numbers(report, census, causes, rows, pages[begin:end])
        _place(kept, part).write_bytes(pickle.dumps(numbers, pickle.HIGHEST_PROTOCOL))
        first = rows.stop


def slots(report: Report) -> list[list[str]]:
    """Of each part (or of the one file, where there are none) the pages to be shown side by side, sorted."""
    pages = sorted(report.view.worst_pages)
    edges = [bisect_left(pages, part.first) for part in report.view.parts[1:]]
    return [pages[a:b] for a, b in zip([0, *edges], [*edges, len(pages)], strict=True)]


def part_content(report: Report, place: int, kept: Path, limits: Limits) -> PartContent:
    """One part, by its place among all."""
    view = report.view
    part = view.parts[place]
    numbers: _Numbers = pickle.loads(_place(kept, part).read_bytes())
    severity = {rule.info.code: rule.info.severity for rule in view.rules}
    order = {rule.info.code: at for at, rule in enumerate(view.rules)}
    rows = report.finding_rows(range(numbers.first, numbers.first + part.findings))
    shown = {
        at: ShownFinding(
            finding=_finding(fields),
            site=numbers.sites[at],
            template=numbers.templates[at],
            group=numbers.places[at],
        )
        for at, fields in enumerate(rows)
    }
    counts = Counter(one.finding.code for one in shown.values())
    by_rule: dict[str, list[int]] = {code: [] for code in sorted(counts, key=lambda code: order[code])}
    by_page: dict[str, list[Finding]] = {}
    for at, one in shown.items():
        by_rule[one.finding.code].append(at)
        by_page.setdefault(one.finding.page_id, []).append(one.finding)
    data = findings_data(
        numbers.pages,
        {
            code: (
                severity[code],
                counts[code],
                numbers.groups[code],
                in_page_order(numbers.ranks, mine, shown),
            )
            for code, mine in by_rule.items()
        },
    )
    found = json_bytes(data, in_html=True)
    room = limits.bytes - limits.frame_bytes - len(found)
    return PartContent(
        part=part,
        counts=counts,
        data=found.decode(),
        sides=collect_sides(report.tables, slots(report)[place], by_page, room, kept_articles(kept, place)),
        sites=_words(numbers.sites),
        templates=_words(numbers.templates),
    )


def _finding(fields: dict[str, Any]) -> Finding:
    """The finding of a row: what this tool wrote is not checked again, which would take longer than drawing it."""
    family = [FamilyMember.model_construct(**member) for member in fields["family"] or ()]
    return Finding.model_construct(**{**fields, "family": family})


def _numbers(
    report: Report, census: Census, causes: Causes, rows: range, pages: tuple[ShownPage, ...]
) -> _Numbers:
    import numpy as np

    mine = slice(rows.start, rows.stop)
    of_row = causes.of_row[mine]
    starts = np.searchsorted(causes.code, np.arange(len(census.codes)))
    used = np.unique(of_row)
    groups: dict[str, dict[int, RuleGroup]] = {}
    for at, group in zip(used, rule_groups(census, causes, used, report.view.excerpts), strict=True):
        code = int(causes.code[at])
        groups.setdefault(census.codes[code], {})[int(at - starts[code])] = group
    return _Numbers(
        first=rows.start,
        sites=[census.sites[site] for site in census.site[mine]],
        templates=[census.templates[template] for template in census.template[mine]],
        places=(of_row - starts[census.code[mine]]).tolist(),
        ranks=census.rank[mine].copy(),
        groups=groups,
        pages=pages,
    )


def _place(kept: Path, part: Part) -> Path:
    return kept / f"{part.file}.numbers"


def _words(values: Iterable[str | None]) -> list[str]:
    return sorted({one_line(value, 100) for value in values if value})
