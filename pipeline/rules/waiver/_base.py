"""What the rules about waivers look at: one waiver and what it covered in the run."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from pipeline.rules.base import BaseRule, Hit
from schemas.vocabulary import Outcome
from schemas.waiver import Waiver


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """A waiver, and what it covered."""

    waiver: Waiver
    line: int
    """In the waivers file."""
    as_of: date
    covered: int
    """Findings that it names, whether or not it is still in force."""
    held: int
    """Of them, those that another waiver covers for longer."""
    beside: tuple[int, ...]
    """Lines of the waivers that cover, as long, all that it names, so that it is not needed; empty where it is."""
    of_rule: int
    """All findings of its rule in the run; 0 for the waiver of one finding."""
    judged: bool
    """Whether the run looked at everything that it may cover: False for part of the pages or of the rules."""

    @property
    def expired(self) -> bool:
        """Whether its last day is over."""
        return self.as_of > self.waiver.expires

    @property
    def name(self) -> str:
        """What it waives, in words that no move within the file changes."""
        waiver = self.waiver
        if waiver.fingerprint is not None:
            return f"the finding {waiver.fingerprint}"
        return f"{waiver.code} on {waiver.page}"

    @property
    def place(self) -> str:
        """The waiver for a message: its line and owner."""
        return f"The waiver in line {self.line} ({self.waiver.owner}) of {self.name}"

    def hit(
        self,
        message: str,
        *,
        outcome: Outcome | None = None,
        expected: str | None = None,
        found: str | None = None,
    ) -> Hit:
        """A hit about this waiver; its subject says that the page it hangs on is not to blame."""
        subject = f"Waiver of {self.name}, not this page"
        return Hit(message, subject=subject, outcome=outcome, expected=expected, found=found)


class WaiverRule(BaseRule):
    """A rule over one waiver in the light of the whole run."""

    scope: ClassVar[Literal["page", "corpus", "run"]] = "run"

    @abstractmethod
    def check(self, use: WaiverUse) -> Iterator[Hit]:
        """Yield what is wrong with the waiver. Pure."""


def findings_in_words(number: int) -> str:
    """`1 finding`, `12 findings`."""
    return f"{number:,} finding{'' if number == 1 else 's'}"
