"""The pages that have most to mend: one row a page, for those who work page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.report.census import OUTCOMES, SEVERITIES, STATES, WAIVED_RANK, Census
from pipeline.report.model import PageTally, Part, ShownPage


def worst_tallies(census: Census, limit: int) -> tuple[list[PageTally], int]:
    """The worst pages with open errors or warnings, without titles; and how many such pages there are.

    Pages with new findings come before those all of whose findings are known; then by the worst finding, by
    those to mend, by those to look at.
    """
    import numpy as np

    open_rows = np.flatnonzero((census.rank < WAIVED_RANK) & (census.severity < SEVERITIES.index("info")))
    if not len(open_rows):
        return [], 0
    pages, place = np.unique(census.page[open_rows], return_inverse=True)
    fail = census.outcome[open_rows] == OUTCOMES.index("fail")
    new = census.state[open_rows] == STATES.index("new")
    mend, look, news = (np.bincount(place[rows], minlength=len(pages)) for rows in (fail, ~fail, new))
    worst = np.full(len(pages), WAIVED_RANK, dtype=np.int64)
    np.minimum.at(worst, place, census.rank[open_rows])
    order = np.lexsort((pages, -look, -mend, worst, news == 0))
    tallies = []
    for at in order[:limit]:
        page_id = census.page_ids[pages[at]]
        assert page_id is not None
        severity = SEVERITIES[int(worst[at]) // len(OUTCOMES)]
        tallies.append(PageTally(page_id, None, severity, int(mend[at]), int(look[at]), int(news[at]), None))
    return tallies, len(pages)


def with_titles(
    tallies: Sequence[PageTally], pages: Mapping[str, ShownPage], parts: Sequence[Part]
) -> tuple[PageTally, ...]:
    """The tallies with the pages' titles and the part in which each stands."""
    from dataclasses import replace

    return tuple(
        replace(
            tally,
            title=pages[tally.page_id].title if tally.page_id in pages else None,
            part=next((part.file for part in parts if tally.page_id <= part.last), None),
        )
        for tally in tallies
    )
