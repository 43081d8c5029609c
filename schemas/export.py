"""The JSON Schema files in `schemas/json/`: written by `python -m schemas.export`, compared by a test."""

from __future__ import annotations

import json
from pathlib import Path

from schemas.tables import DOCUMENTS, TABLES, json_schema

FOLDER = Path(__file__).parent / "json"


def texts() -> dict[str, str]:
    """The text of every schema file by file name."""
    return {
        f"{name}.json": json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"
        for name in (*TABLES, *DOCUMENTS)
    }


def write(folder: Path = FOLDER) -> None:
    """Write the schema files, and remove those of tables that are no more."""
    folder.mkdir(exist_ok=True)
    current = texts()
    for stale in folder.glob("*.json"):
        if stale.name not in current:
            stale.unlink()
    for name, text in current.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
