"""Ctrl-C: exit 130, nothing half-written, no process left behind, the old dataset as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

PAGES = 400


@pytest.fixture
def many(raw: Path, tmp_path: Path) -> Path:
    """A folder in which a run has something to do for a while."""
    text = next(iter(sorted(raw.glob("0003*")))).read_bytes()
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(PAGES):
        (folder / f"{number:05}.txt").write_bytes(text + f"\nPage number {number} of many.\n".encode())
    return folder


@pytest.mark.parametrize("workers", ["0", "2"])
def test_an_interrupted_run_leaves_the_old_dataset_and_no_process(
    root: Path, many: Path, tmp_path: Path, workers: str
) -> None:
    out, reports = tmp_path / "normalized", tmp_path / "reports"
    command = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "run",
        str(many),
        "--out",
        str(out),
        "--reports",
        str(reports),
    ]
    first = subprocess.run([*command, "--limit", "2", "-q", "--workers", "0"], cwd=root, capture_output=True)
    assert first.returncode == 0, first.stderr
    before = (out / "current").resolve()

    # A group of its own: a terminal's Ctrl-C reaches the workers too.
    running = subprocess.Popen(
        [*command, "--workers", workers], cwd=root, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stderr is not None
    for line in running.stderr:
        if line.startswith("extract: "):
            break
    children = psutil.Process(running.pid).children(recursive=True)
    os.killpg(running.pid, signal.SIGINT)
    rest = running.stderr.read()
    assert running.wait(timeout=30) == 130
    assert "interrupted" in rest and "[E130]" in rest and "Traceback" not in rest
    assert (out / "current").resolve() == before
    assert [path.name for path in (out / "versions").iterdir() if not path.name.startswith(".")] == [
        before.name
    ]
    assert not list(out.glob(".dechrome-work*"))
    deadline = time.monotonic() + 10
    while any(child.is_running() for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
