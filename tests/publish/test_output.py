"""One run at a time into one output, and crashed runs leave nothing that matters."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.publish.check import check_dataset
from pipeline.publish.output import LINK, NEW, WORK, OutputLock, open_output
from tests.conftest import ROOT
from tests.publish.support import files_of, run_publish

HOLD = """
import sys, time
from pathlib import Path
from pipeline.publish.output import open_output
with open_output(Path(sys.argv[1])) as work:
    (work / "half").write_text("x")
    print("held", flush=True)
    time.sleep(60)
"""

PUBLISH_AND_DIE = """
import os, signal, sys
from pathlib import Path
import pipeline.publish.dataset as dataset
import pipeline.publish.versions as versions
from tests.publish.support import run_publish

out, step = Path(sys.argv[1]), sys.argv[2]

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def after_rename(self, target):
    os.rename(self, target)
    die()

if step == "before the tables":
    dataset.make_plan = die
elif step == "amid the tables":
    dataset._write_survey = die
elif step == "before the report":
    dataset.dataset_card = die
elif step == "before the switch":
    dataset.switch = die
elif step == "between the renamings":
    Path.rename = after_rename
elif step == "before the link is replaced":
    Path.replace = die
elif step == "before pruning":
    dataset.prune = die
run_publish(out, run_id="second")
"""


def start_holder(out: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(out)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_run_into_the_same_output_is_refused_at_once(tmp_path: Path) -> None:
    holder = start_holder(tmp_path)
    try:
        began = time.monotonic()
        with pytest.raises(OutputError, match="another run") as caught, open_output(tmp_path):
            pass
        assert time.monotonic() - began < 5
        assert caught.value.code == "E501"
        assert (tmp_path / WORK / "half").exists(), "the refused run must not touch the other's work"
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()  # type: ignore[union-attr]


def test_the_lock_is_free_after_a_crash_and_the_leftovers_go(tmp_path: Path) -> None:
    holder = start_holder(tmp_path)
    holder.kill()
    holder.wait()
    holder.stdout.close()  # type: ignore[union-attr]
    with open_output(tmp_path) as work:
        assert list(work.iterdir()) == []


def test_the_lock_is_refused_within_one_process_too(tmp_path: Path) -> None:
    with OutputLock(tmp_path), pytest.raises(OutputError), OutputLock(tmp_path):
        pass


def test_the_work_folder_goes_when_the_run_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), open_output(tmp_path) as work:
        (work / "half").write_text("x", encoding="utf-8")
        raise RuntimeError
    assert not (tmp_path / WORK).exists()


def test_leftovers_of_crashed_runs_go_and_nothing_else(tmp_path: Path) -> None:
    run_publish(tmp_path)
    before = files_of((tmp_path / "current").resolve())
    for folder in (
        tmp_path / WORK,
        tmp_path / "versions" / f"{NEW}x",
        tmp_path / "work",
        tmp_path / ".other",
    ):
        folder.mkdir()
        (folder / "file").write_text("x", encoding="utf-8")
    (tmp_path / LINK).symlink_to("versions/gone")
    with open_output(tmp_path):
        pass
    assert {path.name for path in tmp_path.iterdir()} - {".dechrome.lock"} == {
        "current",
        "versions",
        "work",
        ".other",
    }
    assert files_of((tmp_path / "current").resolve()) == before
    assert len(list((tmp_path / "versions").iterdir())) == 1


def test_a_folder_called_current_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(OutputError, match="not a link") as caught, open_output(tmp_path):
        pass
    assert caught.value.code == "E504"


@pytest.mark.parametrize(
    "step",
    [
        "before the tables",
        "amid the tables",
        "before the report",
        "before the switch",
        "between the renamings",
        "before the link is replaced",
    ],
)
def test_a_run_killed_while_publishing_leaves_the_old_dataset_current(tmp_path: Path, step: str) -> None:
    first = run_publish(tmp_path, run_id="first")
    before = files_of(first.version)
    killed = subprocess.run(
        [sys.executable, "-c", PUBLISH_AND_DIE, str(tmp_path), step], cwd=ROOT, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "current").resolve() == first.version
    assert files_of(first.version) == before
    assert check_dataset(tmp_path) == []

    third = run_publish(tmp_path, run_id="third")
    assert (tmp_path / "current").resolve() == third.version
    assert {path.name for path in (tmp_path / "versions").iterdir()} == {"first", "third"}
    assert {path.name for path in tmp_path.iterdir()} <= {".dechrome.lock", "current", "versions"}
    assert files_of(third.version)["articles/part-00000.parquet"] == before["articles/part-00000.parquet"]


def test_a_run_killed_after_the_switch_has_published(tmp_path: Path) -> None:
    run_publish(tmp_path, run_id="first")
    command = [sys.executable, "-c", PUBLISH_AND_DIE, str(tmp_path), "before pruning"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert (tmp_path / "current").resolve().name == "second"
    assert check_dataset(tmp_path) == []


def test_readers_never_see_less_than_a_whole_dataset(tmp_path: Path) -> None:
    run_publish(tmp_path, run_id="first")
    stop = tmp_path / "stop"
    watch = f"""
import os, sys, time
from pathlib import Path
out, stop = Path({str(tmp_path)!r}), Path({str(stop)!r})
print("watching", flush=True)
seen = 0
while not stop.exists():
    version = os.readlink(out / "current")
    assert (out / version / "manifest.json").stat().st_size > 0
    assert (out / version / "report" / "summary.json").stat().st_size > 0
    seen += 1
sys.exit(0 if seen > 10 else 3)
"""
    watcher = subprocess.Popen([sys.executable, "-c", watch], stdout=subprocess.PIPE, text=True)
    assert watcher.stdout is not None
    watcher.stdout.readline()
    run_publish(tmp_path, run_id="second")
    stop.touch()
    assert watcher.wait(timeout=60) == 0
    watcher.stdout.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_without_permission_is_an_output_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError) as caught, open_output(tmp_path / "normalized"):
        pass
    assert caught.value.code == "E503"


def test_an_output_below_a_file_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError), open_output(tmp_path / "file" / "normalized"):
        pass
