"""The input manifest: what its maker knows of each page (address, id, time of capture).

CSV or JSONL with a column `path` and, if known, `url`, `id` and `captured_at`. Other columns are kept
with the page. Paths are those below the folder that holds the manifest, or page_ids for a manifest
given on its own.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError, UsageError, did_you_mean
from pipeline.read.names import printable

MANIFEST_NAMES = ("manifest.csv", "manifest.jsonl")
KNOWN_COLUMNS = ("path", "url", "id", "captured_at")

Cell = object
"""A cell as read: text from CSV, any JSON value from JSONL."""


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What the manifest says of one page."""

    url: str | None
    site_id: str | None
    captured_at: str | None
    extra: str | None
    """The other columns as a JSON object, keys sorted; None where there are none."""


@dataclass(frozen=True, slots=True)
class InputManifest:
    """A manifest that was read whole."""

    rows: Mapping[str, ManifestRow]
    """By path, `/`-separated, without `./`."""


def manifest_of(root: Path) -> InputManifest | None:
    """The manifest in an input folder, or None. Two of them are a UsageError: neither is the better."""
    there = [path for name in MANIFEST_NAMES if (path := root / name).is_file()]
    if len(there) > 1:
        raise UsageError(
            "there are two input manifests, manifest.csv and manifest.jsonl",
            where=printable(str(root)),
            mend="remove one, or say which with --manifest",
        )
    return load_manifest(there[0]) if there else None


def load_manifest(path: Path) -> InputManifest:
    """Read a manifest, told by its ending.

    Errors: InputError with file and line for what is not CSV or JSONL, a missing `path`, a value of the
    wrong type, or a path that has two different rows.
    """
    where = printable(str(path))
    read = {".csv": _csv_rows, ".jsonl": _jsonl_rows, ".ndjson": _jsonl_rows}.get(path.suffix.lower())
    if read is None:
        raise InputError("an input manifest ends in .csv or .jsonl", where=where, mend="rename or convert it")
    rows: dict[str, ManifestRow] = {}
    lines: dict[str, int] = {}
    for line, cells in read(_text(path), where):
        key, row = _row(cells, f"{where}:{line}")
        if rows.setdefault(key, row) != row:
            raise InputError(
                f"the path '{printable(key)}' has two different rows, here and in line {lines[key]}",
                where=f"{where}:{line}",
                mend="keep one",
            )
        lines.setdefault(key, line)
    return InputManifest(rows)


def load_known_targets(path: Path) -> frozenset[str]:
    """The addresses and ids that exist on the site: one a line; empty lines and `# ` comments don't count."""
    lines = (line.strip() for line in _text(path).splitlines())
    targets = frozenset(line for line in lines if line and line != "#" and not line.startswith("# "))
    if not targets:
        raise InputError(
            "holds no known targets", where=printable(str(path)), mend="give one address or id a line"
        )
    return targets


def _text(path: Path) -> str:
    where = printable(str(path))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", where=where, mend="check path and permissions"
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("is not UTF-8 text", where=f"{where}:{line}", mend="save it as UTF-8") from error


def _csv_rows(text: str, where: str) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    head = text.partition("\n")[0]
    # Spreadsheets in many countries write semicolons, and tabs are met too.
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [column.strip() for column in reader.fieldnames or ()]
        if "path" not in columns:
            near = did_you_mean("path", columns)
            raise InputError(
                "the first line names no column 'path'",
                where=f"{where}:1",
                mend=f"rename the column ({near})" if near else "name the columns in the first line",
            )
        if len(set(columns)) < len(columns):
            twice = next(column for column in columns if columns.count(column) > 1)
            raise InputError(
                f"two columns are called '{printable(twice)}'", where=f"{where}:1", mend="rename one"
            )
        reader.fieldnames = columns
        for cells in reader:
            if cells.pop(None, None) is not None:
                raise InputError(
                    f"more cells than the first line has columns ({len(columns)})",
                    where=f"{where}:{reader.line_num}",
                    mend="quote cells that hold a comma",
                )
            yield reader.line_num, cells
    except csv.Error as error:
        raise InputError(
            f"is not good CSV ({error})", where=f"{where}:{reader.line_num}", mend="check the quotes there"
        ) from error


def _jsonl_rows(text: str, where: str) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    # Not splitlines(): JSON strings may hold U+2028 and other characters that only Python ends lines at.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            cells = json.loads(line)
            # An escape such as \\ud800 alone is no character and could not be written anywhere.
            json.dumps(cells, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"is not JSON ({error})", where=f"{where}:{number}", mend="write one object a line"
            ) from error
        if not isinstance(cells, dict):
            raise InputError(
                "is not a JSON object", where=f"{where}:{number}", mend="write one object a line"
            )
        yield number, cells


def _row(cells: Mapping[str, Cell], where: str) -> tuple[str, ManifestRow]:
    path = _word(cells, "path", where)
    if path is None:
        near = did_you_mean("path", [str(column) for column in cells])
        raise InputError("has no path", where=where, mend=near or "give the path of the page")
    extra = {
        column: cell
        for column, cell in cells.items()
        if column not in KNOWN_COLUMNS and cell is not None and cell != ""
    }
    return _clean_path(path), ManifestRow(
        _word(cells, "url", where),
        _word(cells, "id", where),
        _word(cells, "captured_at", where),
        json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else None,
    )


def _word(cells: Mapping[str, Cell], column: str, where: str) -> str | None:
    """A cell as text; None where it is empty. Only the path keeps the spaces around it."""
    cell = cells.get(column)
    if cell is None:
        return None
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = str(cell)
    if not isinstance(cell, str):
        raise InputError(f"'{column}' is not text", where=where, mend="write it in quotes")
    return (cell if column == "path" else cell.strip()) or None


def _clean_path(path: str) -> str:
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path
