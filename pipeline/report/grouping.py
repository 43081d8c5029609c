"""Findings with one cause as one group: a broken template, or one subject that many pages share, is one row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.report.census import OUTCOMES, SEVERITIES, STATES, WAIVED_RANK, Census

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from pipeline.report.census import Ints

    Flags = npt.NDArray[np.bool_]

CAUSE_PAGES = 3
"""A subject, or a template, on this many pages of a site is a cause of its own."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """One group: numbers of the census, and the rows of its findings, new ones first, then the worst."""

    code: int
    site: int
    template: int | None
    """None where the group spans several templates."""
    templates: int
    """How many templates its pages have."""
    subject: int | None
    rank: int
    """Of its worst finding."""
    findings: int
    fail: int
    new: int
    """Not in the baseline."""
    pages: int
    rows: tuple[int, ...]
    """At most the number asked for, new ones first; `findings` counts all."""


def first_groups(census: Census, *, groups: int, rows: int) -> tuple[tuple[Grouped, ...], int]:
    """The worst groups that are not waived and not of severity info, and how many there are in all.

    A subject that stands on several pages of a site is one group over all templates; a rule's other
    findings group by site and template where they stand on several pages, else by site alone.

    Groups that hold a new finding come before those that are known whole. Then ranked by severity, worst outcome,
    number of findings; ties by code, site, template and subject.
    `rows` limits the row numbers kept of each.
    """
    import numpy as np

    notes = SEVERITIES.index("info")
    open_rows = np.flatnonzero((census.rank < WAIVED_RANK) & (census.severity < notes)).astype(np.int64)
    if not len(open_rows):
        return (), 0
    names = ("rank", "code", "site", "template", "subject", "page")
    of: dict[str, Ints] = {name: getattr(census, name)[open_rows] for name in names}
    key, own, _ = _causes(
        of["code"], of["site"], of["template"], of["subject"], of["page"], len(census.subjects)
    )
    findings = np.bincount(key)
    is_new = census.state[open_rows] == STATES.index("new")
    new = np.bincount(key[is_new], minlength=len(findings))
    worst = np.full(len(findings), WAIVED_RANK, dtype=np.int64)
    np.minimum.at(worst, key, of["rank"])
    _, at = np.unique(key, return_index=True)
    place = {name: of[name][at] for name in names}
    ties = (place["subject"], place["template"], place["site"], place["code"])
    order = np.lexsort((*ties, -findings, worst, new == 0))
    chosen = []
    for group in order[:groups]:
        i = at[group]
        members = np.flatnonzero(key == group)
        ranks, templates = of["rank"][members], np.unique(of["template"][members])
        shown = members[np.lexsort((members, ranks, ~is_new[members]))][:rows]
        chosen.append(
            Grouped(
                code=int(of["code"][i]),
                site=int(of["site"][i]),
                template=int(templates[0]) if len(templates) == 1 else None,
                templates=len(templates),
                subject=int(of["subject"][i]) if own[i] else None,
                rank=int(worst[group]),
                findings=len(members),
                fail=int(np.sum(ranks % len(OUTCOMES) == OUTCOMES.index("fail"))),
                new=int(new[group]),
                pages=len(np.unique(of["page"][members])),
                rows=tuple(int(row) for row in open_rows[shown]),
            )
        )
    return tuple(chosen), len(order)


@dataclass(frozen=True, slots=True)
class Causes:
    """Every finding's group. Groups are numbered from 0 in the order of a rule's page: worst, then largest first."""

    of_row: Ints
    code: Ints
    site: Ints
    template: Ints
    """The last number (no template) where a group spans several."""
    subject: Ints
    """The last number (no subject) where a group's findings are about different things."""
    findings: Ints
    pages: Ints


def all_causes(census: Census) -> Causes:
    """The groups of all findings, waived and notes too; group by group as `first_groups` does."""
    import numpy as np

    no_subject, no_template = len(census.subjects) - 1, len(census.templates) - 1
    if not len(census):
        nothing = np.zeros(0, dtype=np.int64)
        return Causes(*[nothing] * 7)
    key, own, whole = _causes(
        census.code, census.site, census.template, census.subject, census.page, len(census.subjects)
    )
    findings = np.bincount(key)
    worst = np.full(len(findings), 2 * WAIVED_RANK, dtype=np.int64)
    np.minimum.at(worst, key, census.rank)
    _, at = np.unique(key, return_index=True)
    order = np.lexsort((at, -findings, worst, census.code[at]))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    at = at[order]
    return Causes(
        of_row=place[key],
        code=census.code[at],
        site=census.site[at],
        template=np.where(whole[at], census.template[at], no_template),
        subject=np.where(own[at], census.subject[at], no_subject),
        findings=findings[order],
        pages=_distinct(key, census.page)[order],
    )


def _causes(
    code: Ints, site: Ints, template: Ints, subject: Ints, page: Ints, subjects: int
) -> tuple[Ints, Flags, Flags]:
    """Each row's group, whether its subject is the group's cause, and whether its template is."""
    import numpy as np

    base = _joined(code, site)
    fine = _joined(base, subject)
    own = (_distinct(fine, page)[fine] >= CAUSE_PAGES) & (subject < subjects - 1)
    rest = _joined(np.where(own, 0, 1 + base), template)
    whole = ~own & (_distinct(rest, page)[rest] >= CAUSE_PAGES)
    key = _joined(_joined(base, np.where(whole, template + 1, 0)), np.where(own, subject + 1, 0))
    return key, own, whole


def severity_and_outcome(rank: int) -> tuple[int, int]:
    """Places in `SEVERITIES` and `OUTCOMES` of a rank."""
    return divmod(rank % WAIVED_RANK, len(OUTCOMES))


def _joined(left: Ints, right: Ints) -> Ints:
    """One number for each distinct pair, from 0, in the order of (left, right)."""
    import numpy as np

    width = int(right.max()) + 1
    pairs: Ints = np.unique(left * width + right, return_inverse=True)[1].astype(np.int64)
    return pairs


def _distinct(key: Ints, value: Ints) -> Ints:
    """How many distinct values each key has."""
    import numpy as np

    width = int(value.max()) + 1
    pairs = np.unique(key * width + value)
    return np.bincount(pairs // width).astype(np.int64)
