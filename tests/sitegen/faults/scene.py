"""What an injector may know of the page it spoils."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.sitegen.banks import BY_KEY
from tests.sitegen.banks.base import Domain
from tests.sitegen.canvas import Canvas
from tests.sitegen.compose import Composer
from tests.sitegen.dice import Dice
from tests.sitegen.identity import Site
from tests.sitegen.plan import PagePlan
from tests.sitegen.prose import Writer
from tests.sitegen.truth import Block, Fault, Section


@dataclass(frozen=True, slots=True)
class Scene:
    """Seed, place and capture of the page, and the dice of its faults."""

    seed: int
    index: int
    capture: str
    site: Site
    dice: Dice

    def composer(self, plan: PagePlan, domain: Domain | None = None) -> Composer:
        """A composer for fresh prose, in the page's own domain or in another."""
        field = domain or BY_KEY[plan.domain]
        composer = Composer(Writer(self.dice, field, self.dice.pick(field.topics), "the team"), [])
        composer.avoid(section.heading for section in plan.sections)
        composer.avoid(block.text for section in plan.sections for block in section.blocks)
        return composer


# An injector answers the spoiled plan, or None where this page offers no place for the fault.
PlanInjector = Callable[[PagePlan, Scene], PagePlan | None]
# A canvas injector spoils the drawn text and answers what it did, or None.
CanvasInjector = Callable[[Canvas, Scene], Fault | None]


def paragraphs(plan: PagePlan, *, shortest: int = 0) -> list[tuple[int, int]]:
    """Places (section, block) of all body paragraphs that are no lead-ins."""
    return [
        (number, place)
        for number, section in enumerate(plan.sections)
        if section.role in ("body", "steps")
        for place, block in enumerate(section.blocks)
        if block.kind == "paragraph" and len(block.text) >= shortest and not block.text.endswith(":")
    ]


def with_blocks(plan: PagePlan, number: int, blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """All sections, one of them with other blocks."""
    sections = list(plan.sections)
    sections[number] = replace(sections[number], blocks=blocks)
    return tuple(sections)


def with_paragraph(plan: PagePlan, number: int, place: int, text: str) -> tuple[Section, ...]:
    """All sections, one paragraph of them replaced."""
    blocks = list(plan.sections[number].blocks)
    blocks[place] = Block("paragraph", text)
    return with_blocks(plan, number, tuple(blocks))


def insert_paragraph(plan: PagePlan, number: int, place: int, text: str) -> tuple[Section, ...]:
    """All sections, a paragraph put in before the given place."""
    blocks = list(plan.sections[number].blocks)
    blocks.insert(place, Block("paragraph", text))
    return with_blocks(plan, number, tuple(blocks))


def last_body(plan: PagePlan) -> int:
    """The place after the last section."""
    return len(plan.sections)
