"""Structures of the library's HTML that differ from page to page and say the same."""

from __future__ import annotations

import pytest

import pipeline

HEAD = (
    '<html lang="en"><body><div><a href="/knowledge">Pulse ← Library</a></div>'
    "<div>Knowledge Library · beekeeping</div><h1>How do you choose a hive?</h1>"
    "<div>📖 640 words<span>6/3/2026</span></div><h2>Direct Answer</h2>"
    "<p>Choose the hive that you can lift when it is full, and put it where the wind cannot reach it.</p>"
)


@pytest.mark.parametrize(
    "card",
    [
        '<a href="/knowledge/q{n}">revops · {tag}{title}</a>',
        '<a href="/knowledge/q{n}"><div>revops · {tag}</div><div>{title}</div></a>',
        '<a href="/knowledge/q{n}"><p>revops · {tag}</p><h3>{title}</h3><p>A line of teaser text.</p></a>',
        '<div class="card"><p>revops · {tag}</p><a href="/knowledge/q{n}">{title}</a></div>',
    ],
)
def test_a_card_is_one_link_however_its_parts_are_set(card: str) -> None:
    cards = [(1, "foundation", "What is a plan?"), (2, "hives-2027", "10 hives compared")]
    shown = "".join(card.format(n=n, tag=tag, title=title) for n, tag, title in cards)
    page = f"{HEAD}<section><h2>More from the library</h2>{shown}</section></body></html>"
    result = pipeline.extract(page, source="page.html")
    assert result.article is not None
    found = [(link.category, link.tag, link.text, link.href) for link in result.article.links]
    assert found == [("revops", tag, title, f"/knowledge/q{n}") for n, tag, title in cards]
    assert not [block.text for block in result.blocks if block.label == "unexplained"]


@pytest.mark.parametrize("tag", ["div", "pre", "p"])
def test_a_diagram_is_one_in_whatever_element_it_stands(tag: str) -> None:
    flat = "flowchart TD A[Lift] --&gt; B{Full?} B --&gt;|No| A"
    page = f'{HEAD}<{tag} class="mermaid">{flat}</{tag}></body></html>'
    article = pipeline.extract(page, source="page.html").article
    assert article is not None
    assert article.sections[-1].blocks[-1].kind == "diagram"
    assert article.sections[-1].blocks[-1].text.count("\n") == 2


def test_a_page_without_a_level_1_heading_takes_the_block_that_its_title_element_names() -> None:
    page = (
        "<html><head><title>How do you choose a hive? | Pulse</title></head><body><div>Pulse ← Library</div>"
        "<h2>How do you choose a hive?</h2><div>✍️ Curated by Mara Lindqvist</div><div>👍 Yup or 👎 Nope</div>"
        "<div>📅 Published Jun 12, 2026 · 6 min read</div><p>Lift it when it is full, then decide where it "
        "can stand for the ten years that follow.</p><h3>Wind</h3><p>Keep it behind a wall.</p></body></html>"
    )
    article = pipeline.extract(page, source="page.html").article
    assert article is not None
    assert (article.title, str(article.published_on)) == ("How do you choose a hive?", "2026-06-12")
    assert article.authors == ["Mara Lindqvist"]
    assert [section.heading for section in article.sections] == [None, "Wind"]


def test_a_source_has_the_address_that_it_links_to() -> None:
    page = (
        '<!doctype html><link rel="canonical" href="https://pulse.example/knowledge/q12"><h1>Do bees rest in May?</h1>'
        "<h2>Direct Answer</h2><p>Bees rest when the dark comes, and on cold days in May they rest at noon too.</p>"
        '<h2>Sources</h2><ol><li><a href="https://fern.example/rest">Fern Review – “Rest”</a></li>'
        '<li>Moss Press, <a href="https://moss.example/a?b=1">Nights of a Hive</a></li>'
        '<li>Lee, “Dark Days” (lee.example)</li><li><a href="#top">Ann</a></li></ol>'
    )
    article = pipeline.extract(page, source="page.html").article
    assert article is not None
    assert [(one.title, one.publisher, one.url) for one in article.sources] == [
        ("Rest", "Fern Review", "https://fern.example/rest"),
        ("Nights of a Hive", "Moss Press", "https://moss.example/a?b=1"),
        ("Dark Days", "Lee", "lee.example"),
        (None, "Ann", None),
    ]
