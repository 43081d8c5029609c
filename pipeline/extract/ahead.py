"""What comes below a line of a flat page's body: asked of many lines, looked up once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from pipeline.document import Block
from pipeline.extract import layout
from pipeline.extract.rows import match_row
from pipeline.profiles.ready import ReadyProfile, ReadyZone

MIN_PROSE = 3
"""So many paragraphs below a row of the page's end: it does not stand there."""


class Ahead:
    """The lines of one page by what they say of the lines above them."""

    def __init__(
        self, blocks: Sequence[Block], zones: Sequence[ReadyZone | None], profile: ReadyProfile
    ) -> None:
        self._blocks = blocks
        self._of_block = zones
        self._profile = profile

    def goes_on(self, index: int, *, in_faq: bool) -> bool:
        """Whether the article goes on below a row of the page's end that stands in its midst.

        It does when a zone of the article, some paragraphs or (in an FAQ) a question come before the site's own zones.
        """
        end = len(self._blocks)
        at = bisect_right(self._zones, index)
        zone = self._zones[at] if at < len(self._zones) else end
        third = bisect_right(self._prose, index) + MIN_PROSE - 1
        text = self._prose[third] if third < len(self._prose) else end
        if in_faq:
            asked = bisect_right(self._questions, index)
            text = min(text, self._questions[asked] if asked < len(self._questions) else end)
        if zone <= text:
            opened = self._of_block[zone] if zone < end else None
            return opened is not None and not opened.zone.chrome
        return True

    @cached_property
    def _zones(self) -> list[int]:
        return [at for at, zone in enumerate(self._of_block) if zone is not None]

    @cached_property
    def _prose(self) -> list[int]:
        return [
            at
            for at, block in enumerate(self._blocks)
            if len(block.text) >= layout.LONG_LINE and "·" not in block.text
        ]

    @cached_property
    def _questions(self) -> list[int]:
        return [
            at
            for at, block in enumerate(self._blocks)
            if layout.split_question(block.text) is not None
            and match_row(self._profile, block.text, ("tail", "any")) is None
        ]
