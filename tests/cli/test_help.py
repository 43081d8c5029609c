"""Help is quick, complete, and has an example to copy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.group import COMMANDS
from tests.cli.support import Run

HEAVY = {"pyarrow", "pandas", "numpy", "lxml", "bs4", "pydantic", "rich", "jinja2", "py3langid", "rensa"}

MEASURE = """
import json, resource, sys
from pipeline.cli import main
code = main(["--help"])
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([code, usage.ru_utime + usage.ru_stime, sorted(sys.modules)]), file=sys.stderr)
"""


def test_help_costs_under_a_fifth_of_a_second_and_loads_nothing_heavy(root: Path) -> None:
    seconds = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", MEASURE], capture_output=True, text=True, cwd=root, check=True
        )
        code, used, modules = json.loads(done.stderr)
        assert code == 0
        loaded = HEAVY & {name.split(".")[0] for name in modules}
        assert not loaded, f"--help imports {sorted(loaded)}"
        seconds.append(used)
    assert min(seconds) < 0.2, f"--help took {min(seconds):.3f} s of CPU"


def test_the_help_lists_every_command(dechrome: Run) -> None:
    done = dechrome("--help")
    assert done.code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in done.out
    assert "\b" not in done.out and "U+0008" not in dechrome().err


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_an_example_to_copy(dechrome: Run, name: str) -> None:
    done = dechrome(name, "--help")
    assert done.code == 0
    example = done.out.partition("Example:\n")[2].strip().splitlines()
    assert example and f"dechrome {name}" in example[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_takes_json_quiet_and_verbose(dechrome: Run, name: str) -> None:
    text = dechrome(name, "--help").out
    for flag in ("--json", "-q, --quiet", "-v, --verbose"):
        assert flag in text


@pytest.mark.parametrize(
    "flag",
    (
        "--out --reports --profile --manifest --known-targets --include --exclude --limit --sample --seed --dry-run "
        "--workers --select --ignore --fail-on --as-of --report-excerpts --config --json"
    ).split(" "),
)
def test_run_has_every_flag_of_the_contract(dechrome: Run, flag: str) -> None:
    assert flag in dechrome("run", "--help").out


def test_defaults_in_the_help_are_those_of_the_settings(dechrome: Run) -> None:
    from pipeline.settings_sources import KEYS

    text = " ".join(dechrome("run", "--help").out.split())
    for key in ("out", "reports", "profile", "seed", "fail_on", "report_excerpts"):
        default = KEYS[key].model_fields[key].default
        after = text.partition(f"--{key.replace('_', '-')} ")[2]
        assert after.partition("[default: ")[2].partition("]")[0] == str(default), key


def test_the_version_is_shown(dechrome: Run) -> None:
    from pipeline import __version__

    assert dechrome("--version").out == f"dechrome {__version__}\n"


def completions(root: Path, words: str) -> set[str]:
    environment = {
        **os.environ,
        "_DECHROME_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli"], capture_output=True, text=True, cwd=root, env=environment
    )
    return {line.partition(",")[2] for line in done.stdout.splitlines()}


def test_the_shell_completes_commands_codes_and_profiles(root: Path) -> None:
    assert completions(root, "dechrome r") == {"run", "rules", "report"}
    assert "SEC003" in completions(root, "dechrome explain SEC")
    assert completions(root, "dechrome run --profile pu") == {"pulse"}
    assert completions(root, "dechrome schema ar") == {"articles"}


def test_the_table_names_spelled_out_are_those_of_the_models() -> None:
    from pipeline.cli.schema import NAMES
    from schemas.tables import DOCUMENTS, TABLES

    assert (*TABLES, *DOCUMENTS) == NAMES
