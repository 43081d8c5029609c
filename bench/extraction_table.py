"""The results of `bench.extraction` as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DOCUMENT = Path(__file__).parent.parent / "docs" / "extraction.md"

_TYPES = ("article", "documentation", "service", "forum", "collection", "listing", "product")


def quote(name: str, text: str) -> None:
    """Put a table into the document, between the comments that name it."""
    head, begin, rest = DOCUMENT.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
    _, end, tail = rest.partition(f"<!-- end of {name} -->\n")
    DOCUMENT.write_text(f"{head}{begin}\n{text}\n{end}{tail}", encoding="utf-8")


def markdown(results: dict[str, Any]) -> str:
    """Three tables, best first."""
    parts = ["# Main content, side by side", ""]
    parts += [
        "## WCXB development pages: mean page F1, by page type, and CPU",
        "",
        *_by_type(results["wcxb"]),
    ]
    parts += ["", "## The same pages as flat text, no markup, and as Markdown", "", *_short(results["flat"])]
    parts += ["", "## Readability pages that were kept aside", "", *_short(results["readability_held_out"])]
    misses = len(results["misses"])
    parts += [
        "",
        f"Pages of WCXB on which dechrome stays below .5: {misses}; the JSON file has their numbers.",
    ]
    return "\n".join(parts) + "\n"


def _by_type(rows: dict[str, Any]) -> list[str]:
    base = rows.get("trafilatura")
    out = [
        f"| extractor | all | {' | '.join(_TYPES)} "
        "| errors | CPU ms mean | median | times faster, total | median |",
        "| --- |" + " ---: |" * (len(_TYPES) + 6),
    ]
    for name, row in _sorted(rows):
        figures = [_f1(row["by_type"].get(kind)) for kind in _TYPES]
        speed = ["", ""]
        if base:
            speed = [f"{base[key] / max(row[key], 0.01):.1f}x" for key in ("cpu_ms_mean", "cpu_ms_median")]
        cells = [_name(name, row), f"**{_f1(row['f1'])}**", *figures, str(row["errors"])]
        cells += [f"{row['cpu_ms_mean']:.1f}", f"{row['cpu_ms_median']:.1f}", *speed]
        out.append("| " + " | ".join(cells) + " |")
    return out


def _short(rows: dict[str, Any]) -> list[str]:
    out = ["| extractor | pages | F1 | CPU ms mean |", "| --- | ---: | ---: | ---: |"]
    for name, row in _sorted(rows):
        out.append(f"| {_name(name, row)} | {row['pages']} | {_f1(row['f1'])} | {row['cpu_ms_mean']:.1f} |")
    return out


def _sorted(rows: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted(rows.items(), key=lambda item: (-item[1]["f1"], item[0]))


def _name(name: str, row: dict[str, Any]) -> str:
    full = f"{name} {row['version']}".strip()
    return f"{full} ({row['note']})" if row["note"] else full


def _f1(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".removeprefix("0")
