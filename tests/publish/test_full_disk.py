"""A full disk costs the run, never the dataset that was there."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.publish.check import check_dataset
from pipeline.publish.files import writing
from pipeline.publish.output import WORK
from tests.conftest import ROOT
from tests.publish.factory import make_results
from tests.publish.support import files_of, run_publish

LIMITED = """
import resource, sys
from pathlib import Path
from pipeline.errors import OutputError
from tests.publish.factory import make_results
from tests.publish.support import run_publish
results = make_results(200)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    run_publish(Path(sys.argv[1]), results, run_id="large", chunk=200)
except OutputError as error:
    print(error.code)
    sys.exit(2)
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB; where none can be mounted, the test is skipped."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no small file system can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=False)


def test_a_disk_that_fills_up_while_spilling_or_publishing_keeps_the_old_dataset(small_disk: Path) -> None:
    first = run_publish(small_disk, run_id="first")
    before = files_of(first.version)
    codes = []
    for pages in (
        160,
        200,
        240,
        280,
        320,
        1000,
    ):  # some fill the disk while publishing, the last while spilling
        try:
            run_publish(small_disk, make_results(pages), run_id=f"large{pages}")
        except OutputError as error:
            codes.append(error.code)
        else:
            before = files_of((small_disk / "current").resolve())
        assert files_of((small_disk / "current").resolve()) == before
        assert not (small_disk / WORK).exists()
        assert not list((small_disk / "versions").glob(".*"))
    assert codes
    assert set(codes) == {"E502"}
    assert check_dataset(small_disk) == []


@pytest.mark.parametrize("limit", [3_000, 60_000, 150_000])
def test_a_file_that_may_not_grow_keeps_the_old_dataset(tmp_path: Path, limit: int) -> None:
    first = run_publish(tmp_path, run_id="first")
    before = files_of(first.version)
    command = [sys.executable, "-c", LIMITED, str(tmp_path), str(limit)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "E502\n"), done.stderr
    assert (tmp_path / "current").resolve() == first.version
    assert files_of(first.version) == before
    assert not (tmp_path / WORK).exists()
    assert [path.name for path in (tmp_path / "versions").iterdir()] == ["first"]


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (errno.ENOSPC, "E502", "disk is full"),
        (errno.EDQUOT, "E502", "disk is full"),
        (errno.EACCES, "E503", "permissions"),
        (errno.EROFS, "E503", "Read-only"),
        (errno.EIO, "E500", "Input/output"),
    ],
)
def test_errors_of_the_file_system_are_told_in_words(number: int, code: str, words: str) -> None:
    with pytest.raises(OutputError, match=words) as caught, writing(Path("normalized")):
        raise OSError(number, "…")
    assert caught.value.code == code
    assert "normalized" in caught.value.line()
