"""What the stages hand to publishing: the result of one page, and the corpus rules' word on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.document import LabelledBlock
from pipeline.index.model import IndexRecord
from schemas.article import Article
from schemas.finding import Finding
from schemas.page import PageRow


class Place(NamedTuple):
    """Where a block stands in the decoded source; line and column are 1-based."""

    source_start: int
    source_end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class PageResult:
    """Everything that the per-page stages say of one page, before the corpus rules."""

    page: PageRow
    article: Article | None
    blocks: tuple[LabelledBlock, ...]
    places: tuple[Place | None, ...]
    """One for each block."""
    findings: tuple[Finding, ...]
    record: IndexRecord | None
    """Present exactly when `article` is."""
    keys: tuple[int, ...] = ()
    """Of a page without article: the keys under which links lead to it."""


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """What the corpus knows of one link of an article."""

    target_id: str | None = None
    relatedness: float | None = None
    off_topic: bool | None = None


@dataclass(frozen=True, slots=True)
class CorpusJudgement:
    """What the corpus rules say of one article. `links` is aligned with `Article.links`."""

    page_id: str
    article_id: str
    """Final id: extended by the page_id where two articles collide; the winner's for a duplicate."""
    duplicate_reason: str | None
    """None: the page stays an article; else why its state is `duplicate`."""
    links: tuple[LinkJudgement, ...]
    findings: tuple[Finding, ...]
