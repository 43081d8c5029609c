"""Cards and answers that stand a little otherwise than the library sets them, on small pages made for it."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from pipeline.page import Page

LONG = "A hive that is counted every week tells its keeper in March what the harvest will be in August."
HEAD = "Pulse ← Library\nKnowledge Library · beekeeping\n\nHow do bees spend a wet spring?\n\n📖 640 words6/3/2026\n"
BODY = f"{HEAD}\nDirect Answer\n\n{LONG}\n\nWhere Hives Stand\n\n{LONG}\n\n"
CARDS = "beekeeping · hivesWhen do bees swarm?beekeeping · queensHow old is a queen?"


def read(page: str) -> Page:
    return pipeline.extract(page, source="page.txt")


@pytest.mark.parametrize(
    "above", ["", "Other keepers read\n", "⌬ Apply this in PULSE\nHive PlannerCount before you buy\n"]
)
def test_glued_cards_of_known_words_are_links_under_any_heading(above: str) -> None:
    page = read(f"{BODY}Related on PULSE\n\nDownload:\nWas this helpful?\n{above}{CARDS}\n")
    assert page.article is not None
    found = [
        (link.zone, link.category, link.tag, link.text) for link in page.article.links if link.zone != "promo"
    ]
    assert found == [
        ("more", "beekeeping", "hives", "When do bees swarm?"),
        ("more", "beekeeping", "queens", "How old is a queen?"),
    ]


def test_a_line_with_a_dot_below_the_article_is_no_card() -> None:
    line = "Open daily · closed on Sundays and in the first week of May"
    page = read(f"{BODY}Download:\nWas this helpful?\n{line}\n")
    assert [block.label for block in page.blocks if block.text == line] == ["unexplained"]


def test_the_letters_before_question_and_answer_are_no_part_of_them() -> None:
    page = read(f"{BODY}FAQ\n\nQ: Do bees sleep?\nA: They rest in the dark.\n\nQ: Do bees swim?\nA: No.\n")
    assert page.article is not None
    assert [(pair.question, pair.answer) for pair in page.article.faqs] == [
        ("Do bees sleep?", "They rest in the dark."),
        ("Do bees swim?", "No."),
    ]


def test_a_category_that_no_other_page_names_is_cut_off_in_a_folder_too(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    foot = "Download:\nWas this helpful?\nMore from the library\n"
    rare = "graphic · wall-bannerA plain bannerrare-news · q4-2026Robots in the orchard"
    (raw / "a.txt").write_text(f"{BODY}{foot}{CARDS}{rare}\n", encoding="utf-8")
    (raw / "b.txt").write_text(f"{BODY.replace('wet', 'dry')}{foot}{CARDS}\n", encoding="utf-8")
    pipeline.run(raw, out=tmp_path / "out", reports=tmp_path / "reports")
    links = pipeline.load(tmp_path / "out", "links")
    assert {("graphic", "A plain banner"), ("rare-news", "Robots in the orchard")} <= {
        (link["category"], link["text"]) for link in links.to_dict("records")
    }


def test_the_title_of_a_related_link_is_no_part_of_its_address() -> None:
    page = read(
        f'Bees in spring\n\nDirect Answer\n{LONG}\nRelated on PULSE\n- [A queen?](/knowledge/q12 "Queens")\n'
    )
    assert page.article is not None
    assert [(link.text, link.href) for link in page.article.links] == [("A queen?", "/knowledge/q12")]


def test_a_notice_of_cookies_below_a_page_is_told_by_its_own_words() -> None:
    line = "We use cookies to improve your experience."
    page = read(f"{BODY}Download:\nWas this helpful?\n{line}\nCookies from the oven, said the baker\n")
    seen = {block.text: block.label for block in page.blocks}
    assert seen[line] == "chrome.cookie"
    assert seen["Cookies from the oven, said the baker"] == "unexplained"
