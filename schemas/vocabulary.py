"""The closed word lists of the contract: states, captures, labels, roles, zones.

Everything that may stand in a column with a fixed set of values is listed here, once.
Renaming or dropping a word is a schema change (see `SCHEMA_VERSION`).
"""

from __future__ import annotations

from typing import Literal, get_args

SCHEMA_VERSION = "1"
"""Version of the dataset's tables, written into every row of `articles` and every file."""

Capture = Literal["html", "rendered_text", "source_text", "markdown"]
PageType = Literal[
    "article", "documentation", "service", "forum", "listing", "product", "collection", "other"
]
PageState = Literal[
    "article", "not_an_article", "empty", "duplicate", "unreadable", "skipped", "timed_out", "failed"
]
Severity = Literal["error", "warning", "info"]
Outcome = Literal["fail", "review"]
FindingState = Literal["new", "known", "waived"]
QaVerdict = Literal["pass", "review", "fail"]
SectionRole = Literal[
    "direct_answer", "quick_answer", "summary", "body", "steps", "faq", "sources", "related"
]
BlockKind = Literal["paragraph", "list", "table", "code", "diagram", "quote", "image"]
LinkZone = Literal["body", "related", "deep_dive", "more", "promo", "nav", "tag"]
ArticlePart = Literal[
    "heading", "paragraph", "list_item", "table_row", "code", "diagram", "quote", "image",
    "step", "faq_question", "faq_answer", "source",
]  # fmt: skip
DataField = Literal[
    "title", "category", "tag", "breadcrumb", "badge", "stated_words", "published_on", "updated_on",
    "author", "description", "site_name", "link", "front_matter", "reading_time",
]  # fmt: skip
ChromeKind = Literal[
    "navigation", "breadcrumb", "duplicate_title", "meta_row", "vote", "feedback", "download", "share",
    "promo", "card_zone", "marker", "cookie", "newsletter", "comments", "advert", "footer", "hidden",
]  # fmt: skip

CAPTURES: tuple[str, ...] = get_args(Capture)
PAGE_TYPES: tuple[str, ...] = get_args(PageType)
PAGE_STATES: tuple[str, ...] = get_args(PageState)
SECTION_ROLES: tuple[str, ...] = get_args(SectionRole)
BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)
LINK_ZONES: tuple[str, ...] = get_args(LinkZone)
ARTICLE_PARTS: tuple[str, ...] = get_args(ArticlePart)
DATA_FIELDS: tuple[str, ...] = get_args(DataField)
CHROME_KINDS: tuple[str, ...] = get_args(ChromeKind)

LABELS: frozenset[str] = frozenset(
    [f"article.{part}" for part in ARTICLE_PARTS]
    + [f"data.{field}" for field in DATA_FIELDS]
    + [f"chrome.{kind}" for kind in CHROME_KINDS]
    + ["unexplained"]
)
"""Every label that a block of the account may carry."""
