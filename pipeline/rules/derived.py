"""What several page rules need of one page, derived once: prose, headings, sections, likely copies.

Plain functions over labelled blocks; `PageContext` keeps their results for the life of one page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from pipeline.document import HeadingValue, LabelledBlock
from schemas.article import Article, Section

PROSE_LABELS = frozenset(
    {"article.paragraph", "article.list_item", "article.quote", "article.faq_answer", "article.step"}
)
"""Labels of running text."""

_OPENING_ROLES = frozenset({"direct_answer", "quick_answer", "summary"})
_KEY_WORDS = 6
"""Words at either end of a text that make it a likely copy of another."""
_KEY_SENTENCE = 30
"""Shortest sentence, in characters, that makes two texts likely copies."""
_LEAST_TWIN = 20
_TWIN = 0.8
"""Words that sections must have to be compared, and the similarity from which they say the same."""
_PART = 0.35
_WHOLE = 0.9
"""A section is another's twin too when nearly all of it stands in the other and is a third of that or more."""
_HOLDERS = 4
"""At most this many texts are compared for one shared key, so that hostile pages cost no more than others."""


class Prose(NamedTuple):
    """A piece of running text with its lower-cased words (split at white space, punctuation kept)."""

    block: LabelledBlock
    lower: str
    words: list[str]


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


def plain(text: str) -> str:
    """Lower case, single spaces, no emphasis marks, straight apostrophes, no punctuation at the ends."""
    text = text.lower().replace("’", "'").replace("*", "")
    return " ".join(text.split()).strip(" .:;,!?#-–—\"'“”")


def prose_of(blocks: Iterable[LabelledBlock]) -> tuple[Prose, ...]:
    """The running text among article blocks, in order."""
    found = []
    for block in blocks:
        if block.label in PROSE_LABELS:
            lower = block.text.lower()
            found.append(Prose(block, lower, lower.split()))
    return tuple(found)


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
        elif label.startswith("article."):
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


def likely_copies(prose: Sequence[Prose]) -> tuple[tuple[int, int], ...]:
    """Pairs (earlier, later) of prose that share a sentence, their first or their last words.

    A cheap sieve: copies with a few changed words pass it, and so do some texts that are none.
    """
    keys: list[list[object]] = []
    for piece in prose:
        words = piece.words
        of_piece: list[object] = [s for s in piece.lower.split(". ") if len(s) >= _KEY_SENTENCE]
        if len(words) > _KEY_WORDS:
            of_piece.append(("first", *words[:_KEY_WORDS]))
            of_piece.append(("last", *words[-_KEY_WORDS:]))
        keys.append(of_piece)
    # Hardly a key is met twice: only those are looked at.
    met = set(chain.from_iterable(keys))
    if len(met) == sum(map(len, keys)):
        return ()
    holders: dict[object, list[int]] = {
        key: [] for key, times in Counter(chain.from_iterable(keys)).items() if times > 1
    }
    pairs: set[tuple[int, int]] = set()
    for index, of_piece in enumerate(keys):
        for key in of_piece:
            before = holders.get(key)
            if before is None:
                continue
            pairs.update((other, index) for other in before if other != index)
            if len(before) < _HOLDERS:
                before.append(index)
    return tuple(sorted(pairs))


def shingles(words: Sequence[str]) -> set[tuple[str, str, str]]:
    """The 3-word shingles of a text."""
    return set(zip(words, words[1:], words[2:], strict=False))


def similarity(first: Sequence[str], second: Sequence[str]) -> float:
    """Jaccard similarity of the 3-word shingles of two texts, 0 to 1; 1 for equal texts of any length."""
    if first == second:
        return 1.0
    return overlap(shingles(first), shingles(second))


def overlap(one: set[tuple[str, str, str]], two: set[tuple[str, str, str]]) -> float:
    """Jaccard similarity of two sets of shingles, 0 to 1; 0 where both are empty."""
    shared = len(one & two)
    union = len(one) + len(two) - shared
    return shared / union if union else 0.0


def section_twins(
    sections: Sequence[SectionAt], prose: Sequence[Prose], pairs: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """Pairs (earlier, later) of sections whose running text is the same or nearly so (at least 20 words)."""
    home = {index: number for number, section in enumerate(sections) for index in section.prose}
    likely = sorted({(home[a], home[b]) for a, b in pairs if home[a] != home[b]})
    met = {number for pair in likely for number in pair}
    sizes = {n: sum(len(prose[index].words) for index in sections[n].prose) for n in met}
    long = [pair for pair in likely if min(sizes[pair[0]], sizes[pair[1]]) >= _LEAST_TWIN]
    words_of = {
        n: frozenset(chain.from_iterable(prose[index].words for index in sections[n].prose))
        for n in {number for pair in long for number in pair}
    }
    texts: dict[int, set[tuple[str, str, str]]] = {}
    found = []
    for pair in long:
        if not _kin(words_of[pair[0]], words_of[pair[1]]):
            continue
        for number in pair:
            if number not in texts:
                words = [word for index in sections[number].prose for word in prose[index].words]
                texts[number] = shingles(words)
        one, two = texts[pair[0]], texts[pair[1]]
        least, most = sorted((len(one), len(two)))
        # Sets of very different size cannot overlap enough, whatever they hold.
        if (least >= _TWIN * most and overlap(one, two) >= _TWIN) or (
            least >= _PART * most and len(one & two) >= _WHOLE * least
        ):
            found.append(pair)
    return tuple(found)


def _kin(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two sections share most words of the smaller: a cheap look, since twins share nearly all of them."""
    return len(one & two) >= _TWIN * min(len(one), len(two))


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
