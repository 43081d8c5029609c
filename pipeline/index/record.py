"""One article as the corpus rules need it: a compact record, made per page, pure."""

from __future__ import annotations

from collections import Counter

from pipeline.document import Extraction
from pipeline.index.model import CardRecord, IndexRecord
from pipeline.index.paragraphs import paragraph_marks, section_leads
from pipeline.index.sketch import sketch_of
from pipeline.index.texts import PageTexts
from pipeline.index.vectors import passage_vector
from pipeline.index.words import telling_terms
from pipeline.linking import link_places
from schemas.article import Article

_INDEXED_ZONES = frozenset({"body", "related", "deep_dive", "more", "promo"})
_FACTS = frozenset({"list", "table", "diagram"})


def index_record(
    article: Article,
    extraction: Extraction,
    *,
    raw_sha256: str,
    site_id: str | None,
    kept_chars: int | None = None,
    texts: PageTexts | None = None,
) -> IndexRecord:
    """The record of an article; `site_id` is the site's own id of it, where one is known.

    `kept_chars` is the count of the page's row; where it is not given, it is counted here. `texts` are those of the
    page, where they were read already.
    """
    texts = texts or PageTexts(article)
    places = link_places(article.links, extraction.blocks)
    cards = tuple(
        CardRecord(
            position=link.position,
            zone=link.zone,
            text=link.text,
            href=link.href,
            category=link.category,
            tag=link.tag,
            start=place[0] if place else None,
            end=place[1] if place else None,
        )
        for link, place in zip(article.links, places, strict=True)
        if link.zone in _INDEXED_ZONES
    )
    title_start = title_end = None
    for block in extraction.blocks:
        if block.label == "data.title":
            title_start, title_end = block.start, block.end
            break
    if kept_chars is None:
        kept = (block.text for block in extraction.blocks if block.label.startswith("article."))
        kept_chars = sum(len(word) for text in kept for word in text.split())
    paragraphs, openings = paragraph_marks(texts)
    return IndexRecord(
        page_id=article.page_id,
        article_id=article.article_id,
        site=article.site,
        site_id=site_id,
        raw_sha256=raw_sha256,
        title=article.title,
        title_start=title_start,
        title_end=title_end,
        category=article.category,
        tags=tuple(article.tags),
        template=article.template,
        capture=article.capture,
        language=article.language,
        words=article.words,
        kept_chars=kept_chars,
        cards=cards,
        terms=telling_terms(article.title, texts.opening),
        sketch=sketch_of(texts.text),
        facts=_facts(article, texts),
        url=article.url,
        vector=passage_vector(texts.opening),
        paragraphs=paragraphs,
        openings=openings,
        leads=section_leads(texts),
        page_type=article.page_type,
    )


def _facts(article: Article, texts: PageTexts) -> tuple[tuple[str, int], ...]:
    """How many of each kind of fact the article holds, sorted by kind; kinds with none are left out."""
    counts = Counter([kind for kind in texts.pieces.kinds if kind in _FACTS])
    counts["source"] = len(article.sources)
    counts["faq"] = len(article.faqs)
    return tuple(sorted((kind, count) for kind, count in counts.items() if count))
