"""Read one page: its bytes, unpacked and bounded. Whatever is wrong with the file is data, never an error.

`raw_sha256` is the digest of the unpacked bytes, so that `x.txt` and `x.txt.gz` of the same page are
byte-equal duplicates. Of a page that could be read in part it is the digest of that part; of one that
could not be read at all, or was skipped, the digest of nothing.
"""

# ruff: noqa: PTH123
# A path may be bytes here, which pathlib does not take.

from __future__ import annotations

import hashlib
import os
import stat
import zlib

from pipeline.document import PageRef, RawPage

GZIP_MAGIC = b"\x1f\x8b"
_PIECE = 1 << 20


def read_page(ref: PageRef, max_bytes: int) -> RawPage:
    """The bytes of one page, at most `max_bytes` of them.

    A larger page is `skipped`, be it as stored or once unpacked (a gzip bomb is never held in memory
    beyond the bound). Gzip is told by its first bytes, not by the name: web servers and browsers store
    packed pages as `.html` and unpacked ones as `.gz`.
    """
    try:
        data, stored = _stored(ref.path, max_bytes)
    except OSError as error:
        return _unread(ref, ref.size, f"the file cannot be read: {error.strerror or error}")
    except ValueError as error:
        # open() says ValueError to a path with a NUL character
        return _unread(ref, ref.size, f"the file cannot be read: {error}")
    except _NotAFile as error:
        return _unread(ref, 0, str(error))
    if stored > max_bytes:
        return _skipped(ref, stored, f"larger than max_page_bytes ({stored} > {max_bytes} bytes)")
    problem = None
    if data.startswith(GZIP_MAGIC):
        whole, problem = unpacked(data, max_bytes)
        if whole is None:
            return _skipped(ref, stored, f"unpacks to more than max_page_bytes ({max_bytes} bytes)")
        data = whole
    return RawPage(ref, data, stored, hashlib.sha256(data).hexdigest(), problem)


class _NotAFile(Exception):
    """What stands at the path has no bytes to read: a folder, a pipe, a device."""


def _stored(path: bytes | str, max_bytes: int) -> tuple[bytes, int]:
    """The bytes as stored and their number; no bytes where there are more than `max_bytes`."""
    # O_NONBLOCK: opening a named pipe that nobody writes to would wait for ever.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb", buffering=0) as file:
        seen = os.fstat(descriptor)
        if not stat.S_ISREG(seen.st_mode):
            raise _NotAFile("not a regular file (a pipe, a device or a socket)")
        if seen.st_size > max_bytes:
            return b"", seen.st_size
        # A file may grow while it is read: the bound holds for what is read, not for what was seen.
        pieces = []
        left = max_bytes + 1
        while left > 0 and (piece := file.read(min(left, max(seen.st_size + 1, _PIECE)))):
            pieces.append(piece)
            left -= len(piece)
        data = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        return (data, len(data)) if len(data) <= max_bytes else (b"", len(data))


def unpacked(data: bytes, max_bytes: int) -> tuple[bytes | None, str | None]:
    """The unpacked bytes (None: more than `max_bytes`) and what was wrong with the packed ones.

    All members of the file are unpacked; padding with NUL bytes after them is no fault.
    """
    pieces: list[bytes] = []
    room = max_bytes + 1
    rest = data
    while rest.startswith(GZIP_MAGIC):
        member = zlib.decompressobj(wbits=31)
        try:
            while rest and not member.eof:
                piece = member.decompress(rest, min(room, _PIECE))
                rest = member.unconsumed_tail
                pieces.append(piece)
                room -= len(piece)
                if room <= 0:
                    return None, None
        except zlib.error as error:
            return b"".join(pieces), f"damaged gzip data: {error}"
        if not member.eof:
            return b"".join(pieces), "the gzip data ends too early"
        rest = member.unused_data
    problem = "there is other data after the gzip data" if rest.strip(b"\0") else None
    return b"".join(pieces), problem


def _unread(ref: PageRef, stored: int, problem: str) -> RawPage:
    return RawPage(ref, b"", stored, _NOTHING, problem)


def _skipped(ref: PageRef, stored: int, problem: str) -> RawPage:
    return RawPage(ref, b"", stored, _NOTHING, problem, skipped=True)


_NOTHING = hashlib.sha256(b"").hexdigest()
