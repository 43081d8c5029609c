"""The article part of the HTML capture: sections, blocks, FAQ, sources, related links."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from tests.sitegen import rows
from tests.sitegen.canvas import Canvas
from tests.sitegen.plan import Held, PagePlan
from tests.sitegen.truth import Block
from tests.sitegen.words import link_text

_INLINE: Final = re.compile(r"\[([^\]\n]*)\]\((/[^)\s]*)\)")


def _put(canvas: Canvas, tag: str, label: str, text: str, name: str = "") -> None:
    """One element with one text; inline markdown links become anchors."""
    mark = f' class="{name}"' if name else ""
    raw = escape(text, quote=False)
    plain = text
    if "](" in text and _INLINE.search(text):
        raw, plain = _INLINE.sub(r'<a href="\2">\1</a>', raw), link_text(text)
    canvas.gap(f"<{tag}{mark}>")
    canvas.add(label, plain, raw)
    canvas.gap(f"</{tag}>\n")


def body(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    """All sections before the FAQ; quick answers and step cards stand in boxes."""
    for section in held.sections:
        boxed = section.role == "quick_answer"
        canvas.gap('<div class="quick">\n' if boxed else "")
        if section.heading:
            _put(canvas, f"h{section.level}", "article.heading", section.heading)
        for block in section.blocks:
            _block(canvas, block)
        canvas.gap("</div>\n" if boxed else "")


def _block(canvas: Canvas, block: Block) -> None:
    if block.kind == "list":
        tag = "ol" if block.ordered else "ul"
        canvas.gap(f"<{tag}>\n")
        for item in block.items:
            _put(canvas, "li", "article.item", item)
        canvas.gap(f"</{tag}>\n")
    elif block.kind == "table":
        canvas.gap("<table>\n")
        for number, cells in enumerate(block.cells):
            canvas.gap("<tr>")
            for cell in cells:
                _put(canvas, "td" if number else "th", "article.cell", cell)
            canvas.gap("</tr>\n")
        canvas.gap("</table>\n")
    elif block.kind == "cards":
        canvas.gap('<div class="steps">\n')
        for place, title, detail in block.cells:
            canvas.gap('<div class="step">')
            _put(canvas, "div", "article.card", place, "n")
            canvas.gap("<div>")
            _put(canvas, "strong", "article.card", title)
            _put(canvas, "div", "article.card", detail)
            canvas.gap("</div></div>\n")
        canvas.gap("</div>\n")
    elif block.kind == "compare":
        canvas.gap('<div class="compare">\n')
        for name, detail in block.cells:
            canvas.gap("<div>")
            _put(canvas, "h4", "article.card", name)
            _put(canvas, "p", "article.card", detail)
            canvas.gap("</div>\n")
        canvas.gap("</div>\n")
    elif block.kind == "diagram":
        _put(canvas, "pre", "article.diagram", block.text, "mermaid")
    else:
        _put(canvas, "p", "article.paragraph", block.text)


def faq(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    """Question in bold, answer behind it, a paragraph for each pair."""
    if plan.faqs:
        _put(canvas, "h2", "article.heading", "FAQ")
    for pair in plan.faqs:
        canvas.gap("<p><strong>")
        canvas.add("article.question", pair.question, escape(pair.question, quote=False))
        canvas.gap("</strong> ")
        canvas.add("article.answer", pair.answer, escape(pair.answer, quote=False))
        canvas.gap("</p>\n")


def sources(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    """The list of sources, without links as on the site."""
    if not plan.sources:
        return
    _put(canvas, "h2", "article.heading", "Sources")
    canvas.gap("<ul>\n")
    for source in held.sources:
        _put(canvas, "li", "article.source", source.text)
    canvas.gap("</ul>\n")


def related(canvas: Canvas, plan: PagePlan, held: Held) -> None:
    """The marker comment, which is markup here, and the related links."""
    if plan.marker:
        canvas.gap(f"<!--{plan.marker}-->\n")
    if not held.related:
        return
    _put(canvas, "h2", "chrome.card_zone", rows.RELATED)
    canvas.gap("<ul>\n")
    for link in held.related:
        canvas.gap(f'<li><a href="{escape(link.href or "")}">')
        canvas.add("data.card", link.text, escape(link.text, quote=False))
        canvas.gap("</a></li>\n")
    canvas.gap("</ul>\n")
