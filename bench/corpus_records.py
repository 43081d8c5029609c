"""Index records of a large site: who the articles are and what they link to comes from the generator, what their
texts are like from records that were really extracted from a few hundred generated pages.

Each text is made its own: most of its shingles, paragraphs and the meaning of its openings differ from those of the
page it was drawn from. One article in a hundred is a near-copy of the one before it, and one in ten belongs to a
family of four written from one template.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

import numpy as np

from bench.rule_chain import records_of
from bench.rule_sites import raw_of
from pipeline.index.model import CardRecord, IndexRecord
from pipeline.index.paragraphs import LEAD_BYTES
from tests.sitegen import generate_page
from tests.sitegen.dice import Dice
from tests.sitegen.families import SIBLINGS, sibling
from tests.sitegen.identity import Site, identity, neighbours

POOL = 300
CARDS = 25
FAMILY = 4
_OF_FAMILIES = 40
"""Of so many articles the first four are a family."""
_OF_COPIES = 100
_KEPT = 0.3
"""Share of the sketch, and of the paragraphs, that is that of the page drawn from."""
_FLIPPED, _FLIPPED_IN_FAMILIES = 0.3, 0.06
"""Share of the signs of the openings that differ from those of the page drawn from."""


def pool(seed: int, size: int) -> list[IndexRecord]:
    """Records of generated pages that went through all stages."""
    pages = (generate_page(seed, index, size=size, pages=POOL) for index in range(POOL))
    return records_of(map(raw_of, pages))


def records(seed: int, number: int, drawn: Sequence[IndexRecord]) -> Iterator[IndexRecord]:
    """That many articles, the same for the same seed; the first ones do not hang on how many follow."""
    site = Site(number)
    indexes = (index for index in count() if identity(seed, index).is_article)
    before: IndexRecord | None = None
    for place, index in zip(range(number), indexes, strict=False):
        member = index % _OF_FAMILIES
        who, text = identity(seed, index), drawn[index % len(drawn)]
        if _is_added(index):
            who = sibling(who, identity(seed, index - member), SIBLINGS[member])
            text = drawn[(index - member) % len(drawn)]
        linked = neighbours(seed, index, CARDS, Dice(seed, index, "cards"), site)
        cards = tuple(
            CardRecord(at, "more", other.title, other.path, other.domain.category, other.tag, None, None)
            for at, other in enumerate(other for other in linked if not _is_added(other.index))
        )
        own = _own(text, place, member < FAMILY)
        if before is not None and place % _OF_COPIES == _OF_COPIES - 1:
            own = replace(own, sketch=before.sketch, paragraphs=before.paragraphs)
        before = replace(
            own,
            page_id=f"library/{place:07}.txt",
            article_id=who.site_id,
            site_id=who.site_id,
            raw_sha256=hashlib.sha256(str(place).encode()).hexdigest(),
            title=who.title,
            category=who.domain.category,
            url=f"https://library.example{who.path}",
            cards=cards,
        )
        yield before


def _is_added(index: int) -> bool:
    """Whether the article is one of a family, but for its first."""
    return 0 < index % _OF_FAMILIES < FAMILY


def _own(text: IndexRecord, place: int, family: bool) -> IndexRecord:
    """The record of a text like this one, but its own."""
    dice = np.random.default_rng(place)
    sketch = np.array(text.sketch, dtype=np.uint32)
    fresh = dice.random(len(sketch)) > _KEPT
    sketch[fresh] = dice.integers(0, 2**32, int(fresh.sum()), dtype=np.uint32)
    marks = np.array(text.paragraphs, dtype=np.uint32)
    fresh = dice.random(len(marks)) > _KEPT / 3
    marks[fresh] = dice.integers(0, 2**32, int(fresh.sum()), dtype=np.uint32)
    leads = np.frombuffer(text.leads, dtype=np.uint8)
    flips = dice.random(len(leads) * 8) < (_FLIPPED_IN_FAMILIES if family else _FLIPPED)
    leads = leads ^ np.packbits(flips)
    assert len(leads) % LEAD_BYTES == 0
    return replace(
        text,
        sketch=tuple(sketch.tolist()),
        paragraphs=tuple(marks.tolist()),
        openings=text.openings[: len(marks)],
        leads=leads.tobytes(),
    )
