"""What a page says of itself outside its visible text is gathered with where it was said."""

from __future__ import annotations

import json

import pytest

from tests.segment.test_html_law import segmented


def stated(source: str) -> list[tuple[str, str, str]]:
    return [(e.field, e.value, e.source) for e in segmented(source).evidence]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<title>A &amp;  b</title><svg><title>c</title></svg>", ("title", "A & b", "<title>")),
        ("<meta property='og:title' content='A'>", ("title", "A", "meta og:title")),
        ("<meta name=Author content='Ann Lee'>", ("author", "Ann Lee", "meta author")),
        ("<link rel=canonical href='https://e.x/a'>", ("url", "https://e.x/a", "canonical")),
        ("<html lang=en-GB>", ("language", "en-GB", "html lang")),
        (
            "<meta property='article:published_time' content='2024-01-02T03:04'>",
            ("published_on", "2024-01-02T03:04", "meta article:published_time"),
        ),
        ("<time datetime=2024-01-02 pubdate>Jan</time>", ("published_on", "2024-01-02", "time datetime")),
        ("<p><span itemprop=author>Ann <b>Lee</b></span> wrote", ("author", "Ann Lee", "microdata author")),
        ("<p>By <a rel='author' href=/ann>Ann Lee</a>", ("author", "Ann Lee", "rel=author")),
        ("<p>Text.</p><p>By <a rel=author href=/a>Ann Lee</a>, editor", ("author", "Ann Lee", "rel=author")),
        (
            "<p>x<div itemprop=author itemscope><img alt=a> 12 posts<b itemprop=name>Ann Lee</b> of Hull</div>",
            ("author", "Ann Lee", "microdata author"),
        ),
        (
            "<div itemprop=author itemscope><meta itemprop=name content='Ann Lee'>A.</div>",
            ("author", "Ann Lee", "microdata author"),
        ),
        ("<p itemprop=author itemscope>Ann Lee</p>", ("author", "Ann Lee", "microdata author")),
        (
            "<abbr itemprop=datePublished title=2024-05-06>May</abbr>",
            ("published_on", "2024-05-06", "microdata datePublished"),
        ),
        (
            "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ann Lee'>",
            ("author", "Ann Lee", "meta twitter:data1"),
        ),
        (
            "<meta itemprop=dateModified content=2024-05-06>",
            ("updated_on", "2024-05-06", "microdata dateModified"),
        ),
    ],
)
def test_statements_carry_field_value_and_source(source: str, expected: tuple[str, str, str]) -> None:
    assert stated(source) == [expected]


def test_an_author_who_is_a_whole_card_says_nothing_without_a_name() -> None:
    card = (
        "Ann Lee has written about harbours for the Port News since she came to Hull in nineteen ninety-two."
    )
    assert stated(f"<div itemprop=author itemscope>{card}</div>") == []


def test_times_have_their_place_in_the_text() -> None:
    document = segmented("<p>On <time datetime=2024-05-06>6 May</time> it rained. <time>Then</time></p>")
    assert [(document.accounted[at:].strip()[:5], day) for at, day in document.times] == [
        ("6 May", "2024-05-06"),
        ("Then", ""),
    ]


def test_json_ld_speaks_for_the_work_it_describes() -> None:
    graph = {
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": "A &amp; B",
                "author": [{"name": "Ann"}, "Bob"],
                "datePublished": "2024-01-02",
                "publisher": {"@type": "Organization", "name": "The Paper"},
            },
            {"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}, {"item": {"name": "News"}}]},
            {"@type": "Person", "name": "Nobody"},
        ]
    }
    source = f"<script type='application/ld+json'>{json.dumps(graph)}</script>"
    assert stated(source) == [
        ("type", "NewsArticle", "JSON-LD"),
        ("title", "A & B", "JSON-LD NewsArticle"),
        ("published_on", "2024-01-02", "JSON-LD NewsArticle"),
        ("author", "Ann", "JSON-LD NewsArticle"),
        ("author", "Bob", "JSON-LD NewsArticle"),
        ("site_name", "The Paper", "JSON-LD NewsArticle"),
        ("breadcrumb", "Home", "JSON-LD BreadcrumbList"),
        ("breadcrumb", "News", "JSON-LD BreadcrumbList"),
    ]


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, "null", '"x"', '{"@type": 3}', '{"@type": [], "name": {}}']
)
def test_broken_json_ld_says_nothing(script: str) -> None:
    assert stated(f"<script type='application/ld+json'>{script}</script><p>x") == []


def test_evidence_is_no_accounted_text() -> None:
    source = "<title>t</title><meta name=description content=d><img alt=a src=b>"
    assert segmented(f"{source}<script type=application/ld+json>{{}}</script>").accounted == ""


def test_a_page_with_endless_statements_keeps_a_bounded_number() -> None:
    source = "".join(f"<meta name=author content=a{n}>" for n in range(5000))
    assert len(stated(source)) == 300
