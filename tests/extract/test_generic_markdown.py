"""Markdown of an unknown site: its tree says what the pieces are, menus included."""

from __future__ import annotations

import pytest

import pipeline
from pipeline.page import Page
from schemas.article import Article

PROSE = (
    "The harbour was rebuilt in two stages, because the old wall could not carry the cranes that the port\n"
    "needed. Each stage took a summer, and both were paid for by the town."
)
PAGE = f"""[Skip to content](#main)

- [Home](/)
- [Ships](/ships)
- [Weather](/weather)
- [Prices](/prices)

[Home](/) / [News](/news) / Building

How the harbour was rebuilt
===========================

By **Ann Lee** · March 3, 2024 · 6 min read

{PROSE}

## The work

1. Dig.

   It takes a summer.

   - by hand
     1. with spades

   Then let it rest.
2. Build.

```sh
make wall
  make quay
```

> Never trust a **calm** sea.
>
> > Nor a > b.

| Stage | Stones |
|:------|-------:|
| first | 40 |
| second | 1\\|2 |

{PROSE} See [the plans](https://example.org/plans) and [the rules][r].

[r]: https://example.org/rules

## FAQ

**Was it dear?** No. See [the bill](/bill).

**Was it slow?**

It took two summers, with a winter of waiting between them.

## References

- Lee, A. (2020). [Walls of the north coast](https://example.org/walls). Port Press, second edition.
- Moor, B. (2018). [How stone wears in salt water](https://example.org/salt). The harbour engineer's yearbook.

***

### Related posts

- [Ten ships that never came back](/ships/ten)
- [The price of oak](/oak)

© 2024 Port News. All rights reserved. [Privacy](/privacy)
"""


@pytest.fixture(scope="module")
def page() -> Page:
    return pipeline.extract(PAGE, source="harbour.md")


@pytest.fixture(scope="module")
def article(page: Page) -> Article:
    assert page.article is not None
    return page.article


def labels(page: Page, words: str) -> set[str]:
    return {block.label for block in page.blocks if words in block.text}


def test_menus_breadcrumb_and_footer_are_chrome_and_the_byline_is_data(page: Page, article: Article) -> None:
    assert labels(page, "[Weather](/weather)") == {"chrome.navigation"}
    assert labels(page, "/ [News](/news) /") == {"chrome.breadcrumb"}
    assert labels(page, "Ten ships") == {"chrome.card_zone"}
    assert labels(page, "©") == {"chrome.footer"}
    assert labels(page, "***") == {"chrome.marker"}
    assert article.title == "How the harbour was rebuilt"
    assert article.authors == ["Ann Lee"]
    assert str(article.published_on) == "2024-03-03"
    assert page.row.unexplained_chars == 0


def test_structure_survives_as_it_was_written(article: Article) -> None:
    work = next(section for section in article.sections if section.heading == "The work")
    kinds = [block.kind for block in work.blocks]
    assert kinds == ["list", "code", "quote", "table", "paragraph"]
    items, code, quote, table, last = work.blocks
    assert items.items == [
        "Dig.\nIt takes a summer.",
        "by hand",
        "with spades",
        "Then let it rest.",
        "Build.",
    ]
    assert (code.language, code.text) == ("sh", "make wall\n  make quay")
    assert quote.text == "Never trust a calm sea.\nNor a > b."
    assert table.cells == [["Stage", "Stones"], ["first", "40"], ["second", "1|2"]]
    assert last.text.startswith("The harbour") and last.text.endswith("See the plans and the rules.")
    assert (
        "1. Dig.\n\n   It takes a summer.\n   - by hand\n      1. with spades\n\n   Then let it rest.\n2. Build."
        in article.markdown
    )


def test_links_questions_and_sources_are_data_too(article: Article) -> None:
    assert [(link.text, link.href) for link in article.links] == [
        ("the plans", "https://example.org/plans"),
        ("the rules", "https://example.org/rules"),
        ("the bill", "/bill"),
        ("Walls of the north coast", "https://example.org/walls"),
        ("How stone wears in salt water", "https://example.org/salt"),
    ]
    assert [(faq.question, faq.answer) for faq in article.faqs] == [
        ("Was it dear?", "No. See the bill."),
        ("Was it slow?", "It took two summers, with a winter of waiting between them."),
    ]
    assert [(source.title, source.url) for source in article.sources] == [
        ("Walls of the north coast", "https://example.org/walls"),
        ("How stone wears in salt water", "https://example.org/salt"),
    ]
    assert "[the rules](https://example.org/rules)" in article.markdown


def test_a_picture_is_kept_between_kept_text_and_nowhere_else() -> None:
    source = f"![Logo](/logo.png)\n\n# A title\n\n{PROSE}\n\n![The wall](/wall.png)\n\n{PROSE}\n\n![](/pixel.gif)\n"
    page = pipeline.extract(source, source="a.md")
    article = page.article
    assert article is not None
    assert labels(page, "logo.png") == labels(page, "pixel.gif") == {"chrome.marker"}
    pictures = [block for section in article.sections for block in section.blocks if block.kind == "image"]
    assert [(block.src, block.alt) for block in pictures] == [("/wall.png", "The wall")]


