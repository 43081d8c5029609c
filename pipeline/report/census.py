"""Counts over all findings, from a few narrow columns: who, what rule, how bad. Vectorised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from pipeline.report.tables import Tables, values
from schemas.vocabulary import FindingState, Outcome, Severity

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
STATES: tuple[FindingState, ...] = get_args(FindingState)
WAIVED_RANK = len(SEVERITIES) * len(OUTCOMES)
"""Ranks from here on are waived findings."""


@dataclass(frozen=True, slots=True)
class Census:
    """The findings as columns of numbers, in the table's order; each number points into a list of words."""

    code: Ints
    page: Ints
    site: Ints
    template: Ints
    subject: Ints
    severity: Ints
    outcome: Ints
    state: Ints
    rank: Ints
    """0 is the worst: by waived, severity, outcome."""
    codes: tuple[str, ...]
    names: tuple[str, ...]
    """Rule names, aligned with `codes`."""
    sites: tuple[str | None, ...]
    templates: tuple[str | None, ...]
    subjects: tuple[str | None, ...]
    page_ids: tuple[str | None, ...]

    def __len__(self) -> int:
        return len(self.code)


def take_census(tables: Tables) -> Census:
    """Read the narrow columns of findings, pages and articles and number their words."""
    import numpy as np

    columns = ("code", "name", "severity", "outcome", "state", "page_id", "subject")
    findings = tables.columns("findings", columns)
    code, codes = numbered(findings["code"])
    page, page_ids = numbered(findings["page_id"])
    subject, subjects = numbered(findings["subject"])
    name, names = numbered(findings["name"])
    site, sites = _of_pages(tables, "pages", "site", page_ids)
    template, templates = _of_pages(tables, "articles", "template", page_ids)
    severity = _places(findings["severity"], SEVERITIES)
    outcome = _places(findings["outcome"], OUTCOMES)
    state = _places(findings["state"], STATES)
    waived = (state == STATES.index("waived")).astype(np.int64)
    first = {int(c): int(n) for c, n in zip(code[::-1], name[::-1], strict=True)}
    return Census(
        code=code,
        page=page,
        site=site[page],
        template=template[page],
        subject=subject,
        severity=severity,
        outcome=outcome,
        state=state,
        rank=waived * WAIVED_RANK + severity * len(OUTCOMES) + outcome,
        codes=tuple(str(word) for word in codes[:-1]),
        names=tuple(str(names[first[place]]) for place in range(len(codes) - 1)),
        sites=sites,
        templates=templates,
        subjects=subjects,
        page_ids=page_ids,
    )


def numbered(column: Any) -> tuple[Ints, tuple[str | None, ...]]:
    """Each value as its place in the sorted tuple of distinct values; null is the last place."""
    import numpy as np

    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    found = encoded.dictionary.to_pylist()
    words = sorted(word for word in found if word is not None)
    places = {word: place for place, word in enumerate((*words, None))}
    lookup = np.asarray([places[word] for word in found], dtype=np.int64)
    # Not `to_numpy`, which imports pandas.
    indices = encoded.indices
    start = indices.offset * np.dtype(np.int32).itemsize
    numbers = np.frombuffer(indices.buffers()[1], dtype=np.int32, count=len(indices), offset=start)
    return lookup[numbers], (*words, None)


def _of_pages(
    tables: Tables, table: str, column: str, page_ids: tuple[str | None, ...]
) -> tuple[Ints, tuple[str | None, ...]]:
    """The value of `column` for each of `page_ids`, numbered; null for a page that the table does not hold."""
    import numpy as np

    wanted = {page_id: place for place, page_id in enumerate(page_ids)}
    found: list[str | None] = [None] * len(page_ids)
    for batch in tables.batches(table, ("page_id", column)):
        for page_id, value in zip(*values(batch), strict=True):
            place = wanted.get(page_id)
            if place is not None:
                found[place] = value
    words = sorted({value for value in found if value is not None})
    places = {word: place for place, word in enumerate((*words, None))}
    return np.asarray([places[value] for value in found], dtype=np.int64), (*words, None)


def _places(column: Any, words: tuple[str, ...]) -> Ints:
    """Each value's place in `words`; a word that is not there (a later version's) counts as the last."""
    import numpy as np

    numbers, found = numbered(column)
    known = {word: place for place, word in enumerate(words)}
    lookup = np.asarray([known.get(word or "", len(words) - 1) for word in found], dtype=np.int64)
    return lookup[numbers]
