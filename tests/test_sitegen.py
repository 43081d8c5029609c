"""The page generator keeps its word: same seed same pages, and a truth that really is true of each page."""

from __future__ import annotations

import html
import itertools
import json
from html.parser import HTMLParser

import pytest

from tests.sitegen import (
    ALL_FAULTS,
    ARTICLE_TEMPLATES,
    CAPTURES,
    ERAS,
    GeneratedPage,
    NoPlace,
    generate_page,
    generate_site,
)
from tests.sitegen.families import Kin
from tests.sitegen.identity import identity

SEED = 7


class _TextNodes(HTMLParser):
    """All text of a page outside scripts, styles and the head."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style", "title")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.out.append(data)


def accounted(page: GeneratedPage) -> str:
    """The text that a reader of the page may account for."""
    if page.truth.capture != "html":
        return page.text
    nodes = _TextNodes()
    nodes.feed(page.text)
    return "".join(nodes.out)


def assert_in_order(text: str, slices: tuple[tuple[str, str], ...]) -> None:
    """Each slice stands in the text, and not before the one listed earlier."""
    place = 0
    for label, piece in slices:
        found = text.find(piece, place)
        assert found >= 0, f"{label} {piece[:80]!r} is not in the page after character {place}"
        place = found + len(piece)


def shingles(page: GeneratedPage, width: int = 5) -> set[tuple[str, ...]]:
    """Runs of words of the article text."""
    words = [word.lower() for _, piece in page.truth.kept for word in piece.split()]
    return {tuple(words[place : place + width]) for place in range(len(words) - width + 1)}


def likeness(first: GeneratedPage, second: GeneratedPage) -> float:
    """Jaccard similarity of the shingles of two pages."""
    one, two = shingles(first), shingles(second)
    return len(one & two) / max(len(one | two), 1)


def spoiled(code: str, capture: str) -> GeneratedPage | None:
    """The first page of the site that has a place for a fault in a capture style."""
    for index in range(60):
        if identity(SEED, index).domain.foreign or not identity(SEED, index).is_article:
            continue
        try:
            return generate_page(SEED, index, capture=capture, faults=(code,), pages=400)
        except NoPlace:
            continue
    return None


def test_the_same_seed_gives_the_same_site() -> None:
    first = [
        (page.name, page.text, page.truth.to_json()) for page in generate_site(SEED, 40, faults_rate=0.3)
    ]
    second = [
        (page.name, page.text, page.truth.to_json()) for page in generate_site(SEED, 40, faults_rate=0.3)
    ]
    assert first == second


def test_another_seed_gives_another_site() -> None:
    titles = [{page.truth.title for page in generate_site(seed, 30)} for seed in (1, 2)]
    assert len(titles[0] & titles[1]) < 5


def test_a_page_does_not_need_the_pages_before_it() -> None:
    site = list(generate_site(SEED, 30))
    for index in (29, 3, 17):
        assert generate_page(SEED, index, pages=30).text == site[index].text


def test_titles_and_ids_are_unique_over_a_large_site() -> None:
    people = [identity(SEED, index) for index in range(20000)]
    articles = [who for who in people if who.is_article]
    assert len({who.title for who in articles}) == len(articles)
    assert len({who.site_id for who in people}) == len(people)


@pytest.mark.parametrize("capture", CAPTURES)
def test_every_slice_of_the_truth_stands_in_the_page_in_order(capture: str) -> None:
    for index in range(60):
        page = generate_page(SEED, index, capture=capture)
        text = accounted(page)
        for slices in (page.truth.chrome, page.truth.data, page.truth.kept):
            assert_in_order(text, slices)


@pytest.mark.parametrize("capture", ["rendered_text", "source_text"])
def test_chrome_data_and_article_together_explain_the_whole_page(capture: str) -> None:
    for index in range(30):
        page = generate_page(SEED, index, capture=capture)
        explained = sum(
            sum(not char.isspace() for char in piece)
            for slices in (page.truth.chrome, page.truth.data, page.truth.kept)
            for _, piece in slices
        )
        marks = sum(
            len(line.split()[0])
            for line in page.text.split("\n")
            if line.startswith(("- ", "  ")) or (line.split(".")[0].isdigit() and ". " in line[:4])
        )
        assert sum(not char.isspace() for char in page.text) == explained + marks


@pytest.mark.parametrize("template", ARTICLE_TEMPLATES)
@pytest.mark.parametrize("era", ERAS)
def test_each_template_exists_in_each_era(template: str, era: str) -> None:
    page = generate_page(SEED, 11, capture="rendered_text", era=era, template=template)
    assert (page.truth.template, page.truth.era) == (template, era)
    assert page.truth.sections and page.truth.title in page.text


def test_rendered_text_loses_bullet_lists_and_says_so() -> None:
    page = generate_page(SEED, 4, capture="rendered_text", template="essay")
    full = generate_page(SEED, 4, capture="html", template="essay")
    lost = [fault.excerpt for fault in page.truth.faults if fault.code == "SEC003"]
    lists = [b for s in full.truth.sections for b in s.blocks if b.kind == "list" and not b.ordered]
    assert len(lost) == len(lists)
    assert not page.truth.sources and full.truth.sources


@pytest.mark.parametrize("code", ALL_FAULTS)
def test_each_fault_can_be_shown_and_its_excerpt_is_in_the_page(code: str) -> None:
    shown = 0
    for capture in CAPTURES:
        page = spoiled(code, capture)
        if page is None:
            continue
        shown += 1
        faults = [fault for fault in page.truth.faults if fault.code == code and fault.origin == "injected"]
        assert faults
        text = accounted(page) + html.unescape(page.text)
        for fault in page.truth.faults:
            assert fault.excerpt in text, f"{fault} in {capture}"
    assert shown


def test_a_fault_that_cannot_show_is_refused() -> None:
    with pytest.raises(NoPlace, match="MET004"):
        generate_page(SEED, 1, capture="source_text", faults=("MET004",))
    with pytest.raises(ValueError, match="no injector for XYZ001"):
        generate_page(SEED, 1, faults=("XYZ001",))


@pytest.mark.parametrize("size", [6000, 16000, 40000])
def test_pages_come_out_near_the_asked_size(size: int) -> None:
    sizes = [
        len(generate_page(SEED, index, capture=capture, template="essay", size=size).data)
        for index in range(12)
        for capture in ("rendered_text", "source_text")
    ]
    assert 0.75 * size < sum(sizes) / len(sizes) < 1.25 * size
    assert all(0.6 * size < one < 1.5 * size for one in sizes)


def test_unrelated_pages_are_no_near_duplicates() -> None:
    pages = [generate_page(SEED, index, capture="source_text", template="essay") for index in range(24)]
    assert max(likeness(a, b) for a, b in itertools.combinations(pages, 2)) < 0.12


def test_near_duplicates_and_copies_are_made_on_request() -> None:
    base = generate_page(SEED, 4, capture="source_text")
    near = generate_page(SEED, 5, capture="source_text", faults=("COR002",))
    assert near.truth.near_duplicate_of == base.name
    assert likeness(base, near) > 0.6
    assert near.truth.title != base.truth.title
    copies = [generate_page(SEED, index, faults=("COR001",)) for index in range(3, 12)]
    assert all(copy.truth.twin_of for copy in copies)
    assert {copy.truth.faults[-1].subject for copy in copies} == {"byte-equal", "another capture"}


def test_copies_in_a_faulty_site_equal_the_page_they_copy() -> None:
    site = {page.name: page for page in generate_site(SEED, 250, faults_rate=0.5)}
    copies = [page for page in site.values() if page.truth.twin_of]
    assert copies
    for copy in copies:
        base = site[str(copy.truth.twin_of)]
        assert copy.truth.title == base.truth.title
        assert (copy.text == base.text) == (copy.truth.faults[-1].subject == "byte-equal")


def test_links_name_their_targets_by_the_titles_these_really_have() -> None:
    pages = list(generate_site(SEED, 120, faults_rate=0.3))
    titles = {page.truth.site_id: page.truth.title for page in pages if page.truth.state == "article"}
    for page in pages:
        spoiled_links = {fault.excerpt for fault in page.truth.faults if fault.code.startswith("LNK")}
        for link in page.truth.links:
            if link.target in titles and not any(link.text in excerpt for excerpt in spoiled_links):
                assert link.text == titles[link.target]


def test_template_siblings_share_a_title_but_for_one_phrase_and_little_text() -> None:
    base = generate_page(SEED, 4, capture="source_text")
    pages = [generate_page(SEED, index, capture="source_text", sibling_of=4) for index in (100, 101, 102)]
    assert len({page.truth.title for page in (base, *pages)}) == 4
    assert all(page.truth.sibling_of == base.name for page in pages)
    assert all(page.truth.title.split()[:2] == base.truth.title.split()[:2] for page in pages)
    assert all(likeness(base, page) < 0.12 for page in pages)


@pytest.mark.parametrize("kin", ["shared", "rewritten"])
def test_a_family_shares_its_title_template_and_part_of_its_text(kin: Kin) -> None:
    base = generate_page(SEED, 4, capture="source_text")
    pages = [generate_page(SEED, index, capture="source_text", sibling_of=4, kin=kin) for index in (100, 101)]
    assert len({page.truth.title for page in (base, *pages)}) == 3
    assert len({page.truth.site_id for page in (base, *pages)}) == 3
    for page in pages:
        (fault,) = (fault for fault in page.truth.faults if fault.code == "COR002")
        assert page.truth.family_of == base.name and fault.related == (base.name,)
        assert 0.15 < likeness(base, page) < 0.75
    kept = [
        {block.text for s in page.truth.sections for block in s.blocks if len(block.text) > 150}
        for page in pages
    ]
    assert (len(kept[0] & kept[1]) > 2) == (kin == "shared")


def test_the_truth_is_plain_json() -> None:
    for page in generate_site(SEED, 25, faults_rate=0.5):
        told = json.loads(page.truth.to_json())
        assert told["file"] == page.name
        assert list(told) == list(page.truth.to_dict())


def test_a_fault_asked_of_a_page_that_is_no_article_is_put_into_an_article() -> None:
    for index in range(60):
        try:
            page = generate_page(3, index, faults=("TXT003",), size=4000)
        except NoPlace:
            continue
        assert page.truth.state == "article"
