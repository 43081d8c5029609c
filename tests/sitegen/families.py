"""Families of pages: one article for several segments, its text shared in part, rewritten, or new.

A family has one title template. `shared`: half the paragraphs and more are those of the first article with
the segment's name changed. `rewritten`: every paragraph says much of what the first article's says, in sentences
turned around, in another order, with new ones between. A *lookalike* has the title alone: its prose is its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

from tests.sitegen.banks.base import words
from tests.sitegen.build import build_plan
from tests.sitegen.compose import Composer
from tests.sitegen.dice import Dice
from tests.sitegen.identity import Identity, Site
from tests.sitegen.plan import PagePlan
from tests.sitegen.prose import Writer
from tests.sitegen.truth import Block, Faq, Fault, Section
from tests.sitegen.words import sentence_case, title_case

Kin = Literal["shared", "rewritten"]

# Segments that no ordinary page has, so that these pages take nobody's title by accident.
SIBLINGS: Final = words(
    "a university bookstore chain; a ferry ticketing company; a museum supply house;"
    "a bicycle parts importer; a seed catalogue publisher; a regional radio group; a theatre lighting firm;"
    "a glass recycling cooperative"
)
KEPT: Final = {"shared": (0.55, 0.65, 0.75), "rewritten": (0.7, 0.8, 0.9)}
"""Share of the paragraphs that are kept, and of a paragraph's sentences; drawn for each page."""
_JOINT: Final = re.compile(r", (?:and|so|because|but|since|for|even if|which is why|yet) |; |: ")
_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+(?=[^\s])")
_TURNED: Final = (
    "{b}, so that {a}.",
    "It follows from one thing: {b}. Then {a}.",
    "Where {b}, {a}.",
    "{a}. Behind it {b}.",
    "{b}; hence {a}.",
)
_OPENERS: Final = words(
    "In practice,; As a rule,; More often than not,; Put simply,; Seen from here,; By and large,"
)


def mover(base: Identity, segment: str) -> Callable[[str], str]:
    """A function that puts another segment in place of the first article's."""
    pairs = [
        (base.segment, segment),
        (sentence_case(base.segment), sentence_case(segment)),
        (title_case(base.segment), title_case(segment)),
    ]

    def moved(text: str) -> str:
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    return moved


def sibling(who: Identity, base: Identity, segment: str) -> Identity:
    """A lookalike: the same title template and topic for another segment."""
    title = mover(base, segment)(base.title)
    return replace(
        who, template=base.template, domain=base.domain, topic=base.topic, segment=segment, title=title
    )


def family_plan(
    kin: Kin,
    who: Identity,
    base: Identity,
    base_name: str,
    seed: int,
    *,
    segment: str,
    size: int,
    site: Site,
    era: str | None,
) -> PagePlan:
    """The plan of one more member of the first article's family."""
    dice = Dice(seed, who.index, "family", kin)
    kept = dice.pick(KEPT[kin])
    moved = mover(base, segment)
    fresh = Composer(Writer(dice, base.domain, base.topic, segment), [])

    def paragraph(text: str) -> str:
        if kin == "shared":
            return moved(text) if dice.chance(kept) else fresh.paragraph().text
        said = [
            _turned(one, dice) if dice.chance(kept) else fresh.writer.sentence()
            for one in _SENTENCE.split(text)
        ]
        dice.shuffle(said)
        return moved(" ".join(said))

    def block(old: Block) -> Block:
        if old.kind == "paragraph":
            return replace(old, text=moved(old.text) if old.text.endswith(":") else paragraph(old.text))
        return replace(
            old,
            items=tuple(map(moved, old.items)),
            cells=tuple(tuple(map(moved, row)) for row in old.cells),
        )

    def section(old: Section) -> Section:
        return replace(old, heading=moved(old.heading), blocks=tuple(map(block, old.blocks)))

    plan = build_plan(seed, base.index, size=size, site=site, era=era)
    title = moved(base.title)
    second = moved(plan.second_title) if plan.second_title else None
    plan = replace(
        plan,
        index=who.index,
        site_id=who.site_id,
        path=who.path,
        title=title,
        second_title=second[:80] if second and len(plan.second_title or "") == 80 else second,
        sections=tuple(map(section, plan.sections)),
        faqs=tuple(Faq(moved(faq.question), paragraph(faq.answer)) for faq in plan.faqs),
        family_of=base_name,
    )
    return plan.with_fault(Fault("COR002", "review", title, kin, related=(base_name,)))


def _turned(sentence: str, dice: Dice) -> str:
    """The sentence with its halves in another order, or with another opening."""
    body = sentence.rstrip(".?!")
    joint = _JOINT.search(body)
    if joint is None or sentence.endswith("?"):
        return f"{dice.pick(_OPENERS)} {body[:1].lower()}{body[1:]}{sentence[len(body) :]}"
    first, second = body[: joint.start()], body[joint.end() :]
    turned = dice.pick(_TURNED).format(a=first[:1].lower() + first[1:], b=second)
    return sentence_case(turned)
