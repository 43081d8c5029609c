"""Whatever goes wrong, a person gets one line with a code, a program gets data, and nobody a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.cli import group
from pipeline.cli.exit_codes import exit_code
from tests.cli.support import Run
from tests.cli.test_page import PAGE


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["rulez"], "there is no command 'rulez'; did you mean 'rules'? [E101]"),
        (["config", "--lmit", "3"], "no such option '--lmit'; did you mean '--limit'? [E100]"),
        (["config", "--limit", "0"], "invalid value for '--limit'"),
        (["config", "--fail-on", "always"], "'always' is not one of 'never', 'warning', 'error'"),
        (["config", "--as-of", "soon"], "flag --as-of: as_of must be a day, such as 2027-01-31, not 'soon'"),
        (["config", "--limit", "many"], "invalid value for '--limit': 'many' is not a whole number"),
        (
            ["config", "--limit"],
            "dechrome config: option '--limit' requires an argument; `dechrome config --help`",
        ),
        (["explain"], "missing argument 'CODE'"),
        (["explain", "SEC999"], "no rule and no error has the code 'SEC999'; there are SEC001, SEC002"),
        (["explain", "lost-lists"], "did you mean 'lost-list'?"),
        (["schema", "artikles"], "'artikles' is not one of"),
        (["run"], "missing argument 'RAW...'"),
        (["page", "gone.txt"], "gone.txt: cannot be read: No such file or directory"),
        (["check", "gone"], "gone: no such folder"),
        (["report", "gone"], "gone: no such folder"),
        (["schema", "manifest", "--format", "arrow"], "the manifest is JSON"),
    ],
)
def test_a_wrong_command_line_is_one_line_with_a_code_and_exit_2(
    dechrome: Run, args: list[str], words: str
) -> None:
    done = dechrome(*args)
    assert done.code == 2
    assert done.out == ""
    assert words in done.err
    assert re.fullmatch(r"error: .* \[E\d{3}\]\n", done.err)


def test_without_a_command_the_help_is_shown_and_it_is_an_error(dechrome: Run) -> None:
    done = dechrome()
    assert (done.code, done.out) == (2, "")
    assert "Usage: dechrome [OPTIONS] COMMAND" in done.err and "run " in done.err


def test_dataset_and_reports_cannot_share_a_folder(dechrome: Run, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/page.txt").write_text(PAGE)
    one = str(tmp_path / "one")
    done = dechrome("run", str(tmp_path / "raw"), "--out", one, "--reports", f"{one}/../one")
    assert done.code == 2 and "cannot share a folder; choose another --reports [E100]" in done.err
    assert not (tmp_path / "one").exists()


def test_with_json_an_error_is_data(dechrome: Run) -> None:
    done = dechrome("explain", "SEC999", "--json")
    error = done.json["error"]
    assert (error["code"], error["exit_code"]) == ("E102", 2)
    assert set(error) == {"code", "what", "where", "mend", "exit_code"}


def _command(action: object) -> click.Command:
    return click.Command("rules", callback=action, params=[click.Option(["--json"], is_flag=True)])


def _use(monkeypatch: pytest.MonkeyPatch, action: object) -> None:
    monkeypatch.setattr(group.LazyGroup, "get_command", lambda self, ctx, name: _command(action))


def test_an_unexpected_exception_is_one_line_and_a_log(
    dechrome: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(json: bool) -> None:
        raise ZeroDivisionError("at https://b.example/?token=s3cret")

    _use(monkeypatch, fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = dechrome("rules", "--json")
    assert done.code == 2
    assert re.fullmatch(r"error: unexpected ZeroDivisionError: .*\.log \[E900\]\n", done.err)
    assert done.json["error"]["code"] == "E900"
    (log,) = tmp_path.glob("dechrome-*.log")
    text = log.read_text("utf-8")
    assert str(log) in done.err and "Traceback" in text and "ZeroDivisionError" in text
    assert "s3cret" not in text + done.err + done.out


def test_an_interrupt_is_exit_130_and_says_that_nothing_changed(
    dechrome: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(json: bool) -> None:
        raise KeyboardInterrupt

    _use(monkeypatch, interrupt)
    done = dechrome("rules")
    assert done.code == 130
    assert done.err.strip() == "interrupted: no file was changed [E130]"


def test_the_exit_code_of_a_command_is_kept(dechrome: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, lambda json: 3)
    assert dechrome("rules").code == 3


@pytest.mark.parametrize(
    ("gates", "broken", "expected"), [(False, 0, 0), (True, 0, 1), (False, 1, 3), (True, 1, 3)]
)
def test_broken_pages_win_over_gating_findings(gates: bool, broken: int, expected: int) -> None:
    assert exit_code(gates=gates, broken_pages=broken) == expected


def test_a_reader_that_goes_away_does_no_harm(root: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m pipeline.cli schema | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        cwd=root,
    )
    assert done.stdout == "{\n"
    assert done.stderr == ""


def test_text_that_the_terminal_cannot_encode_is_written_out(root: Path, tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text(PAGE.replace("bicycle", "bicycle \N{EURO SIGN}"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "page", str(page), "-q"],
        capture_output=True,
        cwd=root,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert done.returncode == 0
    assert b"# How do you choose a bicycle \\u20ac lock?" in done.stdout
