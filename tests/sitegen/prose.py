"""Sentences and paragraphs of one domain, drawn from its banks and the shared frames."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tests.sitegen.banks import common
from tests.sitegen.banks.base import Domain
from tests.sitegen.dice import Dice
from tests.sitegen.words import gerund, sentence_case, third, title_case, with_article

# A compiled phrase: literal text at even places, the name of a slot at odd ones.
Phrase = tuple[str, ...]
Bank = tuple[Phrase, ...]

_SLOT: Final = re.compile(r"\{(\w+)\}")


def _compile(entries: tuple[str, ...]) -> Bank:
    return tuple(tuple(_SLOT.split(entry)) for entry in entries)


@lru_cache(maxsize=1)
def _shared() -> dict[str, Bank]:
    """Banks that are the same for every domain."""
    return {
        "clause": _compile(common.CLAUSES),
        "when": _compile(common.WHENS),
        "pct": _compile(common.PERCENTS),
        "money": _compile(common.MONEY),
        "n": _compile(common.COUNTS),
        "days": _compile(common.DAYS),
        "company": _compile(common.COMPANIES),
        "name": _compile(common.PEOPLE),
        "_question": _compile(common.QUESTIONS),
        "_heading": _compile(common.HEADINGS),
        "_lead": _compile(common.LEADS),
        "_table_lead": _compile(common.TABLE_LEADS),
        "_diagram_lead": _compile(common.DIAGRAM_LEADS),
    }


@lru_cache(maxsize=32)
def _banks(domain: Domain) -> dict[str, Bank]:
    """Every bank of a domain, with the verb forms and noun phrases worked out once."""
    described = tuple(f"{adjective} {noun}" for adjective in domain.adjectives for noun in domain.nouns)
    own_frames = tuple(frame if frame[-1] in ".?!" else frame + "." for frame in domain.frames)
    return {
        **_shared(),
        "actor": _compile(domain.actors),
        "team": _compile(domain.teams),
        "noun": _compile(domain.nouns),
        "metric": _compile(domain.metrics),
        "trouble": _compile(domain.troubles),
        "tool": _compile(domain.tools),
        "act": _compile(domain.actions),
        "acts": _compile(tuple(third(action) for action in domain.actions)),
        "acting": _compile(tuple(gerund(action) for action in domain.actions)),
        "thing": _compile(tuple("the " + noun for noun in (*described, *domain.nouns * 8))),
        "athing": _compile(tuple(with_article(noun) for noun in (*described, *domain.nouns * 8))),
        "things": _compile(
            tuple(f"{adjective} {plural}" for adjective in domain.adjectives for plural in domain.plurals)
            + domain.plurals * 10
        ),
        "_frame": _compile(own_frames + tuple(f for f in own_frames if "{" in f) + common.FRAMES),
    }


class Writer:
    """Writes for one page: one domain, one topic, one segment, one dice. Frames are dealt like cards."""

    __slots__ = ("_banks", "_deck", "dice", "domain", "segment", "topic")

    def __init__(self, dice: Dice, domain: Domain, topic: str, segment: str) -> None:
        self.dice = dice
        self.domain = domain
        self.topic = topic
        self.segment = segment
        self._banks = {**_banks(domain), "seg": ((segment,),), "topic": ((topic,),)}
        self._deck: list[Phrase] = []

    def phrase(self, slot: str) -> str:
        """A random entry of one bank, its own slots filled."""
        return self._fill(self.dice.pick(self._banks[slot]))

    def _fill(self, phrase: Phrase) -> str:
        if len(phrase) == 1:
            return phrase[0]
        banks, pick = self._banks, self.dice.pick
        out = list(phrase)
        for place in range(1, len(out), 2):
            inner = pick(banks[out[place]])
            out[place] = inner[0] if len(inner) == 1 else self._fill(inner)
        return "".join(out)

    def write(self, template: str) -> str:
        """Fill a template given on the spot, such as a title pattern."""
        return self._fill(tuple(_SLOT.split(template)))

    def sentence(self) -> str:
        """One sentence; straight and curly apostrophes are mixed within a page, as on the site."""
        if not self._deck:
            self._deck = list(self._banks["_frame"])
            self.dice.shuffle(self._deck)
        text = sentence_case(self._fill(self._deck.pop()))
        if "'" in text and self.dice.chance(0.5):
            text = text.replace("'", "’")
        return text

    def paragraph(self, sentences: int = 0) -> str:
        """One to five sentences; short paragraphs of one sentence are common."""
        count = sentences or self.dice.pick((1, 2, 3, 3, 3, 4, 4, 5))
        return " ".join(self.sentence() for _ in range(count))

    def heading(self) -> str:
        """A statement or a question in headline capitals."""
        return title_case(self.phrase("_heading"))

    def question(self) -> str:
        """A reader's question, for the FAQ."""
        return sentence_case(self.phrase("_question"))

    def lead(self, kind: str = "_lead") -> str:
        """A lead-in that ends in a colon."""
        return sentence_case(self.phrase(kind))
