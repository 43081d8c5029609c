"""Frequent questions and lists of sources on unknown HTML pages become data where the page says what they are."""

from __future__ import annotations

import pytest

from pipeline.page import Page, extract
from schemas.article import Article

PROSE = (
    "The harbour was rebuilt in two stages, because the old wall could not carry the cranes that the port needed. "
    "Each stage took a summer, and both were paid for by the town, which had saved for it since the storm."
)
ANSWER = (
    "Every ship that stays in the harbour for longer than a day pays them at the office on the east quay."
)


def page(body: str, head: str = "") -> Page:
    source = (
        f"<html><head><title>Harbour fees</title>{head}</head><body><article><h1>Harbour fees</h1><p>{PROSE}</p>"
        f"<p>{PROSE}</p>{body}</article></body></html>"
    )
    return extract(source, source="page.html")


def article(body: str, head: str = "") -> Article:
    found = page(body, head).article
    assert found is not None
    return found


STATED = (
    '<script type="application/ld+json">{"@type": "FAQPage", "mainEntity": [{"@type": "Question", '
    '"name": "The fees", "acceptedAnswer": {"@type": "Answer", "text": "All"}}]}</script>'
)


@pytest.mark.parametrize(
    ("body", "head", "question"),
    [
        (f"<h2>FAQ</h2><h3>Who pays the fees?</h3><p>{ANSWER}</p>", "", "Who pays the fees?"),
        (f"<h2>Frequently asked questions</h2><p><b>Who pays?</b></p><p>{ANSWER}</p>", "", "Who pays?"),
        (
            f"<details><summary>Who pays the fees?</summary><p>{ANSWER}</p></details>",
            "",
            "Who pays the fees?",
        ),
        (f"<h2>Fees</h2><dl><dt>Who pays?</dt><dd>{ANSWER}</dd></dl>", "", "Who pays?"),
        (f"<h2>The fees</h2><p>{ANSWER}</p>", STATED, "The fees"),
    ],
)
def test_questions_that_the_page_calls_so_have_their_answers(body: str, head: str, question: str) -> None:
    faqs = article(body, head).faqs
    assert [(faq.question, faq.answer) for faq in faqs] == [(question, ANSWER)]


def test_lists_belong_to_the_answer_and_headings_keep_their_level() -> None:
    found = article(
        f"<h2>FAQ</h2><h3>Who pays the fees?</h3><p>{ANSWER}</p><ul><li>Large ships pay by their length</li>"
        f"<li>Small ships pay by the night</li></ul><h2>The second stage</h2><p>{PROSE}</p>"
    )
    assert (
        found.faqs[0].answer == f"{ANSWER}\n\nLarge ships pay by their length\n\nSmall ships pay by the night"
    )
    assert "### Who pays the fees?\n" in found.markdown
    assert [section.level for section in found.sections if section.heading] == [2, 3, 2]


def test_an_ordinary_question_in_the_text_is_none() -> None:
    found = article(
        f"<h2>Was it worth the money?</h2><p>{ANSWER}</p><p>Who would not pay for that?</p><p>{PROSE}</p>"
    )
    assert found.faqs == []


def test_a_question_whose_answer_is_not_there_is_left_as_it_stands() -> None:
    found = article(f"<h2>FAQ</h2><h3>Who pays the fees?</h3><h3>And when are they due?</h3><p>{ANSWER}</p>")
    assert [faq.question for faq in found.faqs] == ["And when are they due?"]


def test_questions_know_their_place() -> None:
    found = page(
        f"<h2>FAQ</h2><h3>Who pays the fees?</h3><p>{ANSWER}</p><h3>Who pays the fees?</h3><p>{ANSWER} Always.</p>"
    )
    (again,) = [finding for finding in found.findings if finding.code == "FAQ002"]
    assert again.excerpt is not None and "Who pays the fees?" in again.excerpt


def test_a_list_under_references_is_the_sources_with_titles_and_addresses() -> None:
    found = article(
        "<h2>References</h2><ol><li>Lee, A. <a href='https://port.example/h'>The harbour at work</a>, 2020.</li>"
        "<li>Ode, B. Ships of the north, and of the seas beyond them. Hull, 2019.</li></ol>"
    )
    assert [(source.title, source.publisher, source.url) for source in found.sources] == [
        ("The harbour at work", None, "https://port.example/h"),
        (None, None, None),
    ]
    assert "1. Lee, A. [The harbour at work](https://port.example/h), 2020.\n2. Ode, B." in found.markdown


def test_code_with_an_element_for_each_line_is_one_block_with_its_spaces() -> None:
    lines = "".join(
        f"<div>{line}</div>" for line in ("for pile in piles:", "    if pile.ready:", "        pile.drive()")
    )
    found = article(
        f"<h2>The piles</h2><p>{ANSWER}</p><pre><code class=language-python>{lines}</code></pre><p>{PROSE}</p>"
    )
    (code,) = [block for section in found.sections for block in section.blocks if block.kind == "code"]
    assert code.text == "for pile in piles:\n    if pile.ready:\n        pile.drive()"


def test_a_picture_is_kept_where_only_its_caption_was_removed() -> None:
    found = page(
        f"<p>{PROSE}</p><figure><img src=/wall.jpg alt='The wall'><figcaption>© Port Archive, all rights reserved"
        f"</figcaption></figure><p>{PROSE}</p>"
    )
    assert found.article is not None
    images = [
        block.src for section in found.article.sections for block in section.blocks if block.kind == "image"
    ]
    assert images == ["/wall.jpg"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("heading", ["FAQ", "Frequently Asked Questions", "Questions and answers"])
@pytest.mark.parametrize("marks", [("", ""), ("Q: ", "A: ")])
def test_questions_of_flat_text_are_data_below_their_heading(
    gap: str, heading: str, marks: tuple[str, str]
) -> None:
    asked = [("Who pays the fees?", ANSWER), ("When are they due?", f"{ANSWER} A day is enough.")]
    pairs = gap.join(f"{marks[0]}{question}{gap}{marks[1]}{answer}" for question, answer in asked)
    text = f"Harbour fees\n\n{PROSE}\n\nThe second stage\n\n{PROSE}\n\n{heading}{gap}{pairs}\n\nThe office\n\n{PROSE}\n"
    found = extract(text, source="page.txt").article
    assert found is not None
    assert [(faq.question, faq.answer) for faq in found.faqs] == asked
    assert [section.role for section in found.sections if section.heading == heading] == ["faq"]
    assert [section.role for section in found.sections if section.heading == "The office"] == ["body"]


def test_sources_of_flat_text_are_data_below_their_heading() -> None:
    entries = ["Harbour Board, “Fees of the quays” (harbour.example)", '"The storm year" – Town Press']
    listed = f"Sources\n\n- {entries[0]}\n- {entries[1]}"
    text = f"Harbour fees\n\n{PROSE}\n\nThe second stage\n\n{PROSE}\n\n{listed}\n\nThe office\n\n{PROSE}\n"
    found = extract(text, source="page.txt").article
    assert found is not None
    assert [source.text for source in found.sources] == entries
    assert found.sources[0].publisher == "Harbour Board"
