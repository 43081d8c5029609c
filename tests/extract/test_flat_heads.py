"""Where the head of a flat page ends: stray lines above a title, titles that are none, copies under a row."""

from __future__ import annotations

import pytest

import pipeline
from pipeline.page import Page

LONG = "A hive that is counted every week tells its keeper in March what the harvest of August will be like."
TITLE = "Bundle hives before the first storm of autumn"
ROWS = "Pulse ← Library\nKnowledge Library · beekeeping\n✓ Machine Certified10/10?\n"
STRAY = "Slot: sidebar_b (empty) / variant 7"
RELATED = "Related on PULSE\n- [What is a hive?](/knowledge/q12)\n- [What is a queen?](/knowledge/q14)\n"
DENSE = f"{LONG}\nWhere Hives Stand\n{LONG}\n{LONG}\nWhen to Visit\n{LONG}\nFAQ\nDo bees sleep? They rest.\n{RELATED}"


def read(page: str, source: str = "page.txt") -> Page:
    return pipeline.extract(page, source=source)


def title_of(page: Page) -> str:
    assert page.article is not None
    return page.article.title


def unexplained(page: Page) -> list[str]:
    return [block.text for block in page.blocks if block.label == "unexplained"]


@pytest.mark.parametrize("opening", ["", "Direct Answer\n"])
def test_a_title_said_twice_is_the_title_under_a_stray_line(opening: str) -> None:
    page = read(f"{STRAY}\n{TITLE}\n{TITLE}\n\n{opening}{DENSE}")
    assert title_of(page) == TITLE
    assert unexplained(page) == [STRAY]
    assert [finding.excerpt for finding in page.findings if finding.code == "PAG005"] == [STRAY]


def test_of_two_lines_above_the_only_blank_line_one_is_the_title_and_the_other_is_told() -> None:
    page = read(f"{STRAY}\n{TITLE}\n\n{DENSE}")
    assert {title_of(page), *unexplained(page)} == {STRAY, TITLE}
    assert any(finding.code == "PAG005" for finding in page.findings)


def test_a_heading_of_the_first_level_is_the_title_under_a_stray_line() -> None:
    front = f'---\ntitle: "{TITLE}"\nurl: https://pulse.example/knowledge/q77\n---\n\n'
    page = read(f"{front}{STRAY}\n\n# {TITLE}\n\n{LONG}\n\n## Where Hives Stand\n\n{LONG}\n", "page.md")
    assert title_of(page) == TITLE
    assert unexplained(page) == [STRAY]


def test_a_second_heading_of_the_first_level_is_a_heading() -> None:
    front = f'---\ntitle: "{TITLE}"\nurl: https://pulse.example/knowledge/q77\n---\n\n'
    page = read(f"{front}# {TITLE}\n\n# Where Hives Stand\n\n{LONG}\n\n{LONG}\n", "page.md")
    assert title_of(page) == TITLE
    assert page.article is not None
    assert [section.heading for section in page.article.sections] == ["Where Hives Stand"]


@pytest.mark.parametrize(
    "head", [f"{ROWS}\n📖 640 words6/3/2026\n\n", "\n"], ids=["under the rows", "of source text"]
)
def test_the_first_sentences_of_a_page_without_a_title_are_no_title(head: str) -> None:
    first = "Most hives fall in the first storm. Bundle them early."
    body = DENSE if head == "\n" else DENSE.replace("\n", "\n\n")
    page = read(f"{head}{first}\n{'' if head == chr(10) else chr(10)}{body}")
    assert title_of(page) == ""
    assert any(finding.code == "TTL001" for finding in page.findings)
    assert next(block.label for block in page.blocks if block.text == first) == "article.paragraph"


@pytest.mark.parametrize(
    "head",
    [f"{ROWS}\nBees rest.\n\n📖 640 words6/3/2026\n\n", "Bees rest.\n\n", "Bees rest.\nBees rest.\n\n"],
    ids=["above a row", "above the blank line", "said twice"],
)
def test_a_title_may_end_like_a_sentence_where_it_stands_as_titles_do(head: str) -> None:
    body = DENSE.replace("\n", "\n\n") if head.startswith(ROWS) else DENSE
    assert title_of(read(head + body)) == "Bees rest."


def test_another_title_straight_under_a_row_is_told_where_no_opening_follows() -> None:
    other = "When should a keeper bundle hives?"
    rows = f"Knowledge Library\n\n{TITLE}\n\nCurated by Ann Berg\n👍 Yup or 👎 Nope — one tap tells the curator\n"
    spaced = DENSE.replace("\n", "\n\n")
    page = read(f"{rows}📅 Published · 11 min read\n{other}\n\n{spaced}")
    assert title_of(page) == TITLE
    assert next(block.label for block in page.blocks if block.text == other) == "chrome.duplicate_title"
    assert any(finding.code == "TTL002" for finding in page.findings)


