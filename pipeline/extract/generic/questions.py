"""Questions with their answers, and lists of sources, among the pieces of an HTML article.

A question must be said to be one: by a section of frequent questions, by the page's JSON-LD (FAQPage), or by
`summary` and `dt`, and it ends with a question mark or stands in the JSON-LD word for word. A question that is a
heading stays one, so that the levels of the source survive.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape

from pipeline.document import Document, HeadingValue, ItemValue, LabelledBlock, SourceValue, TextValue
from pipeline.extract.generic.oneline import one_line
from pipeline.extract.layout import plain as plain_text
from pipeline.extract.sources import parse_source

LONGEST = 300
"""Characters of the longest question."""
PUBLISHER = 60
"""Characters of the longest part of an entry that is taken for a publisher's name."""
WHOLE = 0.8
"""Share of an entry from which a part of it is the entry, not its title."""
_BOLD_QUESTION = re.compile(r"\*\*([^*]{3,300}\?)\*\*\s+(?=\S)")
_ESCAPED = re.compile(r"\\([^\w\s])")
_ANSWERS = frozenset({"article.paragraph", "article.quote"})


def with_questions_and_sources(document: Document, pieces: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """The pieces, in order, with questions, their answers and sources labelled as what they are."""
    stated = frozenset(
        one_line(item.value).casefold() for item in document.evidence if item.field == "question"
    )
    starts = [block.start for block in document.blocks]
    out: list[LabelledBlock] = []
    section: tuple[str, int] | None = None
    pieces = list(_parted(pieces))
    asked = False
    """Whether what follows answers a question that is no heading."""
    end_of_answer = -1
    for piece in pieces:
        value = piece.value
        if asked and 0 <= end_of_answer < piece.start:
            asked = False
        if isinstance(value, HeadingValue):
            asked = False
            if section is not None and value.level <= section[1]:
                section = None
            if value.role in ("faq", "sources"):
                section = (value.role, value.level)
            elif _is_question(value.text, stated, in_section=section is not None and section[0] == "faq"):
                piece = piece._replace(value=value._replace(role="faq", asks=True))
        elif section is not None and section[0] == "sources":
            piece = _source(piece)
        elif piece.label in ("article.paragraph", "article.list_item"):
            number = bisect_right(starts, piece.start) - 1
            end = _end_of_details(document, number)
            term = _is_term(document, number)
            known = (
                end >= 0
                or term
                or (section is not None and section[0] == "faq" and piece.label == "article.paragraph")
            )
            text = value.text if isinstance(value, TextValue | ItemValue) else piece.text
            if "\n" not in text and _is_question(text, stated, in_section=known):
                asked, end_of_answer = True, end
                reason = f"{piece.reason}; a question"
                piece = piece._replace(
                    label="article.faq_question", reason=reason, value=TextValue(one_line(text))
                )
            elif asked and (piece.label in _ANSWERS or _is_definition(document, number)):
                marked = value.markdown if isinstance(value, TextValue) else None
                reason = f"{piece.reason}; an answer"
                piece = piece._replace(
                    label="article.faq_answer", reason=reason, value=TextValue(text, marked)
                )
        out.append(piece)
    return [
        _answered(new, out[at + 1] if at + 1 < len(out) else None, old)
        for at, (new, old) in enumerate(zip(out, pieces, strict=True))
    ]


def _parted(pieces: Sequence[LabelledBlock]) -> Iterator[LabelledBlock]:
    """The pieces; a paragraph of frequent questions that is a question in bold and its answer is two of them."""
    level = 0
    for piece in pieces:
        value = piece.value
        if isinstance(value, HeadingValue):
            if value.role == "faq":
                level = value.level
            elif value.level <= level:
                level = 0
        elif level and piece.label == "article.paragraph" and isinstance(value, TextValue) and value.markdown:
            bold = _BOLD_QUESTION.match(value.markdown)
            question = _without_marks(bold.group(1)) if bold else ""
            at = piece.text.find(bold.group(1)) if bold else -1
            # Marks that are not known here would shift the cut: then the paragraph stays whole.
            if bold is not None and at >= 0 and value.text.startswith(question):
                end = at + len(bold.group(1))
                end += 2 * piece.text.startswith("**", end)
                skipped = len(piece.text) - len(piece.text[end:].lstrip())
                answer = value.markdown[bold.end() :]
                plain = value.text[len(question) :].strip()
                yield piece._replace(
                    end=piece.start + end, text=piece.text[:end], value=TextValue(question), links=()
                )
                yield piece._replace(
                    start=piece.start + skipped,
                    text=piece.text[skipped:],
                    value=TextValue(plain, answer if answer != plain else None),
                )
                continue
        yield piece


def _without_marks(markdown: str) -> str:
    """A question in Markdown as a reader sees it."""
    return one_line(unescape(_ESCAPED.sub(r"\1", plain_text(markdown).replace("`", ""))))


def _answered(new: LabelledBlock, following: LabelledBlock | None, old: LabelledBlock) -> LabelledBlock:
    """The piece; a question without an answer under it (its answer may be hidden) as it was before."""
    asks = new.label == "article.faq_question" or (isinstance(new.value, HeadingValue) and new.value.asks)
    if asks and (following is None or following.label in ("article.heading", "article.faq_question")):
        return old
    return new


def _is_question(text: str, stated: frozenset[str], *, in_section: bool) -> bool:
    if len(text) > LONGEST:
        return False
    return (in_section and text.endswith("?")) or one_line(text).casefold() in stated


def _end_of_details(document: Document, number: int) -> int:
    """Where the text of the `details` ends that this block is the `summary` of; -1: it is none."""
    markup, outline = document.blocks[number].markup, document.outline
    if markup is None or outline is None or "summary" not in markup.path[-3:]:
        return -1
    element = markup.element
    while element >= 0 and outline.tags[element] != "details":
        element = outline.parents[element]
    return document.blocks[outline.last[element]].end if element >= 0 else -1


def _is_term(document: Document, number: int) -> bool:
    return _item_tag(document, number) == "dt"


def _is_definition(document: Document, number: int) -> bool:
    return _item_tag(document, number) == "dd"


def _item_tag(document: Document, number: int) -> str:
    markup, outline = document.blocks[number].markup, document.outline
    return (
        outline.tags[markup.item] if markup is not None and outline is not None and markup.item >= 0 else ""
    )


def _source(piece: LabelledBlock) -> LabelledBlock:
    """An item of a list of sources as a source: its link is its address and, where it has words, its title."""
    item = piece.value
    if not isinstance(item, ItemValue):
        return piece
    text = one_line(item.text)
    found = parse_source(text)
    link = next(
        (one for one in piece.links if (one.href or "").startswith(("http://", "https://", "//"))), None
    )
    title = link.text if link and len(link.text.split()) > 1 and "://" not in link.text else found.title
    if not link and title and len(title) > WHOLE * len(text):
        title = None  # the whole entry: names, title and place cannot be told apart
    publisher = found.publisher
    if publisher and (not title or title in publisher or len(publisher) > PUBLISHER):
        publisher = None
    source = SourceValue(text, title, publisher, link.href if link else found.url, item)
    return piece._replace(
        label="article.source", reason=f"{piece.reason}; in the list of sources", value=source
    )
