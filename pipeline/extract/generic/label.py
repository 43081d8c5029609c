"""The generic way from blocks to labels: the main content, the page's type, then a label for each block.

Each label's reason carries the score: the chance that the block is main content.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document, LabelledBlock
from pipeline.extract.generic.flat_pieces import flat_pieces
from pipeline.extract.generic.html_pieces import article_pieces, image_pieces
from pipeline.extract.generic.main_content import MainContent, main_content
from pipeline.extract.generic.markdown_pieces import markdown_pieces, with_images
from pipeline.extract.generic.notice import notice
from pipeline.extract.generic.page_type import page_type
from pipeline.extract.generic.policy import with_policy
from pipeline.extract.generic.questions import with_questions_and_sources
from pipeline.extract.generic.removed import removed_piece
from pipeline.extract.generic.result import GenericResult
from pipeline.extract.generic.title import title_first
from pipeline.settings import Settings
from pipeline.survey.model import Survey


def label_generic(document: Document, survey: Survey, site: str, settings: Settings) -> GenericResult:
    """Label every block of a page of an unknown site, HTML or flat. Pure."""
    if not document.blocks:
        return GenericResult((), "other", 0.0, None, document.evidence)
    main = main_content(document, survey, site, settings)
    document, features, title, leaves = main.document, main.features, main.title, main.leaves
    is_html = document.outline is not None
    of_type = page_type(document, features, main.kept, main.facts)
    said_of = notice(document, title.text if title else None, main.kept, features.words)
    may_be_kept = main.free & main.shown
    kept, moved = with_policy(main.kept, may_be_kept, features, main.kinds, main.zones, of_type, settings)
    scores = [f"score {chance:.2f} as main content" for chance in main.chances.tolist()]
    reasons = list(scores)
    for number, words in moved.items():
        reasons[number] += f"; {words}"
    pieces: list[LabelledBlock] = []
    free = main.free.tolist()
    kept_list: list[bool] = with_images(leaves, kept.tolist(), free) if leaves else kept.tolist()
    if is_html:
        pieces += with_questions_and_sources(document, article_pieces(document, kept_list, reasons))
        pieces += image_pieces(document, kept_list, pieces)
    elif leaves:
        pieces += with_questions_and_sources(document, markdown_pieces(document, leaves, kept_list, reasons))
    else:
        pieces += flat_pieces(
            document, kept_list, reasons, title.text if title else None, survey, site, settings
        )
    for row in main.rows.values():
        pieces += row
    pieces += main.fixed.values()
    others = [number for number in range(len(kept_list)) if free[number] and not kept_list[number]]
    for number, piece in zip(reversed(others), _removed(main, others, scores, kept_list), strict=True):
        if leaves and leaves[number].image is not None:
            piece = piece._replace(label="chrome.marker", reason="a picture outside of the text")
        pieces.append(piece._replace(reason=f"{piece.reason}; {moved[number]}") if number in moved else piece)
    pieces.sort(key=lambda piece: (piece.start, piece.end))
    return GenericResult(
        blocks=tuple(pieces),
        page_type=of_type,
        confidence=round(main.confidence, 4),
        title=title,
        evidence=(*title_first(document.evidence, title), *main.beside),
        notice=said_of,
    )


def _removed(
    main: MainContent, others: Sequence[int], scores: Sequence[str], kept: Sequence[bool]
) -> list[LabelledBlock]:
    """The blocks that are not main content, last first, so that a zone's heading learns what is under it."""
    first = kept.index(True) if True in kept else len(kept)
    last = len(kept) - 1 - kept[::-1].index(True) if True in kept else -1
    below: LabelledBlock | None = None
    pieces = []
    chance = main.chances.tolist()
    for number in reversed(others):
        adjacent = below if below is not None and number + 1 < len(kept) and not kept[number + 1] else None
        copied = main.copies.get(number)
        below = removed_piece(
            main.document.blocks[number],
            main.features,
            number,
            chance[number],
            scores[number],
            repeats=main.repeats[number],
            shown=main.shown[number],
            before=number < first,
            after=number > last,
            below=adjacent,
            said=main.kinds[number] or main.zones[number],
            copy=copied is not None and kept[copied],
        )
        pieces.append(below)
    return pieces
