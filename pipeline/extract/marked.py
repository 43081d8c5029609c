"""Runs of lines that carry a mark of their own: quotes and fenced code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Block, TextValue
from pipeline.extract import layout
from pipeline.extract.pieces import Pieces

QUOTE = re.compile(r">(?: |$)")


def label_quote(pieces: Pieces, blocks: Sequence[Block], index: int) -> int:
    """Lines with a quote mark and no blank line between them are one quote; what is set in there stays so."""
    last = index + 1
    while last < len(blocks) and not blocks[last].gap and QUOTE.match(blocks[last].text):
        last += 1
    run = blocks[index:last]
    text = layout.plain("\n".join(QUOTE.sub("", block.text, count=1) for block in run).strip())
    value = TextValue(text, depth=1)
    pieces.put(run[0].start, run[-1].end, "article.quote", "a quote mark", value)
    return len(run)


def label_code(pieces: Pieces, blocks: Sequence[Block], index: int) -> int:
    """A fenced code block, up to its closing fence or the end."""
    fence = blocks[index].text
    language = fence[3:].strip() or None
    last = index + 1
    while last < len(blocks) and not blocks[last].text.startswith("```"):
        last += 1
    end = blocks[min(last, len(blocks) - 1)].end
    inner_end = blocks[last - 1].end if last > index + 1 else blocks[index].end
    inner = layout.lines_of(pieces.accounted[blocks[index].end : inner_end]).strip("\n")
    label = "article.diagram" if language == "mermaid" else "article.code"
    pieces.put(blocks[index].start, end, label, "a fenced code block", TextValue(inner, language=language))
    return min(last, len(blocks) - 1) - index + 1
