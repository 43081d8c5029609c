"""The parts beside `index.html`: all findings of consecutive pages, and the pages side by side as room allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.report.by_rule import in_page_order, rule_groups
from pipeline.report.census import take_census
from pipeline.report.grouping import all_causes
from pipeline.report.html.data import findings_data
from pipeline.report.html.sides import SidesData, collect_sides
from pipeline.report.model import Limits, Part, ShownFinding
from pipeline.report.reporter import Report
from pipeline.report.sides import article_rows
from pipeline.report.view import shown_pages
from pipeline.report.visible import json_text, one_line
from schemas.finding import Finding


@dataclass(frozen=True, slots=True)
class PartContent:
    """What one part shows."""

    part: Part
    counts: Mapping[str, int]
    """Code → findings in this part."""
    data: dict[str, Any]
    sides: SidesData
    sites: Sequence[str]
    templates: Sequence[str]


def parts_of(report: Report, limits: Limits) -> Iterator[PartContent]:
    """Each part in order; one pass over the findings. Only one part is in memory at a time."""
    view = report.view
    census = take_census(report.tables)
    causes = all_causes(census)
    first_group = {int(code): at for at, code in reversed(list(enumerate(causes.code)))}
    groups = {
        code: rule_groups(census, causes, number, view.excerpts) for number, code in enumerate(census.codes)
    }
    severity = {rule.info.code: rule.info.severity for rule in view.rules}
    order = {rule.info.code: place for place, rule in enumerate(view.rules)}
    rows = enumerate(report.finding_rows())
    worst = set(view.worst_pages)
    # Articles do not lie in the order of pages: read part by part, the whole table would be read for each.
    articles = article_rows(report.tables, view.worst_pages)
    pages = {page.page_id: page for page in shown_pages(report.tables, set(census.page_ids), view.excerpts)}
    for part in view.parts:
        shown: dict[int, ShownFinding] = {}
        for row, fields in islice(rows, part.findings):
            shown[row] = ShownFinding(
                finding=Finding.model_construct(**fields),
                site=census.sites[census.site[row]],
                template=census.templates[census.template[row]],
                group=int(causes.of_row[row]) - first_group[int(census.code[row])],
            )
        counts = Counter(one.finding.code for one in shown.values())
        by_rule: dict[str, list[int]] = {code: [] for code in sorted(counts, key=lambda code: order[code])}
        by_page: dict[str, list[Finding]] = {}
        for row, one in shown.items():
            by_rule[one.finding.code].append(row)
            by_page.setdefault(one.finding.page_id, []).append(one.finding)
        data = findings_data(
            [pages[page_id] for page_id in by_page],
            {
                code: (severity[code], counts[code], groups[code], in_page_order(census, mine, shown))
                for code, mine in by_rule.items()
            },
        )
        room = limits.bytes - limits.frame_bytes - len(json_text(data, in_html=True).encode())
        viewed = [page_id for page_id in by_page if page_id in worst]
        yield PartContent(
            part=part,
            counts=counts,
            data=data,
            sides=collect_sides(report.tables, viewed, by_page, room, articles),
            sites=_words(one.site for one in shown.values()),
            templates=_words(one.template for one in shown.values()),
        )


def _words(values: Iterator[str | None] | Any) -> list[str]:
    return sorted({one_line(value, 100) for value in values if value})
