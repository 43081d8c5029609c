"""What several page rules need of one page, derived once: prose, headings, sections.

Plain functions over labelled blocks; `PageContext` keeps their results for the life of one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.document import HeadingValue, LabelledBlock
from pipeline.known import known_if_short
from schemas.article import Article, Section

PROSE_LABELS = frozenset(
    {"article.paragraph", "article.list_item", "article.quote", "article.faq_answer", "article.step"}
)
"""Labels of running text."""

_LINE = 200
"""Characters of a heading; longer texts are not kept in the cache."""
_OPENING_ROLES = frozenset({"direct_answer", "quick_answer", "summary"})


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of running text."""

    block: LabelledBlock
    count: int
    """Its words: what is parted by white space, punctuation kept."""

    @property
    def words(self) -> list[str]:
        """Its words in lower case. Made anew each time: for the few pieces that are looked at more closely."""
        return self.block.text.lower().split()


@dataclass(frozen=True, slots=True)
class SectionAt:
    """A heading and the pieces under it, up to the next heading; `heading` None: before the first."""

    heading: LabelledBlock | None
    text: str
    level: int
    role: str
    blocks: list[LabelledBlock] = field(default_factory=list)
    """Article pieces, without headings and rule lines."""
    prose: list[int] = field(default_factory=list)
    """Indexes into the page's prose."""
    others: list[LabelledBlock] = field(default_factory=list)
    """Links and unexplained pieces: content too, though not the article's text."""


# Headings are asked for by several rules, and a site says many again.
@known_if_short(_LINE, most=4096)
def plain(text: str) -> str:
    """Lower case, single spaces, no emphasis marks, straight apostrophes, no punctuation at the ends."""
    text = text.lower().replace("’", "'").replace("*", "")
    return " ".join(text.split()).strip(" .:;,!?#-–—\"'“”")


def sections_of(blocks: Iterable[LabelledBlock], article: Article | None) -> tuple[SectionAt, ...]:
    """The sections in page order. Levels and roles are the article's where the headings agree."""
    known: dict[str, list[Section]] = {}
    for section in article.sections if article else ():
        if section.heading is not None:
            known.setdefault(plain(section.heading), []).append(section)
    current = SectionAt(None, "", 1, "body")
    found = [current]
    prose = 0
    for block in blocks:
        label = block.label
        if label == "article.heading":
            current = _section_at(block, known)
            found.append(current)
        elif label[:8] == "article.":
            if label != "article.rule_line":
                current.blocks.append(block)
            if label in PROSE_LABELS:
                current.prose.append(prose)
                prose += 1
        elif label in ("data.link", "unexplained"):
            current.others.append(block)
    return tuple(found)


def _section_at(block: LabelledBlock, known: dict[str, list[Section]]) -> SectionAt:
    value = block.value if isinstance(block.value, HeadingValue) else None
    text = value.text if value else block.text
    same = known.get(plain(text))
    if same:
        section = same.pop(0)
        return SectionAt(block, text, section.level, section.role)
    return SectionAt(block, text, value.level if value else 2, value.role if value else "body")


def stray_title(sections: Sequence[SectionAt]) -> LabelledBlock | None:
    """A heading with nothing under it, or a short line, between the page's header and its opening zone.

    Pages that show their title twice have the second copy there; worded otherwise it looks like a heading.
    """
    if len(sections) < 2 or sections[0].others:
        return None
    before, first = sections[0].blocks, sections[1]
    if first.role in _OPENING_ROLES:
        return before[0] if len(before) == 1 and _is_line(before[0]) else None
    alone = first.role == "body" and not before and not first.blocks and not first.others
    return first.heading if alone and len(sections) > 2 and sections[2].role in _OPENING_ROLES else None


def _is_line(block: LabelledBlock) -> bool:
    text = block.text
    return block.label == "article.paragraph" and 15 <= len(text) <= 120 and text[-1] not in ".:;,!"


def clip(text: str, limit: int = 60) -> str:
    """A piece of page text for a message: one line, in quotation marks, cut after a word with an ellipsis."""
    flat = " ".join(text[: 4 * limit].split())
    if len(flat) > limit:
        cut = flat.rfind(" ", limit // 2, limit)
        flat = flat[: cut if cut > 0 else limit].rstrip() + "…"
    return f"“{flat}”"
