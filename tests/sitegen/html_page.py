"""The HTML capture: the page as served, semantic in places, full of divs, with its head."""

from __future__ import annotations

import json
from html import escape
from typing import Final

from tests.sitegen import html_blocks, rows
from tests.sitegen.canvas import Canvas
from tests.sitegen.plan import Held, PagePlan

HOST: Final = "https://pulse.example"
_STYLE: Final = (
    "body{margin:0;font:17px/1.6 Georgia,serif;color:#1d2430}"
    ".wrap{max-width:760px;margin:0 auto;padding:0 20px}"
    ".topnav{display:flex;gap:18px;padding:14px 20px;border-bottom:1px solid #dde}"
    ".pill{border-radius:99px;padding:2px 10px}"
    ".cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:14px}"
    ".card .k{font-size:12px}"
    ".step{display:flex;gap:12px}.step .n{font-weight:700}.fb button{margin-right:6px}"
    "footer{padding:40px 0;color:#667}"
)
_SCRIPT: Final = (
    "(function(){var b=document.querySelectorAll('.fb button');b.forEach(function(x){"
    "x.addEventListener('click',"
    "function(){navigator.sendBeacon('/vote',x.textContent)})})})();"
)


def draw(plan: PagePlan, held: Held) -> Canvas:
    """The whole page."""
    canvas = Canvas()
    canvas.gap(_head(plan))
    _top(canvas, plan)
    canvas.gap('<article class="prose">\n')
    parts = {"body": html_blocks.body, "faq": html_blocks.faq, "sources": html_blocks.sources,
             "related": html_blocks.related}  # fmt: skip
    for part in plan.order:
        parts[part](canvas, plan, held)
    if plan.cut:
        canvas.pieces.pop()
        return canvas
    canvas.gap("</article>\n")
    _bottom(canvas, plan)
    canvas.gap("</div></main>\n")
    _footer(canvas)
    if plan.after_page:
        canvas.gap("<div>")
        canvas.add("unexplained", plan.after_page, escape(plan.after_page))
        canvas.gap("</div>")
    canvas.gap(f"<script>{_SCRIPT}</script>\n</body>\n</html>\n")
    return canvas


def _head(plan: PagePlan) -> str:
    claims = dict(plan.head)
    title = claims.get("title", plan.title)
    address = HOST + plan.path
    published, updated = claims.get("published_on", plan.header.published_on), plan.header.updated_on
    graph: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "mainEntityOfPage": address,
    }
    if title:
        graph["headline"] = title
    if published:
        graph["datePublished"] = published
    if updated:
        graph["dateModified"] = updated
    if plan.header.curator:
        graph["author"] = {"@type": "Person", "name": plan.header.curator}
    lines = ['<!DOCTYPE html>', '<html lang="en">', "<head>", '<meta charset="utf-8">',
             '<meta name="viewport" content="width=device-width, initial-scale=1">',
             f"<title>{escape(title)} | PULSE</title>" if title else "",
             f'<link rel="canonical" href="{address}">', '<meta property="og:site_name" content="PULSE">',
             f'<meta property="og:title" content="{escape(title)}">' if title else "",
             f'<meta property="og:url" content="{address}">', '<meta property="og:type" content="article">',
             f'<meta property="article:section" content="{escape(plan.category)}">',
             f'<meta property="article:tag" content="{escape(plan.tag)}">',
             f'<meta property="article:published_time" content="{published}">' if published else "",
             f'<script type="application/ld+json">{json.dumps(graph, ensure_ascii=False)}</script>',
             f"<style>{_STYLE}</style>", "</head>"]  # fmt: skip
    return "\n".join(line for line in lines if line) + "\n"


