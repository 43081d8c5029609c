"""A flat-text page of a known site: frame, then body, then heading levels, then what was left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block, Document, HeadingValue, ItemValue, LabelledBlock, TextValue, ZoneNote
from pipeline.extract.body import BodyLabeller, HeadingMark
from pipeline.extract.frame import Frame, label_frame
from pipeline.extract.headings import HeadingSeen, assign_levels
from pipeline.extract.layout import LONG_LINE
from pipeline.extract.pieces import INVISIBLE, LEFT, MAX_INVISIBLE, Pieces
from pipeline.extract.repetition import repeated_on
from pipeline.profiles.ready import ReadyProfile
from pipeline.profiles.vocabulary import guessed_categories, page_vocabulary
from pipeline.segment.wrapped import as_said, without_gaps
from pipeline.settings import Settings
from pipeline.survey.model import Survey

_KEPT = ("article.", "data.")
NOTICES = ("cookie", "newsletter")
"""Kinds of chrome that their own words name, on pages of every site."""
MIN_LONG = 4
"""So many paragraphs show whether blank lines part them."""


@dataclass(frozen=True, slots=True)
class ProfileLabels:
    """The labelled page, with what was met on the way."""

    blocks: tuple[LabelledBlock, ...]
    zones: tuple[ZoneNote, ...]
    title: str | None
    rows: frozenset[str]
    zone_names: frozenset[str]
    headings: tuple[str, ...]


def label_flat(
    document: Document,
    profile: ReadyProfile,
    capture: str,
    survey: Survey,
    site: str,
    settings: Settings,
) -> ProfileLabels:
    """Label every block of a flat-text page by its site's profile."""
    pieces = Pieces(document.accounted)
    blocks = as_said(_visible(pieces, _front_matter(pieces, document)))
    frame = label_frame(pieces, blocks, profile)
    categories, tags = vocabulary(profile, survey, site, blocks)
    body = BodyLabeller(
        pieces,
        blocks,
        profile,
        frame.title,
        spaced=capture == "rendered_text" and _parted(blocks[frame.body_from :]),
        categories=categories,
        tags=tags,
    )
    body.run(frame.body_from)
    return finish_page(pieces, body, frame, document, blocks, survey, site, settings, capture=capture)


def _parted(blocks: Sequence[Block]) -> bool:
    """Whether blank lines part the paragraphs, as the rendered capture has them unless a tool took them away."""
    long = [block for block in blocks if len(block.text) >= LONG_LINE]
    return len(long) < MIN_LONG or 2 * sum(1 for block in long if block.gap) >= len(long)


def vocabulary(
    profile: ReadyProfile, survey: Survey, site: str, blocks: Sequence[Block]
) -> tuple[frozenset[str], frozenset[str]]:
    """Categories and tags: those the profile knows and those the folder taught, or the page where it is alone."""
    cards = profile.profile.cards
    categories = frozenset(cards.categories if cards else ())
    tags = frozenset(cards.tags if cards else ())
    known = survey.sites.get(site)
    if known:
        return categories | known.categories, tags | known.tags
    lines = [block.text for block in blocks]
    own_categories, own_tags = page_vocabulary(profile, lines)
    categories |= own_categories
    return categories | guessed_categories(lines, categories), tags | own_tags


def finish_page(
    pieces: Pieces,
    body: BodyLabeller,
    frame: Frame,
    document: Document,
    blocks: Sequence[Block],
    survey: Survey,
    site: str,
    settings: Settings,
    *,
    capture: str,
) -> ProfileLabels:
    """Heading levels and zone notes, then what no rule explained."""
    zones = _finish_headings(pieces, body.headings, frame.title, _losses(body.profile, capture))
    body_from = _offset(document, blocks, frame)
    return ProfileLabels(
        blocks=tuple(
            _without_gaps(piece)
            for piece in _resolve_left(pieces.ordered(), survey, site, settings, body_from=body_from)
        ),
        zones=zones,
        title=frame.title,
        rows=frozenset((*frame.rows, *body.rows)),
        zone_names=frozenset(mark.zone.zone.name for mark in body.headings if mark.zone),
        headings=tuple(mark.text for mark in body.headings),
    )


def _without_gaps(piece: LabelledBlock) -> LabelledBlock:
    value = piece.value
    if not isinstance(value, TextValue | ItemValue) or ("\n" not in piece.text and "\r" not in piece.text):
        return piece
    if piece.label in ("article.code", "article.diagram"):
        return piece
    text = without_gaps(piece.text, value.text) or value.text
    return piece._replace(value=value._replace(text=text, markdown=without_gaps(piece.text, value.markdown)))


