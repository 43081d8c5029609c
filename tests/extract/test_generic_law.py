"""Whatever a page holds, the generic labels cover it exactly, once, in order, with known labels and a reason."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.document import Document, Text
from pipeline.extract.generic import GenericResult, label_generic
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.survey.model import EMPTY_SURVEY
from schemas.vocabulary import LABELS, PAGE_TYPES
from tests.segment.html_soup import soup
from tests.segment.test_markdown_leaves import PIECES

_LINES = st.lists(
    st.sampled_from(
        [
            "", "Home", "# Title here", "## Part", "- item", "1. first", "A sentence that ends. And another one.",
            "What is it? It is this.", "| a | b |", "```", "x = 1", "---", "<!--m-->", "By Ann Lee | Jan 2, 2024",
            "Related articles", "© 2024 All rights reserved", "[a](/b)", "> said", "flowchart TD A --> B", "\x00",
        ]
    ),
    max_size=30,
).map("\n".join)  # fmt: skip


def labelled(source: str, media_type: str = "text/html") -> tuple[Document, GenericResult]:
    document = segment(Text("p", source, media_type, "utf-8"))
    return document, label_generic(document, EMPTY_SURVEY, "site", Settings())


def assert_law(document: Document, result: GenericResult) -> None:
    at = 0
    for piece in result.blocks:
        assert piece.start >= at
        assert not document.accounted[at : piece.start].strip()
        assert piece.text == document.accounted[piece.start : piece.end]
        assert piece.text == piece.text.strip()
        assert piece.text or piece.label == "article.image"
        assert piece.label in LABELS
        assert piece.reason
        at = piece.end
    assert not document.accounted[at:].strip()
    assert 0.0 <= result.confidence <= 1.0
    assert result.page_type in PAGE_TYPES


@given(soup("select", "option", "template", "noscript", "article", "footer"))
@example("<table><tr><td>a<td>b<tr><td>c<ul><li>d</ul><td>e</table><img src=x>f")
@example("<ul><li>a<img src=x><p>b</ul><p>By Ann Lee | 2 May 2024<h1>t</h1>")
def test_labels_of_tag_soup_cover_the_page(source: str) -> None:
    assert_law(*labelled(source))


@given(
    st.lists(st.sampled_from([*PIECES, "FAQ", "**What?** It is.", "By Ann", "\n\n## "]), max_size=50).map(
        "".join
    )
)
@example("# a\n\n## FAQ\n\n**What?** It is **so**.\n\n[r]: /x\n\n<div>\n\n***\n")
@example("# a\n\n## FAQ\n\n**[What?](/x)** **What?** It.\n")
def test_labels_of_any_marks_of_markdown_cover_the_page(source: str) -> None:
    assert_law(*labelled(source, "text/markdown"))


@given(_LINES, st.sampled_from(["text/plain", "text/markdown"]))
@example("---\ntitle: a\n---\n# b\n\n```\nx\n```\n", "text/markdown")
def test_labels_of_flat_text_cover_the_page(source: str, media_type: str) -> None:
    document, result = labelled(source, media_type)
    assert_law(document, result)
    assert label_generic(document, EMPTY_SURVEY, "site", Settings()) == result


def test_an_empty_page_has_no_labels_and_no_confidence() -> None:
    _, result = labelled("<title>t</title>")
    assert result.blocks == () and result.confidence == 0.0


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote"])
def test_deeply_nested_pages_are_labelled(tag: str) -> None:
    assert_law(*labelled(f"<{tag}>x" * 20_000))
