"""Find the pages below the input roots: sorted by page_id, a few hundred bytes of memory each.

Nothing is opened here. What cannot be read becomes a page with a problem when it is read; what cannot
even be listed becomes a note of the run.
"""

# ruff: noqa: PTH100, PTH118, PTH208
# Paths are bytes here, which pathlib does not take.

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import xxhash

from pipeline.document import PageRef
from pipeline.errors import InputError, UsageError, did_you_mean
from pipeline.read.manifest import InputManifest, load_manifest, manifest_of
from pipeline.read.names import (
    PAGE_SUFFIXES,
    SUFFIX_WORDS,
    is_page_name,
    page_filter,
    printable,
    printable_path,
    to_page_id,
    unique_page_ids,
)
from pipeline.read.walk import FoundFile, identities, size_of, walk

RawPath = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found below the roots."""

    refs: tuple[PageRef, ...]
    """Sorted by page_id."""
    notes: tuple[str, ...]
    """What was left alone or could not be listed, in words; one line each."""


def find_pages(
    raw: Sequence[RawPath],
    *,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    limit: int | None = None,
    sample: int | None = None,
    seed: int = 0,
    manifest: RawPath | None = None,
    leave_out: Iterable[RawPath] = (),
) -> Found:
    """All pages below `raw` (folders or single files), sorted by page_id.

    `sample` draws that many pages by a hash of seed and page_id, so that the draw depends on nothing
    but the names; `limit` then keeps the first ones. `leave_out` are folders that are no input
    although they may lie below a root (the output of a run).

    Errors: UsageError where two roots share a name or a root is itself left out; InputError where there is
    nothing to read.
    """
    roots = [Path(one) for one in raw]
    prefixes = _prefixes(roots)
    notes: list[str] = []
    given = load_manifest(Path(manifest)) if manifest is not None else None
    manifests: list[tuple[str, InputManifest]] = [] if given is None else [("", given)]
    left_out = identities(leave_out)
    opened: list[bytes] = []
    named: list[bytes] = []
    sizes: list[int] = []
    for root, prefix in zip(roots, prefixes, strict=True):
        if given is None and root.is_dir() and (own := manifest_of(root)) is not None:
            manifests.append((to_page_id(prefix), own))
        base = os.fsencode(root)
        for file in _files_of(root, left_out, notes):
            opened.append(os.path.join(base, file.path) if root.is_dir() else base)
            named.append(prefix + file.path)
            sizes.append(file.size)
    if not named:
        raise InputError(
            f"no pages found (files ending in {SUFFIX_WORDS})",
            where=", ".join(printable(str(root)) for root in roots),
            mend="; ".join(["name a folder that holds some", *notes]),
        )
    page_ids = unique_page_ids(named)
    refs = [
        PageRef(page_id, path, _shared(printable_path(name), page_id), size=size)
        for page_id, path, name, size in zip(page_ids, opened, named, sizes, strict=True)
    ]
    refs.sort(key=lambda ref: ref.page_id)
    refs = _chosen(refs, page_filter(tuple(include), tuple(exclude)), limit, sample, seed)
    return Found(tuple(_with_facts(refs, manifests, page_ids, notes)), tuple(notes))


def _shared(text: str, other: str) -> str:
    """The text; where the other is equal that one, so that it is in memory once."""
    return other if text == other else text


def _prefixes(roots: Sequence[Path]) -> list[bytes]:
    """What comes before the path below each root: nothing for one root, else the root's name."""
    if not roots:
        raise UsageError("no input given", mend="name a folder of pages, for example: dechrome run raw")
    for root in roots:
        if not os.path.lexists(root):
            raise InputError(
                "no such file or folder", where=printable(str(root)), mend=_near(root) or "check the spelling"
            )
    if len(roots) == 1:
        return [b""]
    names = [os.fsencode(Path(os.path.abspath(root)).name) for root in roots]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise UsageError(
            f"two inputs are called '{printable_path(min(twice))}', their pages could not be told apart",
            mend="rename one, or give the folder above them",
        )
    _apart(roots)
    return [b"" if root.is_file() else name + b"/" for root, name in zip(roots, names, strict=True)]


def _apart(roots: Sequence[Path]) -> None:
    """Raise UsageError where one input lies in another: its pages would be read twice."""
    places = {root.resolve(): root for root in roots}
    for place, root in places.items():
        above = next((places[folder] for folder in place.parents if folder in places), None)
        if above is not None:
            raise UsageError(
                f"'{printable_path(os.fsencode(root))}' lies in the input '{printable_path(os.fsencode(above))}'",
                mend="leave it out: its pages would be read twice",
            )


def _near(root: Path) -> str | None:
    try:
        return did_you_mean(root.name, sorted(os.listdir(root.parent)))
    except OSError:
        return None


def _files_of(root: Path, left_out: set[tuple[int, int]], notes: list[str]) -> Iterator[FoundFile]:
    """The page files of one root; a root that is a file is itself the page."""
    if root.is_dir():
        if identities([root]) & left_out:
            raise UsageError(
                "the input is a folder that the run writes to",
                where=printable(str(root)),
                mend="choose another --out, and another --reports",
            )
        yield from walk(root, left_out, notes)
    elif is_page_name(os.fsencode(root.name)):
        yield FoundFile(os.fsencode(root.name), size_of(root))
    else:
        raise InputError(
            f"not a kind of file that is read as a page ({SUFFIX_WORDS})",
            where=printable(str(root)),
            mend=f"rename it, for example to {printable(root.stem)}{PAGE_SUFFIXES[0]}",
        )


def _chosen(
    refs: list[PageRef], keep: Callable[[str], bool], limit: int | None, sample: int | None, seed: int
) -> list[PageRef]:
    found = len(refs)
    refs = [ref for ref in refs if keep(ref.page_id)]
    if not refs:
        raise InputError(
            f"none of the {found} pages passes --include and --exclude",
            mend="a glob is matched against the path below the input, for example --include 'blog/*'",
        )
    return (refs if sample is None else drawn(refs, sample, seed))[:limit]


def _with_facts(
    refs: list[PageRef], manifests: list[tuple[str, InputManifest]], page_ids: list[str], notes: list[str]
) -> Iterator[PageRef]:
    """The refs with what the input manifests say of them; paths that name no page become a note."""
    rows = {prefix + path: row for prefix, manifest in manifests for path, row in manifest.rows.items()}
    if rows:
        known = set(page_ids)
        missing = sorted(path for path in rows if path not in known)
        del known
        if missing:
            shown = ", ".join(printable(path) for path in missing[:5]) + (", …" if len(missing) > 5 else "")
            what = (
                "1 path of the input manifest is"
                if len(missing) == 1
                else f"{len(missing)} paths of the input manifest are"
            )
            notes.append(f"{what} not among the pages found: {shown}")
    for ref in refs:
        row = rows.get(ref.page_id)
        yield (
            ref
            if row is None
            else replace(ref, url=row.url, site_id=row.site_id, captured_at=row.captured_at, extra=row.extra)
        )


def drawn(refs: Sequence[PageRef], number: int, seed: int) -> list[PageRef]:
    """That many pages, sorted by page_id. The draw depends on seed and names alone."""

    def lot(ref: PageRef) -> tuple[int, str]:
        return xxhash.xxh3_64_intdigest(ref.page_id.encode(), seed=seed % 2**64), ref.page_id

    return sorted(sorted(refs, key=lot)[:number], key=lambda ref: ref.page_id)