def _front_matter(pieces: Pieces, document: Document) -> tuple[Block, ...]:
    """Label the lines of the front matter; gives the blocks below it."""
    at = 0
    while at < len(document.blocks) and document.blocks[at].end <= document.front_matter_end:
        pieces.block(document.blocks[at], "data.front_matter", "front matter of the page")
        at += 1
    return document.blocks[at:]


def _visible(pieces: Pieces, blocks: Sequence[Block]) -> Sequence[Block]:
    """Label the lines of nothing but invisible characters, and count them as blank lines; gives the other blocks."""
    if not any(len(block.text) <= MAX_INVISIBLE and not block.text.strip(INVISIBLE) for block in blocks):
        return blocks
    seen = []
    gap = 0
    for block in blocks:
        if block.text.strip(INVISIBLE):
            seen.append(block._replace(gap=block.gap + gap) if gap else block)
            gap = 0
        else:
            pieces.block(block, "chrome.hidden", "a line of invisible characters")
            gap += block.gap + 1
    return seen


def _offset(document: Document, blocks: Sequence[Block], frame: Frame) -> int:
    if frame.body_from < len(blocks):
        return blocks[frame.body_from].start
    return len(document.accounted)


def _losses(profile: ReadyProfile, capture: str) -> frozenset[str]:
    return next(
        (frozenset(style.loses) for style, _ in profile.captures if style.name == capture), frozenset()
    )


def _finish_headings(
    pieces: Pieces, marks: list[HeadingMark], title: str | None, loses: frozenset[str]
) -> tuple[ZoneNote, ...]:
    """Give each heading its level, and note what stands under it."""
    body_marks = [mark for mark in marks if mark.zone is None]
    seen = []
    for number, mark in enumerate(marks):
        if mark.zone is None:
            following = marks[number + 1] if number + 1 < len(marks) else None
            at_once = following is not None and following.zone is None and following.at == mark.at + 1
            seen.append(HeadingSeen(mark.text, at_once, number > 0 and marks[number - 1].zone is not None))
    levels = assign_levels(seen, title)
    markup = [mark.markup_level for mark in body_marks]
    if any(markup):
        levels = [max(2, level) if level else 2 for level in markup]
    for mark, level in zip(body_marks, levels, strict=True):
        old = pieces.made[mark.at]
        pieces.made[mark.at] = LabelledBlock(*old[:5], HeadingValue(level, mark.role, mark.text), old.links)
    level_of = {mark.at: level for mark, level in zip(body_marks, levels, strict=True)}
    kept = [piece.label.startswith(_KEPT) for piece in pieces.made]
    notes = []
    for number, mark in enumerate(marks):
        end = marks[number + 1].at if number + 1 < len(marks) else len(pieces.made)
        under = kept[mark.at + 1 : end].count(True)
        if mark.zone is None and number + 1 < len(marks):
            following = marks[number + 1]
            if following.zone is None and level_of[following.at] > level_of[mark.at]:
                under += 1
        if mark.zone and mark.zone.zone.content == "none":
            continue
        role = mark.role if mark.zone is None or mark.zone.zone.role else mark.zone.zone.name
        lossy = mark.zone is not None and (mark.zone.zone.name in loses or role in loses)
        lossy = lossy or ("list" in loses and mark.zone is None)
        notes.append(ZoneNote(mark.text, role, mark.start, mark.end, under, lossy))
    return tuple(notes)


def _resolve_left(
    blocks: list[LabelledBlock], survey: Survey, site: str, settings: Settings, *, body_from: int
) -> list[LabelledBlock]:
    """What no profile rule explained: repeated across the site, or unexplained."""
    left = [at for at, block in enumerate(blocks) if block.label == LEFT]
    repeats = repeated_on(survey, site, [blocks[at].text for at in left], settings)
    for at, pages in zip(left, repeats, strict=True):
        block = blocks[at]
        if pages:
            kind = "navigation" if block.start < body_from else "footer"
            reason = f"repeated on {pages} pages of this site"
            blocks[at] = block._replace(label=f"chrome.{kind}", reason=reason)
        elif notice := _notice(block.text):
            blocks[at] = block._replace(
                label=f"chrome.{notice}", reason=f"the usual words of {notice} notices"
            )
        else:
            reason = "no rule of the profile fits, and it does not repeat"
            blocks[at] = block._replace(label="unexplained", reason=reason)
    return blocks


def _notice(text: str) -> str | None:
    """The kind of notice that sites of every kind show with these very words; None for other text."""
    folded = text.casefold()
    if not any(kind in folded for kind in NOTICES):
        return None
    from pipeline.extract.generic.chrome import kind_by_text

    kind = kind_by_text(text)
    return kind if kind in NOTICES else None
