"""Kept lines of flat text and Markdown as pieces of an article, by the same grammar as a known site's body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import Document, LabelledBlock, TextValue
from pipeline.extract.body import BodyLabeller
from pipeline.extract.flat_profile import finish_page
from pipeline.extract.frame import Frame
from pipeline.extract.pieces import LEFT, Pieces
from pipeline.profiles.load import load_profile
from pipeline.segment.wrapped import as_said
from pipeline.settings import Settings
from pipeline.survey.model import Survey

SPACED_SHARE = 0.3
"""Share of lines with a blank line before them from which paragraphs count as parted by blank lines."""


def flat_pieces(
    document: Document,
    kept: Sequence[bool],
    reasons: Sequence[str],
    title: str | None,
    survey: Survey,
    site: str,
    settings: Settings,
) -> list[LabelledBlock]:
    """One piece or more for each kept line. Lines that were close only because chrome between is gone are not."""
    blocks = []
    reason_at: dict[int, str] = {}
    for number, block in enumerate(document.blocks):
        if kept[number]:
            reason_at[block.start] = reasons[number]
            torn = number > 0 and not kept[number - 1]
            blocks.append(block._replace(gap=max(1, block.gap)) if torn else block)
    if not blocks:
        return []
    spaced = sum(1 for block in blocks if block.gap) >= SPACED_SHARE * len(blocks)
    if document.media_type == "text/markdown":
        spaced = False  # its tables and boxes carry their own marks
    pieces = Pieces(document.accounted)
    blocks = list(as_said(blocks))
    body = BodyLabeller(
        pieces,
        blocks,
        load_profile("generic"),
        title,
        spaced=spaced,
        categories=frozenset(),
        tags=frozenset(),
    )
    body.run(0)
    for number, piece in enumerate(pieces.made):
        if piece.label == LEFT:
            pieces.made[number] = piece._replace(label="article.paragraph", reason="a line of the body")
    done = finish_page(
        pieces, body, Frame(0, title, ()), document, blocks, survey, site, settings, capture="source_text"
    )
    last = ""
    out = []
    for piece in _untorn(document, done.blocks, kept):
        last = reason_at.get(piece.start, last)
        out.append(piece._replace(reason=f"{piece.reason}; {last}"))
    return out


def _untorn(
    document: Document, pieces: Sequence[LabelledBlock], kept: Sequence[bool]
) -> Iterator[LabelledBlock]:
    """The pieces; one that reaches over lines that were not kept falls back into its lines."""
    blocks = document.blocks
    at = 0
    for piece in pieces:
        while at < len(blocks) and blocks[at].end <= piece.start:
            at += 1
        last = at
        while last + 1 < len(blocks) and blocks[last + 1].start < piece.end:
            last += 1
        if all(kept[at : last + 1]):
            yield piece
            continue
        for number in range(at, last + 1):
            if kept[number]:
                block = blocks[number]
                yield LabelledBlock(
                    block.start,
                    block.end,
                    "article.paragraph",
                    "a line of the body",
                    block.text,
                    TextValue(block.text),
                )
