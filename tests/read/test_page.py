"""Reading one page: whatever is wrong with the file is data."""

from __future__ import annotations

import gzip
import hashlib
import os
import tracemalloc
from pathlib import Path

import pytest

from pipeline.document import PageRef, RawPage
from pipeline.read import read_page


def read(path: Path, max_bytes: int = 1_000_000) -> RawPage:
    return read_page(PageRef("p", os.fsencode(path), "p"), max_bytes)


def test_the_bytes_and_their_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"hello")
    raw = read(tmp_path / "a.txt")
    assert (raw.data, raw.stored_bytes, raw.problem, raw.skipped) == (b"hello", 5, None, False)
    assert raw.raw_sha256 == hashlib.sha256(b"hello").hexdigest()


def test_a_packed_page_is_byte_equal_to_the_plain_one(tmp_path: Path) -> None:
    text = b"hello " * 100
    (tmp_path / "a.txt").write_bytes(text)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(text))
    plain, packed = read(tmp_path / "a.txt"), read(tmp_path / "a.txt.gz")
    assert packed.data == plain.data
    assert packed.raw_sha256 == plain.raw_sha256
    assert packed.stored_bytes < plain.stored_bytes


def test_gzip_is_told_by_its_bytes_not_by_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(gzip.compress(b"packed"))
    (tmp_path / "b.txt.gz").write_bytes(b"not packed")
    assert read(tmp_path / "a.txt").data == b"packed"
    assert read(tmp_path / "b.txt.gz").data == b"not packed"


def test_all_members_of_a_gzip_file_are_read_and_padding_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 512)
    raw = read(tmp_path / "a.gz")
    assert (raw.data, raw.problem) == (b"one two", None)


@pytest.mark.parametrize(
    ("packed", "problem", "data"),
    [
        (gzip.compress(b"x" * 1000)[:-8], "the gzip data ends too early", b"x" * 1000),
        (gzip.compress(b"good") + b"<p>more</p>", "there is other data after the gzip data", b"good"),
        (gzip.compress(b"good")[:-8] + b"\0" * 8, "damaged gzip data", b""),
        (b"\x1f\x8bnonsense", "damaged gzip data", b""),
    ],
    ids=["cut", "trailing", "checksum", "no gzip"],
)
def test_damaged_gzip_is_a_problem_and_what_was_unpacked_is_kept(
    tmp_path: Path, packed: bytes, problem: str, data: bytes
) -> None:
    (tmp_path / "a.gz").write_bytes(packed)
    raw = read(tmp_path / "a.gz")
    assert raw.problem is not None
    assert problem in raw.problem
    assert raw.data == data
    assert not raw.skipped


def test_a_page_over_the_limit_is_skipped_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    raw = read(tmp_path / "a.txt", max_bytes=100)
    assert (raw.data, raw.skipped, raw.stored_bytes) == (b"", True, 101)
    assert raw.problem == "larger than max_page_bytes (101 > 100 bytes)"
    assert not read(tmp_path / "a.txt", max_bytes=101).skipped


def test_a_gzip_bomb_is_skipped_and_never_unpacked_beyond_the_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, compresslevel=9)
    (tmp_path / "a.txt.gz").write_bytes(bomb)
    tracemalloc.start()
    raw = read(tmp_path / "a.txt.gz", max_bytes=5_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert raw.skipped
    assert raw.problem == "unpacks to more than max_page_bytes (5000000 bytes)"
    assert peak < 20_000_000


def test_a_gzip_bomb_of_many_empty_members_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"", compresslevel=1) * 2000)
    assert read(tmp_path / "a.txt.gz").data == b""


def test_an_unreadable_file_is_a_page_with_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object, flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    # Simulated: permissions do not bind a superuser, who may run these tests.
    monkeypatch.setattr(os, "open", refuse)
    raw = read(tmp_path / "a.txt")
    assert raw.problem == "the file cannot be read: Permission denied"
    assert (raw.data, raw.skipped) == (b"", False)


def test_a_broken_link_and_a_loop_of_links_are_pages_with_a_problem(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert read(tmp_path / "gone.txt").problem == "the file cannot be read: No such file or directory"
    assert "symbolic links" in (read(tmp_path / "loop.txt").problem or "")


def test_a_named_pipe_does_not_hang_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert read(tmp_path / "pipe.txt").problem == "not a regular file (a pipe, a device or a socket)"
