"""The texts of a page as rules and index read them: cut into tokens once, all together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pipeline.index.runs import PageTokens, Runs
from schemas.article import Article

OPENING = 400
"""Tokens of an article's text that tell what it is about."""


class Pieces:
    """The headings, blocks and answers of an article in its order, each fact a list with one entry for each piece."""

    def __init__(self, article: Article) -> None:
        self.kinds: list[str] = []
        """`heading`, `answer`, or the kind of the block."""
        self.sections: list[int] = []
        """The position of its section; -1 for an answer."""
        self.shown: list[bool] = []
        """Whether it stands in the article's text."""
        self.parts: list[str] = []
        """The items of a list, one text of any other: not one for each piece."""
        self.sizes: list[int] = []
        """The number of its parts."""
        text: list[str] = []
        for section in article.sections:
            position, in_text = section.position, section.role != "related"
            if section.heading:
                self._add("heading", position, in_text, [section.heading])
                if in_text:
                    text.append(section.heading)
            for block in section.blocks:
                kind, content = block.kind, block.text
                shown = in_text and kind != "image" and content != ""
                self._add(kind, position, shown, (kind == "list" and block.items) or [content])
                if shown:
                    text.append(content)
        for faq in article.faqs:
            self._add("answer", -1, False, [faq.answer])
        self.are_the_text = "\n\n".join(text) == article.text
        """Not where the text has something before its pieces, or was changed since."""

    def _add(self, kind: str, section: int, shown: bool, parts: list[str]) -> None:
        self.kinds.append(kind)
        self.sections.append(section)
        self.shown.append(shown)
        self.parts += parts
        self.sizes.append(len(parts))


class PageTexts:
    """The tokens of an article and of the other texts of its page, read together."""

    def __init__(self, article: Article, others: Iterable[str] = ()) -> None:
        """`others`: texts that will be asked for beside the article's."""
        self.pieces = Pieces(article)
        self.tokens = PageTokens()
        self._title, self._text = article.title, article.text
        whole = [] if self.pieces.are_the_text else [self._text]
        self.tokens.read([*others, *self.pieces.parts, self._title, *whole])

    @cached_property
    def runs(self) -> Runs:
        """The tokens of the pieces, a run for each."""
        return self.tokens.runs(self.pieces.parts).grouped(self.pieces.sizes)

    @property
    def title(self) -> Runs:
        """The tokens of the title."""
        return self.tokens.runs([self._title])

    @cached_property
    def text(self) -> Runs:
        """The tokens of the article's text, as one run."""
        if self.pieces.are_the_text:
            return self.runs.joined(self.pieces.shown)
        return self.tokens.runs([self._text])

    @cached_property
    def opening(self) -> Runs:
        """The first tokens of the article's text."""
        return self.text.beginning(OPENING)
