"""A page of an unknown site: its article comes out with structure, its chrome is named, and each label has a score."""

from __future__ import annotations

import re

import pytest

from pipeline import extract
from pipeline.document import (
    CellsValue,
    FieldValue,
    HeadingValue,
    ImageValue,
    ItemValue,
    LabelledBlock,
    TextValue,
)
from tests.extract.test_generic_law import assert_law, labelled

PROSE = (
    "The harbour was rebuilt in two stages, because the old wall could not carry the cranes that the port needed. "
    "Each stage took a summer, and both were paid for by the town."
)
TEASERS = "".join(
    f"<div class=teaser><h3><a href=/news/{n}>What pier {n} was built of</a></h3><p>Stone, oak and tar.</p></div>"
    for n in range(12)
)
PAGE = f"""<html lang=en><head><title>How the harbour was rebuilt | Port News</title>
<meta property="og:site_name" content="Port News"></head><body>
<header class="site-header"><a href="/">Port News</a>
<nav><ul><li><a href=/a>News</a><li><a href=/b>Ships</a><li><a href=/c>Weather</a></ul></nav></header>
<div class="breadcrumbs"><a href=/>Home</a> › <a href=/n>News</a></div>
<main><article><h1>How the harbour was rebuilt</h1><p class=byline>By Ann Lee | May 2, 2024 | 4 min read</p>
<p>{PROSE}</p><h2>The first stage</h2><p>{PROSE} See <a href="/wall">the <b>old wall</b></a> for its plan.</p>
<ul><li>Stone from the north quarry, cut by hand.<li>Oak piles<ul><li>of two lengths, driven by steam</ul></ul>
<img src="/wall.jpg" alt="The old wall"><h3>What it cost</h3>
<table><tr><th>Stage<th colspan=2>Cost and time<tr><td rowspan=2>First<td>900<td>one summer
<tr><td>300<td>one winter</table>
<p>{PROSE}</p><pre><code class="language-python">for pile in piles:
    pile.drive()</code></pre><blockquote><p>It will stand for a hundred years, said the engineer.</p></blockquote>
<dl><dt>Mole<dd>A wall of stone that shelters a harbour from the sea.</dl>
<h2>The second stage</h2><p>{PROSE}</p><p>{PROSE}</p></article>
<aside class="related"><h3>Related articles</h3><a href=/x>Ten ships that never came back</a></aside></main>
<div class="cookie-banner">We use cookies to improve your visit. <button>Accept</button></div>
<div class="newsletter-signup">Get the news by mail<button>Subscribe</button></div>
<div hidden>Loading, please wait</div>
<footer>© 2024 Port News. <a href=/p>Privacy</a></footer></body></html>"""


@pytest.fixture(scope="module")
def pieces() -> tuple[LabelledBlock, ...]:
    document, result = labelled(PAGE)
    assert_law(document, result)
    return result.blocks


def piece(pieces: tuple[LabelledBlock, ...], words: str) -> LabelledBlock:
    return next(piece for piece in pieces if words in piece.text)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Ships", "chrome.navigation"),
        ("Home ›", "chrome.breadcrumb"),
        ("How the harbour", "data.title"),
        ("By Ann Lee", "data.author"),
        ("May 2, 2024", "data.published_on"),
        ("4 min read", "data.reading_time"),
        ("The first stage", "article.heading"),
        ("See the old wall", "article.paragraph"),
        ("Stone from", "article.list_item"),
        ("First", "article.table_row"),
        ("pile.drive()", "article.code"),
        ("hundred years", "article.quote"),
        ("Related articles", "chrome.card_zone"),
        ("Ten ships", "chrome.card_zone"),
        ("We use cookies", "chrome.cookie"),
        ("Get the news", "chrome.newsletter"),
        ("Loading", "chrome.hidden"),
        ("© 2024", "chrome.footer"),
    ],
)
def test_each_part_of_a_page_gets_its_label(
    pieces: tuple[LabelledBlock, ...], words: str, label: str
) -> None:
    assert piece(pieces, words).label == label


def test_reasons_carry_the_score(pieces: tuple[LabelledBlock, ...]) -> None:
    scored = [p for p in pieces if p.label.startswith("article.") and p.label != "article.image"]
    assert scored and all(re.search(r"score [01]\.\d\d as main content", p.reason) for p in scored)


def test_headings_keep_the_levels_of_the_source(pieces: tuple[LabelledBlock, ...]) -> None:
    levels = [(p.value.text, p.value.level) for p in pieces if isinstance(p.value, HeadingValue)]
    assert levels == [("The first stage", 2), ("What it cost", 3), ("The second stage", 2)]


