"""Where accounted text of an HTML page stands in its source: exact, or not given."""

from __future__ import annotations

import gzip
import html
import random
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.document import Text
from pipeline.segment import positions
from pipeline.segment.html import segment_html
from pipeline.segment.positions import locate
from pipeline.segment.text import segment_lines
from tests.segment.html_oracle import visible
from tests.segment.html_soup import soup
from tests.segment.test_html_law import BENCHMARKS, segmented


def located(source: str, words: str) -> str | None:
    """The source slice of the first occurrence of `words` in the accounted text."""
    document = segmented(source)
    start = document.accounted.index(words)
    (span,) = locate(source, document, [(start, start + len(words))])
    return None if span is None else source[span[0] : span[1]]


@pytest.mark.parametrize(
    ("source", "words", "expected"),
    [
        ("<p>one</p><p>two</p>", "two", "two"),
        ("<p>Tom &amp; Ann</p>", "Tom & Ann", "Tom &amp; Ann"),
        ("<p>a<b>b</b>c</p>", "abc", "a<b>b</b>c"),
        ("<p title='two'>x<!-- two -->\r\n\r\ntwo\r\nthree", "two three", "two\r\nthree"),
        ("<table><tr><td>in</td></tr>moved</table>", "moved", "moved"),
        ("<script>var two = '<p>two</p>'</script><p>two", "two", "two"),
        ("<title>two</title><p>one two", "two", "two"),
        ("<noscript><p class=a>one</p></noscript>", "one", "one"),
        ("<textarea>\n<b>bold</textarea>", "bold", "bold"),
        ("a</>b", "ab", "a</>b"),
        ("&NotEqualTilde;x", "x", "x"),
        ("𝒳𝒴<p>🎉 party", "party", "party"),
        ("\U00100000 private <b>use</b>", "use", "use"),
    ],
)
def test_a_span_is_found_where_it_stands_in_the_source(source: str, words: str, expected: str) -> None:
    assert located(source, words) == expected


def test_equal_words_are_told_apart_by_their_place() -> None:
    source = "<ul>" + "<li>same &lt;word&gt;</li>" * 50 + "</ul>"
    document = segmented(source)
    spans = locate(source, document, [(block.start, block.end) for block in document.blocks])
    starts = [span[0] for span in spans if span]
    assert starts == [4 + 4 + number * len("<li>same &lt;word&gt;</li>") for number in range(50)]


@given(soup("select", "option", "template", "noscript", "plaintext"))
@example("<table>&amp;<tr>b<td>c</table>")
def test_each_located_character_of_tag_soup_is_that_character(source: str) -> None:
    document = segmented(source)
    spans = [(at, at + 1) for at, char in enumerate(document.accounted) if not char.isspace()]
    for (start, _), place in zip(spans, locate(source, document, spans), strict=True):
        if place is not None:
            found = source[place[0] : place[1]]
            char = document.accounted[start]
            assert found == char or (found[0] == "&" and char in html.unescape(found).replace("\0", "\ufffd"))


@given(soup("select", "option", "template", "noscript", "plaintext"))
def test_a_page_without_a_table_needs_no_second_look_at_its_tree(source: str) -> None:
    document = segmented(source)
    spans = [(block.start, block.end) for block in document.blocks]
    with pytest.MonkeyPatch.context() as patch:
        found = locate(source, document, spans)
        patch.setattr(positions, "_TABLE", re.compile(""))
        assert locate(source, document, spans) == found


@given(st.lists(st.sampled_from("p div li td span b section".split()), min_size=1, max_size=30), st.randoms())
def test_every_word_of_a_page_is_found_at_its_own_place(tags: list[str], rnd: random.Random) -> None:
    pieces, places, at = [], {}, 0
    for number, tag in enumerate(tags):
        word = f"w{number:04d}q"
        filler = rnd.choice(
            ["", "&amp;", "<!-- w0000q -->", "\r\n", "<script>w0001q</script>", "<br>", "<hr title=w0000q>"]
        )
        opening = f"{filler}<{tag} id={word}>"
        places[word] = at + len(opening)
        piece = f"{opening}{word}{rnd.choice(['', f'</{tag}>'])}"
        pieces.append(piece)
        at += len(piece)
    source = "".join(pieces)
    document = segmented(source)
    starts = {word: document.accounted.index(word) for word in places}
    found = locate(source, document, [(start, start + 6) for start in starts.values()])
    assert dict(zip(starts, found, strict=True)) == {
        word: (place, place + 6) for word, place in places.items()
    }


def test_flat_text_stands_where_it_stands() -> None:
    document = segment_lines(Text("p.txt", "one\ntwo", "text/plain", "utf-8"))
    assert locate("one\ntwo", document, [(4, 7)]) == [(4, 7)]


def test_blocks_of_real_pages_read_the_same_at_their_place() -> None:
    pages = sorted((BENCHMARKS / "wcxb-dev" / "html").glob("*.html.gz"))
    if not pages:
        pytest.skip("no benchmark data")
    blocks = missing = wrong = 0
    for page in random.Random(5).sample(pages, 25):
        source = gzip.decompress(page.read_bytes()).decode("utf-8", "replace")
        document = segment_html(Text("p.html", source, "text/html", "utf-8"))
        spans = locate(source, document, [(block.start, block.end) for block in document.blocks])
        for block, span in zip(document.blocks, spans, strict=True):
            blocks += 1
            if span is None:
                missing += 1
            elif block.markup and block.markup.tag not in ("iframe", "textarea"):
                slice_ = segmented(source[span[0] : span[1]]).accounted
                wrong += visible(slice_) != visible(block.text)
    assert blocks > 3000
    assert wrong == 0
    assert missing <= blocks // 1000
