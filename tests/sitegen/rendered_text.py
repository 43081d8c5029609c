"""The rendered-text capture: what a browser's text dump shows, its blank lines and glued rows."""

from __future__ import annotations

from tests.sitegen import rows
from tests.sitegen.canvas import Canvas
from tests.sitegen.held import flat
from tests.sitegen.plan import Held, PagePlan
from tests.sitegen.truth import Block

BLANK = "\n\n"


def draw(plan: PagePlan, held: Held) -> Canvas:
    """The whole page."""
    canvas = Canvas()
    _header(canvas, plan)
    parts = {"body": _body, "faq": _faq, "sources": _sources, "related": _related}
    for part in plan.order:
        parts[part](canvas, plan, held)
    if plan.cut:
        return canvas
    _bottom(canvas, plan)
    if plan.after_page:
        canvas.gap("\n")
        canvas.add("unexplained", plan.after_page)
    return canvas


def _header(canvas: Canvas, plan: PagePlan) -> None:
    header = plan.header
    for line in header.nav:
        canvas.add("chrome.navigation", line)
        canvas.gap("\n")
    if header.crumb:
        canvas.add("data.breadcrumb", " · ".join(header.crumb))
        canvas.gap("\n")
    for pill in header.badges:
        canvas.add("data.badge", rows.badge(pill))
        canvas.gap("\n")
    if header.nav or header.crumb or header.badges:
        canvas.gap("\n")
    if plan.before_title:
        canvas.add("unexplained", plan.before_title)
        canvas.gap(BLANK)
    if plan.title:
        canvas.add("article.title", plan.title)
        canvas.gap(BLANK)
    if header.curator:
        canvas.add("data.author", f"Curated by {header.curator}")
        canvas.gap("\n")
        canvas.add("chrome.vote", rows.VOTE)
        canvas.gap("\n")
    for label, text in rows.meta_row(header):
        canvas.add(label, text)
    canvas.gap("\n")
    if plan.second_title:
        canvas.add("chrome.duplicate_title", plan.second_title)
        canvas.gap("\n")
    canvas.gap("\n")


def _body(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    for section in held.sections:
        if section.heading:
            canvas.add("article.heading", section.heading)
            canvas.gap("\n" if section.role == "quick_answer" else BLANK)
        for block in section.blocks:
            _block(canvas, block)
            canvas.gap(BLANK)


def _block(canvas: Canvas, block: Block) -> None:
    if block.kind == "diagram":
        canvas.add("article.diagram", flat(block.text))
    elif block.kind == "list":
        for number, item in enumerate(block.items, 1):
            canvas.gap(("\n" if number > 1 else "") + f"  {number}. ")
            canvas.add("article.item", item)
    elif block.kind == "table":
        for number, cells in enumerate(block.cells):
            canvas.gap("\n" if number else "")
            canvas.add("article.row", "".join(cells))
    elif block.kind in ("cards", "compare"):
        for number, line in enumerate(line for cells in block.cells for line in cells):
            canvas.gap("\n" if number else "")
            canvas.add("article.card", line)
    else:
        canvas.add("article.paragraph", block.text)


def _faq(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    if plan.faqs:
        canvas.add("article.heading", "FAQ")
        canvas.gap(BLANK)
    for faq in plan.faqs:
        canvas.add("article.faq", f"{faq.question} {faq.answer}".rstrip())
        canvas.gap(BLANK)


def _sources(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    if plan.sources:
        canvas.add("article.heading", "Sources")
        canvas.gap(BLANK)


def _related(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    if plan.marker:
        canvas.add("chrome.marker", f"<!--{plan.marker}-->")
        canvas.gap(BLANK)
    if plan.related:
        canvas.add("chrome.card_zone", rows.RELATED)
        canvas.gap(BLANK)


def _bottom(canvas: Canvas, plan: PagePlan) -> None:
    canvas.add("chrome.download", "Download:")
    canvas.gap("\n")
    for extra in plan.extras:
        for label, text in rows.EXTRAS[extra]:
            canvas.add(label, text)
            canvas.gap("\n")
    canvas.add("chrome.feedback", rows.FEEDBACK)
    canvas.gap("")
    if plan.promos:
        canvas.gap("\n")
        canvas.add("chrome.promo", rows.APPLY)
        for title, subtitle in plan.promos:
            canvas.gap("\n")
            canvas.add("data.promo", title + subtitle)
    for heading, links in zip(rows.zone_headings(plan.era), (plan.deep, plan.more), strict=True):
        if links:
            canvas.gap("\n")
            canvas.add("chrome.card_zone", heading)
            canvas.gap("\n")
        for link in links:
            canvas.add("data.card", rows.card(link, plan.era))
