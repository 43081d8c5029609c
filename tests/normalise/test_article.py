"""A page's pieces become one strict article."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import words as words_module
from pipeline.normalise.words import count_words
from pipeline.page import extract
from schemas import Article

RENDERED = """Pulse ← Library
Knowledge Library · orchard-care
✓ Machine Certified9/10?

When should a small orchard thin its apples?

📖 400 words7/4/2026
When should a small orchard thin its apples?

Direct Answer

Thin four to six weeks after bloom, once the first drop is over and the fruit is the size of a walnut.

What Thinning Changes

A tree feeds what it keeps. See [the spring list](/knowledge/oc101) before you start, and keep the ladder dry.

  1. Walk each row.
  2. Mark the weak spurs.

SpurKeepWhen
Young1May
Old2June

Steps

1
Look Up
Count the clusters on one branch.
2
Let Go
Take the smallest fruit first.

FAQ

Does thinning cost yield? It costs weight this year and saves the crop of the next.

Can I thin twice? Yes.

Sources

Related on PULSE

Download:
Was this helpful? \u00a0
"""


@pytest.fixture(scope="module")
def article() -> Article:
    found = extract(RENDERED, source="orchard.txt").article
    assert found is not None
    return found


def test_glued_rows_become_facts_with_their_provenance(article: Article) -> None:
    assert article.title == "When should a small orchard thin its apples?"
    assert (article.category, article.stated_words, article.published_on) == (
        "orchard-care",
        400,
        date(2026, 7, 4),
    )
    assert [(b.label, b.score, b.out_of) for b in article.badges] == [("Machine Certified", 9, 10)]
    assert {p.field: p.source for p in article.provenance}["stated_words"] == "visible text"


def test_sections_keep_their_order_role_and_blocks(article: Article) -> None:
    assert [(s.heading, s.role) for s in article.sections] == [
        ("Direct Answer", "direct_answer"),
        ("What Thinning Changes", "body"),
        ("Steps", "steps"),
        ("FAQ", "faq"),
        ("Sources", "sources"),
        ("Related on PULSE", "related"),
    ]
    body = article.sections[1]
    assert [block.kind for block in body.blocks] == ["paragraph", "list", "table"]
    assert body.blocks[1].items == ["Walk each row.", "Mark the weak spurs."]
    assert body.blocks[1].ordered is True
    assert body.blocks[2].cells == [["Spur", "Keep", "When"], ["Young", "1", "May"], ["Old", "2", "June"]]


def test_step_cards_become_one_ordered_list(article: Article) -> None:
    (steps,) = article.sections[2].blocks
    assert steps.items == [
        "Look Up\nCount the clusters on one branch.",
        "Let Go\nTake the smallest fruit first.",
    ]
    assert steps.ordered is True


def test_an_inline_link_is_resolved_in_text_kept_in_markdown_and_listed(article: Article) -> None:
    assert "See the spring list before" in article.text
    assert "[the spring list](/knowledge/oc101)" in article.markdown
    assert [(link.zone, link.text, link.href) for link in article.links] == [
        ("body", "the spring list", "/knowledge/oc101")
    ]


def test_faq_lines_become_pairs(article: Article) -> None:
    assert [(faq.question, faq.answer) for faq in article.faqs] == [
        ("Does thinning cost yield?", "It costs weight this year and saves the crop of the next."),
        ("Can I thin twice?", "Yes."),
    ]


def test_markdown_holds_title_headings_lists_and_tables(article: Article) -> None:
    assert article.markdown.startswith(
        "# When should a small orchard thin its apples?\n\n## Direct Answer\n\n"
    )
    assert "1. Walk each row.\n2. Mark the weak spurs." in article.markdown
    assert "| Spur | Keep | When |\n| --- | --- | --- |\n| Young | 1 | May |" in article.markdown


def test_the_title_is_not_part_of_the_text(article: Article) -> None:
    assert article.title not in article.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two three", 3),
        ("One — two & three", 3),
        ("See (fern.example.com) and https://fern.example.com/a now", 3),
        ("A 50/50 split, e.g. here.", 5),
        ("- - -", 0),
        ("", 0),
        ("well-known $3M+ q1", 3),
    ],
)
def test_words_are_tokens_with_a_letter_or_digit_without_addresses(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_manifest_id_names_the_article_before_anything_else() -> None:
    named = extract(RENDERED, source="oc0123.txt").article
    assert named is not None
    assert named.article_id == "oc0123"
    hashed = extract(RENDERED, source="page 7.txt").article
    again = extract(RENDERED, source="folder/other.txt").article
    assert hashed is not None
    assert again is not None
    assert hashed.article_id == again.article_id
    assert len(hashed.article_id) == 16


def _plain_count(text: str) -> int:
    tokens = [token for token in text.split() if any(map(str.isalnum, token))]
    address = re.compile(words_module._ADDRESS.pattern, re.I)
    return sum(not ("." in token[1:-1] and address.fullmatch(token)) for token in tokens)


_PARTS = ["a", " ", "\n", "\x1c", "\x85", "\xa0", "—", "é", "_", ".", "x.com", "www.", "²", "\ud800"]


@given(st.lists(st.one_of(st.characters(), st.sampled_from(_PARTS)), max_size=30).map("".join))
def test_words_are_counted_at_once_as_token_by_token(text: str) -> None:
    assert count_words(text) == _plain_count(text)


def test_words_of_another_script_are_counted_token_by_token() -> None:
    assert count_words("Слово — и дело. " * 100 + "— –") == 300
