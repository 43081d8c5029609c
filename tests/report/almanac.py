"""A made-up library of keeping bees and baking, with faults of several kinds, for tests and pictures."""

from __future__ import annotations

import random

from tests.report.dataset import Dataset

_CRAFTS = (
    "bees",
    "a sourdough starter",
    "a cold frame",
    "raspberries",
    "a rain barrel",
    "hens",
    "a compost heap",
    "quinces",
)
_SENTENCES = (
    "The first warm week of spring decides how much work the rest of the year will be.",
    "Write down what you did and when; next year's plan is this year's notes.",
    "Most losses come from looking too often rather than from looking too seldom.",
    "A neighbour who has done it for ten years is worth more than a shelf of books.",
    "Water is the part that everyone forgets until the second dry week of July.",
    "Cheap tools cost more, because they are bought twice and hated in between.",
)
_CARDS = (
    "seasons · springHow early can you open a hive?",
    "kitchen · breadWhy did my loaf collapse?",
    "fishing · crabWhich bait works for blue crabs in brackish water?",
)


def almanac(pages: int = 430, *, seed: int = 1) -> Dataset:
    """About `pages` pages, most of them clean."""
    draw = random.Random(seed)
    made = Dataset(notes=["Site 'attic' has 3 pages: too few to judge what repeats across the site"])
    for number in range(pages):
        page_id = f"{'guides' if number % 3 else 'columns'}/{number:04d}-{draw.randrange(16**8):08x}.txt"
        if number % 29 == 7:
            state, reason = draw.choice(
                [
                    ("not_an_article", "PAG004: a tag index with 40 cards"),
                    ("duplicate", "COR001: byte-equal to an earlier page"),
                    ("empty", "PAG001: no text at all"),
                ]
            )
            made.page(page_id, [("chrome.navigation", "Almanac ← Library")], state=state, reason=reason)  # type: ignore[arg-type]
            continue
        craft = draw.choice(_CRAFTS)
        short = draw.random() < 0.05
        body = [("article.paragraph", " ".join(draw.sample(_SENTENCES, 4))) for _ in range(2 if short else 9)]
        lost = draw.random() < 0.04
        card = draw.choice(_CARDS)
        text = [
            ("chrome.navigation", "Almanac ← Library"),
            ("data.category", "Household · garden"),
            ("data.title", f"How to keep {craft} alive in year {number % 9 + 1}"),
            ("data.stated_words", "📖 1,204 words3/14/2026"),
            *body[: len(body) // 2],
            ("article.heading", "What to have ready"),
            ("article.paragraph", "Before you begin, lay out the following:"),
            *body[len(body) // 2 :],
            ("chrome.feedback", "Was this helpful?"),
            ("data.link", card),
            ("chrome.footer", "Almanac is written by people who garden. No advice here replaces a vet."),
        ]
        if number % 50 == 3:
            text.insert(6, ("unexplained", "≋ 3 of 7 ≋"))
        guide = number % 3 != 0
        missing = guide and number % 17 == 2
        foreign = "crab" in card and number % 4 == 0
        made.page(
            page_id,
            text,
            qa="fail" if missing else "review" if lost or short or foreign else "pass",
            template="guide" if guide else "column",
            title=f"How to keep {craft} alive in year {number % 9 + 1}",
            url=f"https://almanac.example/{number}",
        )
        if missing:
            made.finding(
                "SEC001",
                page_id,
                subject="Sources",
                message="Section “Sources” is absent, though every guide has one",
                expected="a section named Sources, Further reading or References",
                found="Feedback follows the last section",
            )
        if foreign:
            made.finding(
                "LNK001",
                page_id,
                card,
                subject="Which bait works for blue crabs in brackish water?",
                message="Card of category “fishing” under an article about the garden",
                expected="relatedness above 0.12",
                found="0.03",
                outcome="fail" if number % 8 else "review",
                state="known" if number % 5 == 0 else "new",
            )
        if lost:
            made.finding(
                "SEC003",
                page_id,
                "Before you begin, lay out the following:",
                outcome="review",
                subject="What to have ready",
                message="A list was promised and none follows",
                expected="a list of at least two items",
                found="a paragraph",
            )
        if short:
            made.finding(
                "TXT002",
                page_id,
                outcome="review",
                message="Only 64 words",
                expected="at least 120",
                found="64",
            )
        if number % 2:
            made.finding("MET001", page_id, outcome="review", message="No date of publication or change")
    return made
