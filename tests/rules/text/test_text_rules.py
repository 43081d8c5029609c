"""Rules about the words of the article."""

from __future__ import annotations

import pytest

from pipeline.document import Evidence
from tests.rules.build import Piece, context, found, heading, paragraph, replace_block

TEXT = "The hose bursts where it was bent in winter, and a clamp on either side of the tear holds for a year."
OTHER = "A courtyard pump hums at night unless it stands on a slab of cork that is larger than its own foot."
GERMAN = (
    "Im Winter sitzen die Bienen eng beieinander und wärmen sich mit ihren Flügeln. Der Imker lässt sie in Ruhe, "
    "denn jede Störung kostet Futter, und das Futter ist im Februar knapp."
)


# --- TXT001, TXT002 ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "words", "told"),
    [
        (1000, 951, False),
        (1000, 949, True),
        (1000, 1049, False),
        (1000, 1051, True),
        (None, 5, False),
        (0, 5, False),
    ],
)
def test_the_tolerance_is_a_share_of_the_stated_count(stated: int | None, words: int, told: bool) -> None:
    page = context([paragraph(TEXT)], article={"stated_words": stated, "words": words})
    assert len(found("TXT001", page)) == told


def test_a_mismatch_stands_at_the_row_that_states_the_count() -> None:
    row = Piece("data.stated_words", "📖 2,000 words")
    (finding,) = found(
        "TXT001", context([row, paragraph(TEXT)], article={"stated_words": 2000, "words": 1000})
    )
    assert (finding.excerpt, finding.expected, finding.found) == ("📖 2,000 words", "2000", "1000")
    assert "50% fewer" in finding.message


@pytest.mark.parametrize(
    ("words", "page_type", "told"), [(119, "article", True), (120, "article", False), (40, "product", False)]
)
def test_few_words_are_told_of_articles_only(words: int, page_type: str, told: bool) -> None:
    page = context([paragraph(TEXT)], article={"words": words, "page_type": page_type})
    assert len(found("TXT002", page)) == told


def test_a_script_without_spaces_is_measured_in_characters() -> None:
    long = "蜂の数を毎週数えると、次の月の収穫はおおよそ分かります。" * 20
    assert found("TXT002", context([paragraph(long)])) == ()
    assert [f.code for f in found("TXT002", context([paragraph(long[:40])]))] == ["TXT002"]


# --- TXT003 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet, consectetur",
        "TODO: ask the plumber",
        "The price is unknown. [TODO add it]",
        "FIXME(anna) the last step",
        "Dear {{first_name}}, the hose has come",
        "Replace Generic %s with the maker",
        "40w bait: Why do hoses burst?",
        "It bursts. 200w detail: explain the bend",
        "SUBAGENT_VERIFIED",
        "H2: What bursts",
        "Costs [insert price here] a metre",
        "Your text goes here",
        "As an AI language model, I have no hose",
        "It holds [object Object] years",
    ],
)
def test_placeholders_are_told(text: str) -> None:
    findings = found("TXT003", context([paragraph(TEXT), paragraph(text), paragraph(OTHER)]))
    (finding,) = findings
    assert finding.severity == "error"
    assert finding.excerpt is not None and finding.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "There is little to do before the frost comes.",
        "Keep a TODO list on the shed door, and cross out what is done.",
        "Water saved: 40% in a dry year, and 5% of it in the night.",
        "A 40w bulb in the shed keeps the pump from freezing.",
        "Insert the clamp and turn it twice (see [the manual](/m/7)).",
        "It holds [most of the time] for a year.",
        "The text here and there is faded, but the number on the reel is legible.",
        "Ask the model railway club how to join thin hoses.",
    ],
)
def test_prose_is_no_placeholder(text: str) -> None:
    assert found("TXT003", context([paragraph(TEXT), paragraph(text), paragraph(OTHER)])) == ()


def test_code_and_diagrams_may_hold_template_fields() -> None:
    pieces = [
        Piece("article.code", "print('{{name}}') # TODO: more"),
        Piece("article.diagram", "A{{Valve}} --> B"),
    ]
    assert found("TXT003", context([paragraph(TEXT), *pieces])) == ()


