"""Rules about sections and what stands, or does not stand, in them."""

from __future__ import annotations

import pytest

from pipeline.document import ZoneNote
from tests.rules.build import Piece, context, found, heading, paragraph

TEXT = "The hose bursts where it was bent in winter, and a clamp on either side of the tear holds for a year."
OTHER = "A courtyard pump hums at night unless it stands on a slab of cork that is larger than its own foot."


def item(text: str = "A clamp") -> Piece:
    return Piece("article.list_item", f"- {text}")


def zone(name: str, role: str, blocks: int, at: int = 0, *, lossy: bool = False) -> ZoneNote:
    return ZoneNote(name, role, at, at + len(name), blocks, lossy)


# --- SEC001 --------------------------------------------------------------------------------------


def test_a_mandatory_section_that_was_not_met_is_missing() -> None:
    page = context(
        [heading("What Bursts"), paragraph(TEXT)], mandatory=("direct_answer", "faq"), template="essay"
    )
    assert [f.subject for f in found("SEC001", page)] == ["direct_answer", "faq"]


def test_a_missing_opening_is_for_review_where_the_capture_lost_what_tells_the_template() -> None:
    pieces = [heading("What Bursts"), paragraph(TEXT)]
    page = context(
        pieces, mandatory=("direct_answer", "faq"), template="essay", lossy_kinds=frozenset({"meta"})
    )
    assert [(f.subject, f.outcome) for f in found("SEC001", page)] == [
        ("direct_answer", "review"),
        ("faq", "fail"),
    ]


def test_a_heading_with_nothing_under_it_is_not_missing() -> None:
    page = context([paragraph(TEXT), heading("Sources", role="sources")], mandatory=("sources",))
    assert found("SEC001", page) == ()
    noted = context([paragraph(TEXT)], mandatory=("related",), zones=(zone("Related", "related", 0),))
    assert found("SEC001", noted) == ()


def test_on_a_page_that_stops_in_mid_sentence_only_the_opening_is_missing() -> None:
    page = context([paragraph(TEXT[:-10] + " and the")], mandatory=("direct_answer", "faq", "sources"))
    assert [f.subject for f in found("SEC001", page)] == ["direct_answer"]


# --- SEC002 --------------------------------------------------------------------------------------


def test_a_heading_before_a_heading_of_its_level_or_the_end_is_empty() -> None:
    page = context([heading("What Bursts"), heading("What Holds"), paragraph(TEXT), heading("What Next")])
    assert [f.excerpt for f in found("SEC002", page)] == ["What Bursts", "What Next"]


def test_a_heading_before_its_child_is_a_parent() -> None:
    page = context([heading("What Holds"), heading("Clamps", level=3), paragraph(TEXT)])
    assert found("SEC002", page) == ()


def test_a_zone_before_a_deeper_heading_is_no_parent() -> None:
    page = context([heading("Steps", role="steps"), heading("Clamps", level=3), paragraph(TEXT)])
    assert [f.excerpt for f in found("SEC002", page)] == ["Steps"]


def test_links_and_unexplained_text_are_content() -> None:
    for label in ("data.link", "unexplained"):
        assert found("SEC002", context([heading("Related", role="related"), Piece(label, "A hose")])) == ()


def test_chrome_and_rule_lines_are_no_content() -> None:
    page = context(
        [heading("Sources"), Piece("article.rule_line", "---"), Piece("chrome.download", "Download:")]
    )
    assert [f.excerpt for f in found("SEC002", page)] == ["Sources"]


def test_an_empty_zone_is_told_once_and_a_zone_of_the_site_not_at_all() -> None:
    pieces = [paragraph(TEXT), heading("Sources", role="sources")]
    at = len(TEXT) + 2
    page = context(pieces, zones=(zone("Sources", "sources", 0, at), zone("More", "more", 0, at)))
    assert [f.excerpt for f in found("SEC002", page)] == ["Sources"]


def test_a_capture_known_to_lose_the_section_is_blamed_and_the_finding_is_for_review() -> None:
    pieces = [paragraph(TEXT), heading("Sources", role="sources")]
    (finding,) = found("SEC002", context(pieces, lossy_kinds=frozenset({"sources"})))
    assert finding.outcome == "review" and "capture" in finding.message
    (other,) = found("SEC002", context(pieces, lossy_kinds=frozenset({"image"})))
    assert other.outcome == "fail" and "capture" not in other.message


