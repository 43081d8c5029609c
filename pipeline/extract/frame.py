"""The head of a page: rows, title and its copies, up to where the body begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block, FieldValue
from pipeline.extract.layout import IMAGE, could_be_heading, plain
from pipeline.extract.pieces import Pieces
from pipeline.extract.rows import PILL_ICONS, match_row, put_row, put_rows_in_a_line
from pipeline.profiles.ready import ReadyProfile, heading_text

MAX_HEAD = 40
"""Blocks looked at for the head."""
MAX_TITLE = 220
MAX_SENTENCE_TITLE = 100
"""Characters of a title that ends as a sentence does."""
MAX_MARKED = 80
"""Characters of a row of the frame that no pattern knows."""
_TITLE_OPENS = "“‘\"'($€£¿¡#[*_-"
MAX_LABEL_WORDS = 5
"""Words of a section's name that stands alone under the back link."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the head gave."""

    body_from: int
    """Index of the first block of the body."""
    title: str | None
    rows: tuple[str, ...]
    """Names of the rows met."""


def one_spaced(text: str) -> str:
    """A title on one line: runs of white space, no-break spaces too, become one space."""
    return " ".join(text.split())


def is_copy(text: str, title: str, cut_lengths: Sequence[int]) -> bool:
    """Whether a line says the title again, whole or cut at one of the site's lengths.

    White space does not count: the capture may turn no-break spaces plain, and it trims a copy whose cut
    fell after a space.
    """
    if text == title:
        return True
    if text[:1] != title[:1] or len(text) > 2 * len(title):
        return False
    text, title = one_spaced(text), one_spaced(title)
    return text == title or any(text == title[:cut].rstrip() for cut in cut_lengths)


def is_near_copy(text: str, title: str) -> bool:
    """Whether a line is the title in slightly other words (a second title that disagrees)."""
    ours, theirs = set(text.lower().split()), set(title.lower().split())
    return len(ours & theirs) >= 0.6 * max(len(ours), len(theirs)) and len(ours & theirs) >= 4


def label_frame(pieces: Pieces, blocks: Sequence[Block], profile: ReadyProfile) -> Frame:
    """Label rows, title and title copies at the top; leaves what no rule knows."""
    order = profile.profile.date_order
    cuts = profile.profile.duplicate_title_lengths
    rows: list[str] = []
    row_at: set[int] = set()
    open_lines: list[int] = []
    index = 0
    while index < min(len(blocks), MAX_HEAD):
        block = blocks[index]
        text = heading_text(block.text)
        if len(text) <= 80 and profile.zone_of(text) is not None:
            break
        row = match_row(profile, block.text, ("head", "any"))
        if row:
            put_row(pieces, block, row[0], row[1], order)
            rows.append(row[0].row.name)
            row_at.add(index)
        elif not PILL_ICONS.isdisjoint(block.text) and (
            names := put_rows_in_a_line(pieces, block, profile, ("head",))
        ):
            rows += names
            row_at.add(index)
        elif index - 1 in row_at and rows[-1] == "back-link" and _is_section_label(profile, blocks, index):
            field = "category" if text.islower() and " " not in text else "breadcrumb"
            reason = "a short line between the back link and the title"
            pieces.block(block, f"data.{field}", reason, FieldValue(field, text))
            row_at.add(index)
        elif open_lines and index - 1 in row_at and _is_marked_line(block):
            pieces.block(block, "chrome.meta_row", "a line of marks straight under a row")
            row_at.add(index)
        elif not open_lines:
            if len(text) > MAX_TITLE or (is_prose(text) and not _stands_as_title(profile, blocks, index)):
                break
            open_lines.append(index)
        else:
            first = [heading_text(blocks[i].text) for i in open_lines]
            known = any(is_copy(text, line, cuts) for line in first)
            known = known or (
                _is_first_level(block) and not any(_is_first_level(blocks[i]) for i in open_lines)
            )
            known = known or (could_be_heading(text) and _said_twice(blocks, index))
            known = known or (could_be_heading(text) and _closes_dense_head(blocks, index))
            known = known or (index - 1 in row_at and _in_copy_place(blocks, index))
            known = known or (
                _opens_next(profile, blocks, index) and any(is_near_copy(text, t) for t in first)
            )
            image = IMAGE.fullmatch(block.text) is not None
            title_below = could_be_heading(text) and _opens_next(profile, blocks, index)
            ahead = len(text) <= MAX_TITLE and _rows_ahead(profile, blocks, index)
            if not (known or image or title_below or ahead):
                break
            open_lines.append(index)
        index += 1
    title_at = _choose_title(blocks, open_lines, row_at, cuts)
    title = one_spaced(plain(heading_text(blocks[title_at].text))) if title_at is not None else None
    for at in open_lines:
        block = blocks[at]
        text = one_spaced(plain(heading_text(block.text)))
        if at == title_at:
            pieces.block(
                block,
                "data.title",
                "the page's title: first full line of the head",
                FieldValue("title", text),
            )
        elif title and (is_copy(text, title, cuts) or is_near_copy(text, title)):
            pieces.block(block, "chrome.duplicate_title", "the title again")
        elif (
            title_at is not None
            and at - 1 in row_at
            and at > title_at
            and (_opens_next(profile, blocks, at) or _in_copy_place(blocks, at))
        ):
            pieces.block(block, "chrome.duplicate_title", "stands where the title's copy stands")
        elif title_at is not None and at > title_at and {at - 1, at + 1} & row_at:
            pieces.block(block, "chrome.meta_row", "a line among the rows under the title")
        else:
            pieces.leave(block)
    return Frame(index, title, tuple(rows))


