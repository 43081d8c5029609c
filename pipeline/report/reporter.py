"""What a reporter is: one class in one file of this package, found by the registry."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from pipeline.report.model import ReportView
from pipeline.report.redact import without_page_text
from pipeline.report.rule_info import RuleInfo
from pipeline.report.tables import Tables


@dataclass(frozen=True, slots=True)
class Report:
    """The one result object that every reporter renders."""

    view: ReportView
    tables: Tables
    rules: Mapping[str, RuleInfo]
    colour: bool = False
    """Whether a person looks at it on a terminal that shows colours; only the terminal forms use any."""

    source_root: str = ""
    """Where the raw pages lie in the reader's repository, for the forms that point at files: `content/raw`."""

    def path_of(self, page_id: str) -> str:
        """The page's path from the root of the reader's repository."""
        return f"{self.source_root}/{page_id}" if self.source_root else page_id

    def finding_rows(self, rows: range | None = None) -> Iterator[dict[str, Any]]:
        """Every finding (or these rows of the table), in its order, as the model's fields.

        Without page text where none may show.
        """
        return map(self._shown, self.tables.finding_rows(rows))

    def findings_at(self, rows: Sequence[int]) -> Iterator[dict[str, Any]]:
        """The findings of these row numbers, in the order asked for."""
        return map(self._shown, self.tables.findings_at(rows))

    def _shown(self, row: dict[str, Any]) -> dict[str, Any]:
        return row if self.view.excerpts == "full" else without_page_text(row, self.rules)


class Reporter(ABC):
    """Writes the report in one form. Deterministic: the same dataset gives the same bytes."""

    name: ClassVar[str]
    """The file's name."""
    format: ClassVar[str]
    """The word for it after `--format`."""
    drawn: ClassVar[bool] = True
    """Whether every run writes the file; the others are written when asked for."""

    @abstractmethod
    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the file's bytes to `out`. Page text is hostile: escape it for the format."""


class PartedReporter(Reporter):
    """A reporter of several files, for which much is read together first. Each step can be done in another process.

    What is gathered lies in a folder, `kept`, that lives as long as the drawing does.
    """

    @abstractmethod
    def gathered(self, report: Report) -> Sequence[str]:
        """Names of what is gathered before anything is written, each by itself."""

    @abstractmethod
    def gather(self, report: Report, name: str, kept: Path) -> None:
        """Gather what has this name."""

    @abstractmethod
    def parts(self, report: Report) -> Sequence[str]:
        """Names of the files that stand beside its own and are written before it, each by itself."""

    @abstractmethod
    def write_part(self, report: Report, name: str, kept: Path, out: BinaryIO) -> int:
        """Write the part of this name to `out`; the number is told to `write_first`."""

    @abstractmethod
    def write_first(self, report: Report, told: Sequence[int], kept: Path, out: BinaryIO) -> None:
        """Write the reporter's own file, which leads to the parts; `told` is what they told."""
