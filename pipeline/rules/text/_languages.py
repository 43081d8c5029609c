"""Function words of common languages: enough to see that a text is, or is not, in the expected one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipeline.index.runs import Runs, running
from pipeline.index.vocabulary import Column

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LISTS = {
    "en": "the of and to in a is that for it with as on are be or by this at from an not which you",
    "de": "der die das und ist in den von zu mit nicht ein eine für auf dem des sich auch als es",
    "fr": "le la les de des et est un une en que qui pour dans sur pas au du par plus ce avec",
    "es": "el la los las de y es en que un una por con para del se no lo como más su al",
    "it": "il la le di e è in che un una per con del della non si da i dei come al sono più",
    "pt": "o a os as de e é em que um uma por com para do da não se no na mais dos como",
    "nl": "de het een en van is in dat op te voor met niet zijn die aan er ook als bij",
    "sv": "och det att i en som på är av för med den till inte om ett har de så var",
    "da": "og det at i en som på er af for med den til ikke om et har de så var",
    "nb": "og det at i en som på er av for med den til ikke om et har de så var",
    "pl": "i w na z do nie się jest że to o jak po co przez dla od za który oraz",
}

FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _LISTS.items()}

AT_HOME = 0.12
"""A text with at least this share of a language's function words is taken to be in it."""


def share(words: Sequence[str], language: str) -> float | None:
    """Share of the language's function words among lower-cased words; None for a language not listed."""
    known = FUNCTION_WORDS.get(language)
    if known is None or not words:
        return None
    return sum(map(known.__contains__, words)) / len(words)


_BITS = {language: 1 << at for at, language in enumerate(FUNCTION_WORDS)}
_LANGUAGES = Column(
    "u2",
    lambda token: sum(bit for language, bit in _BITS.items() if token.lower() in FUNCTION_WORDS[language]),
)
"""The languages that a token is a function word of, a bit each."""


def function_words(runs: Runs, language: str) -> NDArray[np.int64]:
    """How many of the first 0, 1, 2, … tokens are function words of a language that is listed."""
    upto: NDArray[np.int64] = running(runs.take(_LANGUAGES) & _BITS[language] != 0)
    return upto


def identify(text: str) -> str:
    """ISO 639-1 code of the language of a text, by py3langid (loaded on first use: about a second)."""
    return str(_identifier()(text[:2000])[0])


@cache
def _identifier():  # type: ignore[no-untyped-def]
    from py3langid.langid import classify

    return classify
