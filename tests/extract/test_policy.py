"""Settings say, by page type, what becomes of comments, reviews, product cards and the title."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import pipeline
from pipeline.document import LabelledBlock
from pipeline.extract.generic.policy import policy_of
from pipeline.settings import Settings
from schemas.article import Article

PROSE = (
    "The harbour was rebuilt in two stages, because the old wall could not carry the cranes that the port needed. "
    "Each stage took a summer, and both were paid for by the town."
)
REMARK = "I worked on the second stage, and we drove nearly two hundred piles by hand before the frost came."
PRAISE = "A fine account of the harbour, and the drawings of the piles are worth the price alone."
OFFER = "A model of the old crane, cast in brass, with a wooden stand."
BODY = "".join(f"<h2>Stage {number}</h2><p>{PROSE}</p><p>{PROSE}</p>" for number in range(1, 4))
PAGE = f"""<html lang=en><head><title>How the harbour was rebuilt</title><meta property=og:type content=article></head>
<body><nav><a href=/a>News</a><a href=/b>Ships</a></nav>
<main><article><h1>How the harbour was rebuilt</h1><p>{PROSE}</p>{BODY}</article></main>
<div class=reviews><h3>Reviews</h3><p>{PRAISE}</p></div>
<div class="product-grid"><div class="product card"><p>{OFFER}</p></div></div>
<section class=comments id=comments><h3>2 comments</h3><div class=comment><p>{REMARK}</p><a href=/r>Reply</a></div>
</section></body></html>"""


def page_with(**settings: object) -> pipeline.Page:
    return pipeline.extract(PAGE, source="a.html", settings=Settings.model_validate(settings))


def article_with(**settings: object) -> Article:
    article = page_with(**settings).article
    assert article is not None
    assert article.page_type == "article"
    return article


@pytest.mark.parametrize(
    ("setting", "text"), [("comments", REMARK), ("reviews", PRAISE), ("product_cards", OFFER)]
)
def test_a_part_is_kept_or_removed_as_its_setting_says_and_the_account_tells_why(
    setting: str, text: str
) -> None:
    other = "forum=keep"
    assert text not in article_with(**{setting: (other, "article=remove")}).text
    kept = page_with(**{setting: ("article=keep",)})
    assert kept.article is not None
    assert text in kept.article.text
    piece = next(block for block in kept.blocks if text in block.text)
    assert piece.label.startswith("article.")
    assert piece.reason.endswith(f"kept by the setting {setting}")


def test_a_setting_for_another_type_changes_nothing() -> None:
    assert page_with(comments=("forum=keep",), reviews=("product=keep",)).blocks == page_with().blocks


def test_what_a_setting_takes_out_is_chrome_with_the_setting_as_its_reason() -> None:
    amid = PAGE.replace(
        "<h2>Stage 2</h2>", f"<div class=comment><p>{REMARK} {PROSE}</p></div><h2>Stage 2</h2>"
    )

    def piece(**settings: object) -> LabelledBlock:
        page = pipeline.extract(amid, source="a.html", settings=Settings.model_validate(settings))
        return next(block for block in page.blocks if block.text == f"{REMARK} {PROSE}")

    assert piece().label == "article.paragraph"
    taken = piece(comments=("article=remove",))
    assert taken.label == "chrome.comments"
    assert taken.reason.endswith("kept out by the setting comments")


def test_buttons_and_headings_of_a_kept_part_stay_out() -> None:
    text = article_with(comments=("article=keep",)).text
    assert REMARK in text
    assert "Reply" not in text.split()
    assert "2 comments" not in text


def test_every_character_is_accounted_for_whatever_the_settings() -> None:
    for value in ("keep", "remove"):
        policies = (f"article={value}",)
        row = page_with(comments=policies, reviews=policies, product_cards=policies).row
        assert row.chars == row.kept_chars + row.data_chars + row.removed_chars + row.unexplained_chars


def test_the_text_begins_with_the_title_where_that_is_asked_for() -> None:
    assert not article_with(title_in_text=("forum",)).text.startswith("How the harbour")
    article = article_with(title_in_text=("article",))
    assert article.text.startswith("How the harbour was rebuilt\n\nThe harbour")
    assert article.words == article_with().words


def test_the_last_word_about_a_type_counts() -> None:
    assert policy_of(("article=keep", "forum=keep", "article=remove"), "article") == "remove"
    assert policy_of(("article=keep",), "product") == "judge"


@pytest.mark.parametrize("value", ["forums=keep", "forum", "forum=maybe"])
def test_a_policy_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(ValidationError, match="comments"):
        Settings(comments=(value,))