def test_on_documentation_template_fields_are_for_review() -> None:
    page = context([paragraph("Write {{ user.name }} where the name goes.")], page_type="documentation")
    assert [f.outcome for f in found("TXT003", page)] == ["review"]


# --- TXT004 --------------------------------------------------------------------------------------


def test_a_repeated_paragraph_is_told_at_its_second_place() -> None:
    page = context([paragraph(TEXT), paragraph(OTHER), paragraph(TEXT.upper())])
    (finding,) = found("TXT004", page)
    assert finding.excerpt == TEXT.upper() and "word for word" in finding.message


def test_a_copy_with_one_word_changed_is_told_when_the_paragraph_is_long() -> None:
    long = f"{TEXT} {OTHER} Drain it before the first frost, coil it loosely and hang it on two hooks instead of one."
    (finding,) = found("TXT004", context([paragraph(long), paragraph(long.replace("cork", "rubber"))]))
    assert "nearly so" in finding.message


def test_a_paragraph_that_stands_three_times_is_told_twice() -> None:
    assert len(found("TXT004", context([paragraph(TEXT)] * 3))) == 2


@pytest.mark.parametrize(
    "pieces",
    [
        [paragraph("See the manual.")] * 2,
        [Piece("article.list_item", "- Cut the hose square with a very sharp knife.")] * 2,
        [
            paragraph(TEXT),
            paragraph(TEXT.split(",")[0] + ", but never where the sun has made it soft and dull."),
        ],
    ],
)
def test_short_pieces_and_shared_beginnings_are_no_copies(pieces: list[Piece]) -> None:
    assert found("TXT004", context(pieces)) == ()


# --- TXT006 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "leak"),
    [
        ("It holds <!-- cro --> for a year", "<!-- cro -->"),
        ("It holds <b>long</b> enough", "<b>"),
        ("It costs &nbsp; a lot &amp; more", "&nbsp;"),
        ("**It holds for a year", "**It holds for a year"),
        ("It *really* holds", "*really*"),
        ("It costs \\$3M a year", "\\$3M a year"),
        ("See [![chart](/c.svg)](/c.svg) for it", "[![chart](/c.svg)](/c.svg)"),
        ("TAGS: hoses,clamps,winter", "TAGS: hoses,clamps,winter"),
        ("The ''best'' clamp", "''best''"),
        ("## What Bursts", "## What Bursts"),
        (
            "id: q17 format_v: 3 quality_score: 8 tags: hoses",
            "id: q17 format_v: 3 quality_score: 8 tags: hoses",
        ),
    ],
)
def test_leaked_markup_is_told_at_its_place(text: str, leak: str) -> None:
    findings = found("TXT006", context([paragraph(TEXT), paragraph(text), paragraph(OTHER)]))
    assert leak in {finding.excerpt for finding in findings}


@pytest.mark.parametrize(
    "text",
    [
        "For a household of <20 people and >3 gardens, a & b hold",
        "See [the manual](/knowledge/q17) for clamps",
        "Pressure: 3 bar, length: 20 m, width: half an inch",
        "A hose of 3 * 4 * 5 metres costs 5*3 coins",
        "It’s the ’best’ clamp, says R&D; so be it",
        "#1 in the valley",
    ],
)
def test_plain_text_is_no_leak(text: str) -> None:
    assert found("TXT006", context([paragraph(TEXT), paragraph(text), paragraph(OTHER)])) == ()


def test_in_a_markdown_file_its_own_marks_are_no_leak() -> None:
    text = "It *really* holds, **always**, with `one` clamp and \\$3 ![x](/x.png)"
    assert found("TXT006", context([paragraph(text)], capture="markdown")) == ()


def test_documentation_writes_about_tags() -> None:
    page = context([paragraph("Wrap it in <div> and close it.")], page_type="documentation")
    assert [f.outcome for f in found("TXT006", page)] == ["review"]


