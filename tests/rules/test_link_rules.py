"""The link rules of one page: self-links, duplicates, malformed addresses."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.rules.link.lnk006_link_title_mismatch import _names_another
from schemas.article import Link
from tests.rules.build import context, found, paragraph, said

OWN = {"article_id": "ga0101", "url": "https://garden.example/knowledge/ga0101"}


def with_links(*links: tuple[str, str, str | None], **article: Any) -> Any:
    rows = [Link(position=at, zone=z, text=t, href=h) for at, (z, t, h) in enumerate(links)]  # type: ignore[arg-type]
    return context(
        [paragraph("A bed needs sun.")], article={"links": rows, **article}, title="How deep is a bed?"
    )


@pytest.mark.parametrize(
    "href", ["/knowledge/ga0101", "/reviews/ga0101?from=card", "/knowledge/ga0101/reviews#top"]
)
def test_a_link_to_its_own_id_is_a_self_link_under_every_path(href: str) -> None:
    assert len(found("LNK003", with_links(("body", "this guide", href), **OWN))) == 1


@pytest.mark.parametrize(
    "href", ["#steps", "?page=2", "https://elsewhere.example/ga0101", "/knowledge/ga01010"]
)
def test_fragments_and_other_targets_are_no_self_links(href: str) -> None:
    assert found("LNK003", with_links(("body", "this guide", href), **OWN)) == ()


def test_a_card_with_the_own_title_and_another_id_is_another_article() -> None:
    assert found("LNK003", with_links(("related", "How deep is a bed?", "/knowledge/ga0200"), **OWN)) == ()


def test_a_glued_card_with_the_own_title_is_a_self_link() -> None:
    assert len(found("LNK003", with_links(("more", "How deep is a bed?", None), **OWN))) == 1


def test_equal_links_of_two_zones_are_no_duplicates() -> None:
    card = ("Which soil?", "/k/ga0102")
    assert found("LNK004", with_links(("related", *card), ("more", *card))) == ()
    assert len(found("LNK004", with_links(("more", *card), ("more", *card)))) == 1


def test_one_address_under_two_titles_is_a_duplicate() -> None:
    page = with_links(("related", "Which soil?", "/k/ga0102"), ("related", "What soil, then?", "/k/ga0102/"))
    assert len(found("LNK004", page)) == 1


@pytest.mark.parametrize(
    "href",
    [
        "", " ", "http//a.example/x", "http:/a.example", "htp://a.example", "ttps://a.example", "https:a.example",
        "http://http://a.example", "https://", "javascript:void(0)", "JavaScript:go()", "/a b", "undefined",
        "/undefined", "[object Object]", "{{ url }}", "https://a.example/%s",
    ],
)  # fmt: skip
def test_an_address_that_no_browser_can_follow_is_malformed(href: str) -> None:
    assert len(found("LNK005", with_links(("body", "a word", href)))) == 1


@pytest.mark.parametrize(
    "href",
    [
        "/", "/knowledge/ga0101", "ga0102.html", "../x", "#top", "?q=1", "https://a.example", "//cdn.example/x",
        "mailto:a@b.example", "tel:+4912345", "https://a.example/%20x", "/null-hypothesis", "httpd.html", None,
    ],
)  # fmt: skip
def test_usable_addresses_are_not_malformed(href: str | None) -> None:
    assert found("LNK005", with_links(("body", "a word", href))) == ()


@pytest.mark.parametrize(
    "broken",
    ["[the guide](/soil", "[the guide]()", "[the guide](/soil guide)", "[the guide](javascript:void(0))"],
)
def test_a_broken_markdown_link_in_the_text_is_malformed_at_its_place(broken: str) -> None:
    line = f"Read {broken}"
    (finding,) = found("LNK005", context([paragraph(line)]))
    assert finding.excerpt == broken


@pytest.mark.parametrize("fine", ["[the guide](/soil)", '[the guide](/soil "Soil")', "a list[0](x) of calls"])
def test_whole_markdown_links_are_not_malformed(fine: str) -> None:
    assert found("LNK005", context([paragraph(f"Read {fine} first.")])) == ()


def test_a_finding_on_a_card_stands_at_the_card() -> None:
    cards = "gardening · bedsWhich soil do beans need?gardening · bedsWhich soil do beans need?"
    hits = said(
        "LNK004", "How deep is a bed?", "Direct Answer", "As deep as a spade.", "More from the library", cards
    )
    assert [hit.excerpt for hit in hits] == ["gardening · bedsWhich soil do beans need?"]
    assert hits[0].source_start is not None and hits[0].source_start > 100


@pytest.mark.parametrize(
    ("text", "title", "told"),
    [
        ("How do you prune an old apple tree in winter?", "Which vegetables grow in half shade?", True),
        (
            "Counting the bees at the door: what a new allotment keeper should know",
            "How much does a keeper of a windy orchard pay for straw hives?",
            True,
        ),
        ("Pruning old apple trees while it is cold", "How do you prune an old apple tree in winter?", False),
        ("the way to prune an old apple tree", "Which vegetables grow in half shade?", False),
        ("Our guide to trees", "Which vegetables grow in half shade?", False),
    ],
    ids=["nothing shared", "one word in many", "the same subject", "words of a sentence", "too few words"],
)
def test_a_link_in_running_text_that_reads_like_another_title_is_told(
    text: str, title: str, told: bool
) -> None:
    assert _names_another(text, title) is told
