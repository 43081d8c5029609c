"""The source-text capture: the page's own source, without blank lines and with nothing around it."""

from __future__ import annotations

from tests.sitegen import rows
from tests.sitegen.canvas import Canvas
from tests.sitegen.plan import Held, PagePlan


def draw(plan: PagePlan, held: Held) -> Canvas:
    """The whole page: title (twice on a third of the pages), a blank line, then a line for each block."""
    canvas = Canvas()
    if plan.before_title:
        canvas.add("unexplained", plan.before_title)
        canvas.gap("\n")
    if plan.title:
        canvas.add("article.title", plan.title)
        canvas.gap("\n")
    if plan.second_title and plan.index % 3 == 0:
        canvas.add("chrome.duplicate_title", plan.second_title)
        canvas.gap("\n")
    canvas.gap("\n")
    parts = {"body": _body, "faq": _faq, "sources": _sources, "related": _related}
    for part in plan.order:
        parts[part](canvas, plan, held)
    if plan.after_page:
        canvas.add("unexplained", plan.after_page)
        canvas.gap("\n")
    return canvas


def _line(canvas: Canvas, label: str, text: str, mark: str = "") -> None:
    if mark:
        canvas.gap(mark)
    canvas.add(label, text)
    canvas.gap("\n")


def _body(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    for section in held.sections:
        if section.heading:
            _line(canvas, "article.heading", section.heading)
        for block in section.blocks:
            if block.kind == "list":
                for number, item in enumerate(block.items, 1):
                    _line(canvas, "article.item", item, f"{number}. " if block.ordered else "- ")
            else:
                _line(canvas, "article.paragraph", block.text)


def _faq(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    if plan.faqs:
        _line(canvas, "article.heading", "FAQ")
    for faq in plan.faqs:
        _line(canvas, "article.faq", f"{faq.question} {faq.answer}".rstrip())


def _sources(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    if plan.sources:
        _line(canvas, "article.heading", "Sources")
    for source in held.sources:
        _line(canvas, "article.source", source.text, "- ")


def _related(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    if plan.marker:
        _line(canvas, "chrome.marker", f"<!--{plan.marker}-->")
    if held.related:
        _line(canvas, "chrome.card_zone", rows.RELATED)
    for link in held.related:
        _line(canvas, "data.card", f"[{link.text}]({link.href})", "- ")
