"""Walk one folder: every page file below it, each real folder once, links and loops included."""

# ruff: noqa: PTH116
# Paths are bytes here, which pathlib does not take.

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.manifest import MANIFEST_NAMES
from pipeline.read.names import ending, is_page_name, printable_path

MANIFESTS = frozenset(os.fsencode(name) for name in MANIFEST_NAMES)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that is read as a page."""

    path: bytes
    """Below the root, `/`-separated."""
    size: int


@dataclass(frozen=True, slots=True)
class _Folder:
    path: bytes
    """To open."""
    below: bytes
    """Path below the root with a closing `/`, or nothing for the root itself."""


def walk(root: Path, left_out: set[tuple[int, int]], notes: list[str]) -> Iterator[FoundFile]:
    """Every page file below a folder. Each real folder is entered once, whatever links lead to it:
    first all that are reached without links, then, link by link, what only links reach."""
    entered = set(left_out)
    links: list[_Folder] = []
    others: Counter[str] = Counter()
    pending = [_Folder(os.fsencode(root), b"")]
    while pending or links:
        if not pending:
            links.sort(key=lambda link: link.below, reverse=True)
            pending.append(links.pop())
        folder = pending.pop()
        try:
            seen = os.stat(folder.path)
            if (seen.st_dev, seen.st_ino) in entered:
                continue
            entered.add((seen.st_dev, seen.st_ino))
            with os.scandir(folder.path) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            name = printable_path(folder.below or os.fsencode(root))
            notes.append(f"the folder {name} could not be listed ({error.strerror}): its pages are left out")
            continue
        for entry in entries:
            below = folder.below + entry.name
            if entry.is_dir(follow_symlinks=False):
                pending.append(_Folder(entry.path, below + b"/"))
            elif entry.is_symlink() and _is_dir(entry.path):
                links.append(_Folder(entry.path, below + b"/"))
            elif is_page_name(entry.name):
                yield FoundFile(below, size_of(entry))
            elif below not in MANIFESTS:
                others[ending(entry.name)] += 1
    if others:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(others.items(), key=_most_first)[:5])
        number = others.total()
        what = "1 file with another ending was" if number == 1 else f"{number} files with other endings were"
        notes.append(f"{what} left alone ({kinds})")


def identities(folders: Iterable[str | os.PathLike[str]]) -> set[tuple[int, int]]:
    """What the file system calls these folders, whatever path leads to them; absent ones are passed over."""
    found = set()
    for folder in folders:
        try:
            seen = os.stat(folder)
        except OSError:
            continue
        found.add((seen.st_dev, seen.st_ino))
    return found


def _is_dir(path: bytes) -> bool:
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except OSError:
        return False


def size_of(entry: os.DirEntry[bytes] | Path) -> int:
    """Bytes as stored, a link followed; 0 where it cannot be told."""
    try:
        return entry.stat().st_size
    except OSError:
        return 0


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return (-item[1], item[0])
