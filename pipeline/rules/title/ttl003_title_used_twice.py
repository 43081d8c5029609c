"""TTL003: two articles have one title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.rules.base import CorpusRule, Hit
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity


class TitleUsedTwice(CorpusRule):
    """Several articles of one site have the same title.

    What it checks
        The titles of all articles of a site without case and punctuation. One finding for each title,
        on the smallest page_id, which names the others. Pages that are one entry (COR001) count once.

    Why it matters
        Readers and search engines cannot tell the two apart, and lists built from titles show one
        thing twice.

    Example that fails
        ::

            === one.txt
            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === two.txt
            How do you plan a community garden?

            Direct Answer
            Begin with the neighbours: a garden that nobody waters in July was planned by one person alone.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

    Example that passes
        ::

            === one.txt
            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === two.txt
            Who waters a community garden in July?

            Direct Answer
            Begin with the neighbours: a garden that nobody waters in July was planned by one person alone.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

    How to fix
        Give each article a title of its own, or make them one.

    Limits
        Titles that differ by one word are different; near-duplicate texts are COR002.
    """

    code = "TTL003"
    name = "title-used-twice"
    severity: ClassVar[Severity] = "warning"
    fix = "Give each article a title of its own, or make them one"

    def check(self, record: IndexRecord, index: Index) -> Iterator[Hit]:
        use = index.titles.get(record.page_id)
        if use is None:
            return
        others = use.page_ids[1:]
        more = f"{len(others)} other articles have" if len(others) > 1 else "another article has"
        yield Hit(
            f"{more.capitalize()} the title {clip(record.title)}",
            record.title,
            record.title_start,
            record.title_end,
            related_page_ids=others,
        )
