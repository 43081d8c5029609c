"""The article templates: which sections an essay, a step page, a training, a KPI guide or a column has."""

from __future__ import annotations

from tests.sitegen.compose import Composer
from tests.sitegen.truth import Block, Section
from tests.sitegen.words import title_case


def opening(composer: Composer, style: str) -> list[Section]:
    """The first sections: Direct Answer (alone, with Quick Answer or TL;DR), Brief and Detail, or none."""
    writer = composer.writer
    answer = Section(2, "Direct Answer", "direct_answer", (Block("paragraph", writer.paragraph(3)),))
    if style == "quick_direct":
        box = Section(2, "Quick Answer", "quick_answer", (Block("paragraph", writer.paragraph(1)),))
        return [box, answer]
    if style == "direct_tldr":
        summary = Section(2, "TL;DR", "summary", (Block("paragraph", writer.paragraph(2)),))
        return [answer, summary]
    if style == "brief_detail":
        return [
            Section(2, "Brief", "summary", (Block("paragraph", writer.paragraph(2)),)),
            Section(2, "Detail", "body", composer.blocks(700, rich=False)),
        ]
    if style == "none":
        return [Section(2, "", "body", composer.blocks(500, rich=False))]
    return [answer]


def _sized(budget: int, low: int, high: int, composer: Composer) -> tuple[int, int]:
    """How many sections, and how long each: fewer on small pages, so that none is a stub."""
    count = composer.dice.between(low, high)
    count = max(2, min(count, budget // 420))
    return count, max(budget // count - 60, 120)


def _with_diagrams(composer: Composer, sections: list[Section], count: int) -> list[Section]:
    """Put diagrams at the end of random sections, some after a lead-in of their own."""
    places = [place for place, section in enumerate(sections) if section.blocks]
    for place in composer.dice.sample(places, count):
        section = sections[place]
        lead: tuple[Block, ...] = ()
        if composer.dice.chance(0.4):
            lead = (Block("paragraph", composer.once(lambda: composer.writer.lead("_diagram_lead"))),)
        blocks = (*section.blocks, *lead, composer.diagram())
        sections[place] = Section(section.level, section.heading, section.role, blocks)
    return sections


def essay(composer: Composer, budget: int, style: str) -> list[Section]:
    """The common page: an opening, 9 to 13 topical sections, some of them parents, two diagrams."""
    count, size = _sized(budget, 9, 13, composer)
    body: list[Section] = []
    while len(body) < count:
        if composer.dice.chance(0.07) and size > 500 and count - len(body) >= 3:
            body.extend(composer.family(size * 2, 2))
        else:
            body.append(composer.section(size))
    return opening(composer, style) + _with_diagrams(composer, body, 2)


def steps(composer: Composer, budget: int, style: str) -> list[Section]:
    """A procedure in card form, heading form or as a numbered list, with sections around it."""
    form = composer.dice.pick(("cards", "headings", "list"))
    count, size = _sized(budget, 8, 11, composer)
    writer = composer.writer
    if form == "headings":
        number = min(count, composer.dice.between(4, 7))
        actions = composer.dice.sample(writer.domain.actions, number)
        body = [
            composer.section(size, heading=f"Step {place}: {title_case(action)}", role="steps")
            for place, action in enumerate(actions, 1)
        ]
        body += [composer.section(size) for _ in range(count - number)]
    elif form == "cards":
        cards = Section(2, "Steps", "steps", (composer.cards(composer.dice.between(4, 7)),))
        body = [cards, *(composer.section(size) for _ in range(count - 1))]
    else:
        lead = Block("paragraph", f"{title_case(writer.topic)} takes these steps, in this order:")
        items = Block("list", items=composer.items(composer.dice.between(5, 8)), ordered=True)
        body = [
            Section(2, "Steps", "steps", (lead, items)),
            *(composer.section(size) for _ in range(count - 1)),
        ]
    return opening(composer, style) + _with_diagrams(composer, body, 1)


def training(composer: Composer, budget: int, style: str) -> list[Section]:
    """A workshop: goals, then parts with their minutes, then a wrap-up."""
    count, size = _sized(budget, 6, 9, composer)
    body = [Section(2, "What You Will Practise", "body", composer.blocks(size // 2))]
    for part in range(1, count):
        minutes = composer.dice.pick((5, 10, 15, 20, 25))
        heading = f"Part {part}: {composer.once(composer.writer.heading)} ({minutes} min)"
        body.append(composer.section(size, heading=heading))
    body.append(Section(2, "Wrap-Up and Homework (10 min)", "body", composer.blocks(size // 2)))
    return opening(composer, style) + body


def kpi_guide(composer: Composer, budget: int, style: str) -> list[Section]:
    """A measure explained: definition, formula, benchmarks as a table, drivers, pitfalls."""
    count, size = _sized(budget, 7, 9, composer)
    body = [Section(2, "Definition", "body", composer.blocks(size, rich=False))]
    formula = (*composer.blocks(size // 2, rich=False), Block("paragraph", composer.writer.sentence()))
    body.append(Section(2, "Formula", "body", formula))
    body.append(Section(2, "Benchmarks", "body", (*composer.table(), composer.paragraph())))
    body.append(Section(2, "What Moves It", "body", (*composer.bullets(), *composer.blocks(size))))
    body += [composer.section(size) for _ in range(max(count - 4, 1))]
    return opening(composer, style) + body


def column(composer: Composer, budget: int, style: str) -> list[Section]:
    """A curator's column: no Direct Answer, few headings, long runs of paragraphs."""
    count, size = _sized(budget, 4, 7, composer)
    start = opening(composer, style if style in ("brief_detail", "none") else "none")
    return start + [composer.section(size) for _ in range(count)]


TEMPLATES = {"essay": essay, "steps": steps, "training": training, "kpi_guide": kpi_guide, "column": column}
