"""From seed and index to the plan of a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from tests.sitegen.banks.common import PEOPLE, PUBLISHERS, STUDY
from tests.sitegen.compose import Composer
from tests.sitegen.dice import Dice
from tests.sitegen.identity import Identity, Site, consumer_page, identity, neighbours
from tests.sitegen.plan import ERAS, Header, PagePlan
from tests.sitegen.prose import Writer
from tests.sitegen.templates import TEMPLATES
from tests.sitegen.truth import Badge, Faq, Link, Section, Source
from tests.sitegen.words import count_words

_ERA_DAYS: Final = {
    "april_may": (date(2026, 4, 2), 45),
    "may_june": (date(2026, 5, 20), 24),
    "vote_line": (date(2026, 6, 12), 13),
    "late_june": (date(2026, 6, 27), 4),
    "july": (date(2026, 7, 1), 28),
}
PROMOS: Final = (
    ("Quota Planner", "Split a number by team, territory and month"),
    ("Free Pipeline Audit", "Upload a snapshot, see what slipped"),
    ("Margin Calculator", "Know the floor before the call"),
    ("Comp Plan Simulator", "Pay out last year on next year’s plan"),
    ("Renewal Radar", "Every contract end date on one page"),
    ("Field Cleaner", "Find the columns nobody reads"),
    ("Forecast Coach", "Five questions for each late-stage deal"),
    ("Handover Kit", "Templates for the last thirty days"),
    ("Interview Scorecards", "Hire the same way twice"),
)


def _iso(day: date) -> str:
    return day.isoformat()


def header(dice: Dice, era: str, who: Identity, words: int) -> Header:
    """The rows above and under the title, in the fashion of the era."""
    start, span = _ERA_DAYS[era]
    published = start + timedelta(days=dice.between(0, span))
    updated = published + timedelta(days=dice.between(1, 20)) if era == "july" or dice.chance(0.15) else None
    category = who.domain.category
    nav: tuple[str, ...] = ("Pulse ← Library",)
    crumb: tuple[str, ...] = ("Knowledge Library", category)
    row, curator, views, minutes = "words_date", None, None, None
    badges: tuple[Badge, ...] = ()
    if era == "april_may":
        nav, crumb = dice.pick(
            (
                (("Pulse ← Trainings",), ("Sales Trainings", category)),
                (("← Library",), ("Sales Trainings", category)),
            )
        )
        badges = (Badge("Current Quality", dice.between(4, 10), 10),)
        row, minutes = "words_minutes_date", max(words // 220, 1)
    elif era == "may_june":
        if dice.chance(0.4):
            crumb = ("Reviews and Expert Analysis", category)
        row = dice.pick(("views_words_minutes_date", "views_words_minutes_published"))
        views, minutes = dice.pick((0, 0, 3, 12, 148, 1204)), max(words // 220, 1)
    elif era == "vote_line":
        nav, crumb = dice.pick(
            (
                (("← Hub", "Pulse ← Library ⚡ Hire a Fractional CRO"), ()),
                (("Pulse ← Library ⚡ Hire a Fractional CRO",), ()),
                ((), ("Knowledge Library",)),
            )
        )
        row, minutes, curator = "published_minutes", max(words // 220, 1), dice.pick(PEOPLE)
        if dice.chance(0.2):
            row, updated = "published_updated_empty", None
    elif era == "late_june":
        if dice.chance(0.33):
            badges += (Badge("Claude Code Audited", dice.between(9, 13), 13),)
        if dice.chance(0.8):
            badges += (Badge("Machine Certified", 10, 10),)
        updated = None
    else:
        badges = (Badge("Claude Code Audited", 13, 13),)
        if dice.chance(0.6):
            badges += (Badge("Machine Certified", 10, 10),)
        row = "words_published_updated"
    shows_words = row not in ("published_minutes", "published_updated_empty")
    shows_date = row not in ("published_minutes", "published_updated_empty")
    if row != "words_published_updated":
        updated = None
    return Header(
        nav,
        crumb,
        badges,
        row,
        views,
        words if shows_words else None,
        minutes,
        _iso(published) if shows_date else None,
        _iso(updated) if updated else None,
        curator,
    )


def _card(zone: str, who: Identity, *, off_topic: bool = False) -> Link:
    return Link(zone, who.title, who.path, who.domain.category, who.tag, off_topic, who.site_id)


def _cards(seed: int, index: int, dice: Dice, site: Site, size: int) -> tuple[list[Link], list[Link]]:
    """Deep dive (the same for the whole site) and More (random for each page, a few off topic)."""
    fixed = [identity(seed, place) for place in range(min(40, site.pages or 40)) if site.is_clean(place)]
    deep = [who for who in fixed if who.is_article and not who.domain.foreign and who.index != index]
    deep = deep[: 10 if size >= 7000 else 5]
    known = {who.index for who in deep} | {index}
    count = dice.between(13, 15) if size >= 7000 else dice.between(4, 6)
    more = [
        _card("more", who) for who in neighbours(seed, index, count, dice, site) if who.index not in known
    ]
    if dice.chance(0.2):
        seen: set[str] = set()
        for _ in range(dice.between(1, 4)):
            stray = consumer_page(seed, dice, site)
            if stray.site_id not in seen and stray.index != index:
                seen.add(stray.site_id)
                more[dice.between(0, max(len(more) - 1, 0))] = _card("more", stray, off_topic=True)
    unique = {link.target: link for link in more}
    return [_card("deep_dive", who) for who in deep], list(unique.values())


def build_plan(
    seed: int,
    index: int,
    *,
    size: int,
    site: Site,
    era: str | None = None,
    template: str | None = None,
) -> PagePlan:
    """The plan of an article page."""
    who = identity(seed, index, template)
    return plan_for(who, seed, Dice(seed, index, "plan"), size=size, site=site, era=era)


def plan_for(who: Identity, seed: int, dice: Dice, *, size: int, site: Site, era: str | None) -> PagePlan:
    """The plan of one identity, its prose drawn with the given dice."""
    index = who.index
    era = era or (
        dice.pick(("late_june", "july")) if who.template == "essay" and dice.chance(0.5) else dice.pick(ERAS)
    )
    writer = Writer(dice, who.domain, who.topic, who.segment)
    near = neighbours(seed, index, 24, dice, site)
    composer = Composer(writer, near[18:])
    style = dice.pick(("direct",) * 6 + (("quick_direct", "direct_tldr") if era != "late_june" else ()))
    if who.template in ("column", "training"):
        style = dice.pick(
            ("none", "brief_detail") if who.template == "column" else ("direct", "brief_detail", "none")
        )
    faq_count = 6 if size >= 7000 else 3
    zones = 3300 if size >= 7000 else 2900
    budget = max(int(size * 1.06) - zones - faq_count * 330, int(size * 0.3), 900)
    sections = TEMPLATES[who.template](composer, budget, style)
    faqs = composer.faqs(faq_count) if who.template != "column" else ()
    entries = dice.sample(PUBLISHERS, dice.between(5, 8) if size >= 7000 else 3)
    sources = composer.sources(entries, dice.sample(STUDY, len(entries)), dice.between(0, 3))
    if who.template == "column" and dice.chance(0.5):
        sources = ()
    deep, more = _cards(seed, index, dice, site, size)
    taken = {link.target for link in (*deep, *more)}
    related = tuple(_card("related", other) for other in near[:18] if other.site_id not in taken)[:6]
    total = plan_words(sections, faqs, sources)
    extras = (
        ()
        if era in ("late_june", "july")
        else tuple(extra for extra in ("share", "formats", "previous_next") if dice.chance(0.5))
    )
    second = who.title if dice.chance(0.75) else None
    if second and len(second) > 80 and dice.chance(0.5):
        second = second[:80]
    return PagePlan(
        index,
        who.site_id,
        who.path,
        era,
        who.template,
        who.domain.key,
        who.domain.category,
        who.tag,
        who.title,
        header(dice, era, who, round(total * (1 + (dice.unit() - 0.5) * 0.01))),
        second,
        tuple(sections),
        faqs,
        sources,
        related if len(related) > 1 else (),
        dice.pick(("cro-weave", "cro-weave", "pillar-weave", None)),
        tuple(dice.sample(PROMOS, dice.between(0, 3))) if dice.chance(0.7) else (),
        tuple(deep),
        tuple(more),
        extras,
    )


def plan_words(sections: Iterable[Section], faqs: Iterable[Faq], sources: Iterable[Source]) -> int:
    """Words of an article as the site states them: FAQ and sources in, diagrams and addresses out."""
    total = 0
    for section in sections:
        total += count_words(section.heading)
        for block in section.blocks:
            if block.kind == "diagram":
                continue
            total += count_words(block.text) + sum(map(count_words, block.items))
            total += sum(count_words(cell) for row in block.cells for cell in row)
    total += sum(count_words(faq.question) + count_words(faq.answer) for faq in faqs)
    return total + sum(count_words(source.text) for source in sources)
