"""A paragraph has one mark whatever name the template puts into it, and its own where it says something else."""

from __future__ import annotations

import pytest

from pipeline.index.paragraphs import LEAD_BYTES, LEADS, MOST, paragraph_marks, section_leads
from pipeline.index.texts import PageTexts
from pipeline.index.vectors import word_vectors
from schemas.article import Article, ContentBlock, Faq, Section

TEXT = "At {who} the winter decides what the work costs, because heating takes a third of all that comes in."


def article(title: str, *texts: str, answers: tuple[str, ...] = ()) -> Article:
    blocks = [ContentBlock(kind="paragraph", text=text) for text in texts]
    sections = [
        Section(position=at, level=2, heading=None, role="body", text=block.text, blocks=[block])
        for at, block in enumerate(blocks)
    ]
    return Article(
        article_id="x", page_id="x.txt", site="site", capture="html", page_type="article", title=title,
        words=1, sections=sections, text="\n\n".join(texts), markdown="", raw_sha256="0", qa="pass",
        faqs=[Faq(position=at, question="Why?", answer=one) for at, one in enumerate(answers)],
    )  # fmt: skip


def marks(title: str, *texts: str) -> tuple[int, ...]:
    return paragraph_marks(PageTexts(article(title, *texts)))[0]


def test_the_name_in_the_title_changes_no_mark_and_other_words_do() -> None:
    tailor = marks("What does a tailor's shop charge?", TEXT.format(who="a tailor's shop"))
    museum = marks("What does a small museum charge?", TEXT.format(who="a small museum"))
    assert tailor == museum and len(tailor) == 1 and 0 <= tailor[0] < 2**32
    other = TEXT.format(who="a small museum").replace("winter", "summer")
    assert marks("What does a small museum charge?", other) != museum


def test_a_lone_word_of_the_title_in_other_company_counts() -> None:
    text = "No shop opens on a holiday, whatever it sells, and nobody in this street has ever complained about it."
    assert marks("What does a tailor's shop charge?", text) == marks("What does a museum charge?", text)


def test_case_endings_and_punctuation_change_no_mark() -> None:
    loud = TEXT.format(who="the inn").upper().replace(",", ";")
    assert marks("Prices", TEXT.format(who="the inn")) == marks("Prices", loud)


def test_short_paragraphs_have_no_mark_and_a_repeated_one_has_one() -> None:
    found, begins = paragraph_marks(PageTexts(article("Prices", "Too short.", TEXT, TEXT)))
    assert len(found) == len(begins) == 1 and begins[0] == "At {who} the winter decides what the"


def test_answers_are_marked_too_and_marks_are_bounded() -> None:
    many = [f"{TEXT} Number{at} and so on" for at in range(MOST + 20)]
    assert len(marks("Prices", *many)) == MOST
    answered = article("Prices", TEXT, answers=(TEXT + " Or not.",))
    assert len(paragraph_marks(PageTexts(answered))[0]) == 2


def test_the_openings_are_bounded_and_nearer_for_nearer_meaning() -> None:
    if word_vectors() is None:
        pytest.skip("the extra `embeddings` is not installed")
    garden = "The gardener waters the tomato plants in the vegetable bed early in the morning, before the sun is high."
    plants = "Water the beans and the other vegetables of your garden bed when the morning sun is still low, he says."
    taxes = "The tax office expects the quarterly return of the company before the accountant has closed its books."

    def signs(text: str) -> int:
        return int.from_bytes(section_leads(PageTexts(article("Prices", text))))

    assert (signs(garden) ^ signs(plants)).bit_count() + 25 < (signs(garden) ^ signs(taxes)).bit_count()
    many, none = article("Prices", *[garden] * (LEADS + 5)), article("Prices", "Too short.", "§ " * 14)
    assert len(section_leads(PageTexts(many))) == LEADS * LEAD_BYTES
    assert section_leads(PageTexts(none)) == b""
