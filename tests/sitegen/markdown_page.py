"""The Markdown capture: a page converted by a tool, with front matter or with the site's chrome around it."""

from __future__ import annotations

from tests.sitegen import rows
from tests.sitegen.canvas import Canvas
from tests.sitegen.plan import Held, PagePlan
from tests.sitegen.truth import Block

BLANK = "\n\n"


def draw(plan: PagePlan, held: Held) -> Canvas:
    """The whole page. Front matter is evidence; everything else is labelled as on the other captures."""
    canvas = Canvas()
    _front(canvas, plan)
    if plan.before_title:
        canvas.add("unexplained", plan.before_title)
        canvas.gap(BLANK)
    if plan.title:
        canvas.gap("# ")
        canvas.add("article.title", plan.title)
        canvas.gap(BLANK)
    for part in plan.order:
        _PARTS[part](canvas, plan, held)
    if plan.cut:
        return canvas
    _cards(canvas, plan)
    if plan.after_page:
        canvas.add("unexplained", plan.after_page)
        canvas.gap("\n")
    return canvas


def _front(canvas: Canvas, plan: PagePlan) -> None:
    head = dict(plan.head)
    lines = [
        f'title: "{head.get("title", plan.title)}"' if plan.title else "",
        f"url: https://pulse.example{plan.path}",
        f"date: {head.get('published_on', plan.header.published_on)}" if plan.header.published_on else "",
        f"updated: {plan.header.updated_on}" if plan.header.updated_on else "",
        f"author: {plan.header.curator}" if plan.header.curator else "",
        f"category: {plan.category}",
        f"tags: [{plan.tag}]",
    ]
    canvas.gap("---\n")
    for line in lines:
        if line:
            canvas.add("data.front_matter", line)
            canvas.gap("\n")
    canvas.gap("---\n\n")


def _heading(canvas: Canvas, text: str, level: int, label: str = "article.heading") -> None:
    canvas.gap("#" * level + " ")
    canvas.add(label, text)
    canvas.gap(BLANK)


def _body(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    for section in held.sections:
        if section.heading:
            _heading(canvas, section.heading, section.level)
        for block in section.blocks:
            _block(canvas, block)
            canvas.gap("\n")


def _block(canvas: Canvas, block: Block) -> None:
    if block.kind == "list":
        for number, item in enumerate(block.items, 1):
            canvas.gap(f"{number}. " if block.ordered else "- ")
            canvas.add("article.item", item)
            canvas.gap("\n")
    elif block.kind == "table":
        for number, cells in enumerate(block.cells):
            for cell in cells:
                canvas.gap("| ")
                canvas.add("article.cell", cell)
                canvas.gap(" ")
            canvas.gap("|\n" + ("|" + " --- |" * len(cells) + "\n" if number == 0 else ""))
    elif block.kind in ("cards", "compare"):
        for cells in block.cells:
            canvas.gap(f"{cells[0]}. **" if block.kind == "cards" else "- **")
            canvas.add("article.card", cells[-2])
            canvas.gap("**: ")
            canvas.add("article.card", cells[-1])
            canvas.gap("\n")
    elif block.kind == "diagram":
        canvas.gap("```mermaid\n")
        canvas.add("article.diagram", block.text)
        canvas.gap("\n```\n")
    else:
        canvas.add("article.paragraph", block.text)
        canvas.gap("\n")


def _faq(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    if plan.faqs:
        _heading(canvas, "FAQ", 2)
    for faq in plan.faqs:
        canvas.gap("**")
        canvas.add("article.question", faq.question)
        canvas.gap("**")
        if faq.answer:
            canvas.gap(" ")
            canvas.add("article.answer", faq.answer)
        canvas.gap(BLANK)


def _sources(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    if plan.sources:
        _heading(canvas, "Sources", 2)
    for source in held.sources:
        canvas.gap("- ")
        canvas.add("article.source", source.text)
        canvas.gap("\n")
    canvas.gap("\n")


def _related(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    if plan.marker:
        canvas.add("chrome.marker", f"<!--{plan.marker}-->")
        canvas.gap(BLANK)
    if held.related:
        _heading(canvas, rows.RELATED, 2, "chrome.card_zone")
    for link in held.related:
        canvas.gap("- ")
        canvas.add("data.card", f"[{link.text}]({link.href})")
        canvas.gap("\n")
    canvas.gap("\n")


def _cards(canvas: Canvas, plan: PagePlan) -> None:
    if plan.promos:
        _heading(canvas, rows.APPLY, 3, "chrome.promo")
        for title, subtitle in plan.promos:
            canvas.gap("- ")
            canvas.add("data.promo", title + subtitle)
            canvas.gap("\n")
        canvas.gap("\n")
    for heading, links in zip(rows.zone_headings(plan.era), (plan.deep, plan.more), strict=True):
        if links:
            _heading(canvas, heading, 3, "chrome.card_zone")
        for link in links:
            canvas.gap("- ")
            tag = f"{link.category} · {link.tag} " if link.category else ""
            canvas.add("data.card", f"{tag}[{link.text}]({link.href})")
            canvas.gap("\n")
        canvas.gap("\n")


_PARTS = {"body": _body, "faq": _faq, "sources": _sources, "related": _related}
