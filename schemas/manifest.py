"""`manifest.json` of a published dataset: what it holds and how it was made."""

from __future__ import annotations

from pydantic import Field

from schemas.base import Row


class TableFile(Row):
    """One Parquet file of the dataset."""

    path: str = Field(description="Relative to the version's folder.")
    table: str
    rows: int
    bytes: int
    sha256: str


class AccountSum(Row):
    """The account over all pages; the four parts add up to `chars`."""

    chars: int
    kept_chars: int
    data_chars: int
    removed_chars: int
    unexplained_chars: int
    by_chrome_kind: dict[str, int] = Field(default_factory=dict)


class Manifest(Row):
    """The dataset's own description. Times live here only, outside every digest."""

    schema_version: str
    tool: str = "dechrome"
    tool_version: str
    run_id: str = Field(description="Digest of input, settings, as-of date and tool version.")
    input_digest: str
    settings_digest: str
    settings: dict[str, object]
    as_of: str
    started_at: str
    finished_at: str
    seconds: float
    pages: int
    pages_by_state: dict[str, int]
    pages_by_site: dict[str, int]
    pages_by_capture: dict[str, int]
    articles: int
    findings: int
    findings_by_code: dict[str, int]
    findings_by_severity: dict[str, int]
    account: AccountSum
    notes: list[str] = Field(default_factory=list, description="What could not be judged, in words.")
    files: list[TableFile]
    digest: str = Field(description="Digest over the files' hashes: same rows, same digest.")
