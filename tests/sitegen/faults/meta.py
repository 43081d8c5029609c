"""Faults of titles, dates, badges and of what stands around the article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tests.sitegen import rows
from tests.sitegen.faults.scene import Scene
from tests.sitegen.identity import identity
from tests.sitegen.plan import PagePlan
from tests.sitegen.truth import Badge, Fault

STRAY: Final = (
    "node {word} · queue {number} · cache MISS · 0.184s",
    "Draft preview of {word} {number} expires in 14 minutes",
    "[object {Word}{Tail}]",
    "rev {number} of {word} synced by {tail}-bot",
    "Slot: {word}_{tail} (empty) / variant {number}",
    "Undefined index: {word}_{tail} on line {number}",
    "{Word} {tail} pending: ticket {number} not closed",
)
"""Each line names two words of its own: a line that many pages of a site share is its chrome, whatever it says."""
_WORDS: Final = (
    "amber basalt cedar delta ember fjord garnet hazel indigo juniper krypton lagoon marble nickel opal pewter quartz "
    "russet sable topaz umber velvet walnut xenon yarrow zircon"
).split()


def missing_title(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """TTL001: no title anywhere, not even in the head."""
    return plan.with_fault(Fault("TTL001", "fail", "", "title"), title="", second_title=None, head=())


def title_mismatch(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """TTL002: the second copy, or the head, says another title."""
    other = identity(scene.seed, scene.index + 40013, "essay").title
    fault = Fault("TTL002", "fail", other if scene.capture == "rendered_text" else plan.title, other)
    if scene.capture == "rendered_text":
        return plan.with_fault(fault, second_title=other)
    if scene.capture in ("html", "markdown"):
        return plan.with_fault(fault, head=(*plan.head, ("title", other)))
    return None


def unexplained(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """PAG005: words that are neither article nor known chrome, before the title or after everything.

    Source text has no header: which of two lines above its body is the title cannot be told, so the finding may
    quote either.
    """
    word, tail = scene.dice.sample(_WORDS, 2)
    stray = scene.dice.pick(STRAY).format(
        word=word, Word=word.title(), tail=tail, Tail=tail.title(), number=scene.dice.between(100, 9999)
    )
    where = scene.dice.pick(("before_title", "after_page"))
    told = "" if scene.capture == "source_text" and where == "before_title" else stray
    return plan.with_fault(Fault("PAG005", "fail", told, where), **{where: stray})


def missing_date(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """MET001: a page of a dated era without its date."""
    if plan.header.published_on is None or scene.capture == "source_text":
        return None
    header = replace(plan.header, published_on=None, updated_on=None)
    return plan.with_fault(Fault("MET001", "fail", "", "published_on"), header=header)


def _shown(iso: str, plan: PagePlan, capture: str) -> str:
    if capture == "markdown":
        return iso
    return rows.long_date(iso) if plan.header.row == "words_published_updated" else rows.short_date(iso)


def implausible_date(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """MET002: a date in the future, before the web, or an update before its publication."""
    header = plan.header
    if header.published_on is None or scene.capture == "source_text":
        return None
    if header.updated_on and scene.dice.chance(0.5):
        early = (
            date.fromisoformat(header.published_on) - timedelta(days=scene.dice.between(20, 300))
        ).isoformat()
        fault = Fault("MET002", "fail", _shown(early, plan, scene.capture), "updated_on")
        return plan.with_fault(fault, header=replace(header, updated_on=early))
    year, month, day = (
        scene.dice.pick((2031, 2044, 1899, 1971)),
        scene.dice.between(1, 12),
        scene.dice.between(1, 28),
    )
    wrong = date(year, month, day).isoformat()
    fault = Fault("MET002", "fail", _shown(wrong, plan, scene.capture), "published_on")
    return plan.with_fault(fault, header=replace(header, published_on=wrong, updated_on=None))


def badge_without_audit(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """MET003: a badge with no score."""
    if scene.capture not in ("rendered_text", "html"):
        return None
    pill = scene.dice.pick((Badge("Machine Certified", None, None), Badge("Claude Code Audited", None, 13)))
    kept = tuple(badge for badge in plan.header.badges if badge.label != pill.label)
    fault = Fault("MET003", "fail", rows.badge(pill), pill.label)
    return plan.with_fault(fault, header=replace(plan.header, badges=(*kept, pill)))


def conflict(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """MET004: the head of an HTML page gives another date than the row under the title."""
    published = plan.header.published_on
    if scene.capture != "html" or published is None:
        return None
    other = (date.fromisoformat(published) - timedelta(days=scene.dice.between(9, 200))).isoformat()
    fault = Fault("MET004", "fail", _shown(published, plan, "html"), "published_on")
    return plan.with_fault(fault, head=(*plan.head, ("published_on", other)))
