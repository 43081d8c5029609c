"""LNK002: an internal link whose target does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.rules.base import CorpusRule, Hit
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity


class BrokenInternalLink(CorpusRule):
    """A link inside the site leads to no page of the site.

    What it checks
        Every internal address of the body and the cards, by its path and by the id in it, against the
        pages of the folder and the addresses and ids given by ``--known-targets``. Without that list
        a site is judged only when at least 80 % of its distinct internal targets resolve in the
        folder; else the folder is a part of the site, and nothing can be said. Nor is it where a run leaves
        pages out (``--limit``, ``--sample``, ``--include``, ``--exclude``).

    Why it matters
        A reader ends on an error page, and whoever follows links to build a graph gets holes.

    Example that fails
        ::

            === ga0101.txt
            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Related on PULSE
            - [Which vegetables grow in half shade?](/knowledge/ga0102)
            - [How do you water a roof garden?](/knowledge/ga0103)

            === ga0102.txt
            Which vegetables grow in half shade?

            Direct Answer
            Leaf vegetables such as lettuce, chard and spinach grow in half shade, as do radishes and most
                herbs.
            Related on PULSE
            - [How do you build a compost heap?](/knowledge/ga0104)
            - [What soil do tomatoes need?](/knowledge/ga0105)

            === ga0103.txt
            How do you water a roof garden?

            Direct Answer
            A roof garden is watered early in the day, slowly and seldom, so that the roots grow down.
            Related on PULSE
            - [How do you plan a community garden?](/knowledge/ga0101)
            - [How do you store seeds over winter?](/knowledge/ga0999)

            === ga0104.txt
            How do you build a compost heap?

            Direct Answer
            A compost heap is built in layers of green and brown, as wide as it is high, on open ground.
            Related on PULSE
            - [How do you plan a community garden?](/knowledge/ga0101)

            === ga0105.txt
            What soil do tomatoes need?

            Direct Answer
            Tomatoes need deep, loose soil that holds water, with compost worked in weeks before planting.
            Related on PULSE
            - [Which vegetables grow in half shade?](/knowledge/ga0102)

    Example that passes
        ::

            === ga0101.txt
            How do you plan a community garden?

            Direct Answer
            A community garden is planned around sun, water and people, in that order, over one winter.
            Related on PULSE
            - [Which vegetables grow in half shade?](/knowledge/ga0102)
            - [How do you water a roof garden?](/knowledge/ga0103)

            === ga0102.txt
            Which vegetables grow in half shade?

            Direct Answer
            Leaf vegetables such as lettuce, chard and spinach grow in half shade, as do radishes and most
                herbs.
            Related on PULSE
            - [How do you build a compost heap?](/knowledge/ga0104)
            - [What soil do tomatoes need?](/knowledge/ga0105)

            === ga0103.txt
            How do you water a roof garden?

            Direct Answer
            A roof garden is watered early in the day, slowly and seldom, so that the roots grow down.
            Related on PULSE
            - [How do you plan a community garden?](/knowledge/ga0101)

            === ga0104.txt
            How do you build a compost heap?

            Direct Answer
            A compost heap is built in layers of green and brown, as wide as it is high, on open ground.
            Related on PULSE
            - [How do you plan a community garden?](/knowledge/ga0101)

            === ga0105.txt
            What soil do tomatoes need?

            Direct Answer
            Tomatoes need deep, loose soil that holds water, with compost worked in weeks before planting.
            Related on PULSE
            - [Which vegetables grow in half shade?](/knowledge/ga0102)

    How to fix
        Give the link a target that exists, or take it out.

    Limits
        Nothing is fetched. The site's home page and links with another host are not judged; the
        site's own hosts are known from the addresses of its pages alone.
    """

    code = "LNK002"
    name = "broken-internal-link"
    severity: ClassVar[Severity] = "error"
    fix = "Give the link a target that exists, or take it out"

    def check(self, record: IndexRecord, index: Index) -> Iterator[Hit]:
        targets = index.targets
        if not targets.judged(record.site):
            return
        for card, row in zip(record.cards, index.target_rows(record), strict=True):
            if row != -1:
                continue
            target = targets.internal(card.href, site=record.site, page_id=record.page_id)
            if target is None or targets.exists(target, record.site):
                continue
            yield Hit(
                f"The link {clip(card.text)} leads to no known page of the site",
                card.text,
                card.start,
                card.end,
                found=card.href,
            )
