"""From a plan and a capture to the drawn page with its truth."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from tests.sitegen import html_page, markdown_page, rendered_text, source_text
from tests.sitegen.canvas import Canvas
from tests.sitegen.held import hold
from tests.sitegen.plan import Held, PagePlan
from tests.sitegen.truth import Block, Fault, Link, Loss, PageTruth, Section
from tests.sitegen.words import link_text

HOST: Final = "https://pulse.example"
SUFFIX: Final = {"rendered_text": ".txt", "source_text": ".txt", "html": ".html", "markdown": ".md"}
_DRAW: Final = {
    "rendered_text": rendered_text.draw,
    "source_text": source_text.draw,
    "html": html_page.draw,
    "markdown": markdown_page.draw,
}
_INLINE: Final = re.compile(r"\[([^\]\n]*)\]\((/[^)\s]*)\)")
_NEAR: Final = (0.035, 0.065)


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """One page: its file name, its bytes, and everything that is true of it."""

    name: str
    text: str
    truth: PageTruth

    @property
    def data(self) -> bytes:
        """The bytes as they would stand in the folder."""
        return self.text.encode("utf-8", "surrogatepass")


def file_name(seed: int, index: int, capture: str) -> str:
    """A running number and a hash, as the dump tool names its files."""
    digest = blake2b(f"{seed}/{index}".encode(), digest_size=8).hexdigest()
    return f"{index:05d}_{digest}{SUFFIX[capture]}"


def settle_word_count(plan: PagePlan, capture: str) -> tuple[PagePlan, Held]:
    """Keep the stated count clear of the 5 % line, so that counting a word more or less decides nothing."""
    held = hold(plan, capture)
    stated = plan.header.stated_words
    if stated:
        off = abs(stated - held.words) / stated
        if _NEAR[0] < off < _NEAR[1]:
            stated = round(held.words / 0.92)
            plan = replace(plan, header=replace(plan.header, stated_words=stated))
    return plan, held


def draw(plan: PagePlan, capture: str) -> tuple[PagePlan, Held, Canvas]:
    """The page on its canvas, before any fault of the text itself."""
    plan, held = settle_word_count(plan, capture)
    return plan, held, _DRAW[capture](plan, held)


def _shown_block(block: Block, capture: str) -> Block:
    if block.kind == "paragraph":
        return Block("paragraph", link_text(block.text)) if "](" in block.text else block
    if block.kind in ("cards", "compare"):
        return Block(
            "list",
            items=tuple(": ".join(row[-2:]) for row in block.cells),
            ordered=block.kind == "cards",
            cells=block.cells,
        )
    if block.kind == "table" and capture == "rendered_text":
        return Block("table", "\n".join("".join(row) for row in block.cells))
    return block


def _shown_links(plan: PagePlan, held: Held, capture: str) -> tuple[Link, ...]:
    """Links and cards in page order. Text captures show no address of a card."""
    links = [
        Link("body", words, href, target=href.rsplit("/", 1)[-1])
        for section in held.sections
        for block in section.blocks
        for words, href in (_INLINE.findall(block.text) if "](" in block.text else ())
    ]
    links += held.related
    if capture == "source_text":
        return tuple(links)
    links += [Link("promo", title + subtitle, None) for title, subtitle in plan.promos]
    cards = (*plan.deep, *plan.more)
    if capture == "rendered_text":
        return (*links, *(replace(card, href=None) for card in cards))
    return (*links, *cards)


def page_faults(plan: PagePlan, held: Held, capture: str) -> tuple[Fault, ...]:
    """Findings that no one injected: losses of the capture, missing dates, off-topic cards, a count off."""
    faults = [*plan.faults, *held.faults]
    codes = {fault.code for fault in plan.faults}
    header = plan.header
    shows_row = capture in ("rendered_text", "html")
    if "MET001" not in codes and header.published_on is None and capture != "source_text":
        faults.append(Fault("MET001", "fail", "", "published_on", "page"))
    if shows_row and header.stated_words and "TXT001" not in codes:
        off = abs(header.stated_words - held.words) / header.stated_words
        if off > 0.05:
            faults.append(
                Fault("TXT001", "fail", f"{header.stated_words:,} words", "stated_words", "capture")
            )
    if capture != "source_text":
        told = {fault.subject for fault in plan.faults if fault.code == "LNK001"}
        faults += [
            Fault("LNK001", "fail", card.text, card.text, "page")
            for card in (*plan.deep, *plan.more)
            if card.off_topic and card.text not in told
        ]
    return tuple(faults)


def truth_of(
    plan: PagePlan, held: Held, canvas: Canvas, capture: str, name: str, extra: tuple[Fault, ...] = ()
) -> PageTruth:
    """The truth of a drawn article page."""
    header = plan.header
    bare = capture == "source_text"
    sections = tuple(
        Section(s.level, s.heading, s.role, tuple(_shown_block(block, capture) for block in s.blocks))
        for s in held.sections
    )
    answers = [block.text for s in sections if s.role == "direct_answer" for block in s.blocks if block.text]
    losses = tuple(loss for loss in held.losses if isinstance(loss, Loss))
    if bare:
        losses = (Loss("header", plan.title, None), *losses)
    shows_date = not bare
    tells_category = capture in ("html", "markdown") or (len(header.crumb) > 1 and not bare)
    return PageTruth(
        file=name,
        index=plan.index,
        site_id=plan.site_id,
        url=HOST + plan.path,
        capture=capture,
        era=plan.era,
        template=plan.template,
        page_type="article",
        state="article",
        domain=plan.domain,
        title=plan.title,
        breadcrumb=() if bare or capture == "markdown" else header.crumb,
        category=plan.category if tells_category else None,
        tags=(plan.tag,) if capture in ("html", "markdown") else (),
        authors=(header.curator,) if header.curator and not bare else (),
        badges=header.badges if capture in ("rendered_text", "html") else (),
        stated_words=header.stated_words if capture in ("rendered_text", "html") else None,
        counted_words=held.words,
        published_on=header.published_on if shows_date else None,
        updated_on=header.updated_on if shows_date else None,
        direct_answer="\n\n".join(answers) or None,
        sections=sections,
        faqs=plan.faqs,
        sources=held.sources,
        links=_shown_links(plan, held, capture),
        chrome=canvas.labelled("chrome."),
        data=canvas.labelled("data."),
        kept=canvas.labelled("article."),
        losses=losses,
        faults=(*page_faults(plan, held, capture), *extra),
        near_duplicate_of=plan.near_duplicate_of,
        family_of=plan.family_of,
    )