# --- TXT007 --------------------------------------------------------------------------------------

FLAT = "flowchart TD A[Cut] --> B[Clamp]"


@pytest.mark.parametrize(
    ("restored", "outcome", "words"),
    [("flowchart TD\n    A[Cut] --> B[Clamp]", "fail", "restored"), (FLAT, "review", "does not parse")],
)
def test_a_diagram_on_one_line_says_what_became_of_it(restored: str, outcome: str, words: str) -> None:
    page = replace_block(context([paragraph(TEXT), Piece("article.diagram", FLAT)]), 1, restored)
    (finding,) = found("TXT007", page)
    assert (finding.severity, finding.outcome) == ("info", outcome) and words in finding.message


def test_a_diagram_on_its_own_lines_is_fine_when_it_parses() -> None:
    good = "flowchart TD\n    A[Cut] --> B[Clamp]"
    assert found("TXT007", context([Piece("article.diagram", good)])) == ()
    broken = context([Piece("article.diagram", "flowchart TD\n    A[Cut --> B[Clamp]\n    B --> ")])
    assert [f.outcome for f in found("TXT007", broken)] == ["review"]


# --- TXT008 --------------------------------------------------------------------------------------


def test_a_foreign_paragraph_is_told_at_its_place() -> None:
    page = context([paragraph(TEXT), paragraph(OTHER), paragraph(GERMAN), paragraph(TEXT + " " + OTHER)])
    (finding,) = found("TXT008", page)
    assert (finding.excerpt, finding.expected, finding.found) == (GERMAN, "en", "de")


def test_a_text_in_another_language_than_declared_is_told_once() -> None:
    page = context([paragraph(GERMAN)] * 3, evidence=(Evidence("language", "en-GB", "html lang"),))
    (finding,) = found("TXT008", page)
    assert (finding.expected, finding.found) == ("en", "de")


@pytest.mark.parametrize("declared", [(), (Evidence("language", "de", "html lang"),)])
def test_a_text_in_its_own_language_is_right(declared: tuple[Evidence, ...]) -> None:
    page = context(
        [heading("Der Winter der Bienen"), *[paragraph(GERMAN)] * 3], title="Bienen", evidence=declared
    )
    assert found("TXT008", page) == ()


def test_lists_of_names_are_no_language() -> None:
    names = (
        "Aalto Bauer Chen Dupont Eriksen Ferrari García Hansen Ito Jensen Kowalski Larsen Müller Novak Olsen "
        * 2
    )
    assert found("TXT008", context([paragraph(TEXT), paragraph(OTHER), paragraph(names.strip())])) == ()


# --- TXT005 --------------------------------------------------------------------------------------


def test_a_page_of_few_pieces_is_not_judged_for_its_topic() -> None:
    assert found("TXT005", context([paragraph(TEXT), paragraph(OTHER), paragraph(GERMAN)])) == ()


def test_one_paragraph_of_another_section_among_others_is_told() -> None:
    more = "Water the bed before nine in the morning, and never on the leaves, or the beans rust by July at the latest."
    pumps = [heading("Why Pumps Hum"), paragraph(OTHER), paragraph(more), paragraph(TEXT)]
    page = context([heading("Why Hoses Burst"), paragraph(TEXT), *pumps])
    (finding,) = found("TXT004", page)
    assert finding.excerpt == TEXT


def test_of_a_section_that_stands_twice_one_paragraph_is_told() -> None:
    both = [paragraph(TEXT), paragraph(OTHER)]
    page = context([heading("Why Hoses Burst"), *both, heading("Why Hoses Tear"), *both])
    assert [finding.excerpt for finding in found("TXT004", page)] == [TEXT]


@pytest.mark.parametrize("capture", ["html", "source_text"])
def test_a_rule_of_dashes_shown_as_a_paragraph_is_a_leak(capture: str) -> None:
    page = context([paragraph(TEXT), paragraph("---"), paragraph(OTHER)], capture=capture, site="letters")
    (finding,) = found("TXT006", page)
    assert finding.excerpt == "---"
