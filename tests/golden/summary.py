"""What a golden page records: everything a reader of the dataset would notice, in a form that diffs well.

`python -m tests.golden.summary` writes the expected files of all golden pages again; read the diff before
you commit it.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.page import Page, extract

FOLDER = Path(__file__).parent / "sites"
RAW = Path(__file__).parents[2] / "raw"
AS_OF = date(2026, 11, 1)


def page_of(expected: Path) -> Path:
    """The raw page of an expected file: beside it, or one of the samples."""
    name = expected.name.removesuffix(".json")
    beside = expected.parent / name
    return beside if beside.exists() else RAW / name


def summary(path: Path) -> dict[str, Any]:
    """What becomes of one page by itself."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return summary_of(extract(data, source=path.name, as_of=AS_OF))


def summary_of(page: Page) -> dict[str, Any]:
    """The page's facts, structure, account and findings as plain JSON."""
    chars: Counter[str] = Counter()
    for block in page.blocks:
        chars[block.label] += sum(map(len, block.text.split()))
    row = page.row.model_dump(
        mode="json", include={"state", "reason", "site", "capture", "page_type", "confidence"}
    )
    found: dict[str, Any] = {**row, "account": dict(sorted(chars.items()))}
    findings = [[f.code, f.outcome, f.line, f.subject] for f in page.findings]
    article = page.article
    if article is not None:
        left_out = {
            "page_id",
            "markdown",
            "text",
            "sections",
            "raw_sha256",
            "provenance",
            "qa",
            "schema_version",
        }
        found |= article.model_dump(mode="json", exclude=left_out | set(row))
        found["provenance"] = {item.field: item.source for item in article.provenance}
        found["sections"] = [
            [section.level, section.role, section.heading, [_block(block) for block in section.blocks]]
            for section in article.sections
        ]
    return found | {"findings": findings}


def _block(block: Any) -> str:
    text = " ".join(block.text.split())
    size = f" of {len(block.items)}" if block.kind == "list" else ""
    size = f" of {len(block.cells)}" if block.kind == "table" else size
    return f"{block.kind}{size}: {text[:60]}{'…' if len(text) > 60 else ''}"


def write(expected: Path) -> None:
    """Write one expected file."""
    text = json.dumps(summary(page_of(expected)), ensure_ascii=False, indent=1)
    expected.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    for file in sorted(FOLDER.glob("*/*.json")):
        write(file)
        print(file.relative_to(FOLDER))
