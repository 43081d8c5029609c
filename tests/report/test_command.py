"""`dechrome report DATASET --format`: one form on stdout, no file written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.report.draw import formats

ROOT = Path(__file__).parent.parent.parent


def dechrome(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, env=environment, check=False)


def test_a_form_goes_to_stdout_and_nothing_is_written(library: Path, tmp_path: Path) -> None:
    done = dechrome("report", str(library), "--format", "csv", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"\xef\xbb\xbffingerprint,code,")
    assert not list(tmp_path.iterdir())


def test_excerpts_can_be_kept_out_of_a_form(library: Path, tmp_path: Path) -> None:
    done = dechrome("report", str(library), "--format", "full", "--report-excerpts", "none", folder=tmp_path)
    assert done.returncode == 0
    assert b"SEC001 missing-section" in done.stdout and b"Feedback follows" not in done.stdout


def test_an_unknown_form_is_a_usage_error_with_the_nearest_one(library: Path, tmp_path: Path) -> None:
    done = dechrome("report", str(library), "--format", "concize", folder=tmp_path)
    assert done.returncode == 2
    assert b"'concize' is no form of the report; did you mean 'concise'?" in done.stderr


def test_the_help_names_every_form(tmp_path: Path) -> None:
    text = dechrome("report", "--help", folder=tmp_path).stdout.decode()
    words = set(text.replace(",", " ").replace(".", " ").split())
    assert set(formats()) <= words


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("settings", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_sees_colour_unless_it_or_its_owner_wants_none(
    library: Path, tmp_path: Path, settings: dict[str, str], coloured: bool
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "pipeline.cli", "report", str(library), "--format", "concise"]
    running = subprocess.Popen(command, cwd=tmp_path, stdout=theirs, env={**environment, **settings})
    os.close(theirs)
    shown = b""
    # The terminal ends with an error or with nothing, depending on the system.
    with suppress(OSError):
        while piece := os.read(ours, 65_536):
            shown += piece
    os.close(ours)
    assert running.wait() == 0
    assert b"SEC001" in shown
    assert (b"\x1b[1;31mSEC001\x1b[0m" in shown) is coloured
    assert (b"\x1b" in shown) is coloured


def test_paths_start_at_the_repositorys_root_where_it_is_named(library: Path, tmp_path: Path) -> None:
    ask = ("report", str(library), "--source-root", "./content/raw/", "--format")
    annotations = dechrome(*ask, "github", folder=tmp_path).stdout.decode()
    assert "file=content/raw/guides/" in annotations
    (run,) = json.loads(dechrome(*ask, "sarif", folder=tmp_path).stdout)["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"].startswith("content/raw/guides/") and place["uriBaseId"] == "SRCROOT"
    assert list(run["originalUriBaseIds"]) == ["SRCROOT"]


@pytest.mark.parametrize(
    ("root", "form", "words"),
    [
        ("/home/me/raw", ("--format", "sarif"), "is no path from the repository's root"),
        ("../raw", ("--format", "sarif"), "is no path from the repository's root"),
        ("raw", (), "it needs a form"),
    ],
)
def test_a_root_that_does_not_fit_is_a_usage_error(
    library: Path, tmp_path: Path, root: str, form: tuple[str, ...], words: str
) -> None:
    done = dechrome("report", str(library), "--source-root", root, *form, folder=tmp_path)
    assert done.returncode == 2 and words in done.stderr.decode()
    assert not list(tmp_path.iterdir())
