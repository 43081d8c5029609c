"""Rules about the page as a whole."""

from __future__ import annotations

import pytest

from pipeline.page import extract
from pipeline.rules.page._endings import ending
from pipeline.survey.model import SiteSurvey, Survey
from tests.rules.build import DAY, Piece, context, found, heading, paragraph, said

SENTENCE = (
    "The hose bursts where it was bent in winter, and a clamp on either side of the tear holds for a year."
)


def codes(data: bytes, name: str = "page.txt") -> list[str]:
    return [finding.code for finding in extract(data, source=name, as_of=DAY).findings]


# --- PAG001 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"  \n\n ", b"\xef\xbb\xbf"])
def test_an_empty_page_is_unreadable_and_nothing_else_is_said_of_it(data: bytes) -> None:
    assert codes(data) == ["PAG001"]


def test_a_picture_named_txt_is_told_once() -> None:
    assert codes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8) == ["PAG001"]


def test_a_problem_of_the_parser_is_told_beside_one_of_decoding_but_never_twice() -> None:
    both = context([paragraph(SENTENCE)], decode_problem="bad bytes", document_problem="a tag never ends")
    assert len(found("PAG001", both)) == 2
    same = context(
        [paragraph(SENTENCE)], decode_problem="a tag never ends", document_problem="a tag never ends"
    )
    assert len(found("PAG001", same)) == 1


def test_a_skipped_page_is_no_unreadable_page() -> None:
    skipped = context([], is_article=False, state="skipped", decode_problem="larger than the limit")
    assert found("PAG001", skipped) == ()


# --- PAG002 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "donâ€™t",
        "cafÃ© au lait",
        "5 Â£ a piece",
        "MÃ¼nchen",
        "the ðŸ˜€ face",
        "ÐŸÑ€Ð¸Ð²ÐµÑ‚",
        "half\ufffdlost",
        "a\x0cb\x07c",
        "\x92tis",
    ],
)
def test_damage_is_told(text: str) -> None:
    line = f"Before it stands a word, {text} and after it another."
    (finding,) = found("PAG002", context([paragraph(line)]))
    assert finding.excerpt is not None and finding.excerpt in line and len(finding.excerpt) < 40


@pytest.mark.parametrize(
    "text",
    [
        "“CAFÉ…”",
        "Das macht Spaß“, sagt er",
        "MAÇÃ e PÃO",
        "naïve façade – déjà vu",
        "Ångström, Øre, Łódź",
        "日本語の文",
        "привет",
        "tabs\tand\r\nlines",
        "½ “x” ™",
    ],
)
def test_unusual_letters_are_no_damage(text: str) -> None:
    assert (
        found("PAG002", context([paragraph(f"Before it stands a word, {text} and after it another.")])) == ()
    )


def test_many_broken_quotes_are_one_finding_with_their_count() -> None:
    (finding,) = found("PAG002", context([paragraph("It â€œworksâ€\x9d. " * 9)]))
    assert "18 pieces of mojibake" in finding.message


# --- PAG003 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("It holds for a year.", "whole"),
        ("It holds for a year (mostly).", "whole"),
        ("He said “it holds.”", "whole"),
        ("It holds for a year and the", "cut"),
        ("It holds for a year,", "cut"),
        ("It holds for a year (mostly", "cut"),
        ("The clamp on either side of the tear holds for half a ye", "open"),
        ("A short line", "whole"),
    ],
)
def test_the_end_of_a_text_is_judged(text: str, how: str) -> None:
    assert ending(text) == how


def test_a_page_that_stops_inside_a_sentence_is_truncated() -> None:
    cut = context([heading("What Bursts"), paragraph(SENTENCE), paragraph(SENTENCE[:-8])])
    (finding,) = found("PAG003", cut)
    assert finding.excerpt is not None and SENTENCE[:-8].endswith(finding.excerpt)


def test_a_body_that_ends_openly_before_a_closing_zone_is_not_truncated() -> None:
    tail = Piece("chrome.card_zone", "Related on PULSE")
    page = context([paragraph(SENTENCE[:-8]), tail], closing_zones=frozenset({"related"}))
    assert found("PAG003", page) == ()


