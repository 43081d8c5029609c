"""What is counted for a whole page at once is what a reader would count element by element and word by word."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.document import Block, Document, Outline
from pipeline.extract.generic import characters as ch
from pipeline.extract.generic.chrome import blocks_with_words, kind_by_text
from pipeline.extract.generic.element_tree import ElementTree
from pipeline.extract.generic.lexicon import CLASS_OF_WORD, CLASSES
from pipeline.extract.generic.vocabulary import BIT, HINTS, own_hints
from pipeline.segment.html_names import name_tokens
from pipeline.segment.visible import visible_chars

_NAMES = st.one_of(
    st.text("abAB-_ 09éİΣ", max_size=12),
    st.lists(st.sampled_from([word for hint in HINTS for word in hint.words.split()]), max_size=4).map(
        lambda words: "".join(word.capitalize() for word in words)
    ),
)
_TEXTS = st.text(st.sampled_from([*"aB9_ \n.,!?;|$€»)’—\u00a0\u3000ßİΣς", "😀"]), max_size=40)


@given(st.lists(_NAMES, min_size=1, max_size=5, unique=True))
@example(["navHTMLBody", "postFOOTER2Related", "adAd AD", ""])
def test_hints_of_class_words_are_those_of_their_words_one_by_one(names: list[str]) -> None:
    found = own_hints(["div"] * len(names), names, np.arange(len(names)))
    for name, bits in zip(names, found.tolist(), strict=True):
        words = name_tokens(name)
        hinted = [hint.name for hint in HINTS if not words.isdisjoint(hint.words.split())]
        assert bits == sum(BIT[one] for one in hinted)


@given(st.lists(st.integers(0, 30), max_size=30))
def test_bits_handed_down_are_those_of_the_element_and_all_above_it(above: list[int]) -> None:
    parents = (-1, *(parent % (number + 1) for number, parent in enumerate(above)))
    size = len(parents)
    tree = ElementTree.of(Outline(("p",) * size, parents, ("",) * size, (0,) * size, (0,) * size))
    own = [1 << number for number in range(size)]
    expected: list[int] = []
    depth: list[int] = []
    for number, parent in enumerate(parents):
        expected.append(own[number] | (expected[parent] if parent >= 0 else 0))
        depth.append(depth[parent] + 1 if parent >= 0 else 0)
    assert tree.handed_down(np.array(own)).tolist() == expected
    assert tree.depth.tolist() == depth


@given(st.lists(_TEXTS.filter(lambda text: text.strip() != ""), min_size=1, max_size=5))
@example(["The cookie policy and the terms.", "Add to cart! 5€"])
def test_characters_and_words_between_two_offsets_are_counted_as_they_stand(parts: list[str]) -> None:
    page = "\n".join(parts)
    counted = ch.count_characters(page)
    lowered = page.lower() if len(page.lower()) == len(page) else page
    starts = np.cumsum([0, *(len(part) + 1 for part in parts[:-1])])
    ends = starts + np.array([len(part) for part in parts])
    digits, commas = counted.with_bits((ch.DIGIT, ch.COMMA), starts, ends)
    first, last = counted.word_starts[starts], counted.word_starts[ends]
    classes = counted.word_classes(first, last, len(CLASSES))
    for number, part in enumerate(parts):
        begin = int(starts[number])
        words = "".join(
            low if char.isalnum() or char == "_" else " "
            for low, char in zip(lowered[begin : begin + len(part)], part, strict=True)
        )
        assert digits[number] == sum(char.isdigit() for char in part)
        assert commas[number] == sum(char in ",;" for char in part)
        for bit in range(len(CLASSES)):
            expected = sum(CLASS_OF_WORD.get(word, 0) >> bit & 1 for word in words.split())
            assert classes[bit][number] == expected


@given(
    st.lists(
        st.sampled_from(["All rights", "Related:", "Menu", "RIGHTS ß", "x · related", "was this"]), min_size=1
    )
)
def test_a_block_without_a_word_of_chrome_is_none_of_the_kinds_that_need_one(texts: list[str]) -> None:
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])]).tolist()
    blocks = tuple(Block(at, at + len(text), text) for at, text in zip(starts, texts, strict=True))
    document = Document("page.html", "text/html", "\n".join(texts), blocks)
    telling = blocks_with_words(document, texts)
    assert [kind_by_text(text, telling=n in telling) for n, text in enumerate(texts)] == [
        kind_by_text(text) for text in texts
    ]


@given(st.text(st.sampled_from([*"ab \t\n\v\f\r\x1c\x1f\x08\x0e\x7f"]), max_size=60), st.integers(0, 400))
def test_a_large_page_has_as_many_visible_characters_as_its_parts(text: str, more: int) -> None:
    page = text * (1 + 20_000 // max(1, len(text))) + "x" * more
    assert visible_chars(page) == len("".join(page.split()))