@pytest.mark.parametrize(("opening", "template"), [("Direct Answer\n\n", "essay"), ("", "column")])
def test_a_page_that_names_a_curator_is_a_column_only_without_a_direct_answer(
    opening: str, template: str
) -> None:
    rows = f"{ROWS}\n{TITLE}\n\nCurated by Ann Berg\n📅 Published · 11 min read\n\n"
    page = read(f"{rows}{opening}{LONG}\n\nWhere Hives Stand\n\n{LONG}\n\nSources\n\n{RELATED}")
    assert page.article is not None and page.article.template == template
    missing = {finding.subject for finding in page.findings if finding.code == "SEC001"}
    assert missing == ({"faq"} if template == "essay" else set())


@pytest.mark.parametrize("below", [f"FAQ\nDo bees sleep? {LONG}\n", f"{LONG}\n{LONG}\n{LONG}\n"])
def test_a_footer_in_the_midst_of_an_article_ends_nothing(below: str) -> None:
    footer = "© 2026 Hill Farm. All rights reserved."
    page = read(
        f"{TITLE}\n\nDirect Answer\n{LONG}\nWhere Hives Stand\n{LONG}\n{footer}\n{LONG}\n{below}{RELATED}"
    )
    seen = {block.text: block.label for block in page.blocks}
    assert seen[footer] == "chrome.footer"
    assert unexplained(page) == []
    assert page.article is not None and footer not in page.article.text


def test_a_footer_at_the_end_leaves_what_follows_unexplained() -> None:
    page = read(f"{TITLE}\n\nDirect Answer\n{DENSE}© 2026 Hill Farm. All rights reserved.\n{STRAY}\n")
    assert unexplained(page) == [STRAY]


def test_rows_of_the_pages_end_below_an_faq_are_no_questions() -> None:
    page = read(
        f"{TITLE}\n\nDirect Answer\n{LONG}\nFAQ\nDo bees sleep? They rest.\nDownload:\nWas this helpful?\n"
    )
    seen = {block.text: block.label for block in page.blocks}
    assert (seen["Download:"], seen["Was this helpful?"]) == ("chrome.download", "chrome.feedback")
    assert page.article is not None and [faq.question for faq in page.article.faqs] == ["Do bees sleep?"]


def test_an_answer_that_reads_like_a_row_is_an_answer_where_questions_follow() -> None:
    page = read(
        f"{TITLE}\n\nDirect Answer\n{LONG}\nFAQ\nWhat is it for?\nShare: the comb\nDo bees sleep? They rest.\n"
    )
    assert page.article is not None
    assert [(faq.question, faq.answer) for faq in page.article.faqs] == [
        ("What is it for?", "Share: the comb"),
        ("Do bees sleep?", "They rest."),
    ]


@pytest.mark.parametrize("above", ["", "\n\n"])
@pytest.mark.parametrize("below", ["\n", "\n\n"])
def test_a_first_line_that_ends_like_a_sentence_is_the_title_of_the_heading_below(
    above: str, below: str
) -> None:
    page = read(f"{above}Bees rest. Keepers do not.{below}Where Hives Stand\n{LONG}\n{LONG}\n{DENSE}")
    assert title_of(page) == "Bees rest. Keepers do not."


@pytest.mark.parametrize(
    ("label", "category", "breadcrumb"),
    [("Keeper Guides", None, ["Keeper Guides"]), ("beekeeping-2", "beekeeping-2", [])],
)
def test_a_short_line_alone_under_the_back_link_names_the_section(
    label: str, category: str | None, breadcrumb: list[str]
) -> None:
    head = f"Pulse ← Library ⚡ Hire a Keeper\n{label}\n\n{TITLE}\n\nCurated by Ann Lee\n"
    page = read(f"{head}📅 Published 6/9/2026 · 7 min read\n\n{DENSE}".replace(LONG, f"\n{LONG}\n"))
    assert title_of(page) == TITLE
    assert page.article is not None
    assert (page.article.category, list(page.article.breadcrumb)) == (category, breadcrumb)
    assert not unexplained(page)


def test_a_title_straight_under_the_back_link_names_no_section() -> None:
    page = read(
        "Pulse ← Library\nBees in Winter\n\n📖 640 words6/3/2026\nBees in Winter\n\n"
        f"Direct Answer\n\n{LONG}\n\n{LONG}\n"
    )
    assert title_of(page) == "Bees in Winter"


@pytest.mark.parametrize("copy", ["", f"{TITLE}\n"])
def test_unknown_rows_of_icons_and_dots_straight_under_the_known_ones_are_no_text(copy: str) -> None:
    rows = ["🎧 Listen, 12 min", "Share · Save · Print"]
    head = f"{ROWS}\n{TITLE}\n\n📖 640 words6/3/2026\n{rows[0]}\n{rows[1]}\n{copy}\nDirect Answer\n\n{LONG}\n"
    page = read(f"{head}\nWhere Hives Stand\n\n{LONG}\n\nDownload:\nWas this helpful?\n")
    assert page.article is not None
    assert (page.article.title, page.article.direct_answer) == (TITLE, LONG)
    assert {block.label for block in page.blocks if block.text in rows} == {"chrome.meta_row"}
    assert not any(finding.code == "TTL002" for finding in page.findings)
