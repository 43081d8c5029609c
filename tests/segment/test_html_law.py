"""Nothing of an HTML page vanishes: accounted text against independent parsers, and blocks against accounted text."""

from __future__ import annotations

import gzip
import random
import re

import pytest
from hypothesis import assume, example, given

from pipeline.document import Document, Text
from pipeline.segment.html import segment_html
from pipeline.segment.visible import visible_chars
from tests.segment.html_oracle import by_html5lib, by_lexbor, visible
from tests.segment.html_soup import soup
from train.benchmarks import benchmarks

BENCHMARKS = benchmarks()

HOSTILE = {
    "text after the end": "<html><body><p>a</p></body></html>tail<p>more",
    "5,000 nested elements": "<div>" * 5000 + "x" + "</div>" * 5000 + "y",
    "plaintext": "a<plaintext>b</plaintext><p>c",
    "text in tables": "<table>foo<tr><td>a</td>bar</tr>baz</table>q",
    "template": "<p>x</p><template><p>in <b>t</b></p></template>y",
    "noscript": "<body><noscript>in <b>body</b><p>two</p></noscript>z",
    "raw text": "<iframe>in <b>x</b></iframe><xmp><b>y</b></xmp><textarea>\n<b>t</textarea>",
    "entities": "&notin;&not;&amp;amp;&#x80;&#xD800;&NotEqualTilde;",
    "svg": "<svg><title>t</title><desc>d</desc><style>s{}</style><text>w</text></svg>",
    "body after frameset": "hello<frameset>text<frame></frameset><noframes>nf <b>x</b></noframes>after",
    "misnested": "<b><p>1<i>2</b>3</p>4</i>5",
    "two bodies": "<body>a</body><body>b</body></html><html>c",
    "text in head": "<head>loose<title>t</title></head>b<head>c</head>",
    "lonely surrogate": "a\ud800b",
}


def segmented(source: str) -> Document:
    return segment_html(Text("p.html", source, "text/html", "utf-8"))


def assert_covers(document: Document) -> None:
    """The blocks are exact slices, in order, and cover each visible character once."""
    accounted, end = document.accounted, 0
    for block in document.blocks:
        assert block.start >= end
        assert not accounted[end : block.start].strip()
        assert block.text == accounted[block.start : block.end]
        assert block.text == block.text.strip() != ""
        for anchor in block.anchors:
            assert block.start <= anchor.start < anchor.end <= block.end
        assert block.markup is not None
        for mark in block.markup.inline:
            assert block.start <= mark.start < mark.end <= block.end
        end = block.end
    assert not accounted[end:].strip()


def assert_outline_holds(document: Document) -> None:
    """Each element's range holds exactly the blocks whose element lies in it."""
    outline = document.outline
    assert outline is not None
    for number, block in enumerate(document.blocks):
        assert block.markup is not None
        element = block.markup.element
        while element >= 0:
            assert outline.first[element] <= number <= outline.last[element]
            assert outline.parents[element] < element
            element = outline.parents[element]


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in HOSTILE.items()])
def test_accounted_text_is_what_html5lib_reads(source: str) -> None:
    document = segmented(source)
    assert visible(document.accounted) == by_html5lib(source)
    assert_covers(document)


@given(soup())
def test_accounted_text_of_tag_soup_is_what_html5lib_reads(source: str) -> None:
    # html5lib does not know that </br> and </p> end foreign content, where alone NUL is a character.
    assume("\0" not in source or re.search("</(?:br|p)>", source) is None)
    assert visible(segmented(source).accounted) == by_html5lib(source)


@given(soup("select", "option", "optgroup", "applet", "marquee", "frameset", "noframes"))
def test_accounted_text_of_tag_soup_is_what_lexbor_reads(source: str) -> None:
    assert visible(segmented(source).accounted) == by_lexbor(source)


@given(soup("select", "option", "template", "noscript", "plaintext", "frameset"))
@example("<p>a<a href=x>b<p>c</a>d")
@example("<pre>\n  x\n</pre>")
@example("a<br><br>b<br>c")
def test_blocks_of_tag_soup_cover_the_accounted_text_in_order(source: str) -> None:
    document = segmented(source)
    assert_covers(document)
    assert_outline_holds(document)
    assert segmented(source) == document


def test_100000_nested_elements_are_read_whole() -> None:
    for tag in ("div", "b", "ul><li", "table><tr><td", "template", "a href=x><object"):
        document = segmented(f"<{tag}>" * 100_000 + "x<p>y")
        assert visible(document.accounted) == "xy"
        assert document.problem is None
        assert all(block.markup and len(block.markup.path) <= 200 for block in document.blocks)


def test_a_text_node_over_10_mb_is_read_whole() -> None:
    assert visible_chars(segmented("<p>" + "word " * 2_500_000).accounted) == 10_000_000


def test_a_noscript_with_an_open_iframe_swallows_nothing() -> None:
    document = segmented("<body><noscript><iframe src=x /></noscript><p>The page itself</p>")
    assert [block.text for block in document.blocks] == ["The page itself"]


def test_text_of_a_declarative_shadow_root_is_accounted_and_shown() -> None:
    document = segmented("<div><template shadowrootmode=open><p>shadow</p></template>light</div>")
    assert document.accounted == "shadow\nlight"
    assert [block.markup.hidden for block in document.blocks if block.markup] == [False, False]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>one</p><p>two</p><div class='x", "inside a tag"),
        ("<p>one</p><!-- two ", "inside a comment"),
        ("<p>one</p></di", "inside a tag"),
        ("<html><frameset cols='*,*'>lost<frame src=a></frameset></html>", "frameset"),
    ],
)
def test_where_html_drops_text_the_document_says_so(source: str, words: str) -> None:
    assert words in (segmented(source).problem or "")


@pytest.mark.parametrize(
    "source", ["", "<p>one</p>", "a < b", "<!-- a --><p>b", "<p>3 <", "<script>if (a<b) x</script>"]
)
def test_a_whole_page_has_no_problem(source: str) -> None:
    assert segmented(source).problem is None


def test_markup_and_accounted_characters_add_up_to_the_source() -> None:
    source = "<p class=x>Hello <b>you</b></p><!-- c --><script>s</script>"
    document = segmented(source)
    assert (document.markup_chars or 0) + visible_chars(document.accounted) == visible_chars(source)


def test_real_pages_read_as_lexbor_reads_them() -> None:
    pages = sorted((BENCHMARKS / "wcxb-dev" / "html").glob("*.html.gz"))
    if not pages:
        pytest.skip("no benchmark data")
    compared = 0
    for page in random.Random(3).sample(pages, 40):
        source = gzip.decompress(page.read_bytes()).decode("utf-8", "replace")
        document = segmented(source)
        assert_covers(document)
        if "<template" not in source:  # lexbor does not walk into templates
            compared += 1
            assert visible(document.accounted) == by_lexbor(source), page.name
    assert compared > 20