def test_list_items_without_closing_marks_are_a_habit_not_a_cut() -> None:
    items = [Piece("article.list_item", "- A clamp that fits around the hose with room for a screwdriver")]
    assert found("PAG003", context([paragraph(SENTENCE), *items])) == ()


def test_the_only_item_without_a_closing_mark_was_cut() -> None:
    items = [Piece("article.list_item", f"- Clamp number {n} fits around the hose.") for n in range(3)]
    cut = context([paragraph(SENTENCE), *items, Piece("article.list_item", "- Clamp number 4 fits aro")])
    assert [finding.subject for finding in found("PAG003", cut)] == ["end of text"]
    assert found("PAG003", context([paragraph(SENTENCE), *items])) == ()


def test_a_page_that_stops_inside_a_link_is_truncated() -> None:
    links = [
        Piece("data.link", "- [What bursts?](/knowledge/q1)"),
        Piece("data.link", "- [What holds in wint"),
    ]
    (finding,) = found("PAG003", context([paragraph(SENTENCE), *links]))
    assert "inside a link" in finding.message
    assert found("PAG003", context([paragraph(SENTENCE), links[0]])) == ()


def test_a_short_last_line_is_a_cut_where_the_last_zone_of_the_profile_is_missing() -> None:
    pieces = [heading("What Bursts"), paragraph(SENTENCE), paragraph("What Ho")]
    cut = context(pieces, mandatory=("faq", "related"))
    assert [finding.subject for finding in found("PAG003", cut)] == ["end of text"]
    assert found("PAG003", context(pieces)) == ()
    assert found("PAG003", context(pieces[:-1], mandatory=("faq", "related"))) == ()


def siblings(shares: dict[str, int], pages: int = 100) -> Survey:
    zones = {f"source_text/{zone}": count for zone, count in shares.items()}
    site = SiteSurvey(pages, {"source_text": pages}, frozenset(), frozenset(), zones)
    return Survey(pages=pages, sites={"generic": site})


def test_closing_zones_that_all_siblings_have_are_missed() -> None:
    survey = siblings({"sources": 99, "related": 98})
    (finding,) = found("PAG003", context([paragraph(SENTENCE)], survey=survey))
    assert finding.outcome == "fail" and "related, sources" in finding.message
    whole = context([paragraph(SENTENCE)], survey=survey, closing_zones=frozenset({"sources", "related"}))
    assert found("PAG003", whole) == ()


def test_one_of_several_missing_zones_is_for_review() -> None:
    survey = siblings({"sources": 99, "related": 99})
    (finding,) = found(
        "PAG003", context([paragraph(SENTENCE)], survey=survey, closing_zones=frozenset({"sources"}))
    )
    assert finding.outcome == "review"


def test_a_zone_that_is_missing_before_one_that_is_there_was_not_cut_off() -> None:
    survey = siblings({"sources": 99, "related": 99})
    page = context([paragraph(SENTENCE)], survey=survey, closing_zones=frozenset({"related"}))
    assert found("PAG003", page) == ()


def test_a_page_that_ends_with_the_sites_own_cards_was_not_cut_off_above_them() -> None:
    survey = siblings({"sources": 99, "related": 99, "more": 99})
    page = context([paragraph(SENTENCE)], survey=survey, closing_zones=frozenset({"more"}))
    assert found("PAG003", page) == ()
    cut = context([paragraph(SENTENCE)], survey=survey, closing_zones=frozenset({"sources", "related"}))
    assert [finding.outcome for finding in found("PAG003", cut)] == ["review"]


def test_zones_that_many_siblings_lack_are_not_missed() -> None:
    assert found("PAG003", context([paragraph(SENTENCE)], survey=siblings({"sources": 60}))) == ()


def test_a_small_folder_cannot_tell_missing_zones() -> None:
    survey = siblings({"sources": 5, "related": 5}, pages=5)
    assert found("PAG003", context([paragraph(SENTENCE)], survey=survey)) == ()


# --- PAG004, PAG005, PAG006, PAG008 --------------------------------------------------------------


def test_a_page_kept_out_says_why() -> None:
    page = context([paragraph("Entry not found")], is_article=False, reason="PAG004 a soft 404.")
    (finding,) = found("PAG004", page)
    assert finding.message == "The page is kept out of the dataset: a soft 404"


