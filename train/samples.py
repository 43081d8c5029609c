"""Pages as rows to train on: features and share of truth of each block, as HTML and as its flat text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.decode import decode
from pipeline.document import Document, RawPage, Text
from pipeline.extract.generic.copies import Paragraphs, paragraphs_of
from pipeline.extract.generic.features import page_features
from pipeline.extract.generic.prior import shown_blocks
from pipeline.extract.generic.title import html_title
from pipeline.segment import segment
from pipeline.segment.text import segment_lines
from train.align import shares_in_truth, words_of
from train.corpus import TruePage

MOST_BLOCKS = 150
"""Blocks drawn from one page: a page counts once, however long it is."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One page, one way. Rows are blocks."""

    page: TruePage
    names: tuple[str, ...]
    table: NDArray[np.float32]
    shares: NDArray[np.float64]
    words: NDArray[np.float64]
    shown: NDArray[np.bool_]
    tokens: tuple[list[str], ...]
    paragraphs: Paragraphs


def document_of(data: bytes, name: str = "page.html") -> Document:
    """A page cut into blocks, as the pipeline cuts it."""
    return segment(decode(RawPage.in_memory(name, data)))


def flat_text_of(document: Document) -> str:
    """The text a dump of the page would hold: what is shown, a block a line, no markup."""
    shown = shown_blocks(document)
    return "\n".join(
        " ".join(block.text.split()) for block, seen in zip(document.blocks, shown, strict=True) if seen
    )


def sample(page: TruePage, document: Document) -> Sample | None:
    """The page's rows; None where it has no text."""
    blocks = document.blocks
    if not blocks:
        return None
    title = html_title(document) if document.outline is not None else None
    features = page_features(document, title.block if title else -1)
    tokens = tuple(words_of(block.text) for block in blocks)
    return Sample(
        page=page,
        names=features.names,
        table=features.table.T.copy(),
        shares=shares_in_truth(tokens, words_of(page.truth)),
        words=features.words,
        shown=np.array(shown_blocks(document)),
        tokens=tokens,
        paragraphs=paragraphs_of(document, features),
    )


def both_ways(page: TruePage) -> tuple[Sample | None, Sample | None]:
    """The page as HTML and as flat text."""
    document = document_of(page.data)
    flat = segment_lines(Text("page.txt", flat_text_of(document), "text/plain", "utf-8"))
    return sample(page, document), sample(page, flat)


def stacked(
    samples: list[Sample], seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float64], NDArray[np.float64]]:
    """Rows of all pages with their shares and weights; the weights of a page's rows add up to the same."""
    draw = np.random.default_rng(seed)
    tables, shares, weights = [], [], []
    for one in samples:
        rows = np.arange(len(one.shares))
        if len(rows) > MOST_BLOCKS:
            rows = np.sort(draw.choice(rows, MOST_BLOCKS, replace=False))
        weight = one.words[rows] + 0.5
        tables.append(one.table[rows])
        shares.append(one.shares[rows])
        weights.append(weight / weight.sum() * 200)
    return np.concatenate(tables), np.concatenate(shares), np.concatenate(weights)