@pytest.mark.parametrize("gap", [" ", "\n", ""])
def test_each_of_the_pictures_of_one_paragraph_is_a_picture(gap: str) -> None:
    row = gap.join(["![The wall](/wall.png)", "[![Plan](/plan.png)](/plans)", "![](/crane.png)"])
    page = pipeline.extract(f"# A title\n\n{PROSE}\n\n{row}\n\n{PROSE}\n", source="a.md")
    article = page.article
    assert article is not None
    blocks = [block for section in article.sections for block in section.blocks]
    assert [(block.kind, block.src, block.alt) for block in blocks[1:-1]] == [
        ("image", "/wall.png", "The wall"),
        ("image", "/plan.png", "Plan"),
        ("image", "/crane.png", None),
    ]
    assert [(link.text, link.href) for link in article.links] == [("Plan", "/plans")]
    assert page.row.chars == sum(len("".join(piece.text.split())) for piece in page.blocks)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_front_matter_is_read_whatever_ends_its_lines(newline: str) -> None:
    source = f"---\ntitle: The wall\nauthor: Ann Lee\n---\n\n# The wall\n\n{PROSE}\n\n{PROSE}\n".replace(
        "\n", newline
    )
    page = pipeline.extract(source, source="a.md")
    assert page.article is not None
    assert (page.article.title, page.article.authors) == ("The wall", ["Ann Lee"])
    assert labels(page, "author: Ann Lee") == {"data.front_matter"}


def test_the_head_that_a_reading_tool_writes_is_front_matter() -> None:
    head = "Title: Walls | Port\n\nURL Source: https://port.example/walls\n\nPublished Time: 2024-03-03T10:00:00Z\n"
    source = f"{head}\nMarkdown Content:\n# Walls\n\n{PROSE}\n\n{PROSE}\n"
    for text in (source, source.replace("\n", "\r\n")):
        page = pipeline.extract(text, source="a.md")
        assert page.article is not None
        assert labels(page, "URL Source") == labels(page, "Markdown Content") == {"data.front_matter"}
        assert (page.article.url, page.article.title) == ("https://port.example/walls", "Walls")
        assert str(page.article.published_on) == "2024-03-03"


def test_html_within_markdown_is_read_and_is_no_leak() -> None:
    source = (
        f"# A title\n\n{PROSE}\n\n<div class='note'>\nMind <b>the</b> gap &amp; wait.\n</div>\n\n{PROSE}\n"
    )
    page = pipeline.extract(source, source="a.md")
    assert page.article is not None
    assert "Mind the gap & wait." in page.article.text
    assert "TXT006" not in {finding.code for finding in page.findings}


def test_an_article_in_markdown_written_out_as_markdown_reads_the_same(article: Article) -> None:
    again = pipeline.extract(article.markdown, source="again.md").article
    assert again is not None
    assert again.text == article.text
    assert [s.heading for s in again.sections] == [s.heading for s in article.sections]


@pytest.mark.parametrize(
    ("bold", "question"),
    [
        ("What is `crane.count`?", "What is crane.count?"),
        ("What is [a crane](https://port.example/c)?", "What is a crane?"),
        ("What is AT&amp;T?", "What is AT&T?"),
        ("What is a\\_b?", "What is a_b?"),
    ],
    ids=["code", "link", "entity", "escape"],
)
def test_a_question_in_bold_with_marks_in_it_takes_nothing_of_its_answer(bold: str, question: str) -> None:
    answer = "It is a number that the harbour master writes down every evening, by hand."
    prose = "The harbour was rebuilt in two stages, because the old wall could not carry the cranes it needed.\n\n"
    page = pipeline.extract(
        f"# The harbour\n\n{prose * 3}## FAQ\n\n**{bold}** {answer}\n\n**Was it dear?** No, it was not.\n",
        source="a.md",
    )
    assert page.article is not None
    assert (page.article.faqs[0].question, page.article.faqs[0].answer) == (question, answer)


@pytest.mark.parametrize("mark", ["# ![The wall](/wall.png)", "![The wall](/wall.png)\n==="])
def test_a_heading_that_is_a_picture_has_one_label_and_its_words(mark: str) -> None:
    prose = (
        "The harbour was rebuilt in two stages, because the old wall could not carry the cranes it needed."
    )
    source = f"| 1 |\n\n{mark}\n\n{prose} It took a year.\n\n## What it cost\n\n{prose} It was dear.\n"
    page = pipeline.extract(source, source="a.md")
    starts = [block.start for block in page.blocks]
    assert len(set(starts)) == len(starts)
    assert page.article is not None and page.article.title == "The wall"