def _is_section_label(profile: ReadyProfile, blocks: Sequence[Block], index: int) -> bool:
    """Whether a line names the page's section: a few words straight below the back link, the title apart below."""
    text = blocks[index].text
    if len(text.split()) > MAX_LABEL_WORDS or not text[-1].isalnum() or index + 1 >= len(blocks):
        return False
    following = blocks[index + 1]
    return (
        (blocks[index].gap < following.gap or (text.islower() and " " not in text))
        and match_row(profile, following.text, ("head", "any")) is None
        and not is_copy(text, heading_text(following.text), ())
        and _rows_ahead(profile, blocks, index + 1)
    )


def _is_marked_line(block: Block) -> bool:
    """Whether a short line straight under a row is one too, although no pattern knows it: by its icon, or its dots."""
    text = block.text
    if block.gap or len(text) > MAX_MARKED or text.endswith((".", "?", "!", ":")):
        return False
    return "·" in text or not (text[0].isalnum() or text[0] in _TITLE_OPENS)


def is_prose(text: str) -> bool:
    """Whether a line ends as sentences do: the first line of an article, more likely than its title."""
    return not could_be_heading(text) and text.endswith((".", ".”", '."', ":", ";", ","))


def _stands_as_title(profile: ReadyProfile, blocks: Sequence[Block], index: int) -> bool:
    """Whether a line stands where titles do, however it ends: marked as one, said twice, a row or an opening below."""
    return (
        _is_first_level(blocks[index])
        or _said_twice(blocks, index)
        or _closes_dense_head(blocks, index)
        or _heads_the_page(blocks, index)
        or _opens_next(profile, blocks, index)
        or _rows_ahead(profile, blocks, index)
    )


def _is_first_level(block: Block) -> bool:
    return block.heading_level == 1 or block.text.startswith("# ")


def _said_twice(blocks: Sequence[Block], index: int) -> bool:
    """Whether the next line says the same: a title does that, below a line that is none."""
    return index + 1 < len(blocks) and blocks[index + 1].text == blocks[index].text


def _in_copy_place(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line stands straight on the line above and apart from the one below, as a title's copy under a row."""
    apart = index + 1 < len(blocks) and blocks[index + 1].gap > 0
    return apart and blocks[index].gap == 0 and could_be_heading(blocks[index].text)


def _closes_dense_head(blocks: Sequence[Block], index: int) -> bool:
    """Whether the only blank line about stands below this one, on a page that parts nothing else by blank lines."""
    below = [block.gap for block in blocks[index + 1 : index + 5]]
    return len(below) > 2 and (index == 0 or blocks[index].gap == 0) and below[0] > 0 and not any(below[1:])


def _heads_the_page(blocks: Sequence[Block], index: int) -> bool:
    """Whether a short first line has a heading below it, with text: a section does not come before its title."""
    if index or len(blocks) < 3 or len(blocks[0].text) > MAX_SENTENCE_TITLE:
        return False
    return could_be_heading(blocks[1].text) and not could_be_heading(blocks[2].text)


def _rows_ahead(profile: ReadyProfile, blocks: Sequence[Block], index: int) -> bool:
    """Whether a row of the head follows soon: then the head is not over."""
    if len(blocks[index].text) > 140:
        return False
    return any(
        match_row(profile, block.text, ("head",)) is not None
        for block in blocks[index + 1 : index + 4]
        if len(block.text) < 120
    )


def _opens_next(profile: ReadyProfile, blocks: Sequence[Block], index: int) -> bool:
    """Whether the line stands between the head's rows and the opening of the body, where a title copy does."""
    if index + 1 >= len(blocks):
        return False
    following = heading_text(blocks[index + 1].text)
    opens = len(following) <= 80 and profile.zone_of(following) is not None
    return opens or match_row(profile, following, ("head",)) is not None


def _choose_title(
    blocks: Sequence[Block], candidates: list[int], row_at: set[int], cuts: Sequence[int]
) -> int | None:
    """The line said twice, else a level-1 heading, else the likeliest above the body, a line just above a row first.

    Below a row that has a line above it stands that line's copy, even where it says something else.
    """
    texts = {at: heading_text(blocks[at].text) for at in candidates}
    for at in candidates:
        if any(other != at and is_copy(texts[other], texts[at], cuts) for other in candidates):
            return at
    for at in candidates:
        if _is_first_level(blocks[at]):
            return at
    above = [at for at in candidates if at + 1 in row_at]
    likely = [at for at in candidates if could_be_heading(texts[at])]
    if above:
        copies = {at for at in likely if at > above[0] and at - 1 in row_at and _in_copy_place(blocks, at)}
        likely = [at for at in likely if at in above or at not in copies]
    if likely:
        return max(likely, key=lambda at: (_title_likeness(texts[at]) + (at + 1 in row_at), -at))
    return candidates[0] if candidates else None


def _title_likeness(text: str) -> int:
    """How much a line looks like a title of an entry: a question, or at least a phrase."""
    return 2 * text.endswith("?") + (len(text.split()) >= 5)
