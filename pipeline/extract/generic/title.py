"""Which block is the page's title, and what the title is where no block is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from pipeline.document import Block, Document, Evidence
from pipeline.extract.generic.byline import row_facts
from pipeline.extract.generic.oneline import one_line, without_permalink
from pipeline.extract.generic.result import TitleDecision
from pipeline.extract.layout import MARKDOWN_HEADING, could_be_heading

_SEPARATOR = re.compile(r"\s+(?:[|·•»›:]{1,2}|[-–—])\s+")
_WORD = re.compile(r"\w+")
PROSE_WORDS = 14
"""Words from which a line with closing punctuation is taken for running text."""
SURE_PROSE = 0.5
LONGEST = 300
"""Characters of the longest title."""
NEAR_PROSE = 4
"""Lines from a title that other pages repeat to the first prose, at most."""
AGAIN = 0.5
"""What such a title scores less than one that stands on its page alone."""
CUT = 75
"""A copy of the title may be cut after this many characters or later."""


def html_title(document: Document) -> TitleDecision | None:
    """The title of an HTML page: a visible heading that agrees with what the page says of itself."""
    claims = _claims(document)
    texts = [block.text for block in document.blocks]
    return _decision(document, texts, _heading_block(document.blocks, claims), claims)


def flat_title(
    document: Document,
    texts: Sequence[str],
    repeats: Sequence[int],
    usual: Sequence[bool],
    chances: Sequence[float],
    fenced: Set[int],
) -> TitleDecision | None:
    """The title of flat text: a claimed one, a Markdown heading, or the line that leads to the first prose.

    `texts` are the blocks as a reader sees them, without marks of Markdown where the tree is known. `usual` says
    which of them most pages of the site have.
    """
    claims = _claims(document)
    return _decision(
        document, texts, _leading_block(document, texts, claims, repeats, usual, chances, fenced), claims
    )


def _claims(document: Document) -> list[tuple[str, str]]:
    return [(one_line(e.value), e.source) for e in document.evidence if e.field == "title"]


def _decision(
    document: Document, texts: Sequence[str], block: int, claims: Sequence[tuple[str, str]]
) -> TitleDecision | None:
    if block >= 0:
        text = texts[block]
        mark = MARKDOWN_HEADING.match(text)
        level = document.blocks[block].heading_level
        source = "a Markdown heading" if mark or level else "the line that leads to the text"
        if document.outline is not None:
            source = f"<h{level}>"
        plain = one_line(text[mark.end() :] if mark else text)
        return TitleDecision(without_permalink(plain), block, source)
    if not claims:
        return None
    site = [one_line(e.value) for e in document.evidence if e.field == "site_name"]
    stated = next(((text, source) for text, source in claims if source != "<title>"), None)
    text, source = stated or (without_site(claims[0][0], site), claims[0][1])
    return TitleDecision(text, -1, source)


def without_site(title: str, site_names: Sequence[str]) -> str:
    """A `<title>` without the site's name before or after it."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    known = {name.casefold() for name in site_names}
    rest = [part for part in parts if part.casefold() not in known] or parts
    return max(rest, key=len)


def first_letter(text: str) -> str:
    """The first letter without case, or what the text begins with."""
    return text[:1].casefold()[:1]


def is_copy_of(text: str, title: str) -> bool:
    """Whether a line says the title again, maybe cut."""
    if first_letter(text) != first_letter(title):
        return False  # as nearly all lines of a page, for each of which this is asked
    text = one_line(text).casefold().rstrip(".… ")
    title = title.casefold()
    return bool(text) and (text == title.rstrip(".… ") or (len(text) >= CUT and title.startswith(text)))


def title_first(evidence: Sequence[Evidence], title: TitleDecision | None) -> tuple[Evidence, ...]:
    """The statements of a page with the decided title before all others of its field."""
    if title is None or title.block >= 0:
        return tuple(evidence)
    return (Evidence("title", title.text, title.source), *evidence)


def _heading_block(blocks: Sequence[Block], claims: Sequence[tuple[str, str]]) -> int:
    claimed = [frozenset(_WORD.findall(text.casefold())) for text, _ in claims]
    best, best_score = -1, 0.0
    for number, block in enumerate(blocks):
        level = block.heading_level
        if not level or level > 3 or len(block.text) > 300 or (block.markup and block.markup.hidden):
            continue
        words = frozenset(_WORD.findall(block.text.casefold()))
        if not words:
            continue
        agreement = max((len(words & claim) / len(words | claim) for claim in claimed if claim), default=0.0)
        inside = max((len(words & claim) / len(words) for claim in claimed if claim), default=0.0)
        score = agreement + 0.5 * inside * min(len(words), 4) / 4 + {1: 0.6, 2: 0.1, 3: 0.0}[level]
        if claimed and len(words) == 1 and agreement < 0.5:
            score -= 0.4  # a site's name in the header
        if score > best_score + 1e-9:
            best, best_score = number, score
    return best if best_score >= 0.5 else -1


def _leading_block(
    document: Document,
    texts: Sequence[str],
    claims: Sequence[tuple[str, str]],
    repeats: Sequence[int],
    usual: Sequence[bool],
    chances: Sequence[float],
    fenced: Set[int],
) -> int:
    """The line that claims the title; else, of the short lines above the first prose, the likeliest."""
    blocks = document.blocks
    seen = Counter(one_line(text) for text in texts)
    best, best_score = -1, 0.0
    prose = next((n for n, t in enumerate(texts) if _is_prose(t) and chances[n] >= SURE_PROSE), len(blocks))
    for number, (block, text) in enumerate(zip(blocks[: prose + 1], texts, strict=False)):
        if block.end <= document.front_matter_end or len(text) > LONGEST or number in fenced:
            continue
        mark = MARKDOWN_HEADING.match(text)
        level = len(mark.group(1)) if mark else block.heading_level
        if level == 1 or any(is_copy_of(text, claim) for claim, _ in claims):
            return number
        if usual[number] or not (level or could_be_heading(text)) or row_facts(text):
            continue
        words = len(text.split())
        if repeats[number] and (words < 2 or prose - number > NEAR_PROSE):
            continue  # cards of other pages repeat a title, but then it leads to the text
        score = -AGAIN if repeats[number] else 0.0
        score += min(words, 8) / 8 + (0.6 if seen[one_line(text)] > 1 and words > 2 else 0.0)
        score += 1.0 / (1 + max(0, prose - number - 1)) + (0.3 if number == 0 else 0.0)
        if text.endswith("?") or words >= 5:
            score += 0.2
        if score > best_score + 1e-9:
            best, best_score = number, score
    return best


def _is_prose(text: str) -> bool:
    return len(text.split()) >= PROSE_WORDS and text.endswith((".", "!", "?", "”", '"', ":"))
