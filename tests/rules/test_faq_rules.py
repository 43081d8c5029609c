"""The FAQ rules: every question has an answer, and none is asked twice."""

from __future__ import annotations

from schemas.article import Faq
from tests.rules.build import Piece, context, found


def page(*pairs: tuple[str, str], **extraction: object) -> object:
    faqs = [Faq(position=at, question=q, answer=a) for at, (q, a) in enumerate(pairs)]
    pieces = [Piece("article.faq_question", question) for question, _ in pairs]
    return context(pieces, article={"faqs": faqs}, **extraction)


def test_an_answer_of_punctuation_alone_is_no_answer() -> None:
    (finding,) = found("FAQ001", page(("Who pays?", "—"), ("Who digs?", "We do.")))  # type: ignore[arg-type]
    assert (finding.excerpt, finding.outcome) == ("Who pays?", "fail")


def test_a_capture_that_loses_answers_is_not_blamed_on_the_page() -> None:
    (finding,) = found("FAQ001", page(("Who pays?", ""), lossy_kinds=frozenset({"faq"})))  # type: ignore[arg-type]
    assert finding.outcome == "review"


def test_a_repeated_question_is_found_at_its_second_place_whatever_its_case() -> None:
    (finding,) = found("FAQ002", page(("Who pays?", "We."), ("Who digs?", "We."), ("WHO PAYS", "They.")))  # type: ignore[arg-type]
    assert finding.excerpt == "WHO PAYS"


def test_different_questions_are_not_repeated() -> None:
    assert found("FAQ002", page(("Who pays?", "We."), ("Who paid?", "We."))) == ()  # type: ignore[arg-type]
