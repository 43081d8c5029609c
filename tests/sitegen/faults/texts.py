"""Faults of the text: placeholders, leaks, repeats, foreign matter, other languages, cut short."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tests.sitegen.banks import FOREIGN
from tests.sitegen.build import plan_words
from tests.sitegen.faults.languages import LANGUAGES
from tests.sitegen.faults.scene import Scene, insert_paragraph, paragraphs, with_paragraph
from tests.sitegen.plan import PagePlan
from tests.sitegen.truth import Block, Fault

PLACEHOLDERS: Final = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "TODO: add the customer story here.",
    "Contact {{first_name}} for the current rate card.",
    "Replace Generic %s with the buyer's own term.",
    "40w bait: why this question keeps coming back.",
    "200w detail: walk through the numbers.",
    "SUBAGENT_VERIFIED",
    "H2: insert heading about the second half of the year",
    "[INSERT EXAMPLE COMPANY] cut its cycle by a third.",
)
FRONT_MATTER: Final = "id: {id} format_v: 3 quality_score: 87 tags: pricing, approvals, quoting"


def _tell(plan: PagePlan, code: str, number: int, excerpt: str) -> Fault:
    return Fault(code, "fail", excerpt, plan.sections[number].heading)


def placeholder(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """TXT003: text that stood for text."""
    spots = paragraphs(plan)
    if not spots:
        return None
    number, place = scene.dice.pick(spots)
    words = scene.dice.pick(PLACEHOLDERS)
    if scene.dice.chance(0.5):
        sections = insert_paragraph(plan, number, place, words)
    else:
        text = plan.sections[number].blocks[place].text
        sections = with_paragraph(plan, number, place, f"{words} {text}")
    return plan.with_fault(_tell(plan, "TXT003", number, words), sections=sections)


def repeated_paragraph(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """TXT004: one long paragraph a second time, in another section."""
    spots = paragraphs(plan, shortest=160)
    numbers = {number for number, _ in spots}
    if len(numbers) < 2:
        return None
    number, place = scene.dice.pick(spots)
    text = plan.sections[number].blocks[place].text
    other, where = scene.dice.pick([spot for spot in spots if spot[0] != number])
    sections = insert_paragraph(plan, other, where + 1, text)
    return plan.with_fault(_tell(plan, "TXT004", other, text), sections=sections)


def off_topic_section(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """TXT005: a section about something that has no place in this article."""
    spots = paragraphs(plan)
    if not spots:
        return None
    number, _ = scene.dice.pick(spots)
    section = scene.composer(plan, scene.dice.pick(FOREIGN)).section(700)
    section = replace(section, blocks=tuple(block for block in section.blocks if block.kind == "paragraph"))
    blocks = tuple(block for block in section.blocks if not block.text.endswith(":"))
    section = replace(section, blocks=blocks)
    sections = (*plan.sections[: number + 1], section, *plan.sections[number + 1 :])
    return plan.with_fault(Fault("TXT005", "fail", blocks[0].text, section.heading), sections=sections)


def leaked_markup(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """TXT006: a trace of the page's source. Proper Markdown marks are no leak in that capture."""
    spots = paragraphs(plan, shortest=60)
    if not spots:
        return None
    number, place = scene.dice.pick(spots)
    text = plan.sections[number].blocks[place].text
    words = text.split(" ")
    middle = len(words) // 2
    whole = [
        FRONT_MATTER.format(id=plan.site_id),
        f"TAGS: {plan.category},{plan.tag},{plan.domain.replace('_', '-')}",
    ]
    if scene.capture != "markdown":
        whole += [
            f"[![{plan.tag}](/art/{plan.site_id}.svg)](/art/{plan.site_id}.svg)",
            "---",
            "<!-- reviewed twice -->",
        ]
    if scene.dice.chance(0.4) or scene.capture == "markdown":
        leak = scene.dice.pick(whole)
        return plan.with_fault(
            _tell(plan, "TXT006", number, leak), sections=insert_paragraph(plan, number, place, leak)
        )
    form = scene.dice.pick(("*{}*", "**{}", "<b>{}</b>", "{}<br>", "''{}''", "\\${}", "`{}`"))
    leak = form.format(words[middle].strip(".,;:?!\"'“”’*"))
    words[middle] = leak
    sections = with_paragraph(plan, number, place, " ".join(words))
    return plan.with_fault(_tell(plan, "TXT006", number, leak), sections=sections)