@pytest.mark.parametrize(
    ("role", "outcome"),
    [
        ("body", "review"),
        ("summary", "review"),
        ("direct_answer", "fail"),
        ("faq", "fail"),
        ("sources", "fail"),
    ],
)
def test_a_capture_that_loses_lists_excuses_only_sections_that_may_have_been_one(
    role: str, outcome: str
) -> None:
    page = context(
        [heading("What Bursts", role=role), heading("What Holds"), paragraph(TEXT)],
        lossy_kinds=frozenset({"list", "table"}),
    )
    assert [(f.subject, f.outcome) for f in found("SEC002", page)] == [("What Bursts", outcome)]


# --- SEC003 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["list_item", "table_row", "code", "quote", "step"])
def test_a_lead_in_with_items_after_it_is_kept(kind: str) -> None:
    page = context([paragraph("Every repair kit should include:"), Piece(f"article.{kind}", "One clamp")])
    assert found("SEC003", page) == ()


@pytest.mark.parametrize(
    "lead",
    [
        "For most gardens the kit typically defines:",
        "Best practices for long hoses:",
        "The materials differ sharply:",
        "In July the repair crew usually needs:",
        "Start with these:",
        "**Common signs of wear include:**",
        "Below is the usual course of a repair:",
    ],
)
@pytest.mark.parametrize("after", [[paragraph(TEXT)], [heading("What Next"), paragraph(TEXT)], []])
def test_a_lead_in_with_nothing_of_the_kind_after_it_is_lost(lead: str, after: list[Piece]) -> None:
    (finding,) = found("SEC003", context([paragraph(lead), *after]))
    assert (finding.excerpt, finding.outcome) == (lead, "fail")


@pytest.mark.parametrize(
    ("lead", "after"),
    [
        ("Note:", TEXT),
        ("Why it matters:", TEXT),
        ("An old plumber in the valley once told me this story:", TEXT),
        ("The warden of the upper valley put it:", TEXT),
        ("Consider the following case of a burst hose as an example:", TEXT),
        ("The label on the reel has one line that matters:", "“Drain before frost.”"),
        ("The repair of a long hose has two stages:", "Stage 1 is the cut. Make it square."),
        ("The repair of a long hose goes like so:", "1) Cut the hose square with a sharp knife."),
    ],
)
def test_a_lead_in_may_introduce_a_paragraph(lead: str, after: str) -> None:
    assert found("SEC003", context([paragraph(lead), paragraph(after), paragraph(OTHER)])) == ()


def test_paragraphs_that_begin_with_labels_are_the_items() -> None:
    lead = paragraph("The usual materials differ in what they forgive:")
    items = [
        paragraph("Rubber: it forgives frost but not the sun."),
        paragraph("Vinyl: it forgives nothing."),
    ]
    assert found("SEC003", context([lead, *items])) == ()
    assert len(found("SEC003", context([lead, items[0], paragraph(OTHER)]))) == 1


def test_short_lines_without_full_stops_are_items_that_lost_their_marks() -> None:
    lead = paragraph("The shelf of the shed that works:")
    items = [paragraph("Spare washers"), paragraph("Clamps in two sizes"), paragraph("Tape")]
    assert found("SEC003", context([lead, *items])) == ()
    assert len(found("SEC003", context([lead, items[0], paragraph(OTHER)]))) == 1


def test_two_lead_ins_in_a_row_are_both_lost() -> None:
    first, second = (
        "For rubber hoses the kit typically defines:",
        "For vinyl hoses the kit might look different:",
    )
    page = context([paragraph(first), paragraph(second), paragraph(TEXT)])
    assert [f.excerpt for f in found("SEC003", page)] == [first, second]


def test_a_label_between_a_lead_in_and_its_list_is_no_loss() -> None:
    page = context([paragraph("The kits differ by material:"), paragraph("For rubber hoses:"), item()])
    assert found("SEC003", page) == ()


