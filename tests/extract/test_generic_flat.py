"""Flat text of an unknown site: lines of chrome and lines of article told apart by layout and by repetition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import HeadingValue, ItemValue, Text
from pipeline.extract.generic import label_generic
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.survey.fingerprint import block_fingerprint
from pipeline.survey.model import SiteSurvey, Survey
from tests.extract.test_generic_law import labelled

PROSE = (
    "The harbour was rebuilt in two stages, because the old wall could not carry the cranes that the port needed. "
    "Each stage took a summer, and both were paid for by the town."
)
PAGE = f"""Port News
Home
Ships
Weather
How the harbour was rebuilt
By Ann Lee
May 2, 2024

{PROSE}

The first stage

{PROSE}

- Stone from the north quarry, cut by hand.
- Oak piles of two lengths, driven by steam.

{PROSE}

Call the harbour office before you enter with a large ship.

Related articles
Ten ships that never came back
© 2024 Port News. All rights reserved."""


def label_of(source: str, words: str, media_type: str = "text/plain") -> str:
    return next(p.label for p in labelled(source, media_type)[1].blocks if words in p.text)


def test_prose_is_kept_and_what_stands_around_it_is_not() -> None:
    _, result = labelled(PAGE, "text/plain")
    by_label: dict[str, list[str]] = {}
    for piece in result.blocks:
        by_label.setdefault(piece.label, []).append(piece.text)
    assert by_label["article.paragraph"][:2] == [PROSE, PROSE]
    assert by_label["data.title"] == ["How the harbour was rebuilt"]
    assert "The first stage" in by_label["article.heading"]
    assert len(by_label["article.list_item"]) == 2
    assert by_label["data.author"] == ["By Ann Lee"]
    assert by_label["data.published_on"] == ["May 2, 2024"]
    assert "Related articles" in by_label["chrome.card_zone"]
    assert label_of(PAGE, "©") == "chrome.footer"
    assert label_of(PAGE, "Weather").startswith("chrome.")


def test_markdown_marks_decide_headings_lists_and_the_title() -> None:
    source = (
        f"# The harbour\n\n{PROSE}\n\n### A stage\n\n1. Dig\n2. Build the wall\n\n```sh\nmake wall\n```\n"
    )
    _, result = labelled(source, "text/markdown")
    labels = [piece.label for piece in result.blocks]
    assert labels == [
        "data.title",
        "article.paragraph",
        "article.heading",
        "article.list_item",
        "article.list_item",
        "article.code",
    ]
    assert result.title is not None and result.title.text == "The harbour"
    values = [piece.value for piece in result.blocks]
    assert isinstance(values[2], HeadingValue) and values[2].level == 3
    assert isinstance(values[4], ItemValue) and (values[4].ordered, values[4].number) == (True, 2)


def repeated_survey(*texts: str, pages: int = 40, on: int | None = None) -> Survey:
    """A site of so many pages, `on` of which (else all) hold these texts."""
    site = SiteSurvey(pages, {"source_text": pages}, frozenset(), frozenset(), {})
    return Survey(pages, {"port": site}, {block_fingerprint("port", text): on or pages for text in texts})


def test_a_line_on_many_pages_of_the_site_is_chrome_whatever_its_score() -> None:
    line = "Call the harbour office before you enter with a large ship."
    document = segment(Text("p", PAGE, "text/plain", "utf-8"))
    alone = label_generic(document, Survey(), "port", Settings())
    known = label_generic(document, repeated_survey(line), "port", Settings())
    assert next(p.label for p in alone.blocks if p.text == line) == "article.paragraph"
    found = next(p for p in known.blocks if p.text == line)
    assert found.label.startswith("chrome.")
    assert found.reason == "repeated on 40 pages of this site"


def test_a_heading_of_the_template_stays_over_text_of_its_own() -> None:
    document = segment(Text("p", PAGE, "text/plain", "utf-8"))
    result = label_generic(document, repeated_survey("The first stage"), "port", Settings())
    assert next(p.label for p in result.blocks if p.text == "The first stage") == "article.heading"


def test_a_repeated_line_is_never_the_title() -> None:
    document = segment(Text("p", PAGE, "text/plain", "utf-8"))
    result = label_generic(document, repeated_survey("How the harbour was rebuilt"), "port", Settings())
    assert result.title is None or result.title.text != "How the harbour was rebuilt"


def test_a_title_that_cards_of_other_pages_repeat_is_still_the_title() -> None:
    document = segment(Text("p", PAGE, "text/plain", "utf-8"))
    title = "How the harbour was rebuilt"
    everywhere = repeated_survey("Port News", "Home", "Ships", "Weather")
    by_cards = repeated_survey(title, on=9).repeated
    survey = replace(everywhere, repeated={**everywhere.repeated, **by_cards})
    result = label_generic(document, survey, "port", Settings())
    assert result.title is not None and result.title.text == title


def test_what_some_pages_repeat_far_above_the_text_is_no_title() -> None:
    menu = ["All about our ships", "Ferries and their times", "Berths for guests", "The harbour office"]
    text = "\n".join([*menu, "Tell us what you think", "A new quay", PROSE, PROSE.replace("harbour", "quay")])
    document = segment(Text("p", text, "text/plain", "utf-8"))
    result = label_generic(document, repeated_survey(*menu, on=9), "port", Settings())
    assert result.title is not None and result.title.text not in menu


@pytest.mark.parametrize(("on", "kept"), [(5, True), (39, False)])
def test_a_page_that_is_there_several_times_keeps_its_text_and_what_the_site_says_everywhere_goes(
    on: int, kept: bool
) -> None:
    document = segment(Text("p", PAGE, "text/plain", "utf-8"))
    alone = label_generic(document, Survey(), "port", Settings())
    texts = [block.text for block in document.blocks]
    copied = label_generic(document, repeated_survey(*texts, on=on), "port", Settings())
    body = [piece.text for piece in alone.blocks if piece.label == "article.paragraph"]
    assert len(body) > 1
    again = [piece.text for piece in copied.blocks if piece.label == "article.paragraph"]
    assert again == (body if kept else [])
    assert (copied.title is not None and copied.title == alone.title) is kept


def test_a_paragraph_that_some_pages_share_is_chrome_beside_text_of_the_page_alone() -> None:
    document = segment(Text("p", PAGE, "text/plain", "utf-8"))
    line = "Call the harbour office before you enter with a large ship."
    result = label_generic(document, repeated_survey(line, on=5), "port", Settings())
    assert next(p.label for p in result.blocks if p.text == line).startswith("chrome.")
