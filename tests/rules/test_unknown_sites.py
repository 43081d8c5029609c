"""On HTML of a site without a profile rules hold back where only a profile could tell; elsewhere they do not."""

from __future__ import annotations

import pytest

from pipeline.page import extract
from tests.rules.build import DAY
from tests.sitegen import generate_page

SENTENCES = (
    "Every plot of the garden needs sun, water and a neighbour who holds the key over the summer months.",
    "The committee walks the site in spring and marks what floods, what bakes and what the bus stop shades.",
    "A rota of five households shares the month of August, and the rota hangs on the door of the shed.",
)
LONG = " ".join(SENTENCES)
TOOLS = (
    "Nobody regrets a good spade: it lasts a lifetime, goes through roots and clay, and stands in the shed all winter "
    "without a murmur, while forks bend and rakes lose their teeth."
)


def html(body: str, *, head: str = "<title>How do you plan a community garden?</title>") -> bytes:
    page = f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body><main><article>"
    more = "".join(f"<p>{sentence} Part {at}.</p>" for at, sentence in enumerate(SENTENCES * 2))
    return f"{page}<h1>How do you plan a community garden?</h1>{more}{body}</article></main></body></html>".encode()


def codes(data: bytes | str, source: str = "page.html") -> list[str]:
    return [finding.code for finding in extract(data, source=source, as_of=DAY).findings]


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("SEC002", "<h2>Where to buy tools</h2><h2>Who waters</h2><p>Five households share it.</p>"),
        ("SEC003", "<p>For a first season we recommend these tools:</p><p>Nobody regrets a good spade.</p>"),
        ("TXT004", "<p>Photographed by the author on a wet day in May.</p>" * 2),
        ("TXT006", "<p>The element &lt;table&gt; is for tables, and *never* for layout.</p>"),
        ("LNK005", '<p>Read <a href="/tag/soil and water">about soil</a> before the first bed is dug.</p>'),
        (
            "LNK005",
            "<p>The gate is painted [green](which nobody liked) and opened by [Symbol.gate]() since.</p>",
        ),
        ("LNK005", '<p>Read <a href="http/soil.html">about soil</a> before the first bed is dug.</p>'),
        (
            "TXT003",
            "<p>TODO-GARDEN.EXAMPLE</p><p>is where the neighbours write down who waters which bed.</p>",
        ),
        ("TXT004", f"<p>{LONG}</p><blockquote><p>{LONG}</p></blockquote>"),
        (
            "SEC004",
            f"<h2>Pros</h2><p>{TOOLS}</p><h2>Cons</h2><p>None.</p><h2>Pros</h2><p>{TOOLS} It is cheap.</p>",
        ),
        (
            "PAG003",
            "<p>Say thank you to everyone who has dug, watered, weeded, carried and cooked for you</p>",
        ),
    ],
)
def test_what_may_be_meant_is_not_told_on_html_of_an_unknown_site(code: str, body: str) -> None:
    assert code not in codes(html(body))


def test_a_long_paragraph_that_stands_twice_is_told_once() -> None:
    assert (
        codes(html(f"<h2>Who waters</h2><p>{LONG}</p><h2>Who digs</h2><p>{LONG}</p><p>{LONG}</p>")).count(
            "TXT004"
        )
        == 1
    )


def test_a_title_of_another_page_is_told_and_another_wording_is_not() -> None:
    odd = extract(
        html("", head="<title>Kettle descaling in five minutes</title>"), source="a.html", as_of=DAY
    )
    assert [one.outcome for one in odd.findings if one.code == "TTL002"] == ["review"]
    assert "TTL002" not in codes(html("", head="<title>A community garden, from the first sketch on</title>"))


def test_markdown_of_an_unknown_site_is_judged_in_full() -> None:
    text = f"# How do you plan a garden?\n\n{LONG}\n\n## Where to buy tools\n\n## Who waters\n\n{LONG}\n"
    assert {"SEC002", "TXT004"} <= set(codes(text, "page.md"))


