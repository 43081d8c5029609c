"""The generic way from blocks to labels: features, chances, the best set of blocks, then a label for each.

Each label's reason carries the score: the chance that the block is main content.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document, FieldValue, LabelledBlock
from pipeline.extract.generic.byline import byline_pieces
from pipeline.extract.generic.choose import choose_blocks
from pipeline.extract.generic.copies import copied, paragraphs_of, without_copies
from pipeline.extract.generic.credits import credits_beside
from pipeline.extract.generic.features import Features, page_features
from pipeline.extract.generic.flat_pieces import flat_pieces
from pipeline.extract.generic.html_pieces import article_pieces, image_pieces
from pipeline.extract.generic.markdown_pieces import markdown_pieces, marker_piece, with_images
from pipeline.extract.generic.page_type import notice, page_type
from pipeline.extract.generic.policy import with_policy
from pipeline.extract.generic.prior import (
    adjusted_chances,
    content_is_hidden,
    fenced_blocks,
    own_kinds,
    shown_blocks,
)
from pipeline.extract.generic.questions import with_questions_and_sources
from pipeline.extract.generic.removed import removed_piece
from pipeline.extract.generic.repeated import repeated_blocks, without_islands
from pipeline.extract.generic.result import GenericResult, TitleDecision
from pipeline.extract.generic.scorer import least_chance, page_confidence, score_blocks
from pipeline.extract.generic.title import first_letter, flat_title, html_title, is_copy_of, title_first
from pipeline.extract.generic.wholes import headings_with_text, whole_tables
from pipeline.extract.repetition import on_most_pages, repeated_lines_on, repeated_on
from pipeline.segment.markdown_leaves import as_flat_text, markdown_leaves
from pipeline.settings import Settings
from pipeline.survey.model import Survey

NEAR_TITLE = 8
"""Blocks after the title among which rows of facts are looked for."""
FENCED = 0.8
"""Least chance of fenced code: nobody fences chrome."""
_RowPieces = dict[int, list[LabelledBlock]]


def label_generic(document: Document, survey: Survey, site: str, settings: Settings) -> GenericResult:
    """Label every block of a page of an unknown site, HTML or flat. Pure."""
    if not document.blocks:
        return GenericResult((), "other", 0.0, None, document.evidence)
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
    facts = {one.value.field for row in rows.values() for one in row if isinstance(one.value, FieldValue)}
    beside = credits_beside(document, title, shown) if is_html else ()
    facts |= {one.field for one in beside}
    of_type = page_type(document, features, kept, facts)
    said_of = notice(document, title.text if title else None, kept, features.words)
    kept, moved = with_policy(kept, free & np.array(shown), features, kinds, zones, of_type, settings)
    scores = [f"score {chance:.2f} as main content" for chance in chances.tolist()]
    reasons = list(scores)
    for number, words in moved.items():
        reasons[number] += f"; {words}"
    pieces: list[LabelledBlock] = []
    kept_list: list[bool] = with_images(leaves, kept.tolist(), free.tolist()) if leaves else kept.tolist()
    if is_html:
        pieces += with_questions_and_sources(document, article_pieces(document, kept_list, reasons))
        pieces += image_pieces(document, kept_list, pieces)
    elif leaves:
        pieces += with_questions_and_sources(document, markdown_pieces(document, leaves, kept_list, reasons))
    else:
        pieces += flat_pieces(
            document, kept_list, reasons, title.text if title else None, survey, site, settings
        )
    for row in rows.values():
        pieces += row
    pieces += fixed.values()
    others = [number for number in range(len(blocks)) if free[number] and not kept_list[number]]
    said = [kind or zone for kind, zone in zip(kinds, zones, strict=True)]
    gone = {number for number, other in copies.items() if kept_list[other]}
    removed = _removed(document, others, features, chances, scores, kept_list, repeats, shown, said, gone)
    for number, piece in zip(reversed(others), removed, strict=True):
        if leaves and leaves[number].image is not None:
            piece = piece._replace(label="chrome.marker", reason="a picture outside of the text")
        pieces.append(piece._replace(reason=f"{piece.reason}; {moved[number]}") if number in moved else piece)
    pieces.sort(key=lambda piece: (piece.start, piece.end))
    return GenericResult(
        blocks=tuple(pieces),
        page_type=of_type,
        confidence=round(confidence, 4),
        title=title,
        evidence=(*title_first(document.evidence, title), *beside),
        notice=said_of,
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


def _removed(
    document: Document,
    others: Sequence[int],
    features: Features,
    chances: NDArray[np.float64],
    scores: Sequence[str],
    kept: Sequence[bool],
    repeats: Sequence[int],
    shown: Sequence[bool],
    said: Sequence[str | None],
    copies: Set[int],
) -> list[LabelledBlock]:
    """The blocks that are not main content, last first, so that a zone's heading learns what is under it."""
    first = kept.index(True) if True in kept else len(kept)
    last = len(kept) - 1 - kept[::-1].index(True) if True in kept else -1
    below: LabelledBlock | None = None
    pieces = []
    chance = chances.tolist()
    for number in reversed(others):
        adjacent = below if below is not None and number + 1 < len(kept) and not kept[number + 1] else None
        below = removed_piece(
            document.blocks[number],
            features,
            number,
            chance[number],
            scores[number],
            repeats=repeats[number],
            shown=shown[number],
            before=number < first,
            after=number > last,
            below=adjacent,
            said=said[number],
            copy=number in copies,
        )
        pieces.append(below)
    return pieces
