"""What the README shows is true: its excerpts are real, its commands and examples run."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.cli import main
from pipeline.rules.engine import all_rules

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(
    r"^(?:<!-- (?P<kind>[a-z ]+): (?P<of>[^\n]+) -->\n)?(?P<fence>`{3,})(?P<language>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.M | re.S,
)
BLOCKS = [match.groupdict() for match in BLOCK.finditer(README)]


def blocks(*, language: str | None = None, kind: str | None = None) -> list[dict[str, str]]:
    """The README's blocks of a language, or of a kind of excerpt."""
    return [
        b
        for b in BLOCKS
        if (language is None or b["language"] == language) and (kind is None or b["kind"] == kind)
    ]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample pages and their dataset, as after `make run`."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "raw", folder / "raw")
    places = ["--out", str(folder / "normalized"), "--reports", str(folder / "reports")]
    assert main(["run", str(folder / "raw"), *places, "-q", "--workers", "0"]) == 0
    return folder


def assert_excerpt(excerpt: str, whole: str) -> None:
    """Each line stands in the whole text, in order; `…` alone is a gap, at the end of a line a cut."""
    lines = whole.splitlines()
    at = 0
    for line in excerpt.splitlines():
        if line == "…":
            continue
        fits = [
            n
            for n in range(at, len(lines))
            if lines[n] == line or (line.endswith("…") and lines[n].startswith(line[:-1]))
        ]
        assert fits, f"not in the text (after its line {at}): {line!r}"
        at = fits[0] + 1


def test_there_are_excerpts_of_both_ends() -> None:
    assert blocks(kind="from") and blocks(kind="out of") and blocks(kind="json of")


@pytest.mark.parametrize("block", blocks(kind="from"), ids=lambda b: b["of"])
def test_the_raw_excerpt_is_real(block: dict[str, str]) -> None:
    assert_excerpt(block["text"], (ROOT / block["of"]).read_text("utf-8"))


@pytest.mark.parametrize("block", blocks(kind="out of"), ids=lambda b: b["of"])
def test_the_shown_result_is_real(
    block: dict[str, str], workplace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workplace)
    capfd.readouterr()
    assert main(shlex.split(block["of"])[1:]) == 0
    assert_excerpt(block["text"], capfd.readouterr().out)


@pytest.mark.parametrize("block", blocks(kind="json of"), ids=lambda b: b["of"])
def test_the_shown_row_is_real(block: dict[str, str], workplace: Path) -> None:
    table, page_id = block["of"].split()
    rows = pipeline.load(workplace / "normalized", table)
    row = rows[rows["page_id"] == page_id].to_dict("records")[0]
    for name, value in json.loads(block["text"]).items():
        assert json.loads(json.dumps(row[name], default=str)) == value, name


@pytest.mark.parametrize("line", [line for b in blocks(language="sh") for line in b["text"].splitlines()])
def test_a_command_of_the_readme_runs(
    line: str, workplace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(line, comments=True)
    if words[0] == "make":
        done = subprocess.run(["make", "-n", words[1]], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return
    assert words[0] == "dechrome"
    monkeypatch.chdir(workplace)
    assert main(words[1:]) == 0
    assert "[E" not in capfd.readouterr().err


@pytest.mark.parametrize("block", blocks(language="python"), ids=lambda b: b["text"].splitlines()[-1][:40])
def test_a_python_example_of_the_readme_runs(block: dict[str, str], workplace: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", block["text"]], cwd=workplace, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_the_number_of_rules_is_right() -> None:
    stated = re.search(r"^(\d+) rules look at", README, flags=re.MULTILINE)
    assert stated and int(stated[1]) == len([rule for rule in all_rules() if not rule.preview])


@pytest.mark.parametrize(
    "document",
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *sorted(p.name for p in (ROOT / "docs").glob("*.md"))],
)
def test_every_link_to_a_file_leads_somewhere(document: str) -> None:
    path = ROOT / document if (ROOT / document).is_file() else ROOT / "docs" / document
    text = re.sub(r"^(`{3,}).*?^\1$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), f"{document}: {target}"
