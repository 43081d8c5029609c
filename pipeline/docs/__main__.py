"""`python -m pipeline.docs FOLDER` writes the generated documents into a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.docs import command_line, data_flow, messages, profiles, rules, schema

DOCUMENTS: dict[str, Callable[[], str]] = {
    "rules.md": rules.text,
    "cli.md": command_line.text,
    "schema.md": schema.text,
    "messages.md": messages.text,
    "profiles.md": profiles.text,
    "data-flow.md": data_flow.text,
}


def write(folder: Path) -> None:
    """Write every document, as UTF-8 with line feeds."""
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
