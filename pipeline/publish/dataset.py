"""Publishing: from finished chunks to a new version that `current` shows, or no change at all."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import OutputError
from pipeline.publish.card import dataset_card
from pipeline.publish.files import after_the_switch, sync_file, writing
from pipeline.publish.parts import table_file, write_part
from pipeline.publish.plan import PART_BYTES, Part, make_plan
from pipeline.publish.summary import ChunkSummary, Counts, merged, sorted_counts
from pipeline.publish.versions import current_version, new_version, prune, switch
from schemas.manifest import Manifest, TableFile
from schemas.vocabulary import SCHEMA_VERSION

SURVEY = "survey.parquet"
MANIFEST = "manifest.json"
CARD = "README.md"
REPORT = "report"

DrawReport = Callable[[Path], None]
"""Draws the reports of the version in this folder (its tables and manifest are there) into its `report/`."""


class MapParts(Protocol):
    """Runs `write_part` on every part, in this process or in workers; results in the order of the parts."""

    def __call__(
        self, write: Callable[[Part], TableFile], parts: Sequence[Part], /
    ) -> Iterable[TableFile]: ...


@dataclass(frozen=True, slots=True)
class PublishInfo:
    """What the manifest says of the run, beyond what can be counted."""

    tool_version: str
    run_id: str
    input_digest: str
    settings_digest: str
    settings: dict[str, object]
    """As JSON types; holds at least `min_confidence`."""
    as_of: date
    started_at: datetime
    """With a time zone."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A dataset that `current` shows."""

    version: Path
    manifest: Manifest


def publish(
    work: Path,
    chunks: Sequence[ChunkSummary],
    info: PublishInfo,
    out: Path,
    *,
    survey: pa.Table,
    draw_report: DrawReport,
    map_parts: MapParts = map,
    part_bytes: int = PART_BYTES,
) -> Published:
    """Write a new version of the dataset from finished chunks and switch `current` to it.

    `survey` is what was learned over the folder, with its rows sorted; it becomes `survey.parquet`.
    Hold the output folder (`open_output`) while calling. On any error, and at a crash, the old version stays current.
    Raises OutputError when the disk refuses.
    """
    with writing(out):
        before = current_version(out)
        folder, version = new_version(out, info.run_id)
        try:
            files = _write_tables(work, chunks, folder, map_parts, part_bytes)
            files.append(_write_survey(folder, survey))
            manifest = _manifest(info, merged(chunk.counts for chunk in chunks), files)
            _write_text(folder / CARD, dataset_card(manifest))
            _write_text(folder / MANIFEST, manifest.model_dump_json(indent=2) + "\n")
            draw_report(folder)
            switch(out, folder, version)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        with after_the_switch():
            prune(out, before)
    return Published(version, manifest)


def dataset_digest(files: Iterable[TableFile]) -> str:
    """Digest over the files' hashes: the same rows give the same digest."""
    lines = sorted(f"{file.path} {file.sha256}\n" for file in files)
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def _write_tables(
    work: Path, chunks: Sequence[ChunkSummary], folder: Path, map_parts: MapParts, part_bytes: int
) -> list[TableFile]:
    parts = make_plan(work, sorted(chunk.number for chunk in chunks), folder, part_bytes=part_bytes)
    parts.sort(key=lambda part: (-part.size, part.name))
    files = list(map_parts(write_part, parts))
    if len(files) != len(parts):
        raise OutputError(
            f"{len(parts) - len(files)} of {len(parts)} files were not written", where=str(folder)
        )
    return sorted(files, key=lambda file: file.path)


def _write_survey(folder: Path, survey: pa.Table) -> TableFile:
    path = folder / SURVEY
    pq.write_table(
        survey.combine_chunks(), path, compression="zstd", compression_level=3, write_page_checksum=True
    )
    sync_file(path)
    return table_file(folder, SURVEY, "survey", survey.num_rows)


def _manifest(info: PublishInfo, counts: Counts, files: list[TableFile]) -> Manifest:
    finished = datetime.now(UTC)
    return Manifest(
        schema_version=SCHEMA_VERSION,
        tool_version=info.tool_version,
        run_id=info.run_id,
        input_digest=info.input_digest,
        settings_digest=info.settings_digest,
        settings=info.settings,
        as_of=info.as_of.isoformat(),
        started_at=info.started_at.astimezone(UTC).isoformat(timespec="seconds"),
        finished_at=finished.isoformat(timespec="seconds"),
        seconds=round((finished - info.started_at).total_seconds(), 3),
        pages=counts.pages,
        pages_by_state=sorted_counts(counts.by_state),
        pages_by_site=sorted_counts(counts.by_site),
        pages_by_capture=sorted_counts(counts.by_capture),
        articles=counts.articles,
        findings=counts.findings,
        findings_by_code=sorted_counts(counts.by_code),
        findings_by_severity=sorted_counts(counts.by_severity),
        account=counts.account_sum(),
        notes=list(info.notes),
        files=files,
        digest=dataset_digest(files),
    )


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="backslashreplace")
    sync_file(path)
