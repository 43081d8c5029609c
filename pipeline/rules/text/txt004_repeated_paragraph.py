"""TXT004: a paragraph that stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_LEAST_WORDS = 8
_LEAST_LISTED_WORDS = 15
"""Short items repeat by design: the same step in two plans, the same point for two readers."""
_LISTED = frozenset({"article.list_item", "article.step"})
_LEAST_SIMILARITY = 0.9
_QUOTE = "article.quote"
_LEAST_UNKNOWN_WORDS = 40
"""On pages of unknown layout: captions, boxes about the author and terms of an offer repeat by design."""


class RepeatedParagraph(PageRule):
    """A paragraph, list item or answer stands twice in the article, word for word or nearly so.

    What it checks
        All pairs of running text of at least eight words (list items and steps: 15): equal but for case
        and spacing, or with nine in ten of their three-word sequences in common. The later one is told.

    Why it matters
        A repeated paragraph comes from a faulty merge or a generator. It skews word counts and search.

    Example that fails
        ::

            Pulse ← Library

            How do you repot an orchid?

            Direct Answer

            Repot an orchid every other spring, in bark, into a pot barely larger than its roots.

            When to Repot

            New root tips are green and short in March, and a plant that is moved then hardly notices the
                change.

            After Repotting

            New root tips are green and short in March, and a plant that is moved then hardly notices the
                change.

            Water sparingly for two weeks, keep the pot out of the sun and do not feed it before the new
                leaf shows.

    Example that passes
        ::

            Pulse ← Library

            How do you repot an orchid?

            Direct Answer

            Repot an orchid every other spring, in bark, into a pot barely larger than its roots.

            When to Repot

            New root tips are green and short in March, and a plant that is moved then hardly notices the
                change.

            After Repotting

            Water sparingly for two weeks, keep the pot out of the sun and do not feed it before the new
                leaf shows.

    How to fix
        Remove one of the two.

    Limits
        On HTML or text with menus of a site without a profile only paragraphs of 40 words and more are told,
        word for word, and one for the page; quotations are not, nor are threads, whose answers quote what
        they answer. The same thing said in other words is not told. Of a whole section that stands twice
        (SEC004) only the first paragraph is told.
    """

    code = "TXT004"
    name = "repeated-paragraph"
    severity: ClassVar[Severity] = "warning"
    fix = "Remove one of the two paragraphs"

    def check(self, page: PageContext) -> Iterator[Hit]:
        if not page.likely_copies:
            return
        prose = page.prose
        home = {index: at for at, section in enumerate(page.sections) for index in section.prose}
        twins = dict.fromkeys(page.section_twins, False)
        told: set[int] = set()
        tokens = page.prose_tokens
        spans = list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
        strict = page.unknown_layout
        thread = page.extraction.page_type == "forum"
        for earlier, later in sorted(page.likely_copies, key=lambda pair: (pair[1], pair[0])):
            listed = prose[later].block.label in _LISTED
            least = _LEAST_LISTED_WORDS if listed else _LEAST_WORDS
            if strict and (thread or _QUOTE in (prose[earlier].block.label, prose[later].block.label)):
                continue
            sections = (home[earlier], home[later])
            if later in told or twins.get(sections) or min(prose[earlier].count, prose[later].count) < least:
                continue
            one, two = spans[earlier], spans[later]
            if strict and (
                listed or prose[later].count < _LEAST_UNKNOWN_WORDS or not page.shingles.same(one, two)
            ):
                continue
            alike = page.shingles.similarity(one, two)
            if alike >= _LEAST_SIMILARITY:
                told.add(later)
                if sections in twins:
                    twins[sections] = True
                block = prose[later].block
                how = "word for word" if page.shingles.same(one, two) else f"nearly so ({alike:.0%} the same)"
                yield Hit(
                    f"The paragraph {clip(block.text)} stands twice in the article, {how}",
                    subject="paragraph",
                    start=block.start,
                    end=block.end,
                )
                if strict:
                    return
