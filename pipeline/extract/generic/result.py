"""What the generic labeller says of a page."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import Evidence, LabelledBlock
from schemas.vocabulary import PageType


@dataclass(frozen=True, slots=True)
class TitleDecision:
    """The page's title and why it is that."""

    text: str
    block: int
    """Number of the block that is the title; -1 where no visible text is."""
    source: str
    """`<h1>`, `meta og:title`, `the first short line`, …"""


@dataclass(frozen=True, slots=True)
class GenericResult:
    """The labelled page. `blocks` cover the document: each visible character once, in order."""

    blocks: tuple[LabelledBlock, ...]
    page_type: PageType
    confidence: float
    """Expected F1 of the chosen blocks, 0 to 1."""
    title: TitleDecision | None
    evidence: tuple[Evidence, ...]
    """The page's own statements with the title decided first; use these instead of the document's."""
    notice: str | None = None
    """Why the page is no article, where its words say so (soft 404, login wall, captcha), else None."""
