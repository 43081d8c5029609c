"""Pages of the site that are not articles: tag indexes, tool landings, and entries that were not found."""

from __future__ import annotations

from html import escape

from tests.sitegen.assemble import HOST, GeneratedPage, file_name
from tests.sitegen.build import PROMOS
from tests.sitegen.canvas import Canvas
from tests.sitegen.dice import Dice
from tests.sitegen.identity import Identity, Site, neighbours
from tests.sitegen.prose import Writer
from tests.sitegen.truth import Fault, Link, PageTruth
from tests.sitegen.words import title_case

Line = tuple[str, str]


def make_other(who: Identity, seed: int, capture: str, *, size: int, site: Site) -> GeneratedPage:
    """One page that belongs in no dataset."""
    dice = Dice(seed, who.index, "other")
    title, lines, links = {"tag_index": _tag_index, "tool_landing": _tool, "not_found": _not_found}[
        who.template
    ](who, seed, dice, size, site)
    canvas = _draw(title, lines, capture)
    name = file_name(seed, who.index, capture)
    address = {"tag_index": f"/tag/{who.tag}", "tool_landing": f"/tools/{title.lower().replace(' ', '-')}"}
    truth = PageTruth(
        file=name,
        index=who.index,
        site_id=None,
        url=HOST + address.get(who.template, who.path),
        capture=capture,
        era="july",
        template=who.template,
        page_type={"tag_index": "listing", "tool_landing": "service"}.get(who.template, "other"),
        state="not_an_article",
        domain=who.domain.key,
        title=title,
        breadcrumb=(),
        category=None,
        tags=(),
        authors=(),
        badges=(),
        stated_words=None,
        counted_words=0,
        published_on=None,
        updated_on=None,
        direct_answer=None,
        sections=(),
        faqs=(),
        sources=(),
        links=links,
        chrome=canvas.labelled("chrome."),
        data=canvas.labelled("data."),
        kept=(),
        losses=(),
        faults=(Fault("PAG004", "fail", title, who.template, "page"),),
    )
    return GeneratedPage(name, canvas.text(), truth)


def _tag_index(
    who: Identity, seed: int, dice: Dice, size: int, site: Site
) -> tuple[str, list[Line], tuple[Link, ...]]:
    """A grid of cards with a snippet cut at 240 characters."""
    found = neighbours(seed, who.index, max(6, min(size // 420, 36)), dice, site)
    title = f"{len(found) * 7} researched {title_case(who.tag.replace('-', ' '))} entries"
    lines: list[Line] = [
        ("chrome.navigation", "PULSE REVOPS 📚 Library · The Machine"),
        ("data.listing_title", title),
        ("chrome.navigation", "Newest · Most read · A to Z"),
    ]
    for other in found:
        writer = Writer(dice, other.domain, other.topic, other.segment)
        lines += [
            ("data.card", other.title),
            ("data.card", (writer.paragraph(4) + " " + writer.paragraph(2))[:240]),
            ("chrome.card_zone", "Read full answer ↗"),
        ]
    links = tuple(Link("tag", o.title, None, o.domain.category, o.tag, False, o.site_id) for o in found)
    return title, lines, links


def _tool(
    who: Identity, seed: int, dice: Dice, size: int, site: Site
) -> tuple[str, list[Line], tuple[Link, ...]]:
    """A landing page: a promise, three steps, a sign-up line."""
    title, subtitle = dice.pick(PROMOS)
    writer = Writer(dice, who.domain, who.topic, who.segment)
    lines: list[Line] = [
        ("chrome.navigation", "Pulse ← Tools"),
        ("data.listing_title", title),
        ("chrome.promo", subtitle),
        ("chrome.promo", "Free for the first three seats. No card needed."),
        ("chrome.promo", "How it works"),
    ]
    lines += [("chrome.promo", f"{number}. {writer.paragraph(1)}") for number in (1, 2, 3)]
    lines += [
        ("chrome.promo", "Start now"),
        ("chrome.promo", "Sign in"),
        ("chrome.footer", "© 2026 PULSE · The Machine"),
    ]
    return title, lines, ()


def _not_found(
    who: Identity, seed: int, dice: Dice, size: int, site: Site
) -> tuple[str, list[Line], tuple[Link, ...]]:
    """A soft 404: answers 200, says that there is nothing."""
    lines: list[Line] = [
        ("chrome.navigation", "Pulse ← Library"),
        ("data.listing_title", "Entry not found"),
        ("chrome.hidden", f"The entry {who.site_id} has moved or was never here."),
        ("chrome.navigation", "Back to the library"),
    ]
    return "Entry not found", lines, ()


def _draw(title: str, lines: list[Line], capture: str) -> Canvas:
    canvas = Canvas()
    if capture == "html":
        canvas.gap(
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
            f"<title>{escape(title)} | PULSE</title>"
        )
        canvas.gap("</head>\n<body><main>\n")
    for label, text in lines:
        tag = "h1" if label == "data.listing_title" else "div"
        if capture == "html":
            canvas.gap(f"<{tag}>")
            canvas.add(label, text, escape(text, quote=False))
            canvas.gap(f"</{tag}>\n")
        else:
            canvas.gap("# " if capture == "markdown" and tag == "h1" else "")
            canvas.add(label, text)
            canvas.gap("\n" if capture == "source_text" else "\n\n")
    if capture == "html":
        canvas.gap("</main></body></html>\n")
    return canvas