def test_lists_keep_their_nesting_and_definition_lists_their_terms(pieces: tuple[LabelledBlock, ...]) -> None:
    items = [
        (p.value.text, p.value.depth, p.value.markdown) for p in pieces if isinstance(p.value, ItemValue)
    ]
    assert items == [
        ("Stone from the north quarry, cut by hand.", 1, None),
        ("Oak piles", 1, None),
        ("of two lengths, driven by steam", 2, None),
        ("Mole", 1, "**Mole**"),
        ("A wall of stone that shelters a harbour from the sea.", 2, None),
    ]
    groups = [p.value.group for p in pieces if isinstance(p.value, ItemValue)]
    assert groups[0] == groups[2] != groups[3] == groups[4]


def test_tables_are_rows_of_cells_with_spans_resolved(pieces: tuple[LabelledBlock, ...]) -> None:
    assert [p.value.cells for p in pieces if isinstance(p.value, CellsValue)] == [
        ("Stage", "Cost and time", "Cost and time"),
        ("First", "900", "one summer"),
        ("First", "300", "one winter"),
    ]


def test_code_is_verbatim_with_its_language(pieces: tuple[LabelledBlock, ...]) -> None:
    value = piece(pieces, "pile.drive()").value
    assert value == TextValue("for pile in piles:\n    pile.drive()", language="python")


def test_links_keep_their_targets_and_inline_markup_becomes_markdown(
    pieces: tuple[LabelledBlock, ...],
) -> None:
    found = piece(pieces, "See the old wall")
    assert [(link.zone, link.text, link.href) for link in found.links] == [("body", "the old wall", "/wall")]
    assert isinstance(found.value, TextValue)
    assert found.value.markdown is not None
    assert found.value.markdown.endswith("See [the **old wall**](/wall) for its plan.")


def test_an_image_among_main_content_is_kept_at_its_place(pieces: tuple[LabelledBlock, ...]) -> None:
    at = next(number for number, p in enumerate(pieces) if isinstance(p.value, ImageValue))
    assert pieces[at].value == ImageValue("/wall.jpg", "The old wall")
    assert pieces[at].text == "" and "of two lengths" in pieces[at - 1].text


def test_title_type_and_confidence_are_decided() -> None:
    _, result = labelled(PAGE)
    assert result.title is not None
    assert (result.title.text, result.title.source) == ("How the harbour was rebuilt", "<h1>")
    assert result.page_type == "article"
    assert result.confidence > 0.8
    assert result.notice is None


def test_a_title_outside_the_text_loses_the_name_of_the_site() -> None:
    _, result = labelled(
        "<title>Rebuilding the harbour - Port News</title><meta property=og:site_name content='Port News'>"
        f"<p>{PROSE}</p>"
    )
    assert result.title is not None and result.title.text == "Rebuilding the harbour"
    assert result.evidence[0].value == "Rebuilding the harbour"


def test_a_second_title_is_not_body() -> None:
    _, result = labelled(
        f"<h1>How the harbour was rebuilt</h1><h2>How the harbour was rebuilt</h2><p>{PROSE}</p>"
    )
    assert [p.label for p in result.blocks] == ["data.title", "chrome.duplicate_title", "article.paragraph"]


def test_hidden_text_is_the_content_where_a_page_shows_nothing_else() -> None:
    body = "".join(f"<p>{PROSE}</p>" for _ in range(6))
    _, result = labelled(f"<h1>A thread</h1><noscript>{body}</noscript>")
    assert sum(p.label == "article.paragraph" for p in result.blocks) == 6


def test_links_that_run_scripts_are_no_links_of_the_article() -> None:
    _, result = labelled(
        f"<h1>x</h1><p>{PROSE} <a href='javascript:alert(1)'>more</a> <a href='/a b)'>plan</a></p>"
    )
    found = piece(result.blocks, "harbour")
    assert [link.href for link in found.links] == ["/a b)"]
    assert isinstance(found.value, TextValue) and found.value.markdown is not None
    assert found.value.markdown.endswith("more [plan](/a%20b%29)")


