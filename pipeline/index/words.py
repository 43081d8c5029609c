"""The telling words of a title or a text: without function words, numbers and endings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

Value = TypeVar("Value")
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


class TokenCache(dict[str, Value], Generic[Value]):
    """A cache of a pure function of tokens (runs without white space), which repeat from page to page.

    Looked up with `map(cache.__getitem__, tokens)`, it spares each text the regular expression and the loop.
    """

    LONGEST = 40
    MOST = 30_000
    """Then it begins anew; longer tokens are not kept: some 6 MB at most."""

    def __init__(self, function: Callable[[str], Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, token: str) -> Value:
        found = self._function(token)
        if len(token) <= self.LONGEST:
            if len(self) >= self.MOST:
                self.clear()
            self[token] = found
        return found


def _term(word: str) -> str | None:
    """The term of a lower-cased word, None if it tells nothing."""
    return None if word in STOP_WORDS else stem(word)


def _long_terms(token: str) -> tuple[str, ...]:
    return tuple(term for word in _LONG_WORD.findall(token) if (term := _term(word)))


_terms_of = TokenCache(_long_terms)


@lru_cache(maxsize=10_000)
def title_terms(text: str) -> tuple[str, ...]:
    """The distinct terms of a short text, in order of first use."""
    found = dict.fromkeys(_term(word) for word in _WORD.findall(text.casefold()))
    return tuple(term for term in found if term)


def telling_terms(title: str, text: str, *, limit: int = 40, opening: int = 2500) -> tuple[str, ...]:
    """The terms of the title, then those of the opening of the text by use, ties by the alphabet."""
    terms = dict.fromkeys(title_terms(title))
    tokens = text[:opening].casefold().split()
    counts = Counter(chain.from_iterable(map(_terms_of.__getitem__, tokens)))
    # By use, and the alphabet among equals: two sorts without a key function of ours are cheaper than one with it.
    for term in sorted(sorted(counts), key=counts.__getitem__, reverse=True)[:limit]:
        terms.setdefault(term)
    return tuple(terms)[:limit]
