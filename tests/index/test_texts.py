"""The pieces of an article have the tokens of its text, and where they do not, the text is read itself."""

from __future__ import annotations

from pipeline.index.runs import Runs
from pipeline.index.texts import OPENING, PageTexts
from schemas.article import Article
from tests.rules.folder_chain import through

PAGE = """Pulse ← Library
Knowledge Library · gardening

How do you plan a community garden?

📖 240 words6/30/2026

Direct Answer

A garden is planned around sun, water and people.

1. Find the plot.
2. Find the people.

FAQ

Who pays for the water? The group that holds the plot pays.

Sources

- The Garden Book, 2019

Related on PULSE
"""


def tokens(runs: Runs) -> list[str]:
    return [runs.vocabulary.tokens[number] for number in runs.numbers.tolist()]


def article() -> Article:
    (page,) = through({"garden.txt": PAGE}).pages
    assert page.article is not None
    return page.article


def test_the_pieces_of_an_article_are_the_tokens_of_its_text() -> None:
    found = article()
    texts = PageTexts(found)
    assert texts.pieces.are_the_text
    assert tokens(texts.text) == found.text.split()
    assert tokens(texts.title) == found.title.split()
    assert {"heading", "paragraph", "list", "answer"} <= set(texts.pieces.kinds)
    assert len(texts.runs.ends) == len(texts.pieces.kinds) == len(texts.pieces.sections)


def test_a_text_that_is_not_made_of_its_pieces_is_read_itself() -> None:
    found = article()
    titled = found.model_copy(update={"text": f"{found.title}\n\n{found.text} " + "end " * 1_000})
    texts = PageTexts(titled)
    assert not texts.pieces.are_the_text
    assert tokens(texts.text) == titled.text.split()
    assert tokens(texts.opening) == titled.text.split()[:OPENING]
