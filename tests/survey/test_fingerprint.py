"""Fingerprints of a page's blocks, all at once, are those of a plain reading of what is compared."""

from __future__ import annotations

import re

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from pipeline.survey.fingerprint import LONG_BLOCK, block_fingerprint, block_fingerprints

_TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("aB 0 9\t\xa0\x85\u2028\x1cİßſK٣²\0")))


def plainly(site: str, text: str) -> int:
    compared = text
    if len(text) <= LONG_BLOCK:
        compared = " ".join(re.sub(r"\d+", "0", text).split()).casefold()
    return xxhash.xxh3_64_intdigest(f"{site}\0{compared}".encode("utf-8", "surrogatepass"))


@given(st.lists(_TEXTS, max_size=12))
def test_blocks_together_have_the_fingerprints_of_a_plain_reading_of_each(texts: list[str]) -> None:
    assert block_fingerprints("site", texts) == [plainly("site", text) for text in texts]


@given(st.lists(st.text(st.sampled_from("aÄ 1\u2003")), max_size=4))
def test_the_company_of_other_blocks_changes_no_fingerprint(texts: list[str]) -> None:
    assert block_fingerprints("s", texts) == [block_fingerprint("s", text) for text in texts]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Page 3 of 12", "page 14 of 9"), ("ÜBER  uns", "über uns"), ("x y", "x\xa0 y"), ("Maß", "MASS")],
)
def test_case_digits_and_spacing_make_no_difference_in_a_short_block(one: str, other: str) -> None:
    assert block_fingerprint("s", one) == block_fingerprint("s", other)


def test_a_long_block_is_compared_as_it_stands() -> None:
    assert block_fingerprint("s", "a" * LONG_BLOCK) == block_fingerprint("s", "A" * LONG_BLOCK)
    assert block_fingerprint("s", "a" * (LONG_BLOCK + 1)) != block_fingerprint("s", "A" * (LONG_BLOCK + 1))


def test_a_block_of_another_site_is_another_block() -> None:
    assert block_fingerprint("one", "Sources") != block_fingerprint("other", "Sources")
