"""Reads `waivers.toml`; what is wrong in it is told with file, line and how to mend it.

[[waiver]]
code = "LNK001"            # or: fingerprint = "00f3a1b2c4d5e6f7"
page = "guides/old-*"      # a glob of page_ids, as --include takes them
reason = "The old guides are replaced in autumn"
owner = "content team"
expires = 2027-01-31       # the last day on which it counts
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from pipeline.errors import SettingsError, did_you_mean
from pipeline.settings_sources import read_toml
from schemas.waiver import Waiver

TABLE = "waiver"
KEYS = tuple(Waiver.model_fields)
REQUIRED = ("reason", "owner", "expires")
FAMILY = "WVR"
"""Findings about waivers can neither be waived nor be part of a baseline."""

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]*?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[.=]")


@dataclass(frozen=True, slots=True)
class PlacedWaiver:
    """A waiver and where it stands."""

    waiver: Waiver
    line: int
    """Of its `[[waiver]]`, from 1."""


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a file in its order, and the digest of its text."""

    placed: tuple[PlacedWaiver, ...]
    sha256: str


def read_waivers(path: Path, codes: Collection[str]) -> Waivers:
    """The waivers of a file; `codes` are those of all rules.

    Raises SettingsError: E202 for what is no TOML, E203 for what is no waiver.
    """
    shown = str(path)
    text, values = read_toml(path, shown)
    lines = _Lines(text)
    for key in values:
        if key != TABLE:
            guess = did_you_mean(key, (TABLE,)) or f"write each waiver as a table [[{TABLE}]]"
            _refuse(f"'{key}' is not known here", f"{shown}:{lines.of_key(key)}", guess)
    entries = values.get(TABLE, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        _refuse(f"'{TABLE}' is no list of tables", f"{shown}:{lines.of_key(TABLE)}", f"write [[{TABLE}]]")
    places = [lines.of_entry(number, len(entries)) for number in range(len(entries))]
    placed = tuple(
        PlacedWaiver(_waiver(entry, shown, place, codes), place[""])
        for entry, place in zip(entries, places, strict=True)
    )
    return Waivers(placed, hashlib.sha256(text.encode()).hexdigest())


def _waiver(entry: dict[str, Any], shown: str, place: Mapping[str, int], codes: Collection[str]) -> Waiver:
    def refuse(what: str, mend: str, key: str = "") -> NoReturn:
        _refuse(what, f"{shown}:{place.get(key, place[''])}", mend)

    for key in entry:
        if key not in KEYS:
            refuse(
                f"'{key}' is no key of a waiver",
                did_you_mean(key, KEYS) or f"known are {', '.join(KEYS)}",
                key,
            )
    for key in REQUIRED:
        if key not in entry:
            refuse(f"the waiver has no {key}", f"add: {_example(key)}")
    for key, value in entry.items():
        if key == "expires":
            if not isinstance(value, date) or isinstance(value, datetime):
                refuse(f"expires is no date: {value!r}", f"write a day without quotes: {_example(key)}", key)
        elif not isinstance(value, str) or not value.strip():
            refuse(f"{key} is empty or no text", f"write, for example: {_example(key)}", key)
    if ("fingerprint" in entry) == ("code" in entry or "page" in entry):
        refuse("a waiver names a fingerprint, or a code and a page", "keep one of the two")
    if "fingerprint" not in entry and not ("code" in entry and "page" in entry):
        missing = "page" if "code" in entry else "code"
        refuse(f"the waiver has no {missing}", f"add: {_example(missing)}")
    code = entry.get("code")
    if code is not None and (code not in codes or code.startswith(FAMILY)):
        about = "is about waivers and cannot be waived" if code in codes else "is the code of no rule"
        known = [one for one in codes if not one.startswith(FAMILY)]
        refuse(f"'{code}' {about}", did_you_mean(code, known) or "`dechrome rules` lists the rules", "code")
    try:
        return Waiver.model_validate(entry)
    except ValidationError:
        refuse("fingerprint is not 16 digits of 0-9 and a-f", "copy it from the report", "fingerprint")


def _example(key: str) -> str:
    return {
        "fingerprint": 'fingerprint = "00f3a1b2c4d5e6f7"',
        "code": 'code = "LNK001"',
        "page": 'page = "guides/old-*"',
        "reason": 'reason = "why these findings are accepted"',
        "owner": 'owner = "who answers for it"',
        "expires": "expires = 2027-01-31",
    }[key]


def _refuse(what: str, where: str, mend: str) -> NoReturn:
    raise SettingsError(what, where=where, mend=mend, code="E203")


class _Lines:
    """On which line each table and key stands; 1 where the file is written in an unusual way."""

    def __init__(self, text: str) -> None:
        self._top: dict[str, int] = {}
        self._entries: list[dict[str, int]] = []
        here = self._top
        for number, line in enumerate(text.splitlines(), 1):
            if header := _HEADER.fullmatch(line):
                name = header[1].strip("\"' ")
                self._top.setdefault(name.split(".")[0], number)
                here = {"": number}
                if name == TABLE:
                    self._entries.append(here)
            elif key := _KEY.match(line):
                here.setdefault(key[1], number)

    def of_key(self, key: str) -> int:
        """The line of a key or table of the top."""
        return self._top.get(key, 1)

    def of_entry(self, number: int, entries: int) -> Mapping[str, int]:
        """The lines of the keys of a waiver; its own under the empty key."""
        if len(self._entries) != entries:
            return {"": self.of_key(TABLE)}
        return self._entries[number]
