"""Versions of the dataset in an output folder, and the one switch that shows a new one.

<out>/versions/<id>                a finished version; <id> comes from the run id, with a suffix for a second run
<out>/current -> versions/<id>     replaced at once by renaming, so a reader sees the old or the new, never half
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from pipeline.errors import DatasetError
from pipeline.publish.files import sync_folder
from pipeline.publish.output import CURRENT, LINK, NEW, VERSIONS

KEEP = 2
"""The new version and the one before it."""


def new_version(out: Path, run_id: str) -> tuple[Path, Path]:
    """Make the folder to write a new version into. Returns it, and where it goes when it is finished."""
    versions = out / VERSIONS
    versions.mkdir(parents=True, exist_ok=True)
    name = stem = "".join(c if c.isalnum() and c.isascii() else "-" for c in run_id)[:16] or "run"
    number = 1
    while (versions / name).exists():
        number += 1
        name = f"{stem}-{number}"
    folder = versions / f"{NEW}{name}"
    folder.mkdir()
    return folder, versions / name


def current_version(out: Path) -> Path | None:
    """The version that `current` shows, if any."""
    link = out / CURRENT
    return link.resolve() if link.is_symlink() and link.exists() else None


def find_version(dataset: str | os.PathLike[str]) -> Path:
    """The folder with the tables: of an output folder its current version. DatasetError E610 if there is none."""
    folder = Path(dataset)
    for candidate in (folder, folder / "current"):
        if (candidate / "manifest.json").is_file():
            return candidate.resolve()
    if not folder.exists():
        what, mend = "no such folder", "give the folder that `dechrome run` wrote, for example normalized"
    else:
        what, mend = (
            "this is not a published dataset",
            "make one with `dechrome run RAW`, or give its --out folder",
        )
    raise DatasetError(what, where=str(folder), mend=mend, code="E610")


def switch(out: Path, folder: Path, version: Path) -> None:
    """Give the finished folder its name and have `current` show it; each is one renaming."""
    sync_folder(folder)
    folder.rename(version)
    sync_folder(version.parent)
    link = out / LINK
    link.unlink(missing_ok=True)
    link.symlink_to(Path(VERSIONS) / version.name, target_is_directory=True)
    link.replace(out / CURRENT)
    sync_folder(out)


def prune(out: Path, before: Path | None) -> None:
    """Remove older versions: all that dechrome wrote but the current one and the one before it."""
    keep = {current_version(out), before}
    for folder in sorted((out / VERSIONS).iterdir()):
        if folder.resolve() not in keep and not folder.is_symlink() and _is_ours(folder):
            shutil.rmtree(folder)


def _is_ours(folder: Path) -> bool:
    """True for a folder with a manifest that dechrome wrote."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("tool") == "dechrome"
