"""Names of pages: page_ids that are the same everywhere and never meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.names import is_page_name, page_filter, printable, to_page_id, unique_page_ids


@pytest.mark.parametrize(
    ("name", "is_page"),
    [
        (b"a.txt", True),
        (b"a.md", True),
        (b"a.html", True),
        (b"a.htm", True),
        (b"a.txt.gz", True),
        (b"A.HTML.GZ", True),
        (b"two\nlines.txt", True),
        (b"a.txt\n", False),
        (b"a.gz", False),
        (b"a.xhtml", False),
        (b"atxt", False),
        (b"manifest.csv", False),
    ],
)
def test_only_the_endings_of_the_contract_are_pages(name: bytes, is_page: bool) -> None:
    assert is_page_name(name) is is_page


def test_undecodable_bytes_are_percent_encoded_and_nothing_else_is() -> None:
    assert to_page_id(b"a\xff/b%41 c\n.txt") == "a%FF/b%41 c\n.txt"


def test_a_spelled_out_percent_never_meets_an_encoded_byte() -> None:
    paths = [b"a%FF.txt", b"a\xff.txt", b"a%25FF.txt"]
    ids = unique_page_ids(paths)
    assert len(set(ids)) == 3
    assert ids[2] == "a%25FF.txt", "a name that was free keeps its own spelling"


@given(st.lists(st.binary(min_size=1, max_size=6), unique=True, max_size=12))
def test_different_paths_have_different_ids_whatever_their_order(paths: list[bytes]) -> None:
    ids = dict(zip(paths, unique_page_ids(paths), strict=True))
    assert len(set(ids.values())) == len(paths)
    backwards = paths[::-1]
    assert ids == dict(zip(backwards, unique_page_ids(backwards), strict=True))


@given(st.binary(max_size=20))
def test_a_page_id_can_be_written_as_utf8(path: bytes) -> None:
    to_page_id(path).encode("utf-8")


def test_unprintable_characters_are_spelled_out() -> None:
    assert printable("a\x1b[31m\u202eb\udcff") == "a\\x1b[31m\\u202eb\\xff"


def test_a_glob_crosses_slashes_and_one_without_slash_may_match_the_name() -> None:
    keep = page_filter(["kb/*", "x?.md"], ["*/old/*"])
    assert keep("kb/deep/er/a.txt")
    assert keep("notes/x1.md")
    assert not keep("notes/y.md")
    assert not keep("kb/old/a.txt")


def test_a_glob_sees_through_newlines() -> None:
    assert page_filter(["kb/*"], [])("kb/two\nlines.txt")
