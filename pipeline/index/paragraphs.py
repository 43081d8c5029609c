"""An article's paragraphs as families are told by: a mark for what each says, and the meaning of section openings.

Both are made per page and know nothing of other pages. Where two words of the article's own title and more stand
side by side, they do not count in the marks: so a paragraph that a template repeats with another name in it ("at a
tailor's shop", "at a small museum") has one mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.index.columns import key64
from pipeline.index.runs import among, running
from pipeline.index.texts import PageTexts
from pipeline.index.vectors import word_vectors
from pipeline.index.vocabulary import Column
from pipeline.index.words import stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 48
"""Paragraphs of an article that are marked: 4 bytes each in the index."""
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
_KINDS = frozenset({"paragraph", "list", "quote", "answer"})
_LETTERS = re.compile(r"[^\W_]+")


def _key(token: str) -> int:
    """The 64-bit key of a token's letters, without case and ending; 0: it has none."""
    letters = "".join(_LETTERS.findall(token.casefold()))
    return key64(stem(letters)) if letters else 0


_KEY = Column("u8", _key)
_ARTICLES = tuple(sorted(map(_key, ("a", "an", "the"))))
"""They make no name of the word that follows."""


def paragraph_marks(texts: PageTexts) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The 32-bit marks of the article's first paragraphs, lists, quotes and answers, and how each begins.

    A mark is the sum of its words' keys: equal words in another order are equal enough. A mark stands once. Two
    paragraphs may have one mark by chance, one pair in four thousand million: a family is told by three and more.
    """
    import numpy as np

    runs = texts.runs
    starts, ends = runs.starts, runs.ends
    keys = runs.take(_KEY)
    title = np.unique(texts.title.take(_KEY))
    names = _names(keys, title[title > 0], starts)
    keys[names] = 0
    of = np.searchsorted(starts, names, side="right") - 1
    long = runs.counts - np.bincount(of, minlength=len(starts)) >= LEAST_WORDS
    long &= np.array([kind in _KINDS for kind in texts.pieces.kinds], np.bool_)
    upto = running(keys)
    marks = upto[ends[long]] - upto[starts[long]] & np.uint64(0xFFFF_FFFF)
    found: dict[int, int] = {}
    for mark, start in zip(marks.tolist(), starts[long].tolist(), strict=True):
        found.setdefault(mark, start)
        if len(found) == MOST:
            break
    begins = runs.beginnings(np.array(list(found.values()), np.int64), SHOWN_WORDS)
    return tuple(found), tuple(begins)


def _names(
    keys: NDArray[np.uint64], title: NDArray[np.uint64], starts: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Where the title's words stand side by side within a paragraph; a lone one is no name."""
    import numpy as np

    at = np.flatnonzero(among(keys, title))
    if not len(at):
        return at
    # A run ends where another word comes, and where a paragraph does.
    first = np.searchsorted(starts, at, side="left") < np.searchsorted(starts, at, side="right")
    first[0] = True
    first[1:] |= at[1:] > at[:-1] + 1
    run = np.cumsum(first) - 1
    telling = np.bincount(run[~among(keys[at], np.array(_ARTICLES, np.uint64))], minlength=len(run))
    names: NDArray[np.int64] = at[telling[run] > 1]
    return names


def section_leads(texts: PageTexts) -> bytes:
    """The signs of the vectors of each section's first paragraph, 256 bits each; empty without word vectors."""
    import numpy as np

    vectors = word_vectors()
    if vectors is None:
        return b""
    runs, pieces = texts.runs, texts.pieces
    first: dict[int, int] = {}
    for at in np.flatnonzero(runs.counts >= LEAST_LEAD_WORDS).tolist():
        if pieces.kinds[at] == "paragraph":
            first.setdefault(pieces.sections[at], at)
    leads = list(first.values())[:LEADS]
    starts, ends = runs.starts[leads], runs.ends[leads]
    means, counts = vectors.means_of(runs, starts, np.minimum(ends, starts + LEAD_WORDS))
    differ = vectors.centred(means, "passage")[counts > 0]
    return np.packbits(differ > 0, axis=1).tobytes()
