"""Where the questions of a page's FAQ stand."""

from __future__ import annotations

from pipeline.document import HeadingValue, TextValue
from pipeline.linking import title_key
from pipeline.rules.base import PageContext


def question_places(page: PageContext) -> tuple[tuple[int, int] | None, ...]:
    """For each pair of `Article.faqs` the span of its question in the accounted text, if it is found."""
    faqs = page.article.faqs if page.article else []
    places: dict[str, list[tuple[int, int]]] = {}
    asked = [
        (block.start, block.end, block.value.text if isinstance(block.value, TextValue) else block.text)
        for block in page.labelled("article.faq_question")
    ]
    asked += [
        (block.start, block.end, block.value.text)
        for block in page.labelled("article.heading")
        if isinstance(block.value, HeadingValue) and block.value.asks
    ]
    for start, end, text in sorted(asked, reverse=True):
        places.setdefault(title_key(text), []).append((start, end))
    return tuple(known.pop() if (known := places.get(title_key(faq.question))) else None for faq in faqs)
