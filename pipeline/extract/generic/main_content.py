"""Which blocks of a page of an unknown site are main content: features, chances, the best set of blocks. Pure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document, Evidence, FieldValue, LabelledBlock
from pipeline.extract.generic.byline import byline_pieces
from pipeline.extract.generic.choose import choose_blocks
from pipeline.extract.generic.copies import copied, paragraphs_of, without_copies
from pipeline.extract.generic.credits import credits_beside
from pipeline.extract.generic.features import Features, page_features
from pipeline.extract.generic.markdown_pieces import marker_piece
from pipeline.extract.generic.prior import (
    adjusted_chances,
    content_is_hidden,
    fenced_blocks,
    own_kinds,
    shown_blocks,
)
from pipeline.extract.generic.repeated import repeated_blocks, without_islands
from pipeline.extract.generic.result import TitleDecision
from pipeline.extract.generic.scorer import least_chance, page_confidence, score_blocks
from pipeline.extract.generic.title import first_letter, flat_title, html_title, is_copy_of
from pipeline.extract.generic.wholes import headings_with_text, whole_tables
from pipeline.extract.repetition import on_most_pages, repeated_lines_on, repeated_on
from pipeline.segment.markdown_leaves import Leaf, as_flat_text, markdown_leaves
from pipeline.settings import Settings
from pipeline.survey.model import Survey

NEAR_TITLE = 8
"""Blocks after the title among which rows of facts are looked for."""
FENCED = 0.8
"""Least chance of fenced code: nobody fences chrome."""
_RowPieces = dict[int, list[LabelledBlock]]


@dataclass(frozen=True, slots=True)
class MainContent:
    """A page with the blocks that were chosen. Sequences and arrays have an entry for each block."""

    document: Document
    """Of Markdown, with the leaves of its tree for blocks."""
    leaves: tuple[Leaf, ...]
    """Empty for all else than Markdown."""
    features: Features
    title: TitleDecision | None
    repeats: Sequence[int]
    """On how many other pages of the site the block stands; 0 where that is not enough to count."""
    shown: Sequence[bool]
    kinds: Sequence[str | None]
    zones: Sequence[str | None]
    chances: NDArray[np.float64]
    fixed: dict[int, LabelledBlock]
    """Blocks that are not scored: the title, its copies, front matter."""
    rows: _RowPieces
    """Rows of facts beside the title, not scored either."""
    free: NDArray[np.bool_]
    """Blocks that are neither."""
    copies: dict[int, int]
    """Block → the copy of it that took part in the choice."""
    kept: NDArray[np.bool_]
    confidence: float
    """Expected F1, 0 to 1, before it is rounded."""
    beside: tuple[Evidence, ...]
    """Credits that stand beside the title."""
    facts: frozenset[str]
    """Fields of the facts that stand beside the title."""


def main_content(document: Document, survey: Survey, site: str, settings: Settings) -> MainContent:
    """Choose the blocks of a page of an unknown site, HTML or flat; it must have one."""
    is_html = document.outline is not None
    leaves = markdown_leaves(document) if document.media_type == "text/markdown" else ()
    if leaves:
        document = replace(document, blocks=tuple(leaf.block for leaf in leaves))
    blocks = document.blocks
    texts = [leaf.text for leaf in leaves] or [block.text for block in blocks]
    count = repeated_lines_on if leaves else repeated_on
    repeats = count(survey, site, [block.text for block in blocks], settings)
    title = html_title(document) if is_html else None
    plain = as_flat_text(document, leaves) if leaves else document
    features = page_features(plain, title.block if title else -1)
    chances = score_blocks(features, is_html=is_html)
    shown = shown_blocks(document)
    if content_is_hidden(chances, features.words, np.array(shown)):
        shown = [True] * len(blocks)
    kinds, zones = own_kinds(document, texts)
    chances = adjusted_chances(document, texts, chances, shown, kinds, zones)
    fences = fenced_blocks(document)
    fenced = {number for fence in fences for number in fence}
    for fence in fences:
        inside = slice(fence.start, fence.stop)
        chances[inside] = max(FENCED, float(chances[inside].max()))
    usual = on_most_pages(survey, site, repeats)
    repeats = without_copies(repeats, usual, chances, features.words)
    if not is_html:
        title = flat_title(document, texts, repeats, usual, chances.tolist(), fenced)
    fixed, rows = _fixed_pieces(document, texts, title, shown, fenced)
    fixed |= {
        number: mark
        for number, leaf in enumerate(leaves)
        if (mark := marker_piece(leaf)) and number not in fixed
    }
    free = np.array([number not in fixed and number not in rows for number in range(len(blocks))])
    chances = chances * free
    pages = survey.sites[site].pages if site in survey.sites else 0
    repeated = repeated_blocks(document, repeats, pages, chances, features.words, kinds, fenced)
    own = np.where(repeated, 0.0, chances)
    copies = copied(paragraphs_of(document, features, fenced), own.tolist())
    own[list(copies)] = 0.0
    kept, confidence = choose_blocks(own, features.words)
    confidence = page_confidence(confidence, is_html=is_html)
    if own.max() < least_chance(is_html=is_html):
        kept, confidence = np.zeros(len(blocks), dtype=np.bool_), 1.0 - float(own.max())
    if is_html or leaves:
        kept = whole_tables(document, kept, features) & free
    else:
        kept = without_islands(kept, features.words, kinds, usual)
    kept = headings_with_text(document, kept, chances)
    beside = credits_beside(document, title, shown) if is_html else ()
    facts = {one.value.field for row in rows.values() for one in row if isinstance(one.value, FieldValue)}
    return MainContent(
        document=document,
        leaves=leaves,
        features=features,
        title=title,
        repeats=repeats,
        shown=shown,
        kinds=kinds,
        zones=zones,
        chances=chances,
        fixed=fixed,
        rows=rows,
        free=free,
        copies=copies,
        kept=kept,
        confidence=confidence,
        beside=beside,
        facts=frozenset(facts).union(one.field for one in beside),
    )


def _fixed_pieces(
    document: Document,
    texts: Sequence[str],
    title: TitleDecision | None,
    shown: Sequence[bool],
    fenced: Set[int],
) -> tuple[dict[int, LabelledBlock], _RowPieces]:
    """The title, its copies, front matter, and rows of facts beside the title: they are not scored."""
    fixed: dict[int, LabelledBlock] = {}
    rows: _RowPieces = {}
    at = title.block if title else -1
    begins = first_letter(title.text) if title else ""
    for number, block in enumerate(document.blocks):
        if number in fenced:
            continue
        span = (block.start, block.end)
        if block.end <= document.front_matter_end:
            fixed[number] = LabelledBlock(*span, "data.front_matter", "front matter of the page", block.text)
        elif title and number == at:
            value = FieldValue("title", title.text)
            fixed[number] = LabelledBlock(*span, "data.title", f"title: {title.source}", block.text, value)
        elif (
            title
            and first_letter(texts[number]) == begins  # as that of few blocks
            and shown[number]
            and is_copy_of(texts[number], title.text)
        ):
            fixed[number] = LabelledBlock(*span, "chrome.duplicate_title", "the title again", block.text)
        elif title and shown[number] and abs(number - at) <= NEAR_TITLE and not block.heading_level:
            facts = byline_pieces(block, "a row of facts beside the title")
            if facts:
                rows[number] = facts
    return fixed, rows
