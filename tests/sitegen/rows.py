"""The small texts around an article: badges, the row under the title, cards, zone headings."""

from __future__ import annotations

from datetime import date
from typing import Final

from tests.sitegen.plan import Header
from tests.sitegen.truth import Badge, Link

NBSP: Final = "\u00a0"
FEEDBACK: Final = f"Was this helpful? {NBSP}"
VOTE: Final = "👍 Yup or 👎 Nope — one tap tells the curator"
APPLY: Final = "⌬ Apply this in PULSE"
RELATED: Final = "Related on PULSE"
EXTRAS: Final = {
    "share": (("chrome.share", "Share: X f W"),),
    "formats": (("chrome.download", "⬇ SVG"), ("chrome.download", "⬇ PNG")),
    "previous_next": (("chrome.navigation", "← Previous"), ("chrome.navigation", "Next →")),
}
Pieces = list[tuple[str, str]]


def zone_headings(era: str) -> tuple[str, str]:
    """Headings of the fixed and the random card zone."""
    if era == "april_may":
        return "Keep reading", "More stories in this topic"
    if era == "may_june":
        return "Related in the library", "More from the library"
    return "Deep dive · related in the library", "More from the library"


def short_date(iso: str) -> str:
    """M/D/YYYY without zeros."""
    day = date.fromisoformat(iso)
    return f"{day.month}/{day.day}/{day.year}"


def long_date(iso: str) -> str:
    """Mon D, YYYY."""
    day = date.fromisoformat(iso)
    return f"{day:%b} {day.day}, {day.year}"


def badge(pill: Badge) -> str:
    """A pill with its parts glued; a missing score leaves its place empty."""
    if pill.label == "Claude Code Audited":
        return f"🏆 {'–' if pill.score is None else pill.score}/{pill.out_of} · {pill.label}"
    score = "" if pill.score is None else f"{pill.score}/{pill.out_of}"
    mark = "✓ " if pill.label == "Machine Certified" else ""
    return f"{mark}{pill.label}{score}?"


def meta_row(header: Header) -> Pieces:
    """The pieces of the row under the title; those without a label are the spaces between."""
    words = (
        [("data.stated_words", f"📖 {header.stated_words:,} words")]
        if header.stated_words is not None
        else []
    )
    minutes = [("chrome.meta_row", f"⏱ {header.minutes} min read")] if header.minutes else []
    published, updated = header.published_on, header.updated_on
    if header.row == "words_published_updated":
        row: Pieces = [*words]
        if published:
            row.append(("data.published_on", f"🗓️ Published {long_date(published)}"))
        if updated:
            row += [("", " "), ("data.updated_on", f"· Updated {long_date(updated)}")]
        return row
    if header.row == "published_minutes":
        return [("chrome.meta_row", f"📅 Published · {header.minutes} min read")]
    if header.row == "published_updated_empty":
        return [("chrome.meta_row", "📅 Published · Updated")]
    row = [*words, *minutes]
    if header.views is not None:
        row.insert(0, ("chrome.meta_row", f"👁 {header.views:,} views"))
    if published:
        lead = "📅 Published " if header.row.endswith("_published") else ""
        row.append(("data.published_on", lead + short_date(published)))
    return row


def card(link: Link, era: str) -> str:
    """A card with its parts glued: category, tag, title; without tags a bare dot."""
    if not link.category and not link.tag:
        return "·" + link.text
    space = NBSP if era in ("april_may", "vote_line") else " "
    return f"{link.category}{space}·{space}{link.tag}{link.text}"
