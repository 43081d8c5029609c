"""Which pages are one entry, which of them is kept, and what the articles are called."""

from __future__ import annotations

from tests.index.build import index, record, words


def test_of_pages_with_one_site_id_the_one_that_keeps_most_text_is_the_article() -> None:
    short = record("a.txt", "Beds", site_id="ga1", article_id="ga1", kept_chars=10)
    long = record("b.txt", "Beds, again", site_id="ga1", article_id="ga1", kept_chars=20)
    merged = index(short, long)
    assert merged.articles == 1
    assert merged.duplicate_reason(long) is None
    assert merged.duplicate_reason(short) == "COR001 another page of the entry ga1, beside b.txt"
    assert merged.article_id(short) == merged.article_id(long) == "ga1"


def test_a_tie_goes_to_the_smallest_page_id() -> None:
    pages = [record(name, "Beds", site_id="ga1", article_id="ga1") for name in ("c.txt", "a.txt", "b.txt")]
    entry = index(*pages).entry(pages[0])
    assert (
        entry is not None and entry.kept_page_id == "a.txt" and entry.page_ids == ("a.txt", "b.txt", "c.txt")
    )


def test_equal_bytes_are_one_entry_whatever_the_title() -> None:
    one, two = record("a.txt", "Beds", raw_sha256="same"), record("b.txt", "Paths", raw_sha256="same")
    merged = index(one, two)
    assert merged.duplicate_reason(two) == "COR001 the same bytes as a.txt"
    assert merged.article_id(two) == "hash-of-Beds"


def test_two_captures_with_one_title_and_nearly_one_text_are_one_entry() -> None:
    one = record("a.txt", "How deep is a bed?", text=words(0), kept_chars=900)
    two = record(
        "b.txt", "How deep is a BED", text=words(10), kept_chars=800, site_id="ga1", article_id="ga1"
    )
    merged = index(one, two)
    assert merged.duplicate_reason(two) == "COR001 the same title and nearly the same text as a.txt"
    assert merged.article_id(one) == "ga1", "the entry's id is the one that any of its pages knows"


def test_two_ids_of_the_site_are_two_entries_even_with_one_title_and_text() -> None:
    one = record("a.txt", "Beds", text=words(0), site_id="ga1", article_id="ga1")
    two = record("b.txt", "Beds", text=words(0), site_id="ga2", article_id="ga2")
    merged = index(one, two)
    assert merged.articles == 2 and merged.duplicate_reason(two) is None
    assert list(merged.titles) == ["a.txt"] and merged.titles["a.txt"].page_ids == ("a.txt", "b.txt")


def test_one_title_with_two_texts_is_two_articles_with_two_ids() -> None:
    one = record("a.txt", "Beds", text=words(0))
    two = record("b.txt", "Beds", text=words(5000))
    merged = index(one, two)
    assert merged.articles == 2
    assert merged.article_id(one) == "hash-of-Beds"
    assert merged.article_id(two).startswith("hash-of-Beds-")


def test_an_id_that_two_sites_claim_is_extended_for_the_second() -> None:
    one = record("a.txt", "Beds", site_id="ga1", article_id="ga1")
    two = record("b.txt", "Boats", site_id="ga1", article_id="ga1", site="harbour")
    merged = index(one, two)
    assert merged.articles == 2
    assert merged.article_id(one) == "ga1" != merged.article_id(two)


def test_final_ids_are_unique_however_many_pages_claim_one() -> None:
    pages = [record(f"{at:02}.txt", "Beds", text=words(at * 1000)) for at in range(20)]
    merged = index(*pages)
    assert len({merged.article_id(page) for page in pages}) == 20
