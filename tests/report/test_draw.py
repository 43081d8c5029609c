"""Drawing and showing the reports."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.report.draw import draw_report, formats, reporters, show_report
from tests.report.almanac import almanac
from tests.report.dataset import RULES

FILES = ["findings.jsonl", "findings.sarif", "index.html", "report.md", "summary.json"]


def test_the_reporters_are_found_by_the_registry() -> None:
    assert [reporter.name for reporter in reporters() if reporter.drawn] == FILES
    assert set(formats()) == {
        *("concise", "csv", "full", "github", "grouped"),
        *("html", "json", "jsonl", "junit", "markdown", "sarif"),
    }


def test_the_same_dataset_gives_the_same_bytes_anywhere(library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "v2"
    shutil.copytree(library, copy)
    shutil.rmtree(copy / "report")
    script = (
        "from pathlib import Path; from pipeline.report.draw import draw_report;"
        "from tests.report.dataset import RULES;"
        f"draw_report(Path({str(copy)!r}), rules=RULES)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    root = Path(__file__).parent.parent.parent
    subprocess.run([sys.executable, "-c", script], check=True, cwd=root, env=environment)
    for name in FILES:
        assert (copy / "report" / name).read_bytes() == (library / "report" / name).read_bytes(), name


def test_drawing_does_not_import_pandas(library: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from pipeline.report.draw import draw_report;"
        f"draw_report(Path({str(library)!r}), rules={{}}); print('pandas' in sys.modules)"
    )
    root = Path(__file__).parent.parent.parent
    out = subprocess.run([sys.executable, "-c", script], check=True, cwd=root, capture_output=True, text=True)
    draw_report(library, rules=RULES)
    assert out.stdout.strip() == "False"


def test_showing_replaces_the_reports_and_leaves_other_files_alone(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / ".gitkeep").write_text("")
    (reports / "index.html").write_text("old")
    version = almanac(12).write(tmp_path / "v1")
    draw_report(version, rules=RULES)
    shown = show_report(version, reports)
    assert [path.name for path in shown] == FILES
    assert sorted(p.name for p in reports.iterdir()) == sorted([".gitkeep", *FILES]), (
        "nothing half-written stays"
    )
    for path in shown:
        assert path.read_bytes() == (version / "report" / path.name).read_bytes()


def test_showing_a_version_without_a_report_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no report to show.*dechrome report.*E520"):
        show_report(almanac(3).write(tmp_path), tmp_path / "reports")


def test_a_folder_that_cannot_be_written_is_said_with_advice(tmp_path: Path) -> None:
    version = almanac(3).write(tmp_path / "v1")
    (version / "report").write_text("a file stands in the way")
    with pytest.raises(OutputError, match=r"cannot write the report.*E521"):
        draw_report(version, rules=RULES)
