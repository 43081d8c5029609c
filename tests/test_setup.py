"""The set-up: locks that hold no host, no path of a machine, and a first screen that starts with make."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock")
TEXT_ENDINGS = {
    ".py",
    ".toml",
    ".md",
    ".txt",
    ".html",
    ".htm",
    ".css",
    ".js",
    ".j2",
    ".json",
    ".lock",
    ".cfg",
    "",
}


def tracked(root: Path) -> list[Path]:
    """The files git knows."""
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, cwd=root, check=True).stdout
    return [root / name for name in listed.decode("utf-8", "surrogateescape").split("\0") if name]


def pins(root: Path, lock: str) -> dict[str, set[str]]:
    """Name → pinned versions of a lock."""
    found: dict[str, set[str]] = {}
    for line in (root / lock).read_text("utf-8").splitlines():
        if pin := re.match(r"([a-z0-9-]+)==(\S+)", line):
            found.setdefault(pin[1], set()).add(pin[2])
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(root: Path, lock: str) -> None:
    assert "://" not in (root / lock).read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_of_a_lock_is_pinned_and_hashed(root: Path, lock: str) -> None:
    text = (root / lock).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_locks_hold_everything_the_project_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["build-system"]["requires"]
    names = {re.split(r"[<>=!~ \[;]", entry)[0].lower().replace("_", "-") for entry in wanted}
    assert names <= set(pins(root, "requirements.lock"))
    tools = [entry for entry in project["dependency-groups"]["dev"] if isinstance(entry, str)]
    names |= {re.split(r"[<>=!~ \[;]", entry)[0].lower().replace("_", "-") for entry in tools}
    assert names <= set(pins(root, "requirements-dev.lock"))


def test_the_tests_run_on_the_versions_that_users_get(root: Path) -> None:
    run, dev = pins(root, "requirements.lock"), pins(root, "requirements-dev.lock")
    assert {name: dev.get(name) for name in run} == run


def test_no_tracked_file_names_a_path_of_this_machine(root: Path) -> None:
    common = {"/", "/tmp", "/var/tmp", "/home", "/usr", "/opt"}
    ours = {str(root), str(root.parent), str(Path.home())} - common
    pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(path)}/" for path in sorted(ours)))
    faults = []
    for file in tracked(root):
        if file.suffix in TEXT_ENDINGS and file.is_file() and file != Path(__file__):
            for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
                if pattern.search(line):
                    faults.append(f"{file.relative_to(root)}:{number}")
    assert not faults, faults


def test_the_first_screen_of_the_readme_says_make_run_and_make_test(root: Path) -> None:
    screen = "\n".join((root / "README.md").read_text("utf-8").splitlines()[:40])
    assert "make run" in screen and "make test" in screen


def test_the_wheel_holds_both_packages_with_their_data(root: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    builder = WheelBuilder(str(root))
    held = {file.distribution_path for file in builder.recurse_included_files()}
    for name in (
        "pipeline/py.typed",
        "schemas/py.typed",
        "pipeline/profiles/pulse.toml",
        "schemas/json/articles.json",
    ):
        assert name in held, name
    on_disk = {
        file.relative_to(root).as_posix()
        for package in ("pipeline", "schemas")
        for file in (root / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert on_disk <= held, sorted(on_disk - held)
    assert not any(name.startswith(("tests/", "raw/", "docs/")) for name in held)


def test_ci_runs_the_tests_through_make(root: Path) -> None:
    script = root / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "make test" in script.read_text("utf-8")


def test_every_library_that_is_imported_is_asked_for(root: Path) -> None:
    import ast
    import sys

    from packaging.requirements import Requirement

    names = {"beautifulsoup4": "bs4", "markdown-it-py": "markdown_it", "python-dateutil": "dateutil"}
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {Requirement(entry).name for entry in project["dependencies"]}
    known = {names.get(name, name.replace("-", "_")) for name in asked} | {"pipeline", "schemas"}
    used: dict[str, str] = {}
    for package in ("pipeline", "schemas"):
        for file in sorted((root / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                found = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                found += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
                for name in found:
                    used.setdefault(name.split(".")[0], f"{file.relative_to(root)}:{node.lineno}")
    extra = {Requirement(entry).name for some in project["optional-dependencies"].values() for entry in some}
    unknown = {
        name: place for name, place in used.items() if name not in known | extra | sys.stdlib_module_names
    }
    assert not unknown, f"imported but not in pyproject.toml: {unknown}"
    unused = known - set(used)
    assert not unused, f"in pyproject.toml but not imported: {sorted(unused)}"
