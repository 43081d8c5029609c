"""Pages that are faulty only beside another page: copies, near-duplicates, namesakes, foreigners."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tests.sitegen.banks import FOREIGN
from tests.sitegen.banks.base import words
from tests.sitegen.banks.common import FIRST
from tests.sitegen.build import build_plan, plan_for
from tests.sitegen.compose import Composer
from tests.sitegen.dice import Dice
from tests.sitegen.families import SIBLINGS, mover
from tests.sitegen.identity import Identity, Site, identity
from tests.sitegen.plan import PagePlan
from tests.sitegen.prose import Writer
from tests.sitegen.truth import Block, Fault
from tests.sitegen.words import sentence_case

# Places that no ordinary page has, so that these pages take nobody's title by accident.
ENDINGS: Final = words("Bay; Reach; Point; Common; Marsh; Ferry; Cross; Hill")


def site_plan(
    code: str,
    who: Identity,
    base: Identity,
    base_name: str,
    seed: int,
    *,
    size: int,
    site: Site,
    era: str | None,
) -> PagePlan:
    """The plan of a page with one fault between pages."""
    dice = Dice(seed, who.index, "site fault")
    if code == "COR003":
        return _foreigner(who, seed, dice, size, site, era)
    if code == "TTL003":
        named = replace(
            who,
            domain=base.domain,
            topic=base.topic,
            segment=base.segment,
            title=base.title,
            template=base.template,
        )
        plan = plan_for(named, seed, dice, size=size, site=site, era=era)
        return plan.with_fault(Fault("TTL003", "fail", plan.title, base.title, related=(base_name,)))
    return _near_duplicate(who, base, base_name, seed, dice, size, site, era)


def _foreigner(who: Identity, seed: int, dice: Dice, size: int, site: Site, era: str | None) -> PagePlan:
    """COR003: an article of another world under an address of this site."""
    domain = dice.pick(FOREIGN)
    topic = dice.pick(domain.topics)
    place = f"{dice.pick(FIRST)} {dice.pick(ENDINGS)}"
    title = sentence_case(dice.pick(domain.titles).format(topic=topic, place=place))
    stranger = replace(
        who,
        domain=domain,
        topic=topic,
        segment=place,
        title=title,
        tag=dice.pick(domain.tags),
        template="essay",
    )
    plan = plan_for(stranger, seed, dice, size=size, site=site, era=era)
    return plan.with_fault(Fault("COR003", "fail", title, domain.key))


def _near_duplicate(
    who: Identity,
    base: Identity,
    base_name: str,
    seed: int,
    dice: Dice,
    size: int,
    site: Site,
    era: str | None,
) -> PagePlan:
    """COR002: the base article again for another segment, one paragraph in twelve written anew."""
    plan = build_plan(seed, base.index, size=size, site=site, era=era)
    segment = dice.pick(SIBLINGS)
    moved = mover(base, segment)
    fresh = Composer(Writer(dice, base.domain, base.topic, segment), [])

    def block(old: Block) -> Block:
        if old.kind == "paragraph" and not old.text.endswith(":") and dice.chance(1 / 12):
            return fresh.paragraph()
        if old.kind == "diagram":
            return old
        return replace(
            old,
            text=moved(old.text),
            items=tuple(map(moved, old.items)),
            cells=tuple(tuple(map(moved, row)) for row in old.cells),
        )

    sections = tuple(
        replace(s, heading=moved(s.heading), blocks=tuple(block(b) for b in s.blocks)) for s in plan.sections
    )
    faqs = tuple(replace(faq, question=moved(faq.question), answer=moved(faq.answer)) for faq in plan.faqs)
    title = moved(base.title)
    second = (
        moved(plan.second_title)[: 80 if len(plan.second_title) == 80 else None]
        if plan.second_title
        else None
    )
    plan = replace(
        plan,
        index=who.index,
        site_id=who.site_id,
        path=who.path,
        title=title,
        second_title=second,
        sections=sections,
        faqs=faqs,
        near_duplicate_of=base_name,
    )
    return plan.with_fault(Fault("COR002", "fail", title, base.title, related=(base_name,)))


def base_of(seed: int, index: int, site: Site) -> Identity:
    """The article that a faulty page refers to: the nearest clean one before it, or after it at the start."""
    for other in (*range(index - 1, max(index - 400, -1), -1), *range(index + 1, index + 400)):
        who = identity(seed, other)
        if who.is_article and not who.domain.foreign and site.is_clean(other):
            return who
    raise ValueError(f"no article near page {index} to refer to")