def test_a_related_card_of_the_page_itself_is_told_where_it_passes_for_the_title() -> None:
    page = generate_page(9, 3, capture="html", faults=("LNK003",), pages=400)
    assert "LNK003" in codes(page.data, page.name)


def test_a_section_that_stands_whole_in_a_longer_one_is_repeated() -> None:
    part = f"{LONG} {LONG.replace('garden', 'orchard')}"
    lines = ("Pulse ← Library", "How do you plan a garden?", "Direct Answer", SENTENCES[0])
    long = ("Who Digs", f"{part} A shed of one's own is the wish of all who have carried a barrow twice.")
    page = "\n\n".join((*lines, *long, "Who Else Digs", part))
    assert "SEC004" in codes(page, "page.txt")


def test_a_page_that_ends_in_an_address_is_whole() -> None:
    page = "\n\n".join(("Pulse ← Library", "How do you plan a garden?", "Direct Answer", SENTENCES[0]))
    assert "PAG003" not in codes(
        f"{page} All maps of the plots are at https://garden.example/plots/", "page.txt"
    )
    assert "PAG003" in codes(f"{page} All maps of the plots are at the", "page.txt")


def test_markdown_with_front_matter_but_no_date_has_no_date() -> None:
    front = "---\ntitle: How do you plan a garden?\ndate: 2026-05-04\n---\n\n"
    text = f"{front}# How do you plan a garden?\n\n{LONG}\n\n{LONG}\n"
    assert "MET001" not in codes(text, "page.md")
    assert "MET001" in codes(text.replace("date: 2026-05-04\n", ""), "page.md")
    assert "MET001" not in codes(text.partition("---\n\n")[2], "page.md")


@pytest.mark.parametrize(
    ("code", "body"),
    [
        (
            "LNK005",
            "<p>Read [the guide to soil](https://garden.example/soil before the first bed is dug.</p>",
        ),
        ("LNK005", '<p>Read <a href="http//garden.example">about soil</a> before the first bed is dug.</p>'),
        ("TXT003", "<p>TODO: ask the neighbours who waters which bed, and write it down here.</p>"),
        ("TXT004", f"<p>{LONG}</p><p>Nobody has read it.</p><p>{LONG}</p>"),
        ("SEC004", f"<h2>Pros</h2><p>{TOOLS}</p><h2>Cons</h2><p>None.</p><h2>Pros</h2><p>{TOOLS}</p>"),
    ],
)
def test_what_nobody_means_is_told_on_html_of_an_unknown_site(code: str, body: str) -> None:
    assert code in codes(html(body))


def test_a_page_of_an_unknown_site_is_cut_only_where_its_source_is() -> None:
    whole = html(
        "<p>The committee walks the site in spring and marks what floods, what bakes and what the</p>"
    )
    assert "PAG003" not in codes(whole)
    assert "PAG003" in codes(whole.removesuffix(b"</p></article></main></body></html>"))


@pytest.mark.parametrize(
    ("query", "is_own"), [("", True), ("?utm_source=letter&ref=top", True), ("?tag=soil", False)]
)
def test_an_address_with_another_query_is_another_page(query: str, is_own: bool) -> None:
    head = (
        '<title>How do you plan a community garden?</title><link rel=canonical href="https://a.example/plan">'
    )
    body = f'<p>Before the first bed is dug, read once more <a href="/plan{query}">how it is planned</a>.</p>'
    assert ("LNK003" in codes(html(body, head=head))) is is_own


@pytest.mark.parametrize(("changed", "is_told"), [("2026-04-20", False), ("2026-02-01", True)])
def test_a_post_that_waited_for_its_day_is_no_wrong_date(changed: str, is_told: bool) -> None:
    head = (
        "<title>How do you plan a community garden?</title>"
        '<meta property="article:published_time" content="2026-05-04T08:00:00Z">'
        f'<meta property="article:modified_time" content="{changed}T08:00:00Z">'
    )
    assert ("MET002" in codes(html("", head=head))) is is_told


def test_template_fields_are_the_subject_of_documentation() -> None:
    code = "<p>Write {{ form }} where the form is to stand, and the engine puts it there.</p><pre>{{ form }}</pre>"
    kind = '<script type="application/ld+json">{"@type": "TechArticle", "headline": "Plan a garden"}</script>'
    assert "TXT003" in codes(html(code))
    assert "TXT003" not in codes(html(code, head=f"<title>How do you plan a community garden?</title>{kind}"))


