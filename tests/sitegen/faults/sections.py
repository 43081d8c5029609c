"""Faults of sections: missing, empty, lists gone, repeated, out of order."""

from __future__ import annotations

from dataclasses import replace

from tests.sitegen.faults.scene import Scene, insert_paragraph, paragraphs
from tests.sitegen.plan import PagePlan
from tests.sitegen.truth import Block, Fault, Section
from tests.sitegen.words import sentence_case


def missing_section(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """SEC001: an essay without its Direct Answer, FAQ or Sources.

    Source text has no label row, so a page without a Direct Answer may be of a template that has none. No fault is
    a missing Direct Answer where another opening stands for it, or where a curator is named: the site's columns
    are told from its essays by nothing else.
    """
    if plan.template != "essay":
        return None
    names = ["Direct Answer", "FAQ", "Sources"]
    opened = any(section.role in ("quick_answer", "summary") for section in plan.sections)
    if opened or (plan.header.curator and scene.capture != "source_text"):
        names.remove("Direct Answer")
    name = scene.dice.pick(names)
    guessed = name == "Direct Answer" and scene.capture == "source_text"
    fault = Fault("SEC001", "review" if guessed else "fail", "", name)
    if name == "FAQ":
        return plan.with_fault(fault, faqs=())
    if name == "Sources":
        return plan.with_fault(fault, sources=())
    return plan.with_fault(fault, sections=tuple(s for s in plan.sections if s.role != "direct_answer"))


def empty_section(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """SEC002: a heading with nothing under it, last of the body, where no child can follow it."""
    if not plan.faqs:
        return None
    composer = scene.composer(plan)
    heading = composer.once(composer.writer.heading)
    section = Section(2, heading, "body", ())
    return plan.with_fault(Fault("SEC002", "fail", heading, heading), sections=(*plan.sections, section))


def lost_list(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """SEC003: a lead-in that promises items, and a plain paragraph after it."""
    places = [(number, place) for number, place in paragraphs(plan) if place]
    if not places:
        return None
    number, place = scene.dice.pick(places)
    before = plan.sections[number].blocks[place - 1]
    if before.kind == "paragraph" and before.text.endswith(":"):
        return None
    composer = scene.composer(plan)
    lead = composer.once(composer.writer.lead)
    fault = Fault("SEC003", "fail", lead, plan.sections[number].heading)
    return plan.with_fault(fault, sections=insert_paragraph(plan, number, place, lead))


def repeated_section(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """SEC004: one heading twice over different text, or one text twice under different headings."""
    body = [
        section
        for section in plan.sections
        if section.role == "body" and section.heading and section.level == 2
    ]
    body = [section for section in body if section.blocks and section.blocks[0].kind == "paragraph"]
    if not body:
        return None
    model = scene.dice.pick(body)
    composer = scene.composer(plan)
    if scene.dice.chance(0.6):
        again = Section(2, model.heading, "body", composer.blocks(500, rich=False))
        return plan.with_fault(
            Fault("SEC004", "fail", model.heading, model.heading), sections=(*plan.sections, again)
        )
    heading = composer.once(composer.writer.heading)
    kept = tuple(
        block for block in model.blocks if block.kind == "paragraph" and not block.text.endswith(":")
    )
    again = Section(2, heading, "body", kept)
    plan = plan.with_fault(Fault("SEC004", "fail", heading, heading), sections=(*plan.sections, again))
    return plan.with_fault(Fault("TXT004", "fail", kept[0].text, heading))


def section_order(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """SEC005: Sources before the FAQ, or the FAQ before the body."""
    if not (plan.faqs and plan.sources):
        return None
    if scene.dice.chance(0.7):
        order, subject = ("body", "sources", "faq", "related"), "Sources"
    else:
        order, subject = ("faq", "body", "sources", "related"), "FAQ"
    return plan.with_fault(Fault("SEC005", "fail", subject, subject), order=order)


def unanswered_question(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """FAQ001: a question with no answer behind it."""
    if len(plan.faqs) < 2:
        return None
    faqs = list(plan.faqs)
    place = scene.dice.between(0, len(faqs) - 1)
    faqs[place] = replace(faqs[place], answer="")
    question = faqs[place].question
    return plan.with_fault(Fault("FAQ001", "fail", question, question), faqs=tuple(faqs))


def repeated_question(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """FAQ002: the same question twice, answered differently."""
    if len(plan.faqs) < 3:
        return None
    faqs = list(plan.faqs)
    first = scene.dice.between(0, len(faqs) - 2)
    question = faqs[first].question
    faqs[-1] = replace(faqs[-1], question=question)
    return plan.with_fault(Fault("FAQ002", "fail", question, question), faqs=tuple(faqs))


def unverifiable_source(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """SRC001: a source that is a bare title or a bare wave of the hand."""
    if scene.capture == "rendered_text" or not plan.sources:
        return None
    sources = list(plan.sources)
    place = scene.dice.between(0, len(sources) - 1)
    title = scene.composer(plan).writer.topic
    text = scene.dice.pick((f"“Notes on {sentence_case(title)}”", f'"{sentence_case(title)} in Practice"'))
    sources[place] = replace(sources[place], text=text, title=text.strip('“”"'), publisher=None, url=None)
    return plan.with_fault(Fault("SRC001", "fail", text, text), sources=tuple(sources))


def broken_diagram(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """TXT007: a diagram with a bracket that never closes."""
    if scene.capture == "source_text":
        return None
    for number, section in enumerate(plan.sections):
        for place, block in enumerate(section.blocks):
            if block.kind == "diagram":
                broken = block.text.replace("]", "", 1)
                blocks = list(section.blocks)
                blocks[place] = Block("diagram", broken)
                sections = list(plan.sections)
                sections[number] = replace(section, blocks=tuple(blocks))
                shown = " ".join(broken.split()) if scene.capture == "rendered_text" else broken
                return plan.with_fault(
                    Fault("TXT007", "review", shown, section.heading), sections=tuple(sections)
                )
    return None
