"""The settings of a run: one strict model, each value with its default and one sentence.

Where a value comes from (flag, environment, file, default) is resolved in `pipeline.settings_sources`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.vocabulary import PageType

PartPolicy = Annotated[
    str, StringConstraints(pattern=rf"^({'|'.join(get_args(PageType))})=(keep|remove|judge)$")
]
"""What becomes of a part of the page on one page type: `forum=keep`, `article=remove`, `product=judge`."""


class Settings(BaseModel):
    """Everything that changes what a run does. Frozen; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    profile: str = Field("auto", description="`auto`, the name of a shipped profile, or a TOML file.")
    include: tuple[str, ...] = Field((), description="Only pages whose page_id matches one of these globs.")
    exclude: tuple[str, ...] = Field((), description="No page whose page_id matches one of these globs.")
    limit: int | None = Field(None, ge=1, description="Only the first N pages.")
    sample: int | None = Field(None, ge=1, description="Only N pages drawn at random.")
    seed: int = Field(0, description="Seed of the sample.")
    workers: int | None = Field(
        None, ge=0, description="Worker processes; 0 runs in this process; unset: one a core."
    )
    page_seconds: float = Field(30.0, gt=0, description="Deadline of one page in one stage, in seconds.")
    max_page_bytes: int = Field(200_000_000, ge=1, description="Larger pages are skipped, and said so.")
    select: tuple[str, ...] = Field((), description="Only these rules (codes or prefixes); empty: all.")
    ignore: tuple[str, ...] = Field((), description="Not these rules (codes or prefixes).")
    fail_on: Literal["never", "warning", "error"] = Field(
        "never", description="Which findings make exit code 1."
    )
    new_only: bool = Field(
        False, description="Only new findings gate; with no `fail_on`, warnings and errors."
    )
    as_of: date | None = Field(
        None, description="The day the run is judged against, as 2027-01-31; unset: today."
    )
    report_excerpts: Literal["full", "none"] = Field(
        "full", description="`none` keeps page text out of reports."
    )
    publish_types: tuple[PageType, ...] = Field(
        ("article", "documentation", "service", "forum", "product", "other"),
        description="Page types that become articles.",
    )
    comments: tuple[PartPolicy, ...] = Field(
        (),
        description="Comments by page type on unknown sites: TYPE=keep, =remove or =judge (the model, the default).",
    )
    reviews: tuple[PartPolicy, ...] = Field(
        (), description="Reviews by page type on unknown sites: TYPE=keep, =remove or =judge (the default)."
    )
    product_cards: tuple[PartPolicy, ...] = Field(
        (),
        description="Cards of products by page type on unknown sites: TYPE=keep, =remove or =judge (the default).",
    )
    title_in_text: tuple[PageType, ...] = Field(
        (), description="Page types whose `text` begins with the title; `markdown` always does."
    )
    min_confidence: float = Field(0.5, ge=0, le=1, description="Below it a page gets PAG008 and `review`.")
    repeated_pages: int = Field(
        3, ge=2, description="A block on this many pages of a site may be its chrome."
    )
    repeated_share: float = Field(0.02, gt=0, le=1, description="… and on at least this share of them.")
    small_site: int = Field(8, ge=1, description="With fewer pages, repetition of a site is not judged.")
    min_words: int = Field(120, ge=0, description="Articles with fewer words get TXT002.")
    word_count_tolerance: float = Field(
        0.05, ge=0, description="TXT001: allowed share between stated and counted."
    )
    off_topic_below: float = Field(
        0.12, ge=-1, le=1, description="LNK001: a card is off topic at this relatedness or lower."
    )
    near_duplicate_similarity: float = Field(
        0.7, gt=0, le=1, description="COR002: estimated Jaccard of 3-word shingles."
    )

    @property
    def reads_part(self) -> bool:
        """Whether a run with these settings looks at part of its pages only."""
        return self.limit is not None or self.sample is not None or bool(self.include)


class Places(BaseModel):
    """Where a run reads and writes, and who decides. Not part of what it does: no digest holds them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    out: str = Field(
        "normalized", description="Folder of the dataset; `current` in it is the newest version."
    )
    reports: str = Field("reports", description="Folder that shows the reports of the newest run.")
    manifest: str | None = Field(
        None, description="CSV or JSONL manifest of the input; unset: looked for in it."
    )
    known_targets: str | None = Field(None, description="File of addresses and ids that exist, one a line.")
    baseline: str | None = Field(
        None, description="File of known findings; unset: dechrome-baseline.json, if it is here; empty: none."
    )
    waivers: str | None = Field(
        None, description="File of accepted findings; unset: waivers.toml, if it is here; empty: none."
    )
    owner: str | None = Field(None, description="Who answers for a waiver that `dechrome waive` writes.")