@pytest.mark.parametrize(
    ("source", "is_told"),
    [
        ("Gardeners, A. B. Beds and borders of the town. Plots and People 12(3), 2024, 37-43.", False),
        ('<a href="/plots/maps">The maps of the plots</a>', False),
        ("Notes on the map of the plots", True),
    ],
)
def test_a_cited_work_can_be_looked_up(source: str, is_told: bool) -> None:
    body = (
        f"<h2>References</h2><ul><li>{source}</li><li>B. Bed, Soil and water, https://soil.example/</li></ul>"
    )
    assert ("SRC001" in codes(html(body))) is is_told


def test_filler_is_told_once_for_the_page() -> None:
    filler = "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.</p>"
    assert codes(html(filler * 3)).count("TXT003") == 1


def test_a_formula_is_in_no_other_language() -> None:
    formula = " ".join(f"∇ × α {sign} β ∂ γ → δ" for sign in "+−=·+−=·")
    assert "TXT008" not in codes(html(f"<p>{formula}</p>"))
    greek = "Οι γείτονες ποτίζουν τα παρτέρια κάθε πρωί και γράφουν στην πόρτα της αποθήκης ποιος είναι "
    assert "TXT008" in codes(html(f"<p>{greek * 3}</p>"))


@pytest.mark.parametrize(
    "shown", ["Dec 17, 2025Ada Digger", "Essay - Published: 2025.12.17 | gardens", "2025/12/17"]
)
def test_a_day_glued_to_a_name_or_written_with_points_is_a_date(shown: str) -> None:
    kind = '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Plan a garden"}</script>'
    head = f"<title>How do you plan a community garden?</title>{kind}"
    undated = html("", head=head)
    assert "MET001" in codes(undated)
    assert "MET001" not in codes(undated.replace(b"</h1>", f"</h1><p>{shown}</p>".encode()))


FLAT = "\n".join(
    (
        "How do you plan a community garden?",
        *SENTENCES,
        "Where to buy tools",
        "Who waters",
        LONG,
        "For a first season we recommend these tools:",
        "What to plant",
        *SENTENCES,
    )
)
MENU = "Home\nGardens\nEvents of the year\nShop\nLog in\n\n"
FOOTER = "\n\nRelated articles\nTen ways to mend a fence\n© 2024 Garden News. All rights reserved.\nPrivacy policy\n"


def test_text_that_came_with_its_menus_is_judged_as_html_is_and_text_without_them_in_full() -> None:
    assert {"SEC003", "SEC004"} <= set(codes(FLAT, "page.txt"))
    assert not {"SEC003", "SEC004"} & set(codes(MENU + FLAT + FOOTER, "page.txt"))


def test_markdown_that_came_with_its_menus_is_judged_as_html_is_and_without_them_in_full() -> None:
    body = (
        FLAT.replace("\n", "\n\n").replace("Where to", "## Where to").replace("Who waters", "## Who waters")
    )
    menu = "".join(f"- [{word}](/{at})\n" for at, word in enumerate(MENU.split("\n")[:5]))
    assert "SEC002" in codes(f"# {body}", "page.md")
    assert "SEC002" not in codes(f"{menu}\n# {body}\n\n{FOOTER}", "page.md")


@pytest.mark.parametrize(
    ("menu", "told"), [("", ["FAQ001"]), ("Home\nShop\nAbout us\nContact\nLog in\nSearch\n\n", [])]
)
def test_a_question_of_flat_text_is_not_called_unanswered_where_menus_were_taken_out(
    menu: str, told: list[str]
) -> None:
    asked = f"FAQ\n\nWho waters?\n\n{LONG}\n\nWho holds the key?\n\nTools to buy\n\n{LONG}\n"
    text = f"{menu}A garden for all\n\n{LONG}\n\n{asked}"
    assert [code for code in codes(text, "page.txt") if code == "FAQ001"] == told