def _top(canvas: Canvas, plan: PagePlan) -> None:
    header = plan.header
    canvas.gap('<body>\n<header><nav class="topnav">')
    for line in header.nav or ("Pulse ← Library",):
        canvas.gap('<a href="/library">')
        canvas.add("chrome.navigation", line, escape(line))
        canvas.gap("</a> ")
    canvas.gap('</nav></header>\n<main><div class="wrap">\n')
    if header.crumb:
        canvas.gap('<div class="crumb">')
        canvas.add("data.breadcrumb", " · ".join(header.crumb))
        canvas.gap("</div>\n")
    for pill in header.badges:
        text = rows.badge(pill)
        canvas.gap('<span class="pill">')
        canvas.add("data.badge", text)
        canvas.gap("</span>\n")
    if plan.before_title:
        canvas.gap("<div>")
        canvas.add("unexplained", plan.before_title, escape(plan.before_title))
        canvas.gap("</div>\n")
    if plan.title:
        canvas.gap("<h1>")
        canvas.add("article.title", plan.title, escape(plan.title, quote=False))
        canvas.gap("</h1>\n")
    if header.curator:
        canvas.gap('<div class="by">')
        canvas.add("data.author", f"Curated by {header.curator}")
        canvas.gap('</div>\n<div class="vote">')
        canvas.add("chrome.vote", rows.VOTE)
        canvas.gap("</div>\n")
    canvas.gap('<div class="meta">')
    for label, text in rows.meta_row(header):
        if label:
            canvas.gap("<span>")
            canvas.add(label, text)
            canvas.gap("</span>")
    canvas.gap("</div>\n")
    if plan.title:
        alt = escape(plan.second_title or plan.title)
        canvas.gap(
            f'<figure><img src="/art/{plan.site_id}.svg" alt="{alt}" width="760" height="400"></figure>\n'
        )


def _bottom(canvas: Canvas, plan: PagePlan) -> None:
    canvas.gap('<div class="dl">')
    canvas.add("chrome.download", "Download:")
    for name in ("⬇ SVG", "⬇ PNG"):
        canvas.gap(" <button>")
        canvas.add("chrome.download", name)
        canvas.gap("</button>")
    canvas.gap('</div>\n<div class="fb">')
    canvas.add("chrome.feedback", rows.FEEDBACK.strip(), "Was this helpful?")
    for name in ("👍 Yes", "👎 No"):
        canvas.gap("&nbsp;<button>")
        canvas.add("chrome.feedback", name)
        canvas.gap("</button>")
    canvas.gap("</div>\n")
    if plan.promos:
        canvas.gap('<section class="apply"><h3>')
        canvas.add("chrome.promo", rows.APPLY)
        canvas.gap("</h3>\n")
        for title, subtitle in plan.promos:
            address = "https://tools.example/" + title.lower().replace(" ", "-")
            canvas.gap(f'<a class="tool" href="{address}"><b>')
            canvas.add("data.promo", title)
            canvas.gap("</b><span>")
            canvas.add("data.promo", subtitle)
            canvas.gap("</span></a>\n")
        canvas.gap("</section>\n")
    for heading, links in zip(rows.zone_headings(plan.era), (plan.deep, plan.more), strict=True):
        if not links:
            continue
        canvas.gap("<section><h3>")
        canvas.add("chrome.card_zone", heading)
        canvas.gap('</h3>\n<div class="cards">\n')
        for link in links:
            canvas.gap(f'<a class="card" href="{escape(link.href or "")}"><span class="k">')
            canvas.add("data.card_tag", f"{link.category} · {link.tag}" if link.category else "·")
            canvas.gap('</span><span class="t">')
            canvas.add("data.card", link.text, escape(link.text, quote=False))
            canvas.gap("</span></a>\n")
        canvas.gap("</div></section>\n")


def _footer(canvas: Canvas) -> None:
    canvas.gap("<footer><p>")
    canvas.add("chrome.footer", "© 2026 PULSE · The Machine")
    canvas.gap('</p><p><a href="/about">')
    canvas.add("chrome.footer", "About")
    canvas.gap('</a> <a href="/terms">')
    canvas.add("chrome.footer", "Terms")
    canvas.gap("</a></p></footer>\n")