def test_a_layout_table_is_paragraphs() -> None:
    _, result = labelled(f"<h1>x</h1><table><tr><td><p>{PROSE}</p><p>{PROSE}</p><td><p>{PROSE}</p></table>")
    assert {p.label for p in result.blocks} == {"data.title", "article.paragraph"}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            "<title>Page not found</title><h1>Page not found</h1><p>The page could not be found.</p>",
            "soft 404",
        ),
        ("<h1>Members</h1><p>Please log in to continue reading this story.</p>", "login wall"),
        ("<h1>One moment</h1><p>Verify you are human to go on to the site.</p>", "captcha"),
    ],
)
def test_a_page_that_says_it_is_no_article_is_noticed(source: str, words: str) -> None:
    _, result = labelled(source)
    assert result.notice is not None and words in result.notice


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<meta property=og:type content=product><p>A lamp.</p>", "product"),
        (
            '<script type=application/ld+json>{"@type": "QAPage"}</script><p>How do I oil a crane?</p>',
            "forum",
        ),
        ("".join(f"<li><a href=/{n}>Ship number {n}</a>" for n in range(40)), "listing"),
        (f"<p>{PROSE}</p>" * 8, "article"),
        (f"<p>{PROSE} Contact us, book a berth or get a free quote.</p>" * 8, "service"),
        (
            "<link rel=canonical href=https://port.example/docs/cranes>" + f"<p>{PROSE}</p>" * 4,
            "documentation",
        ),
        ("<meta name=generator content='phpBB 3'>" + f"<p>{PROSE}</p>" * 4, "forum"),
        (
            "<meta property=og:type content=article><link rel=canonical href=https://port.example/>"
            + f"<p>{PROSE}</p>" * 8,
            "service",
        ),
        (
            '<script type=application/ld+json>{"@type": "NewsArticle"}</script>'
            "<link rel=canonical href=https://port.example/docs/cranes>" + f"<p>{PROSE}</p>" * 4,
            "article",
        ),
        (
            "<link rel=canonical href=https://port.example/collections/lamps>"
            + "".join(f"<div><h3>Lamp number {n}</h3><p>$ {n + 20}.00</p></div>" for n in range(12)),
            "collection",
        ),
        (
            "<link rel=canonical href=https://port.example/collections/lamps/products/brass>"
            + f"<p>{PROSE}</p>" * 8
            + "<p>$ 20 or $ 30 or $ 40</p>",
            "article",
        ),
        ("<link rel=canonical href=https://port.example/news/>" + TEASERS, "listing"),
        ("<link rel=canonical href=https://port.example/news/?page=2>" + TEASERS, "listing"),
        ("<link rel=canonical href=https://port.example/news/?id=42>" + f"<p>{PROSE}</p>" * 8, "article"),
        ("<link rel=canonical href=https://port.example/news/crane>" + f"<p>{PROSE}</p>" * 8, "article"),
        (
            "<link rel=canonical href=https://port.example/services/dredging>" + f"<p>{PROSE}</p>" * 8,
            "service",
        ),
        (
            '<script type=application/ld+json>{"@type": "NewsArticle"}</script>'
            "<link rel=canonical href=https://port.example/services/dredging>" + f"<p>{PROSE}</p>" * 8,
            "article",
        ),
    ],
)
def test_page_types_follow_what_is_stated_and_then_the_shape(source: str, kind: str) -> None:
    assert labelled(source)[1].page_type == kind


def test_fields_of_the_row_beside_the_title_have_values(pieces: tuple[LabelledBlock, ...]) -> None:
    values = {p.value.field: str(p.value.value) for p in pieces if isinstance(p.value, FieldValue)}
    assert values == {
        "title": "How the harbour was rebuilt",
        "author": "Ann Lee",
        "published_on": "2024-05-02",
        "reading_time": "4",
    }


def test_paragraphs_of_one_quote_are_one_quote_and_another_quote_is_another() -> None:
    said = "The engineer of the port said that it would stand for a hundred years if it was looked after."
    prose = "The wall along the northern quay was built again by a crew of twelve masons over two summers."
    source = (
        f"<article><h1>The wall</h1><p>{prose}</p><blockquote><p>{said}</p><p>{prose} <b>So</b> it was.</p>"
        f"<blockquote><p>{said} Once more.</p></blockquote></blockquote>"
        f"<blockquote><p>{prose} Twice.</p></blockquote><p>{prose} At last.</p></article>"
    )
    article = extract(source, source="wall.html").article
    assert article is not None
    quotes = [b for section in article.sections for b in section.blocks if b.kind == "quote"]
    assert [(quote.level, quote.text) for quote in quotes] == [
        (1, f"{said}\n{prose} So it was."),
        (2, f"{said} Once more."),
        (1, f"{prose} Twice."),
    ]
    assert f"> {said}\n>\n> {prose} **So** it was.\n\n> > {said}" in article.markdown
