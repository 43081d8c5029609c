"""What a capture keeps: the losses of each style, and the findings that follow from them."""

from __future__ import annotations

from typing import Final

from tests.sitegen.build import plan_words
from tests.sitegen.plan import Held, PagePlan
from tests.sitegen.truth import Block, Fault, Loss, Outcome, Section

_LOST: Final[dict[str, frozenset[str]]] = {
    "rendered_text": frozenset({"bullets", "image"}),
    "source_text": frozenset({"table", "diagram", "cards", "compare", "image", "quick_answer"}),
    "html": frozenset(),
    "markdown": frozenset({"image"}),
}


def _kind(block: Block) -> str:
    return "bullets" if block.kind == "list" and not block.ordered else block.kind


def _is_lead(block: Block | None) -> bool:
    return block is not None and block.kind == "paragraph" and block.text.endswith(":")


def _section(section: Section, lost: frozenset[str]) -> tuple[Section, list[Loss], list[Fault]]:
    """One section without its lost blocks."""
    kept: list[Block] = []
    losses: list[Loss] = []
    faults: list[Fault] = []
    blocks = section.blocks
    for place, block in enumerate(blocks):
        kind = _kind(block)
        if kind not in lost:
            kept.append(block)
            continue
        lead = blocks[place - 1] if place else None
        code = None
        if lead is not None and _is_lead(lead):
            code = "SEC003"
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            shown = following is not None and following.kind == "diagram" and "diagram" not in lost
            outcome: Outcome = "review" if shown and kind != "diagram" else "fail"
            faults.append(Fault(code, outcome, lead.text, section.heading, "capture"))
        losses.append(Loss(kind, kept[-1].text if kept else section.heading, code))
    if blocks and not kept:
        faults.append(Fault("SEC002", "review", section.heading, section.heading, "capture"))
    return Section(section.level, section.heading, section.role, tuple(kept)), losses, faults


def hold(plan: PagePlan, capture: str) -> Held:
    """The plan as the capture shows it."""
    lost = _LOST[capture]
    sections: list[Section] = []
    losses: list[Loss] = []
    faults: list[Fault] = []
    for section in plan.sections:
        if section.role in lost:
            losses.append(Loss(section.role, plan.title, None))
            continue
        shown, gone, found = _section(section, lost)
        sections.append(shown)
        losses += gone
        faults += found
        if capture == "rendered_text":
            faults += [
                Fault("TXT007", "fail", flat(block.text), section.heading, "capture")
                for block in shown.blocks
                if block.kind == "diagram" and not _broken(block.text)
            ]
    sources, related = plan.sources, plan.related
    if capture == "rendered_text":
        for heading, entries in (("Sources", plan.sources), ("Related on PULSE", plan.related)):
            if entries:
                losses.append(Loss(heading.split()[0].lower(), heading, "SEC002"))
                faults.append(Fault("SEC002", "review", heading, heading, "capture"))
        sources, related = (), ()
    return Held(
        tuple(sections),
        sources,
        related,
        tuple(losses),
        tuple(faults),
        plan_words(sections, plan.faqs, sources),
    )


def flat(diagram: str) -> str:
    """A diagram as rendered text shows it: all lines on one."""
    return " ".join(line.strip() for line in diagram.split("\n"))


def _broken(diagram: str) -> bool:
    """A diagram whose brackets do not close is an injected fault and is told of elsewhere."""
    return any(diagram.count(left) != diagram.count(right) for left, right in ("[]", "{}"))
