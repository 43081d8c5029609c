"""Publishing page results as a run does, and the rows that must come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.publish.arrays import array_of
from pipeline.publish.dataset import Published, PublishInfo, publish
from pipeline.publish.finish import finish_chunk
from pipeline.publish.output import open_output
from pipeline.publish.plan import PART_BYTES, Part
from pipeline.publish.spill import load_records, spill_chunk
from pipeline.publish.verdict import verdict
from pipeline.result import CorpusJudgement, PageResult
from schemas import Finding
from schemas.manifest import TableFile
from schemas.tables import TABLES
from tests.publish.factory import make_judgements, make_results

MIN_CONFIDENCE = 0.5
SURVEY = pa.Table.from_arrays(
    [array_of(["pages"], pa.string()), array_of([3], pa.int64())], ["kind", "value"]
)


def info(run_id: str = "0123456789abcdef0123") -> PublishInfo:
    return PublishInfo(
        tool_version="0.1.0",
        run_id=run_id,
        input_digest="in",
        settings_digest="set",
        settings={"min_confidence": MIN_CONFIDENCE},
        as_of=date(2025, 6, 1),
        started_at=datetime.now(UTC),
        notes=("a note",),
    )


def draw_report(run_id: str) -> Callable[[Path], None]:
    def draw(folder: Path) -> None:
        (folder / "report").mkdir()
        (folder / "report" / "index.html").write_text("<!doctype html>", encoding="utf-8")
        (folder / "report" / "summary.json").write_text(json.dumps({"run_id": run_id}), encoding="utf-8")

    return draw


def backwards(write: Callable[[Part], TableFile], parts: Sequence[Part]) -> Iterable[TableFile]:
    """The parts written last to first, handed back in their order, as workers may do it."""
    return [write(part) for part in reversed(parts)][::-1]


def run_publish(
    out: Path,
    results: list[PageResult] | None = None,
    judgements: list[CorpusJudgement] | None = None,
    *,
    run_id: str = "0123456789abcdef0123",
    chunk: int = 16,
    part_bytes: int = PART_BYTES,
    reverse: bool = False,
) -> Published:
    """Spill, finish and publish, with chunks of this many pages, finished in order or in reverse."""
    results = make_results(40) if results is None else results
    judgements = make_judgements(results) if judgements is None else judgements
    by_page = {judgement.page_id: judgement for judgement in judgements}
    numbers = list(range((len(results) + chunk - 1) // chunk))
    numbers = numbers[::-1] if reverse else numbers
    with open_output(out) as work:
        for number in numbers:
            spill_chunk(work, number, results[number * chunk : (number + 1) * chunk])
        summaries = []
        for number in numbers:
            judged = [by_page[record.page_id] for record in load_records(work, number)]
            judged = judged[::-1] if reverse else judged
            summaries.append(finish_chunk(work, number, judged, min_confidence=MIN_CONFIDENCE))
        return publish(
            work,
            summaries,
            info(run_id),
            out,
            survey=SURVEY,
            draw_report=draw_report(run_id),
            map_parts=backwards if reverse else map,
            part_bytes=part_bytes,
        )


def expected_rows(
    results: list[PageResult], judgements: list[CorpusJudgement]
) -> dict[str, list[dict[str, Any]]]:
    by_page = {judgement.page_id: judgement for judgement in judgements}
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for result in results:
        judgement = by_page.get(result.page.page_id)
        page = result.page.model_dump()
        findings: list[Finding] = list(result.findings)
        if judgement is not None:
            findings += judgement.findings
            page["article_id"] = judgement.article_id
            if judgement.duplicate_reason:
                page.update(state="duplicate", reason=judgement.duplicate_reason)
        tables["pages"].append(page)
        tables["findings"] += [
            {**finding.model_dump(), "article_id": page["article_id"]} for finding in findings
        ]
        for position, (block, place) in enumerate(zip(result.blocks, result.places, strict=True)):
            names = ("source_start", "source_end", "line", "column")
            tables["blocks"].append(
                {
                    "page_id": page["page_id"],
                    "position": position,
                    "start": block.start,
                    "end": block.end,
                    **{name: None if place is None else getattr(place, name) for name in names},
                    "label": block.label,
                    "reason": block.reason,
                    "text": block.text,
                }
            )
        if result.article is None or judgement is None or judgement.duplicate_reason:
            continue
        article = result.article.model_dump()
        article["article_id"] = judgement.article_id
        article["qa"] = verdict(
            [(finding.severity, finding.outcome, finding.state) for finding in findings],
            confidence=article["confidence"],
            min_confidence=MIN_CONFIDENCE,
        )
        for link, judged in zip(article["links"], judgement.links, strict=True):
            link.update(
                target_id=judged.target_id, relatedness=judged.relatedness, off_topic=judged.off_topic
            )
        tables["articles"].append(article)
        for name in ("sections", "links"):
            columns = [column for column in TABLES[name].model.model_fields if column != "article_id"]
            tables[name] += [
                {"article_id": article["article_id"], **{column: item[column] for column in columns}}
                for item in article[name]
            ]
    for name, rows in tables.items():
        rows.sort(key=lambda row: tuple((row[key] is not None, row[key]) for key in TABLES[name].order))
    return tables


def files_of(version: Path) -> dict[str, bytes]:
    """Every file of a version by name, but the manifest, where the times live."""
    return {
        path.relative_to(version).as_posix(): path.read_bytes()
        for path in sorted(version.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
