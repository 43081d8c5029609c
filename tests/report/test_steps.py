"""Drawing in steps: whoever does them, and wherever, the same files come out and nothing else stays."""

from __future__ import annotations

import io
import os
import pickle
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.errors import OutputError
from pipeline.report import view as view_module
from pipeline.report.draw import draw_report, draw_report_in_steps, reporters, show_report
from pipeline.report.drawing import Drawing, Preparing, kept_folder
from pipeline.report.reporter import PartedReporter
from pipeline.report.tables import Tables
from tests.report.almanac import almanac
from tests.report.dataset import RULES
from tests.report.test_parts import SMALL


def elsewhere(function: Callable[[Any], Any], items: Sequence[Any], /) -> Iterable[Any]:
    """As other processes would: the function and each item pickled, and the last item done first."""
    sent = pickle.dumps(function)
    done = [pickle.loads(sent)(pickle.loads(pickle.dumps(item))) for item in reversed(items)]
    return reversed([pickle.loads(pickle.dumps(one)) for one in done])


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "report").iterdir()}


@pytest.fixture(params=["parts", "one file"])
def version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    if request.param == "parts":
        monkeypatch.setattr(view_module.view_of, "__kwdefaults__", {"limits": SMALL, "before": None})
    return almanac(120).write(tmp_path / "v1")


def test_steps_done_elsewhere_and_in_another_order_give_the_same_files(version: Path) -> None:
    view = draw_report(version, rules=RULES)
    expected = files_of(version)
    verdict = draw_report_in_steps(version, rules=RULES, excerpts="full", map_steps=elsewhere)
    assert verdict == view.verdict
    assert files_of(version) == expected
    assert len(expected) == 5 + len(view.parts)


def test_a_part_needs_nothing_that_was_laid_down_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_module.view_of, "__kwdefaults__", {"limits": SMALL, "before": None})
    folder = almanac(120).write(tmp_path / "v1")
    draw_report(folder, rules=RULES)
    with kept_folder(tmp_path / "work") as kept:
        prepared = Preparing(folder, RULES, "full")(kept)
        drawing = Drawing(tmp_path / "work", kept)
        for step in prepared.gather:
            drawing(step)
        (reporter,) = (one for one in reporters() if isinstance(one, PartedReporter))
        for step in prepared.parts[1:]:
            (kept / f"{step.name}.numbers").unlink()
        out = io.BytesIO()
        told = reporter.write_part(drawing.report, prepared.parts[0].name, kept, out)
    assert out.getvalue() == (folder / "report" / prepared.parts[0].name).read_bytes()
    assert told == drawing.report.view.parts[0].pages


def test_nothing_of_the_drawing_stays_where_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = almanac(3).write(tmp_path / "v1")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.report.summary.SummaryReporter.write", full)
    with pytest.raises(OutputError, match=r"No space left.*E521"):
        draw_report(folder, rules=RULES)
    assert not [path.name for path in (folder / "report").iterdir() if path.name.startswith(".")]


def test_what_a_killed_drawing_left_is_not_shown(tmp_path: Path) -> None:
    folder = almanac(3).write(tmp_path / "v1")
    draw_report(folder, rules=RULES)
    (folder / "report/.draw-killed").mkdir()
    (folder / "report/.index.html.1.new").write_text("half")
    shown = show_report(folder, tmp_path / "reports")
    assert len(shown) == 5 and not any(path.name.startswith(".") for path in shown)


def test_findings_come_by_their_row_numbers_over_files_and_row_groups(tmp_path: Path) -> None:
    folder = almanac(60).write(tmp_path / "v1")
    tables = Tables.open(folder)
    everything = list(tables.finding_rows())
    (path,) = tables.files("findings")
    pq.write_table(pq.read_table(path), path, row_group_size=7)
    assert pq.ParquetFile(path).num_row_groups > 3
    for rows in (range(3), range(5, 16), range(14, 15), range(len(everything) - 2, len(everything))):
        assert list(tables.finding_rows(rows)) == everything[rows.start : rows.stop]
    asked = [20, 3, 8, 7, 0, len(everything) - 1]
    assert list(tables.findings_at(asked)) == [everything[row] for row in asked]
    assert list(tables.findings_at([])) == []


def test_what_a_killed_drawing_kept_goes_a_day_later(version: Path) -> None:
    for name, hours in ((".draw-old", 25), (".draw-at-work", 23)):
        (version / "report" / name).mkdir(parents=True)
        (version / "report" / name / "report.pickle").write_bytes(b"")
        then = time.time() - 3600 * hours
        os.utime(version / "report" / name, (then, then))
    draw_report(version, rules=RULES)
    assert [path.name for path in (version / "report").glob(".*")] == [".draw-at-work"]
