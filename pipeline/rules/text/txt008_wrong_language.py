"""TXT008: text in another language than the page's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from pipeline.index.runs import Runs
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from pipeline.rules.text._languages import AT_HOME, FUNCTION_WORDS, function_words, identify, share
from schemas.vocabulary import Severity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST_WORDS = 25
_FOREIGN = 0.04
"""A piece with a smaller share of function words of the page's language is looked at more closely."""
_AT_HOME_WORDS = 6
"""Different function words of the page's language that settle it for one piece."""
_FRAME_AT_HOME = 0.06
"""Headings hold fewer function words than sentences do."""
_SAMPLE = 300
"""Words looked at to judge the page as a whole."""
_OF_A_PIECE = 40


class WrongLanguage(PageRule):
    """The text, or a longer piece of it, is in another language than the page's.

    What it checks
        The article's text against the language that the page declares; where it declares none, each piece
        of at least 25 words against the language that most of the article is in. Function words decide
        the clear cases, a language model (py3langid) the others.

    Why it matters
        A foreign article or paragraph comes from a faulty merge or translation. Whoever searches or
        trains by language is led astray.

    Example that fails
        ::

            Pulse ← Library

            How do you keep bees over the winter?

            Direct Answer

            Leave the bees enough honey, keep mice out of the hive and do not open it before the first
                warm day. The cluster needs about fifteen kilograms of stores and a dry hive, and it is
                better off without you.

            What the Cluster Needs

            Im Winter sitzen die Bienen eng beieinander und wärmen sich mit ihren Flügeln. Der Imker lässt
                sie in Ruhe, denn jede Störung kostet Futter, und das Futter ist im Februar knapp. Erst
                wenn die Weide blüht, wird der Stock wieder geöffnet.

            When to Look Inside

            On the first day above twelve degrees the bees fly out to clean themselves. That is the day to
                lift the lid for a minute, to see how much is left in the combs and to close it again.

    Example that passes
        ::

            Pulse ← Library

            How do you keep bees over the winter?

            Direct Answer

            Leave the bees enough honey, keep mice out of the hive and do not open it before the first
                warm day. The cluster needs about fifteen kilograms of stores and a dry hive, and it is
                better off without you.

            When to Look Inside

            On the first day above twelve degrees the bees fly out to clean themselves. That is the day to
                lift the lid for a minute, to see how much is left in the combs and to close it again.

    How to fix
        Put the piece into the page's language, or correct the language that the page declares.

    Limits
        Where the page declares no language, that of its title, headings and questions stands for it.
        Short pieces are not judged, nor are lists of names and numbers, nor formulas. Close languages (Danish and
        Norwegian, Spanish and Portuguese) are not told apart within a page.
    """

    code = "TXT008"
    name = "wrong-language"
    severity: ClassVar[Severity] = "warning"
    fix = "Put the text into the page's language, or correct the language it declares"

    def check(self, page: PageContext) -> Iterator[Hit]:
        declared = _declared(page)
        prose = page.prose_tokens
        starts, ends = _sample(prose)
        if (ends - starts).sum() < _LEAST_WORDS:
            return
        # Tried only as the declared language, or English where none is.
        home: str | None = declared or "en"
        known = function_words(prose, home) if home in FUNCTION_WORDS else None
        if known is None or (known[ends] - known[starts]).sum() < AT_HOME * (ends - starts).sum():
            home = None
        if home is None:
            text = "\n".join(piece.block.text for piece in page.prose)
            spoken = identify(text)
            if declared is None:
                declared = _framed(page, spoken)
            told = declared is not None and spoken != declared and not _akin(spoken, declared)
            if told and _plainly(_words(page, starts, ends), spoken):
                yield Hit(
                    f"The page is in the language {declared} by its headings or declaration, its text in {spoken}",
                    subject="language",
                    start=page.prose[0].block.start,
                    end=page.prose[0].block.end,
                    expected=declared,
                    found=spoken,
                )
                return
            home = spoken
            known = function_words(prose, home) if home in FUNCTION_WORDS else None
        if known is not None:
            yield from _foreign_pieces(page, home, known)


def _declared(page: PageContext) -> str | None:
    for evidence in page.extraction.evidence or page.document.evidence:
        if evidence.field == "language" and evidence.value.strip():
            return evidence.value.strip().lower().replace("_", "-").split("-")[0]
    return None


def _framed(page: PageContext, spoken: str) -> str | None:
    """The language of what frames the text: title, headings, questions; None where it is not plain."""
    frame = [page.article.title] if page.article else []
    frame += [section.text for section in page.sections]
    frame += [block.text for block in page.labelled("article.faq_question")]
    words = " ".join(frame).lower().replace("?", " ").split()
    shares = {language: share(words, language) or 0.0 for language in sorted(FUNCTION_WORDS)}
    best = max(shares, key=lambda language: shares[language])
    plain = shares[best] >= _FRAME_AT_HOME and shares[best] >= 2 * shares.get(spoken, 0.0)
    return best if plain and len(words) >= _LEAST_WORDS else None


def _sample(prose: Runs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first words of the article, some of each piece, so that one foreign piece does not decide."""
    import numpy as np

    ends = np.minimum(prose.ends, prose.starts + _OF_A_PIECE)
    pieces = int(np.searchsorted(np.cumsum(ends - prose.starts), _SAMPLE)) + 1
    return prose.starts[:pieces], ends[:pieces]


def _words(page: PageContext, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[str]:
    """The words of the sample."""
    found: list[str] = []
    for piece, count in zip(page.prose, (ends - starts).tolist(), strict=False):
        found += piece.words[:count]
    return found


def _akin(one: str, two: str) -> bool:
    return any(
        {one, two} <= set(group) for group in (("da", "nb", "nn", "no", "sv"), ("es", "pt", "gl", "ca"))
    )


def _foreign_pieces(page: PageContext, home: str, known: NDArray[np.int64]) -> Iterator[Hit]:
    runs = page.prose_tokens
    counts = runs.counts
    few = known[runs.ends] - known[runs.starts] < _FOREIGN * counts
    for at in (few & (counts >= _LEAST_WORDS)).nonzero()[0].tolist():
        piece = page.prose[at]
        words = piece.words
        if len(FUNCTION_WORDS[home].intersection(words)) >= _AT_HOME_WORDS:
            continue
        spoken = identify(piece.block.text)
        if spoken == home or _akin(spoken, home) or not _plainly(words, spoken):
            continue
        yield Hit(
            f"The paragraph {clip(piece.block.text)} reads as {spoken} in an article in {home}",
            subject="paragraph",
            start=piece.block.start,
            end=piece.block.end,
            expected=home,
            found=spoken,
        )


def _plainly(words: list[str], language: str) -> bool:
    """Whether the model's word is borne out: by function words, or by letters that are not Latin."""
    found = share(words, "nb" if language in ("nn", "no") else language)
    if found is not None:
        return found >= AT_HOME
    return sum(len(word) > 1 and not word.isascii() for word in words) > len(words) / 2
