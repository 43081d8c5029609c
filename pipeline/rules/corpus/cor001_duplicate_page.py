"""COR001: the same page twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.rules.base import CorpusRule, Hit
from schemas.vocabulary import Severity

_NAMES = {
    "diagram": ("diagram", "diagrams"),
    "faq": ("question", "questions"),
    "list": ("list", "lists"),
    "source": ("source", "sources"),
    "table": ("table", "tables"),
}
"""Kind of fact → its name for one and for several."""


def _listed(words: list[str]) -> str:
    """The words as an enumeration."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


class DuplicatePage(CorpusRule):
    """Several pages are one entry: byte for byte, by the id of the site, or by title and text.

    What it checks
        Equal bytes, an equal id of the site, and within a site an equal title with nearly equal text
        (estimated similarity .6 of the 3-word shingles). The page that keeps most characters is the
        article; the finding stands on each of the others and names the facts (sources, lists,
        diagrams, tables, questions) of which it has more.

    Why it matters
        Duplicates weigh some articles double. But two captures of one page lose different things: the
        copy may hold the sources that the kept page lacks.

    Example that fails
        ::

            === again/garden.txt
            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Choosing the plot
            The plot needs six hours of sun and a tap.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === garden.txt
            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Choosing the plot
            The plot needs six hours of sun and a tap.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

    Example that passes
        ::

            === again/compost.txt
            How do you build a compost heap?

            Direct Answer
            A compost heap is built in layers of green and brown, as wide as it is high, on open ground.
            Choosing the place
            Half shade is best, near the kitchen.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

            === garden.txt
            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Choosing the plot
            The plot needs six hours of sun and a tap.
            Related on PULSE
            - [How do you store seeds over winter?](/knowledge/ga0201)

    How to fix
        Keep one page of the entry, with what only the other holds.

    Limits
        Counts are compared, not texts: a copy with three other sources than the three of the kept
        page is not named.
    """

    code = "COR001"
    name = "duplicate-page"
    severity: ClassVar[Severity] = "info"
    fix = "Keep one page of the entry, with what only the other holds"

    def check(self, record: IndexRecord, index: Index) -> Iterator[Hit]:
        reason = index.duplicate_reason(record)
        entry = index.entry(record)
        if reason is None or entry is None:
            return
        kept = dict(entry.kept_facts)
        only = [
            f"{count - kept.get(kind, 0)} {_NAMES[kind][count - kept.get(kind, 0) != 1]}"
            for kind, count in record.facts
            if kind in _NAMES and count > kept.get(kind, 0)
        ]
        message = f"Another page is kept for this one: {reason.removeprefix('COR001 ')}"
        if only:
            message += f"; only this one holds {_listed(only)}"
        yield Hit(
            message,
            entry.article_id,
            record.title_start,
            record.title_end,
            expected=f"kept: {entry.kept_page_id}",
            related_page_ids=(entry.kept_page_id,),
        )
