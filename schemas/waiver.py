"""What people decide about findings: one waiver of `waivers.toml`, and the baseline file."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.base import Row

BASELINE_VERSION: Literal["1"] = "1"
"""Version of the baseline file's form."""
FINGERPRINT = r"^[0-9a-f]{16}$"
"""The form of a finding's fingerprint."""


class Waiver(Row):
    """Findings that are accepted for now: which, why, by whom, until when.

    Either `fingerprint`, or `code` and `page`.
    """

    fingerprint: str | None = Field(default=None, pattern=FINGERPRINT, description="Of the one finding.")
    code: str | None = Field(default=None, description="Code of a rule, with `page`.")
    page: str | None = Field(default=None, min_length=1, description="Glob of page_ids, with `code`.")
    reason: str = Field(min_length=1, description="Why these findings are accepted.")
    owner: str = Field(min_length=1, description="Who answers for it.")
    expires: date = Field(description="The last day on which it counts.")


class BaselineEntry(Row):
    """One finding of the debt; code and page are there for people and for updates."""

    fingerprint: str = Field(pattern=FINGERPRINT)
    code: str
    page_id: str


class Baseline(Row):
    """The debt of one day: findings that are known from then on. Sorted by fingerprint."""

    schema_version: Literal["1"] = BASELINE_VERSION
    findings: list[BaselineEntry] = Field(default_factory=list)
