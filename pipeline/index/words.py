"""The telling words of a title or a text: without function words, numbers and endings."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.index.runs import Runs
from pipeline.index.vocabulary import Labels

_WORD = re.compile(r"[^\W\d_][^\W_]+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")

_FUNCTION_WORDS = """
a about after all also am an and any are as at be because been before being best better between both
but by can cause could did different difference do does doing done each ever every few first for
from get go good had has have having her here him his how i if in instead into is it its just know
like long made make many may me mean might more most much must my need never new no not now of off
often on once one only onto or other our out over own per possible really right same say see she
should so some still such take than that the their them then there these they thing things this
those through time to too two under until up us use used using very want was way ways we well were
what when where whether which while who whom whose why will with within without won work works would
yes yet you your don doesn didn isn ll re ve
"""

STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that say nothing of a topic. English; in other languages the document frequency does their work."""

_ENDINGS = ("ingly", "ings", "edly", "ies", "ing", "ers", "er", "ed", "es", "s", "e")


def stem(word: str) -> str:
    """A rough stem, so that `hire`, `hires` and `hiring` are one; the word itself when it is short."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def _term(word: str) -> str | None:
    """The term of a lower-cased word, None if it tells nothing."""
    return None if word in STOP_WORDS else stem(word)


def _long_terms(token: str) -> tuple[str, ...]:
    return tuple(term for word in _LONG_WORD.findall(token.casefold()) if (term := _term(word)))


_TERMS = Labels(_long_terms)


@lru_cache(maxsize=10_000)
def title_terms(text: str) -> tuple[str, ...]:
    """The distinct terms of a short text, in order of first use."""
    found = dict.fromkeys(_term(word) for word in _WORD.findall(text.casefold()))
    return tuple(term for term in found if term)


def telling_terms(title: str, opening: Runs, *, limit: int = 40) -> tuple[str, ...]:
    """The terms of the title, then those of the opening of the text by use, ties by the alphabet."""
    import numpy as np

    terms = dict.fromkeys(title_terms(title))
    labels, _, names = opening.labels(_TERMS)
    uses = np.bincount(labels)
    used = np.flatnonzero(uses)
    counts = dict(zip([names[label] for label in used.tolist()], uses[used].tolist(), strict=True))
    # By use, and the alphabet among equals: two sorts without a key function of ours are cheaper than one with it.
    for term in sorted(sorted(counts), key=counts.__getitem__, reverse=True)[:limit]:
        terms.setdefault(term)
    return tuple(terms)[:limit]
