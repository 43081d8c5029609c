"""HTML becomes the blocks a reader sees, each with what the markup says of it."""

from __future__ import annotations

import pytest

from pipeline.document import Block, Markup
from pipeline.segment.html_names import name_tokens
from tests.segment.test_html_law import segmented


def texts(source: str) -> list[str]:
    return [block.text for block in segmented(source).blocks]


def marked(source: str) -> list[tuple[str, Markup]]:
    return [(block.text, block.markup) for block in segmented(source).blocks if block.markup]


def names_around(source: str) -> list[set[str]]:
    """For each block the class, id, role and itemprop words of the elements it lies in."""
    document = segmented(source)
    assert document.outline is not None
    found = []
    for one in document.blocks:
        names: set[str] = set()
        element = one.markup.element if one.markup else -1
        while element >= 0:
            names |= name_tokens(document.outline.words[element])
            element = document.outline.parents[element]
        found.append(names)
    return found


def block(source: str, words: str) -> Block:
    return next(block for block in segmented(source).blocks if words in block.text)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<p>one  <b>two</b>\n three</p>", ["one two three"]),
        ("<div>one<p>two</p>three</div>", ["one", "two", "three"]),
        ("one<br>two<br><br>three", ["one\ntwo", "three"]),
        ("<a href=a>one</a><a href=b>two</a>", ["one two"]),
        ("<span>on</span><span>e</span>", ["one"]),
        ("<p>one<hr>two", ["one", "two"]),
        ("<pre>\n  a\n    b\n</pre>", ["a\n    b"]),
        ("<p>one <span hidden>two</span> three</p>", ["one", "two", "three"]),
        ("<select><option>one<option>two</select>", ["one", "two"]),
        ("<p>&nbsp;one&nbsp;</p><p>&nbsp;</p>", ["one"]),
    ],
)
def test_blocks_begin_and_end_where_block_level_elements_do(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_the_indentation_of_the_first_line_of_code_is_kept() -> None:
    document = segmented("<p>x</p><pre>\n    def f():\n        return 1\n</pre>")
    code = document.blocks[1]
    assert code.indent == 4
    assert document.accounted[code.start - code.indent : code.end] == "    def f():\n        return 1"


def test_path_and_names_come_from_the_block_and_its_ancestors() -> None:
    source = '<div class="postBody  intro-2" id=Main><p role=note>x</p></div>'
    ((_, markup),) = marked(source)
    assert markup.path == ("html", "body", "div", "p")
    assert markup.tag == "p"
    assert names_around(source) == [{"post", "body", "intro", "2", "main", "note"}]


def test_a_link_around_a_whole_block_lends_it_its_names_but_one_inside_does_not() -> None:
    source = "<p><a class=button href=x>buy</a></p><p>or <a class=small href=y>not</a></p>"
    whole, _ = marked(source)
    assert whole[1].path[-1] == "a" and whole[1].tag == "p"
    assert names_around(source) == [{"button"}, set()]


@pytest.mark.parametrize(
    ("source", "level"),
    [
        ("<h1>x</h1>", 1),
        ("<h4><a href=y>x</a></h4>", 4),
        ("<div role=heading aria-level=3>x</div>", 3),
        ("<p>x", 0),
    ],
)
def test_heading_levels_are_those_of_the_source(source: str, level: int) -> None:
    assert block(source, "x").heading_level == level


def test_links_are_offsets_in_the_accounted_text() -> None:
    document = segmented("<p>See <a href='/a'>the <b>manual</b> </a>or <a href=/b>ask</a>.</p>")
    anchors = [(document.accounted[a.start : a.end], a.href) for a in document.blocks[0].anchors]
    assert anchors == [("the manual", "/a"), ("ask", "/b")]


def test_a_link_around_several_blocks_is_a_link_of_each() -> None:
    blocks = segmented("<a href=/card><h3>Title</h3><p>Teaser</p></a>").blocks
    assert [(b.text, b.anchors[0].href, b.anchors[0].end - b.anchors[0].start) for b in blocks] == [
        ("Title", "/card", 5),
        ("Teaser", "/card", 6),
    ]


def test_inline_markup_is_kept_as_spans() -> None:
    document = segmented("<p>Use <code>x</code> and <strong>never</strong> <em>y</em></p>")
    markup = document.blocks[0].markup
    assert markup is not None
    assert [(document.accounted[m.start : m.end], m.kind) for m in markup.inline] == [
        ("x", "code"),
        ("never", "strong"),
        ("y", "em"),
    ]


def test_lists_know_depth_number_order_and_group() -> None:
    source = "<ul><li>a<li>b<ol start=3><li>c<li value=9>d</ol></ul><ol><li>e<p>f</ol>"
    found = [(text, m.depth, m.ordered, m.number, m.group) for text, m in marked(source)]
    assert found == [
        ("a", 1, False, None, 1),
        ("b", 1, False, None, 1),
        ("c", 2, True, 3, 1),
        ("d", 2, True, 9, 1),
        ("e", 1, True, 1, 2),
        ("f", 1, True, None, 2),
    ]
    assert marked(source)[4][1].item == marked(source)[5][1].item


def test_table_cells_know_row_and_column_with_spans_resolved() -> None:
    source = (
        "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d<tr><td>e<td rowspan=0>f<td>g</table>"
        "<table><tr><td>h</table>"
    )
    found = {text: (m.row, m.column, m.row_span, m.column_span, m.group) for text, m in marked(source)}
    assert found == {
        "a": (0, 0, 2, 1, 1),
        "b": (0, 1, 1, 2, 1),
        "c": (1, 1, 1, 1, 1),
        "d": (1, 2, 1, 1, 1),
        "e": (2, 0, 1, 1, 1),
        "f": (2, 1, 1, 1, 1),
        "g": (2, 2, 1, 1, 1),
        "h": (0, 0, 1, 1, 2),
    }


@pytest.mark.parametrize(
    "source",
    [
        "<div hidden>x</div>",
        "<div style='color:red; DISPLAY : none'>x</div>",
        "<div style='visibility:hidden'><p>x</div>",
        "<div class=cookie-modal aria-hidden=true>x</div>",
        "<div role=dialog aria-hidden=true>x</div>",
        "<dialog>x</dialog>",
        "<template><p>x</template>",
        "<noscript>x</noscript>",
        "<video>x</video>",
        "<svg><desc>x</desc></svg>",
    ],
)
def test_text_that_a_browser_does_not_show_is_marked_hidden(source: str) -> None:
    ((_, markup),) = marked(source)
    assert markup.hidden


@pytest.mark.parametrize(
    "source",
    [
        "<div hidden=until-found>x</div>",
        "<body style='visibility:hidden'>x",
        "<dialog open>x</dialog>",
        "<details>x</details>",
        "<span aria-hidden=true>x</span>",
        "<div style='display:block'>x</div>",
    ],
)
def test_text_that_a_reader_can_see_is_not_hidden(source: str) -> None:
    ((_, markup),) = marked(source)
    assert not markup.hidden


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("<pre><code class='hljs language-python'>x</code></pre>", "python"),
        ("<div class='highlight-source-c++'><pre>x</pre></div>", "c++"),
        ("<pre class='brush: js'>x</pre>", "js"),
        ("<pre data-lang=rust>x</pre>", "rust"),
        ("<pre class=language-none>x</pre>", None),
        ("<pre>x</pre>", None),
    ],
)
def test_code_knows_its_language_where_the_markup_says_it(source: str, language: str | None) -> None:
    ((_, markup),) = marked(source)
    assert markup.tag == "pre" and markup.language == language


def test_images_have_a_place_an_address_and_their_alternative_text() -> None:
    document = segmented(
        "<p>one</p><img src=data:x data-src=/b.png alt=' B  c '><p>two</p><img src=t.gif width=1 alt=t><img alt=''>"
    )
    assert [(i.position, i.src, i.alt) for i in document.images] == [(4, "/b.png", "B c")]
    assert document.accounted[4:] == "two"
