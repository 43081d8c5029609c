"""The labelled page mapped to the one strict article schema."""

from __future__ import annotations

from typing import Any

from pipeline.document import Extraction, PageRef
from pipeline.normalise.identity import hashed_id, site_id
from pipeline.normalise.metadata import blocks_of, collect_links, detect_language, gather
from pipeline.normalise.render import block_text, markdown_text, plain_text
from pipeline.normalise.sections import Drafts, SectionDraft, draft_sections
from pipeline.normalise.words import count_words
from pipeline.profiles.ready import ReadyProfile
from schemas.article import Article

__all__ = ["normalise"]

_FACTS = (
    "category", "tags", "breadcrumb", "language", "authors", "published_on", "updated_on", "site_name",
    "description", "badges", "stated_words",
)  # fmt: skip


def normalise(
    extraction: Extraction,
    profile: ReadyProfile,
    ref: PageRef,
    *,
    address: str | None,
    raw_sha256: str,
    title_in_text: bool = False,
) -> Article | None:
    """The article of a page; None where the page is no article. Strict: a value that does not fit raises.

    `title_in_text`: the plain text begins with the title, as the Markdown does.
    """
    if extraction.state != "article":
        return None
    drafts = draft_sections(extraction.blocks)
    for section in drafts.sections:
        for block in section.blocks:
            block["text"] = block_text(block)
    facts = gather(extraction, profile.profile.date_order)
    title = str(facts.values.get("title") or "")
    text = plain_text(drafts.sections)
    if "language" not in facts.values:
        facts.set("language", detect_language(text), "detected from the text")
    facts.set("site_name", profile.profile.site_name, "site profile")
    own_id, id_source = site_id(ref, profile, address)
    facts.provenance.insert(0, {"field": "article_id", "source": id_source})
    if address:
        facts.provenance.append({"field": "url", "source": "manifest" if ref.url else "page markup"})
    values: dict[str, Any] = {name: facts.values[name] for name in _FACTS if name in facts.values}
    values.update(
        article_id=own_id or hashed_id(extraction.site, title, ref.page_id),
        page_id=ref.page_id,
        site=extraction.site,
        capture=extraction.capture,
        page_type=extraction.page_type,
        template=extraction.template,
        url=address,
        title=title,
        words=_words(drafts.sections),
        direct_answer=blocks_of(drafts.sections, "direct_answer"),
        sections=[_section(number, section) for number, section in enumerate(drafts.sections)],
        faqs=_faqs(drafts),
        sources=_sources(drafts),
        links=collect_links(extraction),
        text=f"{title}\n\n{text}" if title_in_text and title else text,
        markdown=markdown_text(title, drafts.sections),
        provenance=facts.provenance,
        confidence=extraction.confidence,
        raw_sha256=raw_sha256,
    )
    return Article.model_validate(values)


def _words(sections: list[SectionDraft]) -> int:
    """Words of headings, body, FAQ and sources; diagrams, images and related links do not count."""
    parts = []
    for section in sections:
        if section.role == "related":
            continue
        if section.heading:
            parts.append(section.heading)
        parts += [block["text"] for block in section.blocks if block["kind"] not in ("diagram", "image")]
    return count_words("\n".join(parts))


_BLOCK_FIELDS = ("kind", "level", "text", "items", "ordered", "cells", "language", "src", "alt")


def _section(position: int, section: SectionDraft) -> dict[str, Any]:
    return {
        "position": position,
        "level": section.level,
        "heading": section.heading,
        "role": section.role,
        "text": "\n\n".join(block["text"] for block in section.blocks if block["text"]),
        "blocks": [
            {name: block[name] for name in _BLOCK_FIELDS if name in block} for block in section.blocks
        ],
    }


def _faqs(drafts: Drafts) -> list[dict[str, Any]]:
    return [
        {"position": position, "question": question, "answer": "\n\n".join(answers)}
        for position, (question, answers) in enumerate(drafts.faqs)
    ]


def _sources(drafts: Drafts) -> list[dict[str, Any]]:
    return [
        {
            "position": position,
            "text": source.text,
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
        }
        for position, source in enumerate(drafts.sources)
    ]
