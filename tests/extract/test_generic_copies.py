"""Of text that a page holds more than once one copy is kept; lists, tables and code stay whole."""

from __future__ import annotations

from pipeline.document import Text
from pipeline.extract.generic import GenericResult, label_generic
from pipeline.extract.generic.copies import Paragraphs, copied, paragraphs_of
from pipeline.extract.generic.features import page_features
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.survey.model import EMPTY_SURVEY

_SAID = "The pump in our cellar stopped after the storm, and water rose by two fingers an hour."
_OTHERS = [
    "A float switch is the part that fails first, because it sits in dirty water all year round.",
    "Lift the switch by hand: if the pump starts, the switch is the part that you have to replace.",
    "If it does not start, measure the voltage at the socket before you take anything apart.",
    "We replaced ours in less than an hour, and the new one has worked through two winters since.",
    "Keep the old switch in a drawer, since its bracket fits the next model of the same maker too.",
]


def labelled(source: str, media_type: str = "text/html") -> GenericResult:
    document = segment(Text("p", source, media_type, "utf-8"))
    return label_generic(document, EMPTY_SURVEY, "site", Settings())


def _page(*parts: str) -> str:
    return "<main><article><h1>A pump that stops</h1>" + "".join(parts) + "</article></main>"


def paragraphs(source: str, media_type: str = "text/html") -> Paragraphs:
    document = segment(Text("p", source, media_type, "utf-8"))
    return paragraphs_of(document, page_features(document, -1))


def labels_of(text: str, result: GenericResult) -> list[str]:
    return [piece.label for piece in result.blocks if piece.text == text]


def _page(*parts: str) -> str:
    return "<main><article><h1>A pump that stops</h1>" + "".join(parts) + "</article></main>"


_BODY = "".join(f"<p>{text}" for text in (_SAID, *_OTHERS))


def test_of_a_part_that_a_page_holds_twice_one_copy_is_kept() -> None:
    result = labelled(_page(f"<div>{_BODY}</div><div>{_BODY}</div>"))
    for text in (_SAID, *_OTHERS):
        assert sorted(labels_of(text, result)) == ["article.paragraph", "chrome.promo"]
    removed = next(piece for piece in result.blocks if piece.label == "chrome.promo")
    assert removed.reason.endswith("the same text is kept elsewhere on the page")


def test_of_a_line_of_flat_text_that_is_there_twice_one_copy_is_kept() -> None:
    text = "\n".join(["A pump that stops", _SAID, *_OTHERS, _SAID, *_OTHERS[:1]])
    assert sorted(labels_of(_SAID, labelled(text, "text/plain"))) == ["article.paragraph", "chrome.promo"]


def test_what_is_said_again_in_the_same_place_stays() -> None:
    result = labelled(_page(_BODY, f"<p>{_SAID}"))
    assert labels_of(_SAID, result) == ["article.paragraph"] * 2
    text = "\n".join(["A pump that stops", *_OTHERS, _SAID, _SAID])
    assert labels_of(_SAID, labelled(text, "text/plain")) == ["article.paragraph"] * 2


def test_on_a_page_with_little_else_nothing_is_a_copy() -> None:
    body = "".join(f"<p>{text}" for text in (_SAID, *_OTHERS[:3]))
    result = labelled(_page(f"<div>{body}</div><div>{body}</div>"))
    assert "chrome.promo" not in {piece.label for piece in result.blocks}


def test_items_of_lists_cells_and_code_are_no_copies() -> None:
    code = "return the first of all the rows that were found here"
    source = (
        f"<ul><li>{_SAID}<li>{_SAID}</ul><table><tr><td>{_SAID}<td>{_SAID}</table><pre>{code}\n\n{code}</pre>"
    )
    assert set(paragraphs(source).texts) == {None}
    marked = f"- {_SAID}\n- {_SAID}\n| {_SAID} |"
    assert set(paragraphs(marked, "text/markdown").texts) == {None}


def test_short_text_may_be_said_twice() -> None:
    assert set(paragraphs("<p>Stir it well.<p>Wait.<p>Stir it well.").texts) == {None}


def test_a_reference_may_repeat_its_notes_from_part_to_part() -> None:
    page = f"<div class=api-reference><div><p>{_SAID}</p></div><div><p>{_SAID}</p></div></div>"
    assert set(paragraphs(page).texts) == {None}
    assert set(paragraphs(page.replace("api-reference", "body")).texts) == {_SAID}


def test_the_likeliest_copy_is_kept_and_the_first_of_equals() -> None:
    texts = ("a", "b", "a", "a", "b", None, None, "c", "d", "e", "f")
    page = Paragraphs(texts, tuple(range(len(texts))))
    chances = [0.2, 0.5, 0.9, 0.9, 0.5, 0.7, 0.7, 0.1, 0.1, 0.1, 0.1]
    assert copied(page, chances) == {0: 2, 3: 2, 4: 1}


def test_what_has_no_chance_is_no_copy_and_has_none() -> None:
    page = Paragraphs(("a", "a", "b", "c", "d", "e", "f"), tuple(range(7)))
    assert copied(page, [0.0, 0.4, 0.1, 0.1, 0.1, 0.1, 0.1]) == {}
