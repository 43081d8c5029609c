"""Lines of flat text with no blank line between them: step cards, glued tables, boxes, code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from pipeline.document import Block, CellsValue, ItemValue
from pipeline.extract import layout, zones
from pipeline.extract.tables import table_cells


class TightPage(zones.ZonePage, Protocol):
    """What labelling such lines needs to know of the page they are on."""

    def opens_zone_at(self, index: int) -> bool: ...


def lines_from(blocks: Sequence[Block], index: int) -> Iterator[str]:
    """The texts of the blocks from `index` on, up to a blank line."""
    yield blocks[index].text
    for at in range(index + 1, len(blocks)):
        if blocks[at].gap:
            return
        yield blocks[at].text


def tight_run(page: TightPage, index: int) -> int:
    """Number of blocks from `index` on with no blank line between them."""
    last = index + 1
    while last < len(page.blocks) and page.blocks[last].gap == 0:
        if page.opens_zone_at(last):
            break
        last += 1
    return last - index


def label_run(page: TightPage, index: int, run: int) -> int:
    """Step cards, glued tables and boxes: lines without blank lines between them in spaced text."""
    blocks = page.blocks[index : index + run]
    texts = [block.text for block in blocks]
    if any(
        layout.BULLET.match(text) or layout.NUMBERED.match(text) or (text[0] == "|" and text[-1] == "|")
        for text in texts
    ):
        return 0
    if layout.NUMBER_ALONE.fullmatch(texts[0]):
        return zones.label_step_cards(page, blocks)
    if max(len(text) for text in texts) > 400:
        return 0
    rows = table_cells(texts)
    if rows is None and _are_compare_cards(texts):
        for title, detail in zip(blocks[::2], blocks[1::2], strict=True):
            value = ItemValue(f"{layout.plain(title.text)}\n{layout.plain(detail.text)}", ordered=False)
            page.pieces.put(title.start, detail.end, "article.list_item", "a card: title, detail", value)
        return run
    if rows is not None:
        for block, cells in zip(blocks, rows, strict=True):
            page.pieces.block(block, "article.table_row", "a row of a glued table", CellsValue(cells))
        return run
    if run == 2 and page.is_heading_at(index):
        return 0
    for block in blocks:
        page.paragraph(block, "article.paragraph", "a line of a box")
    return run


def _are_compare_cards(texts: Sequence[str]) -> bool:
    """Whether lines alternate between a short title and a sentence."""
    if len(texts) < 4 or len(texts) % 2:
        return False
    return all(layout.could_be_heading(text) and len(text) < 70 for text in texts[::2]) and all(
        text.endswith((".", "!", "?", "”", '"')) and len(text) > 20 for text in texts[1::2]
    )
