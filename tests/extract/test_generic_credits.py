"""Who wrote a page of an unknown site and when: the markup first, then what stands beside the title."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extract.generic.credits import is_name
from pipeline.extract.generic.oneline import without_permalink
from pipeline.page import Page, extract

PROSE = (
    "The harbour was rebuilt in two stages, because the old wall could not carry the cranes that the port needed. "
    "Each stage took a summer, and both were paid for by the town, which had saved for it since the great storm "
    "tore the lighthouse from its rock and left the fishing fleet without a berth for two whole winters."
)


def page(beside: str, *, head: str = "", before: str = "", after: str = "") -> Page:
    """A page with something beside its title."""
    body = "".join(f"<p>{PROSE}</p>" for _ in range(4))
    source = (
        f"<html><head><title>How the harbour was rebuilt</title>{head}</head><body>{before}<article>"
        f"<h1>How the harbour was rebuilt</h1>{beside}{body}{after}</article></body></html>"
    )
    return extract(source, source="page.html")


def authors(found: Page) -> list[str]:
    assert found.article is not None
    return found.article.authors or []


@pytest.mark.parametrize(
    ("beside", "names"),
    [
        ("<p>Written by</p><p>Ann Lee</p>", ["Ann Lee"]),
        ("<p>Published August 7, 2023 by Nicole Burke</p>", ["Nicole Burke"]),
        (
            "<div>By Ann Lee, Ben Ode and Carla de Vries · 4 comments</div>",
            ["Ann Lee", "Ben Ode", "Carla de Vries"],
        ),
        ("<div>posted by seagull77 on Friday</div>", ["seagull77"]),
        ("<p><a href=/authors/ann-lee>Ann Lee</a> writes about ports</p>", ["Ann Lee"]),
        ("<div class=post-author>Ann Lee</div>", ["Ann Lee"]),
        ("<p>Reviewed by Ann Lee</p>", []),
        ("<p>A walk by the sea</p>", []),
    ],
)
def test_names_beside_the_title_are_authors(beside: str, names: list[str]) -> None:
    assert authors(page(beside)) == names


@pytest.mark.parametrize(
    ("beside", "published", "updated"),
    [
        ("<p>18th Dec 2025</p>", date(2025, 12, 18), None),
        ("<p>23.07.2025 · Harbours and ports</p>", date(2025, 7, 23), None),
        ("<p>Updated on</p><p>July 9, 2025</p>", None, date(2025, 7, 9)),
        (
            "<p>Harbours <time datetime=2024-02-03T10:00>last winter</time> and ports</p>",
            date(2024, 2, 3),
            None,
        ),
        ("<p>Member since May 6, 2019</p>", None, None),
    ],
)
def test_days_beside_the_title_are_told_apart(
    beside: str, published: date | None, updated: date | None
) -> None:
    article = page(beside).article
    assert article is not None
    assert (article.published_on, article.updated_on) == (published, updated)


def test_a_day_under_a_label_is_found_wherever_it_stands() -> None:
    article = page(
        "", after="<footer><h4>Published</h4><p>15 November 2018</p><h4>Reviewed</h4><p>8 May 2020</p>"
    ).article
    assert article is not None
    assert (article.published_on, article.updated_on) == (date(2018, 11, 15), date(2020, 5, 8))


def test_the_markup_wins_over_what_stands_beside_the_title_and_says_so() -> None:
    found = page("<div class=author>Ann Lee</div>", head="<meta name=author content='Ben Ode'>")
    assert authors(found) == ["Ben Ode"]
    assert found.article is not None
    assert {"field": "authors", "source": "meta author"} in [
        one.model_dump() for one in found.article.provenance
    ]


def test_addresses_and_the_site_itself_are_no_authors_where_a_person_is_named() -> None:
    head = (
        "<meta property='article:author' content='https://social.example/annlee'><meta name=author content='Port News'>"
        "<meta property='og:site_name' content='Port News'>"
        '<script type="application/ld+json">{"@type": "Article", "author": [{"name": "Ann Lee"}, {"name": "Ben Ode"}]}'
        "</script>"
    )
    assert authors(page("", head=head)) == ["Ann Lee"]
    only = head.partition("<meta name=author")[0] + head[head.index("<script") :]
    assert authors(page("", head=only)) == ["Ann Lee", "Ben Ode"]


def test_a_bare_visible_day_that_the_markup_calls_the_last_change_is_not_the_day_of_publication() -> None:
    head = (
        "<meta property='article:published_time' content='2024-02-21T10:00'>"
        "<meta property='article:modified_time' content='2025-10-26T10:00'>"
    )
    article = page("<p>October 26, 2025</p>", head=head).article
    assert article is not None
    assert (article.published_on, article.updated_on) == (date(2024, 2, 21), date(2025, 10, 26))


@pytest.mark.parametrize(
    ("text", "name"),
    [("Ann Lee", True), ("Carla de Vries", True), ("Read More", False), ("Ann", False), ("12 Posts", False)],
)
def test_names_are_told_from_labels(text: str, name: bool) -> None:
    assert is_name(text) is name


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("5. Data Structures¶", "5. Data Structures"),
        ("Usage #", "Usage"),
        ("Learning C#", "Learning C#"),
        ("#", "#"),
    ],
)
def test_a_heading_loses_the_sign_of_the_link_to_itself(heading: str, plain: str) -> None:
    assert without_permalink(heading) == plain
