"""TXT005: pieces of another subject, and what is left alone."""

from __future__ import annotations

import pytest

from pipeline.index.vectors import word_vectors
from pipeline.rules.text import txt005_off_topic_section as rule
from pipeline.rules.text._topics import LEAST_PIECES, Pieces
from tests.rules.build import context, found, heading, paragraph

needs_vectors = pytest.mark.skipif(word_vectors() is None, reason="the extra `embeddings` is not installed")

GARDEN = [
    "The soil of a raised bed wants compost every spring, and the plants of the bed want water in the early morning "
    "before the sun dries the soil around their roots and the leaves of the young seedlings.",
    "Seedlings go into the bed when the soil is warm; water them well, mulch the bed with compost or straw, and shade "
    "the young plants from the sun until their roots have taken hold of the soil.",
    "Plants that share a bed compete for water and sun, so leave room between the seedlings, feed the soil with "
    "compost, and pull out the weeds before their roots reach those of the plants.",
    "In autumn the bed is cleared of old plants, the soil is covered with compost and straw, and the roots of the "
    "winter seedlings are kept from frost, while rain brings all the water that they want.",
]
BANK = (
    "Compound interest rewards customers who deposit early, yet banks advertise introductory percentages and quietly "
    "reduce them after twelve months. Compare annual yields, withdrawal penalties and deposit insurance before "
    "opening another savings account anywhere, and ask whether the advertised percentage includes loyalty bonuses."
)


@needs_vectors
def test_a_paragraph_of_another_subject_is_told_for_review_at_its_place() -> None:
    page = context([paragraph(text) for text in (*GARDEN[:2], BANK, *GARDEN[2:])])
    (finding,) = found("TXT005", page)
    assert (finding.excerpt, finding.outcome) == (BANK, "review")


def test_an_article_on_one_subject_is_left_alone() -> None:
    assert found("TXT005", context([paragraph(text) for text in GARDEN])) == ()


def test_an_article_in_another_language_than_english_is_not_judged() -> None:
    page = context([paragraph(text) for text in (*GARDEN, BANK)], article={"language": "de"})
    assert found("TXT005", page) == ()


def test_without_vectors_words_alone_tell_a_foreign_section() -> None:
    texts = [" ".join(GARDEN[:2]), " ".join(GARDEN[1:3]), " ".join(GARDEN[2:]), f"{BANK} {BANK}"]
    told = Pieces.of(texts).strangers(None, rule.SECTION_WORDS)
    assert [(one.at, one.nearness) for one in told] == [(3, None)]


def test_fewer_pieces_than_the_least_are_never_judged() -> None:
    texts = [*GARDEN[: LEAST_PIECES - 2], BANK]
    assert Pieces.of(texts).strangers(word_vectors(), -100.0) == []
    assert Pieces.of([*texts, GARDEN[2]]).strangers(None, -100.0)


def test_sections_whose_paragraphs_are_too_short_to_be_judged_are_judged_as_sections() -> None:
    pieces = []
    for number, text in enumerate((*GARDEN, BANK)):
        pieces.append(heading(f"Part {number}"))
        words = text.split()
        pieces += [paragraph(" ".join(words[at : at + 12]) + ".") for at in range(0, len(words), 12)]
    assert {finding.code for finding in found("TXT005", context(pieces))} <= {"TXT005"}
