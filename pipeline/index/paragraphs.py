"""An article's paragraphs as families are told by: a mark for what each says, and the meaning of section openings.

Both are made per page and know nothing of other pages. Where two words of the article's own title and more stand
side by side, they do not count in the marks: so a paragraph that a template repeats with another name in it ("at a
tailor's shop", "at a small museum") has one mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.index.columns import key64
from pipeline.index.vectors import word_vectors
from pipeline.index.words import TokenCache, stem
from schemas.article import Article

MOST = 48
"""Paragraphs of an article that are marked: 8 bytes each in the index."""
LEAST_WORDS = 10
"""Shorter paragraphs, the title's words left out, are nobody's own."""
LEADS = 16
"""Sections whose opening is compared by meaning: 32 bytes each in the index."""
LEAD_WORDS = 40
"""Words of an opening: enough to tell what a section is about."""
LEAST_LEAD_WORDS = 12
LEAD_BYTES = 32
"""Signs of the 256 numbers of a vector."""
SHOWN_WORDS = 7
_KINDS = frozenset({"paragraph", "list", "quote"})
_LETTERS = re.compile(r"[^\W_]+")
_CUT = 2**64 - 1


def _key(token: str) -> int:
    """The 64-bit key of a token's letters, without case and ending; 0: it has none."""
    letters = "".join(_LETTERS.findall(token.casefold()))
    return key64(stem(letters)) if letters else 0


_keys = TokenCache(_key)
_ARTICLES = frozenset(_keys[word] for word in ("a", "an", "the"))
"""They make no name of the word that follows."""


def paragraph_marks(article: Article) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The 64-bit marks of the article's first paragraphs, lists, quotes and answers, and how each begins.

    A mark is the sum of its words' keys: equal words in another order are equal enough. A mark stands once.
    """
    title = frozenset(map(_keys.__getitem__, article.title.split())) - {0}
    found: dict[int, str] = {}
    for text in _texts(article):
        tokens = text.split()
        if len(tokens) < LEAST_WORDS:
            continue
        keys = list(filter(None, map(_keys.__getitem__, tokens)))
        names = _names(keys, title)
        if len(keys) - len(names) >= LEAST_WORDS:
            found.setdefault(sum(keys) - sum(names) & _CUT, " ".join(tokens[:SHOWN_WORDS]))
            if len(found) == MOST:
                break
    return tuple(found), tuple(found.values())


def _names(keys: Sequence[int], title: frozenset[int]) -> list[int]:
    """The keys of runs of the title's words; a lone one is no name."""
    if title.isdisjoint(keys):
        return []
    names: list[int] = []
    run: list[int] = []
    last = -1
    for at in [at for at, key in enumerate(keys) if key in title]:
        if at > last + 1:
            names += _name(run)
            run = []
        run.append(keys[at])
        last = at
    return names + _name(run)


def _name(run: list[int]) -> list[int]:
    return run if len(run) - len(_ARTICLES.intersection(run)) > 1 else []


def _texts(article: Article) -> Iterator[str]:
    blocks = (block for section in article.sections for block in section.blocks)
    return chain(
        (block.text for block in blocks if block.kind in _KINDS), (faq.answer for faq in article.faqs)
    )


def section_leads(article: Article) -> bytes:
    """The signs of the vectors of each section's first paragraph, 256 bits each; empty without word vectors."""
    vectors = word_vectors()
    if vectors is None:
        return b""
    leads = []
    for section in article.sections:
        for block in section.blocks:
            if block.kind == "paragraph":
                words = block.text.split(maxsplit=LEAD_WORDS)[:LEAD_WORDS]
                if len(words) >= LEAST_LEAD_WORDS:
                    leads.append(" ".join(words))
                    break
        if len(leads) == LEADS:
            break
    if not leads:
        return b""
    import numpy as np

    rows = vectors.pieces(leads)
    return np.packbits(rows[rows.any(axis=1)] > 0, axis=1).tobytes()
