"""Where the questions of a page's FAQ stand."""

from __future__ import annotations

from pipeline.document import TextValue
from pipeline.linking import title_key
from pipeline.rules.base import PageContext


def question_places(page: PageContext) -> tuple[tuple[int, int] | None, ...]:
    """For each pair of `Article.faqs` the span of its question in the accounted text, if it is found."""
    faqs = page.article.faqs if page.article else []
    places: dict[str, list[tuple[int, int]]] = {}
    for block in reversed(page.labelled("article.faq_question")):
        text = block.value.text if isinstance(block.value, TextValue) else block.text
        places.setdefault(title_key(text), []).append((block.start, block.end))
    return tuple(known.pop() if (known := places.get(title_key(faq.question))) else None for faq in faqs)
