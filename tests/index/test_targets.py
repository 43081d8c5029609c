"""Where internal links lead, and when a link may be called broken."""

from __future__ import annotations

import pytest

from pipeline.index.merged import Index
from pipeline.linking import internal_target
from tests.index.build import card, index, record


@pytest.fixture(scope="module")
def library() -> Index:
    return index(
        record(
            "dump/beds.txt", "Beds", site_id="ga1", article_id="ga1", url="https://www.garden.example/k/ga1"
        ),
        record("dump/paths.html", "Paths", url="https://garden.example/paths/"),
        record("dump/old.txt", "Old beds", site_id="ga1", article_id="ga1", kept_chars=1),
    )


@pytest.mark.parametrize(
    "href",
    [
        "/k/ga1",
        "/reviews/ga1/",
        "/k/ga1/reviews?x=1",
        "https://garden.example/k/ga1",
        "http://www.garden.example/z/ga1",
    ],
)
def test_one_entry_is_reached_by_its_id_under_every_path(library: Index, href: str) -> None:
    assert library.target_id(href, site="garden") == "ga1"


@pytest.mark.parametrize("href", ["/paths", "https://garden.example/paths?ref=card"])
def test_an_article_without_id_is_reached_by_its_address(library: Index, href: str) -> None:
    assert library.target_id(href, site="garden") == "hash-of-Paths"


def test_relative_links_of_a_dumped_folder_lead_to_its_files(library: Index) -> None:
    assert library.target_id("paths.html", site="garden", page_id="dump/beds.txt") == "hash-of-Paths"
    assert library.target_id("../dump/paths", site="garden", page_id="other/x.txt") == "hash-of-Paths"


def test_a_link_to_a_duplicate_leads_to_the_article_that_was_kept(library: Index) -> None:
    assert library.target_id("old.txt", site="garden", page_id="dump/x.txt") == "ga1"


@pytest.mark.parametrize(
    "href", ["https://elsewhere.example/k/ga1", "mailto:ga1", "#ga1", "", None, "/k/ga2", "/"]
)
def test_other_hosts_schemes_and_unknown_ids_lead_nowhere(library: Index, href: str | None) -> None:
    assert library.target_id(href, site="garden") is None


def test_another_site_does_not_answer(library: Index) -> None:
    assert library.target_id("/k/ga1", site="harbour") is None


def site(resolving: int, broken: int) -> Index:
    pages = [
        record(
            f"{at}.txt",
            f"Bed {at}",
            site_id=f"ga{at}",
            article_id=f"ga{at}",
            cards=[card("x", href=f"/k/ga{at}"), *([card("y", href=f"/k/gone{at}")] if at < broken else [])],
        )
        for at in range(resolving)
    ]
    return index(*pages)


def test_a_site_is_judged_from_four_fifths_of_resolving_targets() -> None:
    assert site(8, 2).targets.judged("garden")
    assert not site(7, 2).targets.judged("garden")


def test_known_targets_make_every_site_judged_and_count_as_existing() -> None:
    merged = index(record("a.txt", "Beds"), known_targets=frozenset({"ga7", "https://garden.example/paths/"}))
    assert merged.targets.judged("garden")
    for href, exists in (("/k/ga7", True), ("/paths", True), ("/k/ga8", False)):
        target = internal_target(href, page_id="a.txt", hosts=frozenset())
        assert target is not None and merged.targets.exists(target, "garden") is exists
