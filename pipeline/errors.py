"""The one tree of errors a user may meet. Each says what, where, and how to mend it.

    DechromeError                      exit 2 unless said otherwise
    ├── UsageError         E1xx        the command line or a call is off
    ├── SettingsError      E2xx        an unknown or wrong setting
    ├── ProfileError       E3xx        a site profile that cannot be used
    ├── InputError         E4xx        nothing to read, a manifest that does not fit
    ├── OutputError        E5xx        cannot write; another run holds the output; disk full
    ├── DatasetError       E6xx        a published dataset that breaks the contract
    ├── RunError           E7xx        worker processes that do not start or keep dying
    └── InternalError      E9xx        a fault of dechrome itself, with the place of its log

A page's failure is never one of these: it is data (a state and a code of the page).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class DechromeError(Exception):
    """An error for a person (one line) and for a program (`as_dict`)."""

    code = "E000"
    exit_code = 2

    def __init__(
        self, what: str, *, where: str | None = None, mend: str | None = None, code: str | None = None
    ):
        self.what = what
        self.where = where
        self.mend = mend
        if code is not None:
            self.code = code
        super().__init__(self.line())

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is pickled as its message alone, which here is made from the parts.
        return (_rebuilt, (type(self), self.what, self.where, self.mend, self.code))

    def line(self) -> str:
        """The error as one line: what, where and how to mend it."""
        where = f"{self.where}: " if self.where else ""
        mend = f"; {self.mend}" if self.mend else ""
        return " ".join(f"{where}{self.what}{mend} [{self.code}]".split())

    def as_dict(self) -> dict[str, str | int | None]:
        """The error as data, for `--json`."""
        return {
            "code": self.code,
            "what": self.what,
            "where": self.where,
            "mend": self.mend,
            "exit_code": self.exit_code,
        }


def _rebuilt(
    kind: type[DechromeError], what: str, where: str | None, mend: str | None, code: str
) -> DechromeError:
    return kind(what, where=where, mend=mend, code=code)


class UsageError(DechromeError):
    """The command line or a call is off."""

    code = "E100"


class SettingsError(DechromeError):
    """A setting is unknown or has a wrong value."""

    code = "E200"


class ProfileError(DechromeError):
    """A site profile is missing, or its file cannot be used."""

    code = "E300"


class InputError(DechromeError):
    """There is nothing to read, or the input manifest does not fit the folder."""

    code = "E400"


class OutputError(DechromeError):
    """The output cannot be written; what was there before is untouched."""

    code = "E500"


class DatasetError(DechromeError):
    """A published dataset breaks the contract or is none."""

    code = "E600"


class RunError(DechromeError):
    """The run cannot go on: its worker processes do not start or keep dying. Nothing was published."""

    code = "E700"


class InternalError(DechromeError):
    """A fault of dechrome itself. The line says where its detailed log was written."""

    code = "E900"


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A ready `did you mean` for the nearest known word, or None when nothing is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else None
