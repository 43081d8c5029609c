"""Nested lists keep their depth on every way: text with tabs, FAQ answers, numbers with items below, HTML."""

from __future__ import annotations

import pytest

import pipeline

LONG = "A hive that is counted every week tells its keeper in March what the harvest of August will be like."
TITLE = "How do you choose a hive for a windy hill above the town?"
FOOT = "Related on PULSE\n- [What is a hive?](/knowledge/q12)\n"


def flat(lines: str) -> str:
    """The Markdown of these lines as part of a page of the library's source text."""
    page = f"{TITLE}\n\nDirect Answer\n{LONG}\nWhat to Carry\n{LONG}\nA keeper needs:\n{lines}\n{FOOT}"
    return markdown_of(page, "page.txt")


def html(body: str, *, known: bool) -> str:
    """The Markdown of a list on an HTML page, of the library or of an unknown site."""
    frame = "<p>Pulse ← Library</p>" if known else ""
    heading = "Direct Answer" if known else "What to carry"
    text = f"<p>{LONG}</p>" * 3
    page = f"<html><head><title>{TITLE}</title></head><body>{frame}<article><h1>{TITLE}</h1>"
    return markdown_of(f"{page}<h2>{heading}</h2>{text}{body}{text}</article></body></html>", "page.html")


def markdown_of(page: str, name: str) -> str:
    article = pipeline.extract(page, source=name).article
    assert article is not None
    return article.markdown


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("- Tools\n\t- A smoker\n\t\t- Fuel\n- Clothes", "- Tools\n   - A smoker\n      - Fuel\n- Clothes"),
        ("1. Open it\n   - Lift the lid\n2. Close it", "1. Open it\n   - Lift the lid\n2. Close it"),
        ("1. Open it\n   - Lift\n   - Wait\n2. Look\n   a) Left\n   b) Right", None),
        (
            "1. Open it\n   a) Lift\n\tb) Wait\n2. Close it",
            "1. Open it\n   - a) Lift\n   - b) Wait\n2. Close it",
        ),
        ("10. Open it\n    - Lift the lid\n11. Close it", "10. Open it\n    - Lift the lid\n11. Close it"),
    ],
    ids=[
        "tabs",
        "bullets below a number",
        "letters below a number",
        "a tab for three spaces",
        "numbers of two digits",
    ],
)
def test_items_set_in_under_an_item_are_nested_in_it(lines: str, shown: str | None) -> None:
    shown = shown or "1. Open it\n   - Lift\n   - Wait\n2. Look\n   - a) Left\n   - b) Right"
    assert flat(lines).endswith(f"\n\n{shown}\n")


def test_numbered_headings_with_text_below_stay_headings() -> None:
    shown = flat(f"Smoke\n{LONG}\n1. Open the Hive\n{LONG}\n2. Look at the Frames\n{LONG}")
    assert "## 1. Open the Hive" in shown and "## 2. Look at the Frames" in shown


def test_of_two_numbered_headings_in_a_row_the_first_has_lost_its_text() -> None:
    lines = f"Smoke\n{LONG}\n1. Open the Hive\n2. Look at the Frames\n{LONG}\n3. Close the Lid\n{LONG}"
    shown = flat(lines)
    assert "## 1. Open the Hive\n\n## 2. Look at the Frames\n\nA hive" in shown


@pytest.mark.parametrize(
    "lines",
    [
        f"1. Open the Hive\n2. Look at the Frames\n{LONG}\nSmoke\n{LONG}",
        f"Smoke\n{LONG}\nIn this order:\n1. Open the Hive\n2. Look at the Frames\n{LONG}\n3. Close the Lid\n{LONG}",
        f"1. Open the Hive\n2. Look at the Frames\n3. Close the Lid\n{LONG}\n4. Go Home\n{LONG}",
    ],
    ids=["no number goes on", "a lead-in", "three in a row"],
)
def test_numbered_lines_in_a_row_are_a_list(lines: str) -> None:
    assert "\n1. Open the Hive\n2. Look at the Frames\n" in flat(lines)


def test_a_list_in_an_answer_keeps_its_depth() -> None:
    shown = flat("- Tools\nFAQ\nWhere do bees sleep? They rest:\n- In the hive\n  - On the comb\n- Outside")
    assert "They rest:\n\n- In the hive\n   - On the comb\n- Outside" in shown


@pytest.mark.parametrize("known", [True, False], ids=["the library", "an unknown site"])
def test_text_below_a_nested_list_belongs_to_the_item_around_it(known: bool) -> None:
    body = "<ol><li>Look at it<ul><li>Left</li><li>Right</li></ul>and note it</li><li>Close it</li></ol>"
    assert "1. Look at it\n   - Left\n   - Right\n\n   and note it\n2. Close it" in html(body, known=known)


@pytest.mark.parametrize("known", [True, False], ids=["the library", "an unknown site"])
def test_paragraphs_of_one_item_are_one_item(known: bool) -> None:
    body = "<ol><li><p>Look at it</p><p>and note it</p></li><li><p>Close it</p></li></ol>"
    assert "1. Look at it\n   and note it\n2. Close it" in html(body, known=known)


def test_an_item_whose_first_words_were_removed_is_still_an_item_of_its_own() -> None:
    body = "<ul><li>Tools of the keeper</li><li><div hidden>Share</div><p>Clothes of the keeper</p></li></ul>"
    assert "- Tools of the keeper\n- Clothes of the keeper" in html(body, known=False)


@pytest.mark.parametrize("known", [True, False], ids=["the library", "an unknown site"])
def test_a_list_that_stands_in_a_list_without_an_item_is_nested_too(known: bool) -> None:
    body = "<ul><li>Tools</li><ul><li>A smoker</li></ul><li>Clothes</li></ul>"
    assert "- Tools\n   - A smoker\n- Clothes" in html(body, known=known)


def test_lines_of_a_quote_are_one_quote_and_keep_what_is_set_in() -> None:
    lines = f"# {TITLE}\n\n{LONG}\n\n## What to carry\n\n{LONG}\n\n> - Tools\n>   - A smoker\n> and more\n\n{LONG}\n"
    assert "> - Tools\n>   - A smoker\n> and more" in markdown_of(lines, "page.md")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_quotes_and_fenced_code_of_rendered_text_are_what_their_marks_say(end: str) -> None:
    parts = ("Direct Answer", LONG, LONG, "```python\nx = 1\n  y = 2\n```", LONG, "> Tools\n> and more", LONG)
    page = "\n\n".join(("Pulse ← Library\nKnowledge Library · foundation", TITLE, *parts, FOOT)).replace(
        "\n", end
    )
    shown = markdown_of(page, "page.txt")
    assert "\n```python\nx = 1\n  y = 2\n```\n" in shown
    assert "\n> Tools\n> and more\n" in shown
