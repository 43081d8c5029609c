"""What repeats across a site is its chrome, but for short items and cells of an article's own."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.document import LabelledBlock, Text
from pipeline.extract.generic import label_generic
from pipeline.extract.generic.repeated import without_islands
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.survey.fingerprint import block_fingerprint
from pipeline.survey.model import SiteSurvey, Survey

FIRST = "The loaf is baked on a stone that was heated for an hour, because a cold stone takes the spring out of dough."
SECOND = "Nobody in the village owns a mixer, so every recipe of this book begins with two hands and some patience."
PAGE = f"""<html><body><nav><a href=/>Home</a> <a href=/breads>Breads</a></nav><article><h1>A loaf of rye</h1>
<p>{FIRST}</p><h2>What you need</h2><ul><li>500 g of rye flour</li><li>2 eggs from the farm</li><li>Salt</li>
<li>Follow our bakery on the usual channels</li></ul><p>{SECOND}</p><pre>bake --rye</pre>
<p>{FIRST} So it is.</p><h2>What it takes</h2>
<table><tr><th>Step</th><th>Minutes</th></tr><tr><td>Proof</td><td>90</td></tr><tr><td>Bake</td><td>45</td></tr></table>
<p>{FIRST} {SECOND}</p></article><footer>© Bakery</footer></body></html>"""
PAGES = 60


def pieces(often: dict[str, int]) -> dict[str, LabelledBlock]:
    """The pieces of the page by their text, on a site where so many pages hold these texts."""
    site = SiteSurvey(PAGES, {"html": PAGES}, frozenset(), frozenset(), {})
    counts = {block_fingerprint("bakery", text): number for text, number in often.items()}
    document = segment(Text("p", PAGE, "text/html", "utf-8"))
    result = label_generic(document, Survey(PAGES, {"bakery": site}, counts), "bakery", Settings())
    return {piece.text: piece for piece in result.blocks}


@pytest.mark.parametrize("item", ["500 g of rye flour", "2 eggs from the farm", "Salt"])
def test_an_item_that_some_other_articles_have_too_is_content(item: str) -> None:
    assert pieces({item: 9})[item].label == "article.list_item"


def test_an_item_on_a_great_part_of_the_site_is_its_chrome() -> None:
    item = "Follow our bakery on the usual channels"
    assert pieces({item: 30})[item].label.startswith("chrome.")


def test_the_cells_of_a_table_are_content_however_often_others_say_the_same() -> None:
    cells = {"Step": 55, "Minutes": 55, "Proof": 20, "90": 40, "Bake": 55, "45": 12}
    found = pieces(cells)
    rows = [text.split() for text, piece in found.items() if piece.label == "article.table_row"]
    assert rows == [["Step", "Minutes"], ["Proof", "90"], ["Bake", "45"]]


def test_a_heading_of_the_template_stays_over_a_table_of_the_article() -> None:
    often = {"What it takes": 60, "Step": 60, "Minutes": 60}
    assert pieces(often)["What it takes"].label == "article.heading"


def test_code_amid_the_text_is_content_however_often_it_is_there() -> None:
    assert pieces({"bake --rye": 60})["bake --rye"].label == "article.code"


def test_a_paragraph_amid_the_text_that_other_pages_have_is_chrome() -> None:
    assert pieces({SECOND: 9})[SECOND].label.startswith("chrome.")


@pytest.mark.parametrize(
    ("usual", "words", "kept"),
    [
        (True, 8, [True, False, False, False, False]),
        (False, 8, [True, False, False, True, True]),
        (True, 40, [True, False, False, True, True]),
    ],
)
def test_short_pieces_below_a_heading_of_cards_that_the_whole_site_has_go_with_it(
    usual: bool, words: int, kept: list[bool]
) -> None:
    found = without_islands(
        np.array([True, False, False, True, True]),
        np.array([200.0, 4.0, 8.0, words, words]),
        [None, "card_zone", None, None, None],
        [False, usual, False, False, False],
    )
    assert found.tolist() == kept
