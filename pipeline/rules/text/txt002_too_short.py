"""TXT002: an article of very few words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from schemas.vocabulary import Severity

_JUDGED = frozenset({"article", "documentation", "other"})
"""Forum threads, products and services may be short by nature."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
CHARACTERS_A_WORD = 2


class TooShort(PageRule):
    """The article has fewer words than the setting ``min_words``.

    What it checks
        The counted words of articles, documentation pages and pages of no known type.

    Why it matters
        A stub teaches nobody anything, and a page that came out short was often cut or wrongly labelled.

    Example that fails
        ::

            Pulse ← Library

            How do you sharpen a hoe?

            Direct Answer

            File the bevel towards the edge, always in one direction, and stop when a burr forms behind
                it.

    Example that passes
        ::

            Pulse ← Library

            How do you sharpen a hoe?

            Direct Answer

            File the bevel towards the edge, always in one direction, and stop when a burr forms behind
                it.

            What You Need

            A flat bastard file about as long as your forearm does nearly all of the work. Add a vice or
                two clamps, a pair of leather gloves, a wire brush for the rust and a rag with a little
                linseed oil for the handle. None of it is special, and all of it lasts for decades when it
                is hung up dry.

            How to Hold the File

            Lay the file flat on the old bevel and feel for the angle that the maker chose. Push away from
                you with even weight, lift on the way back, and count the strokes so that both ends get
                the same. The metal shines where the file has been, so any spot that stays dull is a spot
                that you have missed.

            When to Stop

            Run a thumb gently across the back of the blade, never along it. A fine burr along the whole
                width says that the edge is done. One light stroke on the back takes the burr off again.

    How to fix
        Check that the page is whole. If it is, leave it out or raise it with its author.

    Limits
        Words are counted, not worth: a good short answer is told too. Products, services and forum
        threads are not judged. In scripts that set no spaces two characters count as a word.
    """

    code = "TXT002"
    name = "too-short"
    severity: ClassVar[Severity] = "warning"
    fix = "Check that the page is whole; if it is, extend it or leave it out"

    def check(self, page: PageContext) -> Iterator[Hit]:
        article = page.article
        least = page.settings.min_words
        if article is not None and article.words < least and article.page_type in _JUDGED:
            if article.words + len(_UNSPACED.findall(article.text)) // CHARACTERS_A_WORD >= least:
                return
            yield Hit(
                f"The article has {article.words} words, fewer than {least}",
                subject="words",
                expected=f"at least {least}",
                found=str(article.words),
            )