def wrong_language(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """TXT008: all paragraphs of the article in another language, its headings left as they are."""
    bank = LANGUAGES[scene.dice.pick(tuple(LANGUAGES))]
    dice = scene.dice

    def foreign(block: Block) -> Block:
        if block.kind != "paragraph":
            return block
        return Block("paragraph", " ".join(dice.sample(bank, 3 if block.text.endswith(":") else 4)))

    sections = tuple(
        replace(s, blocks=tuple(foreign(b) for b in s.blocks if b.kind in ("paragraph", "diagram")))
        for s in plan.sections
        if not s.blocks or any(b.kind in ("paragraph", "diagram") for b in s.blocks)
    )
    faqs = tuple(replace(faq, answer=" ".join(dice.sample(bank, 3))) for faq in plan.faqs)
    header = plan.header
    if header.stated_words is not None:
        header = replace(header, stated_words=plan_words(sections, faqs, plan.sources))
    first = next((b.text for s in sections for b in s.blocks if b.kind == "paragraph"), "")
    return plan.with_fault(
        Fault("TXT008", "fail", first, "language"), sections=sections, faqs=faqs, header=header
    )


def word_count(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """TXT001: the header states a count that the article never had."""
    stated = plan.header.stated_words
    if stated is None or scene.capture not in ("rendered_text", "html"):
        return None
    wrong = round(stated * scene.dice.pick((0.55, 0.6, 1.5, 1.9, 2.6)))
    fault = Fault("TXT001", "fail", f"{wrong:,} words", "stated_words")
    return plan.with_fault(fault, header=replace(plan.header, stated_words=wrong))


def too_short(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """TXT002: an article that is hardly one: two sentences, a question, a source."""
    if plan.template != "essay":
        return None

    def first_sentence(text: str) -> str:
        return text.split(". ")[0].rstrip(".") + "."

    body = next((s for s in plan.sections if s.role == "body" and s.blocks), None)
    answer = next((s for s in plan.sections if s.role == "direct_answer"), None)
    if body is None or answer is None:
        return None
    short = tuple(
        replace(s, level=2, blocks=(Block("paragraph", first_sentence(s.blocks[0].text)),))
        for s in (answer, body)
    )
    faqs = tuple(replace(faq, answer="It depends.") for faq in plan.faqs[:1])
    sources = plan.sources[:1]
    header = plan.header
    if header.stated_words is not None:
        header = replace(header, stated_words=plan_words(short, faqs, sources))
    fault = Fault("TXT002", "fail", "", "words")
    return plan.with_fault(fault, sections=short, faqs=faqs, sources=sources, header=header)


def truncated(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """PAG003: the dump stops in the middle of a sentence; nothing follows, no FAQ, no closing zone."""
    spots = [spot for spot in paragraphs(plan, shortest=80) if spot[0] >= 2]
    if not spots:
        return None
    number, place = scene.dice.pick(spots)
    section = plan.sections[number]
    words = section.blocks[place].text.split(" ")
    kept = words[: max(4, int(len(words) * 0.6))]
    while len(kept) > 3 and not kept[-1][-1].isalpha():
        kept.pop()
    text = " ".join(kept)
    last = replace(section, blocks=(*section.blocks[:place], Block("paragraph", text)))
    return plan.with_fault(
        Fault("PAG003", "fail", text[-60:], "end of page"),
        sections=(*plan.sections[:number], last),
        faqs=(),
        sources=(),
        related=(),
        marker=None,
        deep=(),
        more=(),
        promos=(),
        extras=(),
        cut=True,
    )
