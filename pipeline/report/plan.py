"""Which pages are shown side by side, and which findings stand in which part where one file cannot hold all."""

from __future__ import annotations

from pipeline.report.census import WAIVED_RANK, Census
from pipeline.report.model import Part
from pipeline.report.tables import Tables, values


def plan_parts(census: Census, limit: int) -> tuple[Part, ...]:
    """Consecutive pages whose findings fit one part; a page's findings stay together."""
    import numpy as np

    parts: list[Part] = []
    sizes = np.bincount(census.page)
    start = size = 0
    for page in range(len(sizes) + 1):
        if page == len(sizes) or (size and size + int(sizes[page]) > limit):
            first, last = census.page_ids[start], census.page_ids[page - 1]
            assert first is not None and last is not None
            parts.append(Part(f"pages-{len(parts) + 1:04d}.html", first, last, page - start, size))
            start, size = page, 0
        size += int(sizes[page]) if page < len(sizes) else 0
    return tuple(parts)


def worst_pages(tables: Tables, census: Census, room: int) -> tuple[str, ...]:
    """Pages with findings, worst first, while their text (by the table of pages) fits into the room."""
    import numpy as np

    count = len(census.page_ids) - 1
    worst = np.full(count, 2 * WAIVED_RANK, dtype=np.int64)
    np.minimum.at(worst, census.page, census.rank)
    found = np.bincount(census.page, minlength=count)
    places = {page_id: place for place, page_id in enumerate(census.page_ids)}
    weight = np.zeros(count, dtype=np.int64)
    for batch in tables.batches("pages", ("page_id", "chars")):
        for page_id, chars in zip(*values(batch), strict=True):
            place = places.get(page_id)
            if place is not None:
                weight[place] = 1_500 + chars * 3 // 2
    chosen = []
    for place in np.lexsort((np.arange(count), -found, worst)):
        if weight[place] <= room:
            room -= int(weight[place])
            chosen.append(census.page_ids[place])
        elif room < 20_000:
            break
    return tuple(page_id for page_id in chosen if page_id is not None)
