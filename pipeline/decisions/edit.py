"""Writes decisions: a waiver into `waivers.toml` with all its comments kept, a baseline as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.decisions.waivers import TABLE
from pipeline.errors import OutputError
from pipeline.read.names import printable
from pipeline.replace import new_file
from schemas.waiver import Waiver

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

HEAD = "Findings that are accepted for now. See docs/decisions.md; `dechrome waive` adds to it."


def write_waiver(path: Path, waiver: Waiver, comment: str | None = None) -> bool:
    """Add the waiver of one finding, or renew it where the file has one; True when it was renewed.

    The file is known to be well-formed (`read_waivers`) or absent. Raises OutputError E522.
    """
    import tomlkit
    from tomlkit.items import Array

    text = path.read_bytes().decode("utf-8-sig") if path.is_file() else f"# {HEAD}\n"
    ending = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    document = tomlkit.parse(text)
    renewed = _renew(document, waiver)
    if renewed:
        text = tomlkit.dumps(document)
    elif isinstance(waivers := document.get(TABLE), Array):
        table = tomlkit.inline_table()
        table.update(waiver.model_dump(exclude_none=True))
        waivers.append(table)
        text = tomlkit.dumps(document)
    else:
        text = f"{text.rstrip()}\n\n{_table(waiver, comment)}"
    write_file(path, text.replace("\n", ending), mend="name another file with --waivers")
    return renewed


def write_file(path: Path, text: str, *, mend: str) -> None:
    """Write a small file: a reader sees the old text or the new. Raises OutputError E522."""
    try:
        with new_file(path) as out:
            out.write(text.encode())
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}", where=str(path), mend=mend, code="E522"
        ) from error


def _renew(document: TOMLDocument, waiver: Waiver) -> bool:
    for entry in document.get(TABLE, ()):
        if entry.get("fingerprint") == waiver.fingerprint:
            for key in ("reason", "owner", "expires"):
                entry[key] = getattr(waiver, key)
            return True
    return False


def _table(waiver: Waiver, comment: str | None) -> str:
    """The waiver as a table of its own."""
    import tomlkit

    table = tomlkit.document()
    if comment is not None:
        table.add(tomlkit.comment(printable(comment)))
    for key, value in waiver.model_dump(exclude_none=True).items():
        table.add(key, value)
    return f"[[{TABLE}]]\n{tomlkit.dumps(table)}"
