"""A finding of QA: what is wrong, where, how sure, and how to mend it."""

from __future__ import annotations

from pydantic import Field

from schemas.base import Row
from schemas.vocabulary import FindingState, Outcome, Severity


class FamilyMember(Row):
    """One page of a family of articles that a finding tells of."""

    page_id: str
    differs: str = Field(description="What the titles of the others do not have; else the whole title.")
    paragraphs: int = Field(description="Paragraphs that were compared, at most 48.")
    own_paragraphs: int = Field(description="Of them those that no other member has.")


class Finding(Row):
    """One finding. The row of the table `findings`, and the one identity in every report."""

    fingerprint: str = Field(description="Survives moved lines, other workers and other order.")
    code: str
    name: str
    severity: Severity
    outcome: Outcome
    page_id: str
    related_page_ids: list[str] = Field(default_factory=list)
    article_id: str | None = None
    subject: str | None = Field(default=None, description="What it is about: a heading, a card, a field.")
    message: str = Field(description="One line, no full stop.")
    line: int | None = None
    column: int | None = None
    source_start: int | None = Field(default=None, description="Offset in the decoded source.")
    source_end: int | None = None
    excerpt: str | None = Field(default=None, description="The page's own text at that place.")
    expected: str | None = None
    found: str | None = None
    fix: str
    state: FindingState = "new"
    waiver_reason: str | None = None
    family: list[FamilyMember] = Field(
        default_factory=list, description="COR002: its pages, the finding's own first, and how each differs."
    )
