"""PAG001: a page that could not be read whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from schemas.vocabulary import Severity

_NO_FILE = "the file cannot be read"


class UnreadablePage(PageRule):
    """The bytes could not be decoded or parsed whole, or the page is empty.

    What it checks
        What decoding and parsing said of the page, and whether it holds any visible text.

    Why it matters
        A page that was not read whole looks like a shorter page. Nothing else that is said of it can be
        trusted.

    Example that fails
        A file of no bytes, a picture named ``.txt``, or HTML that ends inside a tag so that text is lost.

    Example that passes
        ::

            Pulse ← Library

            How do you dry apples?

            Direct Answer

            Core them, cut them into rings as thick as a pencil and hang them on strings above the stove.

    How to fix
        Dump the page again, and check that the dump is text in one encoding.

    Limits
        Text that was decoded with a wrong but fitting encoding is PAG002. Pages that were skipped for their
        size were not read, and their row says so.
    """

    code = "PAG001"
    name = "unreadable-page"
    severity: ClassVar[Severity] = "error"
    fix = "Dump the page again and check that it is text in one encoding"
    needs_article = False

    def check(self, page: PageContext) -> Iterator[Hit]:
        extraction = page.extraction
        if extraction.state == "skipped":
            return
        told = page.decode_problem is not None
        if page.decode_problem:
            words = _words(page.decode_problem)
            if words.startswith(_NO_FILE):
                fix = "Bring the file back, or take its name out of the folder"
                yield Hit(words[:1].upper() + words[1:], subject="file", fix=fix)
            else:
                yield Hit(f"The page could not be decoded whole: {words}", subject="decoding")
        if page.document.problem and page.document.problem != page.decode_problem:
            told = True
            yield Hit(
                f"The page could not be parsed whole: {_words(page.document.problem)}", subject="parsing"
            )
        if extraction.state == "empty" or not page.document.accounted.strip():
            if not page.decode_problem:
                yield Hit("The page holds no text", subject="text")
        elif extraction.state == "unreadable" and not told:
            yield Hit(f"The page could not be read: {_words(extraction.reason or 'no reason given')}")


def _words(problem: str) -> str:
    return problem.strip().rstrip(".")
