"""Bad input and bad luck: a clear answer, and nothing else is lost."""

from __future__ import annotations

import gzip
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.run.conftest import RunIn, page_states, rows
from tests.sitegen.page import generate_site

REPO = Path(__file__).resolve().parents[2]
ARTICLE, OTHER = [
    page.data.decode()
    for page in generate_site(3, 12, capture="rendered_text", size=3_000)
    if page.truth.state == "article"
][:2]


def write(folder: Path, **texts: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        data = text.encode() if isinstance(text, str) else text
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def cli(*arguments: str | Path, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(REPO)}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        **options,  # type: ignore[call-overload]
    )


def workers_of(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(state[1]) == parent and b"pipeline.engine.worker" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("workers", [0, 1])
def test_every_kind_of_bad_file_is_a_row_with_a_reason(run_in: RunIn, tmp_path: Path, workers: int) -> None:
    raw = write(
        tmp_path / "raw",
        good__txt=ARTICLE,
        empty__txt="",
        blank__txt=" \n\t\n",
        binary__txt=bytes(range(256)) * 40,
        bomb__txt__gz=gzip.compress(b"\0" * 20_000_000),
        cut__txt__gz=gzip.compress(ARTICLE.encode())[:-20],
        nul__txt=ARTICLE + "\0",
        large__txt="x" * 1_500_000,
    )
    (raw / "two\nlines.txt").write_text(ARTICLE)
    (raw / "gone.txt").symlink_to(raw / "nowhere")
    (raw / "loop.txt").symlink_to(raw / "loop.txt")
    (raw / "up").symlink_to(raw)
    os.mkfifo(raw / "pipe.txt")
    result = run_in(raw, workers=workers, max_page_bytes=1_000_000)
    states = page_states(result)
    assert {states["good.txt"], states["two\nlines.txt"]} == {"article", "duplicate"}
    assert states["empty.txt"] == states["blank.txt"] == "empty"
    for name in ("binary.txt", "cut.txt.gz", "gone.txt", "loop.txt", "pipe.txt"):
        assert states[name] == "unreadable", name
    assert states["bomb.txt.gz"] == states["large.txt"] == "skipped"
    assert len(states) == 12
    for row in rows(result, "pages", "page_id", "state", "reason"):
        assert (row["reason"] is None) == (row["state"] == "article"), row
    assert result.timed_out == result.failed == 0


RUNAWAY = """
name = "runaway"
title = "A profile whose sign runs away on some pages"
[[captures]]
name = "rendered_text"
signs = [{ words = "never", pattern = '^(?:a|a)+b$', region = "page", weight = 9 }]
"""


def test_a_page_that_outruns_its_deadline_is_timed_out_and_the_rest_is_published(
    run_in: RunIn, tmp_path: Path
) -> None:
    raw = write(tmp_path / "raw", a__txt=ARTICLE, b__txt="a" * 60 + "\n" + ARTICLE, c__txt=OTHER)
    write(tmp_path, runaway__toml=RUNAWAY)
    result = run_in(raw, workers=1, page_seconds=4, profile=str(tmp_path / "runaway.toml"))
    states = page_states(result)
    assert states["b.txt"] == "timed_out"
    assert "timed_out" not in (states["a.txt"], states["c.txt"])
    assert result.timed_out == 1
    (reason,) = (row["reason"] for row in rows(result, "pages") if row["state"] == "timed_out")
    assert reason == "E710 took more than 4 seconds"


def test_a_page_that_takes_its_worker_down_has_failed_and_the_rest_is_published(
    run_in: RunIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A library in C that crashes on one page: in its place stands a module that does the same.
    library = tmp_path / "modules" / "py3langid"
    library.mkdir(parents=True)
    (library / "__init__.py").write_text(
        "import os, signal\n"
        "def classify(text):\n"
        "    if 'CRASH' in text:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return 'en', 1.0\n"
    )
    monkeypatch.syspath_prepend(tmp_path / "modules")
    german = (
        "Ein Plan\n\n" + "Der schnelle Fuchs springt CRASH ueber den faulen Hund und geht nach Hause. " * 9
    )
    raw = write(tmp_path / "raw", a__txt=ARTICLE, b__txt=german, c__txt=OTHER)
    result = run_in(raw, workers=1)
    assert page_states(result) == {"a.txt": "article", "b.txt": "failed", "c.txt": "article"}
    assert result.failed == 1
    (reason,) = (row["reason"] for row in rows(result, "pages") if row["state"] == "failed")
    assert reason == "E711 its worker process ended 2 times (ended by signal 9)"


def test_a_worker_killed_from_outside_changes_nothing(pages: Path, run_in: RunIn) -> None:
    killed: list[int] = []

    def kill_once(stage: str, done: int, total: int | None) -> None:
        if stage == "extract" and not killed:
            time.sleep(0.05)
            killed.extend(workers_of(os.getpid())[:1])
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    undisturbed = run_in(pages, name="undisturbed")
    result = run_in(pages, workers=1, options={"progress": kill_once})
    assert killed
    assert result.manifest.digest == undisturbed.manifest.digest


def test_an_interrupt_exits_130_and_the_old_dataset_stays(pages: Path, run_in: RunIn, tmp_path: Path) -> None:
    old = run_in(pages, limit=2)
    folder = tmp_path / "one"
    many = tmp_path / "many"
    for number in range(12):
        for page in pages.rglob("*.txt"):
            write(many, **{f"{number}-{page.name}": page.read_bytes()})
    process = cli(
        "run", many, "--out", folder / "normalized", "--reports", folder / "reports", "--workers", "2"
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "extract" in line:
            break
    workers = workers_of(process.pid)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert "interrupted" in errors
    assert "Traceback" not in errors
    assert len(workers) == 2
    assert not any(Path(f"/proc/{pid}/cmdline").exists() for pid in workers)
    assert old.dataset.resolve() == old.version
    left = {path.name for path in (folder / "normalized").iterdir()}
    assert left == {"current", "versions", ".dechrome.lock"}
    assert {path.name for path in (folder / "normalized" / "versions").iterdir()} == {old.version.name}


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_full_disk_is_told_and_the_old_dataset_stays(
    pages: Path, run_in: RunIn, tmp_path: Path, workers: str
) -> None:
    old = run_in(pages, limit=2)
    folder = tmp_path / "one"

    def no_large_files() -> None:
        # The nearest thing to a full disk that needs no rights: no file may grow beyond 20 KB.
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    arguments = ("--out", folder / "normalized", "--reports", folder / "reports", "--workers", workers)
    process = cli("run", pages, *arguments, preexec_fn=no_large_files)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2, errors
    assert "the disk is full" in errors
    assert "E502" in errors
    assert old.dataset.resolve() == old.version
    assert {path.name for path in (folder / "normalized" / "versions").iterdir()} == {old.version.name}