@pytest.mark.parametrize(
    ("lead", "outcomes"),
    [
        ("Best practices for long hoses:", ["review"]),
        ("The repair follows three steps:", ["review"]),
        ("The flow of water looks like this:", []),
        ("The usual course of a repair is shown in this diagram:", []),
    ],
)
def test_a_diagram_keeps_the_promise_of_a_picture_but_hardly_one_of_items(
    lead: str, outcomes: list[str]
) -> None:
    diagram = Piece("article.diagram", "flowchart TD A[Cut] --> B[Clamp]")
    assert [f.outcome for f in found("SEC003", context([paragraph(lead), diagram]))] == outcomes


def test_unexplained_text_after_a_lead_in_makes_it_a_matter_for_review() -> None:
    lead = paragraph("Every repair kit should include:")
    page = context([lead, Piece("unexplained", "Clamp2Knife1Cork4"), paragraph(TEXT)])
    assert [f.outcome for f in found("SEC003", page)] == ["review"]


def test_an_answer_of_the_faq_may_lose_its_list_too() -> None:
    page = context(
        [Piece("article.faq_question", "What is in it?"), Piece("article.faq_answer", "It includes:")]
    )
    assert len(found("SEC003", page)) == 1


def test_of_a_long_paragraph_the_excerpt_shows_its_end() -> None:
    lead = f"{TEXT} " * 6 + "The repair kit typically includes:"
    (finding,) = found("SEC003", context([paragraph(lead), paragraph(OTHER)]))
    assert finding.excerpt is not None and finding.excerpt.endswith("typically includes:")
    assert finding.subject == "The repair kit typically includes:"


# --- SEC004 --------------------------------------------------------------------------------------


def test_a_heading_that_stands_twice_is_told_at_its_second_place() -> None:
    page = context(
        [heading("How Often to Drain"), paragraph(TEXT), heading("How often to drain?"), paragraph(OTHER)]
    )
    assert [f.excerpt for f in found("SEC004", page)] == ["How often to drain?"]


def test_short_headings_repeat_by_design() -> None:
    page = context([heading("Pros"), paragraph(TEXT), heading("Cons"), heading("Pros"), paragraph(OTHER)])
    assert found("SEC004", page) == ()


def test_a_zone_that_is_opened_twice_is_told_however_short_its_name() -> None:
    page = context(
        [heading("FAQ", role="faq"), paragraph(TEXT), heading("FAQ", role="faq"), paragraph(OTHER)]
    )
    assert len(found("SEC004", page)) == 1


def test_equal_headings_under_different_parents_are_different_sections() -> None:
    pieces = [
        *(heading("Rubber Hoses"), heading("What It Costs Today", level=3), paragraph(TEXT)),
        *(heading("Vinyl Hoses"), heading("What It Costs Today", level=3), paragraph(OTHER)),
    ]
    assert found("SEC004", context(pieces)) == ()


def test_one_text_under_two_headings_is_told() -> None:
    nearly = TEXT.replace("for a year", "for two years")
    long = f"{OTHER} {TEXT}"
    page = context(
        [heading("What Bursts"), paragraph(long), heading("Why It Tears"), paragraph(f"{OTHER} {nearly}")]
    )
    (finding,) = found("SEC004", page)
    assert (finding.excerpt, finding.found) == ("Why It Tears", "What Bursts")


# --- SEC005 --------------------------------------------------------------------------------------

ORDER = ("direct_answer", "body", "faq", "sources")


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        (("direct_answer", "body", "body", "faq", "sources"), []),
        (("direct_answer", "faq", "sources"), []),
        (("faq", "direct_answer", "body", "sources"), ["faq"]),
        (("direct_answer", "body", "sources", "faq"), ["sources"]),
        (("body", "faq", "sources", "direct_answer"), ["direct_answer"]),
    ],
)
def test_the_section_that_must_move_is_told(roles: tuple[str, ...], told: list[str]) -> None:
    pieces = [
        piece
        for n, role in enumerate(roles)
        for piece in (heading(f"{role} {n}", role=role), paragraph(TEXT))
    ]
    assert [f.subject.split()[0] for f in found("SEC005", context(pieces, order=ORDER)) if f.subject] == told


def test_without_an_order_nothing_is_out_of_order() -> None:
    pieces = [
        heading("FAQ", role="faq"),
        paragraph(TEXT),
        heading("Answer", role="direct_answer"),
        paragraph(OTHER),
    ]
    assert found("SEC005", context(pieces)) == ()
