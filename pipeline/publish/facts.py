"""What checking a dataset gathers while it reads: problems, and a few facts of each page and article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.publish.summary import Counts
from schemas.manifest import Manifest

SHOWN = 20
"""Problems of one kind in one place that are listed; the rest is counted."""

BATCH_ROWS = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of the contract."""

    check: str
    """What was checked: manifest, file, hash, schema, count, key, order, word, reference, account, qa, report."""
    where: str
    """File or table, with the key of the row."""
    what: str
    """One line, no full stop."""


class Problems:
    """Collects problems; many of one kind in one table are counted, not lost."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._seen: Counter[tuple[str, str]] = Counter()

    def add(self, check: str, where: str, what: str, *, row: object = None) -> None:
        """Note a problem. `row` is the key of the row, if it is about one."""
        self._seen[check, where] += 1
        if self._seen[check, where] <= SHOWN:
            place = where if row is None else f"{where} {row!r}"
            self._problems.append(Problem(check, place, " ".join(what.split())))

    def listed(self) -> list[Problem]:
        """All problems as they were found, then how many more there are of each kind."""
        more = [
            Problem(check, where, f"{number - SHOWN} more problems of this kind")
            for (check, where), number in self._seen.items()
            if number > SHOWN
        ]
        return self._problems + more


@dataclass(slots=True)
class Facts:
    """The dataset, and what is remembered of it: a few hundred bytes a page."""

    folder: Path
    manifest: Manifest
    problems: Problems
    pages: dict[str, tuple[str, str | None, str]] = field(default_factory=dict)
    """State, article_id and raw_sha256 by page_id."""
    articles: dict[str, tuple[str, str, float | None]] = field(default_factory=dict)
    """page_id, qa and confidence by article_id."""
    outcomes: dict[str, set[tuple[str, str, str]]] = field(default_factory=dict)
    """Severity, outcome and state of the findings by page_id."""
    counters: dict[str, Counter[str]] = field(default_factory=dict)
    """Counts by the name of their field in `Counts`."""
    findings: int = 0

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a table in order, as tuples of these columns, some at a time.

        A column may be part of a nested one (`links.list.element.zone`); all parts of one make one value.
        """
        tops = list(dict.fromkeys(name.split(".")[0] for name in columns))
        for file in sorted(self.manifest.files, key=lambda file: file.path):
            if file.table != table:
                continue
            with pq.ParquetFile(self.folder / file.path) as parquet:
                for batch in parquet.iter_batches(BATCH_ROWS, columns=list(columns), use_threads=False):
                    yield list(zip(*(batch.column(top).to_pylist() for top in tops), strict=True))

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in order, as tuples of these columns."""
        for batch in self.batches(table, columns):
            yield from batch

    def count(self, name: str, key: str, number: int = 1) -> None:
        """Add to one of the counts."""
        self.counters.setdefault(name, Counter())[key] += number

    def counts(self) -> Counts:
        """What the manifest should count."""
        return Counts(
            pages=len(self.pages), articles=len(self.articles), findings=self.findings, **self.counters
        )
