"""How many pages each rule could judge: the denominator of its numbers, told from the dataset's own columns.

A rule about dates judges every article; one about stated word counts only those that state one. The dataset
does not record what each rule looked at, so the columns that the rule needs stand for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pipeline.report.model import Judged
from pipeline.report.tables import Tables, values

if TYPE_CHECKING:
    from pipeline.report.census import Census

PAGES = "pages"
PROFILED = "pages of a known profile"
ARTICLES = "articles"
TEMPLATED = "articles of a known template"
STATED = "articles that state a word count"
DATED = "articles with a date"
BADGED = "articles with badges"
ASKED = "articles with questions"
SOURCED = "articles with sources"
LINKED = "articles with links"
JUDGED_LINKS = "articles with judged related links"

_NEEDS = (
    ("PAG006", PROFILED),
    ("PAG007", ARTICLES),
    ("PAG", PAGES),
    ("COR001", PAGES),
    ("RUN", PAGES),
    ("WVR", PAGES),
    ("SEC001", TEMPLATED),
    ("SEC005", TEMPLATED),
    ("TXT001", STATED),
    ("LNK001", JUDGED_LINKS),
    ("LNK", LINKED),
    ("FAQ", ASKED),
    ("SRC", SOURCED),
    ("MET002", DATED),
    ("MET003", BADGED),
    ("", ARTICLES),
)
"""Code or its beginning → what a page must have; the first that fits counts."""

_SCALARS = {TEMPLATED: ("template",), STATED: ("stated_words",), DATED: ("published_on", "updated_on")}
_LISTS = {
    BADGED: "badges.list.element.score",
    ASKED: "faqs.list.element.position",
    SOURCED: "sources.list.element.position",
    LINKED: "links.list.element.relatedness",
}
"""The narrowest leaf of each list: its length is all that is wanted."""


def what_it_needs(code: str) -> str:
    """What a page must have for the rule to say anything about it, in words."""
    return next(what for start, what in _NEEDS if code.startswith(start))


def judged_by(tables: Tables, census: Census, codes: Iterable[str]) -> dict[str, Judged]:
    """Code → pages that the rule could judge. A page on which the rule found something always counts."""
    import numpy as np

    pages = _pages_by_need(tables)
    judged = {}
    for code in codes:
        what = what_it_needs(code)
        able = pages[what]
        hit: Iterable[int] = ()
        if code in census.codes:
            hit = np.unique(census.page[census.code == census.codes.index(code)])
        judged[code] = Judged(len(able) + sum(census.page_ids[page] not in able for page in hit), what)
    return judged


def _pages_by_need(tables: Tables) -> dict[str, set[str | None]]:
    """What a page may have → the pages that have it."""
    found: dict[str, set[str | None]] = {what: set() for _, what in _NEEDS}
    for batch in tables.batches("pages", ("page_id", "site")):
        page_ids, sites = values(batch)
        found[PAGES].update(page_ids)
        found[PROFILED].update(
            page for page, site in zip(page_ids, sites, strict=True) if site not in (None, "generic")
        )
    names = ["page_id", *(name for group in _SCALARS.values() for name in group), *_LISTS.values()]
    for batch in tables.batches("articles", names):
        page_ids = batch.column("page_id").to_pylist()
        found[ARTICLES].update(page_ids)
        for what, columns in _SCALARS.items():
            for column in columns:
                cells = batch.column(column).to_pylist()
                found[what].update(p for p, cell in zip(page_ids, cells, strict=True) if cell is not None)
        for what, leaf in _LISTS.items():
            lists: Any = batch.column(leaf.split(".", 1)[0])
            lengths = lists.value_lengths().to_pylist()
            found[what].update(p for p, length in zip(page_ids, lengths, strict=True) if length)
        found[JUDGED_LINKS].update(page_ids[row] for row in _rows_with_a_value(batch.column("links")))
    return found


def _rows_with_a_value(lists: Any) -> list[Any]:
    """Row numbers whose list has an element with a first field that is not null."""
    import pyarrow.compute as pc

    known: Any = pc.is_valid(pc.struct_field(pc.list_flatten(lists), [0]))
    rows: list[Any] = pc.list_parent_indices(lists).filter(known).unique().to_pylist()
    return rows
