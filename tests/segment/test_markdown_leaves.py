"""The tree of a page of Markdown, cut into leaves that cover every character."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Text
from pipeline.segment import segment
from pipeline.segment.markdown_leaves import Leaf, as_flat_text, markdown_leaves

PIECES = [
    *(
        "# ",
        "- ",
        "> ",
        "1. ",
        "\n",
        "\n\n",
        "    ",
        "`",
        "```",
        "|",
        "|-|",
        "a",
        "b c",
        "*",
        "**",
        "[",
        "](",
    ),
    *(
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "\t",
        "\r\n",
        "\r",
        "---",
        "===",
        "&amp;",
        "\\",
        "é",
        "\x0c",
        "\u3000",
        "[a]: b",
    ),
]


def leaves(source: str) -> tuple[Leaf, ...]:
    return markdown_leaves(segment(Text("a.md", source, "text/markdown", "utf-8")))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_leaves_cover_every_visible_character_once_and_in_order(source: str) -> None:
    found = leaves(source)
    if found:
        shown = [c for leaf in found for c in leaf.block.text if not c.isspace()]
        assert shown == [c for c in source if not c.isspace()]
        assert all(source[leaf.block.start : leaf.block.end] == leaf.block.text for leaf in found)


def test_a_paragraph_wrapped_by_hand_is_one_leaf_with_its_marks_apart() -> None:
    (leaf,) = leaves('Goods *arrive*\nat the `dock`,  \nsee [here](/a "t") &amp; wait.\n')
    assert leaf.text == "Goods arrive at the dock,\nsee here & wait."
    assert leaf.markdown.startswith("Goods *arrive*\nat the `dock`")
    assert leaf.links == (("here", "/a"),)


def test_lists_know_their_depth_number_and_item() -> None:
    found = leaves("# T\n\n3. one\n   - two\n\n     more of two\n4. three\n")[1:]
    marks = [leaf.block.markup for leaf in found]
    assert [mark and (mark.ordered, mark.depth, mark.number) for mark in marks] == [
        (True, 1, 3),
        (False, 2, None),
        (False, 2, None),
        (True, 1, 4),
    ]
    assert marks[1] and marks[2] and marks[1].item == marks[2].item
    assert len({mark.group for mark in marks if mark}) == 1


def test_underlined_headings_tables_and_code_are_leaves_of_their_own() -> None:
    source = (
        "Title\n=====\n\n| a | b |\n|---|--:|\n| x\\|y | `z` |\n\n~~~sh title=q\nls\n~~~\n\n    more\n\n***\n"
    )
    found = leaves(source)
    assert [(leaf.block.heading_level, leaf.text) for leaf in found] == [
        (1, "Title"),
        (0, "a\tb"),
        (0, "x|y\tz"),
        (0, "ls"),
        (0, "more"),
        (0, "***"),
    ]
    assert found[0].block.text == "Title\n====="
    assert found[1].block.text == "| a | b |\n|---|--:|"
    assert found[2].cells == ("x|y", "z")
    assert [leaf.block.markup and leaf.block.markup.language for leaf in found[3:5]] == ["sh", None]


def test_a_link_named_elsewhere_takes_its_address_along() -> None:
    found = leaves("# T\n\nSee [the *rule*][r] and 2 * 3.\n\n[r]: https://example.org/rule\n")
    assert found[1].links == (("the rule", "https://example.org/rule"),)
    assert found[1].markdown == "See [the *rule*](https://example.org/rule) and 2 \\* 3."
    assert found[2].block.markup is not None and found[2].block.markup.tag == ""


def test_lines_that_are_paragraphs_each_are_left_as_lines() -> None:
    line = (
        "Whoever writes a paragraph on one line and leaves no blank line behind it has not written Markdown, "
    )
    assert leaves(f"A heading\n{line * 2}\nAnother\n{line * 2}\n") == ()
    assert leaves(f"# A heading\n{line * 2}\n{line * 2}\n") != ()


def test_flat_text_of_the_leaves_holds_no_marks_and_no_address() -> None:
    source = "## A *b*\n\n- [c](/d)\n\n![](/e.png)\n"
    document = segment(Text("a.md", source, "text/markdown", "utf-8"))
    flat = as_flat_text(document, markdown_leaves(document))
    assert [block.text for block in flat.blocks] == ["A b", "c", "…"]
    assert all(flat.accounted[block.start : block.end] == block.text for block in flat.blocks)


def test_hostile_marks_take_no_longer_than_their_length() -> None:
    began = time.process_time()
    for source in ("[" * 20_000, "[a](" * 20_000, "**a" * 20_000, ">" * 5_000, "<" * 20_000, "- " * 5_000):
        assert leaves(source + "\n") or source
    assert time.process_time() - began < 20