def test_unexplained_pieces_in_a_row_are_one_finding_and_others_their_own() -> None:
    stray = [Piece("unexplained", text) for text in ("Zebra quartz", "node 7")]
    pieces = [stray[0], stray[1], paragraph(SENTENCE), stray[0], Piece("unexplained", "· |")]
    assert [f.excerpt for f in found("PAG005", context(pieces))] == ["Zebra quartz\n\nnode 7", "Zebra quartz"]


def test_marks_without_a_letter_are_counted_but_not_told() -> None:
    assert found("PAG005", context([Piece("unexplained", "· | ·")])) == ()


def test_a_page_that_no_longer_fits_its_profile_is_told_with_the_evidence() -> None:
    (finding,) = found("PAG006", context([paragraph(SENTENCE)], unfit="no body was found", site="pulse"))
    assert (finding.severity, finding.subject, finding.found) == ("error", "pulse", "by hand")


@pytest.mark.parametrize(("confidence", "told"), [(0.49, True), (0.5, False), (None, False)])
def test_low_confidence_is_for_review(confidence: float | None, told: bool) -> None:
    findings = found("PAG008", context([paragraph(SENTENCE)], confidence=confidence))
    assert [f.outcome for f in findings] == (["review"] if told else [])


# --- PAG007 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Was this helpful?",
        "Was this article helpful?",
        "More from the library",
        "Subscribe to our weekly newsletter",
        "Accept all cookies",
        "Share this on your favourite network",
        "© 2026 Garden Letters",
        "You may also like",
        "Hoses last. We use cookies to make this site work for you.",
        "Hoses last for years. Was this helpful?",
        "hoses · clampsHow do you fix a hose?hoses · clampsHow do you store a hose?",
    ],
)
def test_chrome_in_the_article_is_told(line: str) -> None:
    (finding,) = found("PAG007", context([paragraph(SENTENCE), paragraph(line), paragraph(SENTENCE)]))
    assert finding.excerpt is not None and finding.excerpt in line


@pytest.mark.parametrize(
    "line",
    [
        "Ask the reader whether this was helpful, and read what they answer.",
        "Our newsletter explains how the pump works.",
        "Share the hose with a neighbour and the cost is halved.",
        "Download speed matters more than most people think when a garden is watched by camera.",
        "All rights to the water belong to the valley.",
        "Cookies are best eaten warm.",
        "More from less: that is the idea of drip irrigation.",
        "Sign in with the warden before you open the valve.",
    ],
)
def test_prose_about_such_things_is_no_chrome(line: str) -> None:
    assert found("PAG007", context([paragraph(SENTENCE), paragraph(line), paragraph(SENTENCE)])) == ()


@pytest.mark.parametrize("text", ["Sign in", "Downloads", "Table of contents"])
def test_headings_that_articles_use_too_are_let_be(text: str) -> None:
    assert found("PAG007", context([heading(text), paragraph(SENTENCE)])) == ()


def test_a_question_asked_of_readers_may_head_a_section_that_answers_it() -> None:
    asked = heading("Was This Helpful?")
    assert found("PAG007", context([asked, paragraph(SENTENCE)])) == ()
    assert len(found("PAG007", context([asked, paragraph("Yes 12 No 3")]))) == 1
    assert len(found("PAG007", context([heading("Was this helpful?"), paragraph(SENTENCE)]))) == 1
    assert len(found("PAG007", context([paragraph("Was this helpful?"), paragraph(SENTENCE)]))) == 1


def test_the_closing_rows_of_a_page_are_chrome_and_not_in_the_body() -> None:
    assert (
        said(
            "PAG007",
            "How to mend a hose",
            "Direct Answer",
            SENTENCE,
            "Sources",
            "Download:\nWas this helpful?",
        )
        == []
    )


def test_a_file_that_cannot_be_opened_is_told_without_talk_of_encodings() -> None:
    page = context([], is_article=False, decode_problem="the file cannot be read: Permission denied")
    (finding,) = found("PAG001", page)
    assert finding.message == "The file cannot be read: Permission denied"
    assert "encoding" not in finding.fix
