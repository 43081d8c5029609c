"""Names of pages: which files are pages, and how a path becomes a `page_id`.

A page_id is the `/`-separated path below the input root, with its extension. Bytes that are not UTF-8
are percent-encoded (`%FF`). Nothing else is changed, so a name may hold spaces, newlines or a `%`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import translate

PAGE_SUFFIXES: tuple[str, ...] = (".txt", ".md", ".html", ".htm")
"""Endings of the files that are read as pages; each may be followed by `.gz`. Case does not matter."""

SUFFIX_WORDS = ".txt .md .html .htm, each also .gz"
"""The endings in words, for messages."""

_PAGE_NAME = re.compile(rb"\.(?:txt|md|html|htm)(?:\.gz)?\Z", re.IGNORECASE)
_SURROGATE = re.compile("[\udc80-\udcff]")


def is_page_name(name: bytes) -> bool:
    """Whether a file of this name is read as a page."""
    return _PAGE_NAME.search(name) is not None


def ending(name: bytes) -> str:
    """The lower-cased last extension of a file name, printable; `(none)` without one.

    >>> ending(b"photo.JPG"), ending(b"Makefile")
    ('.jpg', '(none)')
    """
    stem, dot, last = name.rpartition(b".")
    return printable(f".{_decode(last).lower()}") if dot and stem else "(none)"


def to_page_id(path: bytes) -> str:
    """The page_id of a path below the root, as the file system spells it.

    >>> to_page_id(b"kb/caf\\xc3\\xa9.html"), to_page_id(b"old/caf\\xe9.html")
    ('kb/café.html', 'old/caf%E9.html')
    """
    text = _decode(path)
    if text.isascii():
        return text
    return _SURROGATE.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", text)


def printable(text: str) -> str:
    """The text on one line with everything unprintable spelled out, safe for a terminal or a log.

    >>> printable("two\\nlines")
    'two\\\\nlines'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _spelled(c) for c in text)


def printable_path(path: bytes) -> str:
    """A file-system path on one line, printable."""
    return printable(_decode(path))


def unique_page_ids(paths: list[bytes]) -> list[str]:
    """The page_ids of all paths of a run, aligned with them.

    Two names can meet: `a%FF.txt` spelled out, and `a\\xff.txt` encoded. Then the first by its bytes
    keeps the name and the other's `%` become `%25`, whatever the order of `paths`.

    >>> unique_page_ids([b"a\\xff.txt", b"a%FF.txt"])
    ['a%25FF.txt', 'a%FF.txt']
    """
    ids = [to_page_id(path) for path in paths]
    taken = set(ids)
    if len(taken) == len(ids):
        return ids
    seen: set[str] = set()
    for at in sorted(range(len(paths)), key=lambda at: paths[at]):
        page_id = ids[at]
        while page_id in seen or (page_id != ids[at] and page_id in taken):
            page_id = page_id.replace("%", "%25")
        seen.add(page_id)
        ids[at] = page_id
    return ids


def page_filter(include: Iterable[str], exclude: Iterable[str]) -> Callable[[str], bool]:
    """A test of page_ids: in one of `include` (empty: all) and in none of `exclude`.

    Shell globs in which `*` also crosses `/`; one without a `/` may match the file name alone.

    >>> keep = page_filter(["kb/*", "*.md"], ["*draft*"])
    >>> keep("kb/a/b.txt"), keep("notes/x.md"), keep("kb/draft.txt"), keep("other.txt")
    (True, True, False, False)
    """
    wanted, unwanted = _matcher(include), _matcher(exclude)

    def keep(page_id: str) -> bool:
        return (wanted is None or wanted(page_id)) and not (unwanted is not None and unwanted(page_id))

    return keep


def _matcher(globs: Iterable[str]) -> Callable[[str], bool] | None:
    whole = [translate(glob) for glob in globs]
    if not whole:
        return None
    named = [translate(glob) for glob in globs if "/" not in glob]
    on_path = re.compile("|".join(whole)).match
    on_name = re.compile("|".join(named)).match if named else None

    def matches(page_id: str) -> bool:
        if on_path(page_id):
            return True
        return on_name is not None and on_name(page_id.rpartition("/")[2]) is not None

    return matches


def _decode(path: bytes) -> str:
    # Always UTF-8, never the locale's encoding: the same files have the same ids on every machine.
    return path.decode("utf-8", "surrogateescape")


def _spelled(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")
