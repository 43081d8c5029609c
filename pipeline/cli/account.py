"""The account of one page for people: each piece of its text in order, what became of it and why, and the sums.

12  article.paragraph      profile pulse: text under a heading
    | The seat height decides more than the frame does …
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.cli.output import count, paint
from pipeline.report.visible import one_line, visible

if TYPE_CHECKING:
    from pipeline.document import LabelledBlock
    from schemas.page import PageRow

FAMILY_COLOURS = {"article": "green", "data": "cyan", "chrome": "magenta", "unexplained": "alarm"}
LABEL_WIDTH = 24


def account_lines(
    blocks: Sequence[LabelledBlock], lines: Sequence[int | None], row: PageRow, width: int = 100
) -> Iterator[str]:
    """The whole account. `lines` is aligned with `blocks`: 1-based line in the decoded source, where known."""
    for block, line in zip(blocks, lines, strict=True):
        yield from piece_lines(block, line, width)
    yield ""
    yield from sum_lines(blocks, row)


def piece_lines(block: LabelledBlock, line: int | None, width: int) -> Iterator[str]:
    """One piece: its line, label and reason, and below them its text."""
    colour = FAMILY_COLOURS[block.label.split(".")[0]]
    number = "" if line is None else str(line)
    yield f"{number:>6}  {paint(f'{block.label:<{LABEL_WIDTH}}', colour)}  {paint(one_line(block.reason), 'dim')}"
    for text in visible(block.text).splitlines():
        for part in textwrap.wrap(text, max(20, width - 10), break_on_hyphens=False) or [""]:
            yield f"        {paint('|', colour)} {part}"


def sum_lines(blocks: Sequence[LabelledBlock], row: PageRow) -> Iterator[str]:
    """The sums by label, and the sentence that adds up."""
    characters: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for block in blocks:
        characters[block.label] += sum(map(len, block.text.split()))
        pieces[block.label] += 1
    for label in sorted(characters):
        colour = FAMILY_COLOURS[label.split(".")[0]]
        yield (
            f"        {paint(f'{label:<{LABEL_WIDTH}}', colour)}  {characters[label]:>9,} characters in "
            f"{count(pieces[label], 'piece')}"
        )
    parts = row.kept_chars + row.data_chars + row.removed_chars + row.unexplained_chars
    agrees = parts == row.chars == sum(characters.values())
    yield (
        f"kept {row.kept_chars:,} + data {row.data_chars:,} + removed {row.removed_chars:,} + unexplained "
        f"{row.unexplained_chars:,} {'=' if agrees else '!='} {row.chars:,} characters, white space not counted"
        + ("" if agrees else " (the account does not add up: please report this page)")
    )
