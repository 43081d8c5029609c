"""The whole run on real stages: what is written, what is told, what stays the same."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.document import PageRef
from pipeline.errors import InputError, OutputError, ProfileError, UsageError
from pipeline.publish.output import open_output
from pipeline.run import plan, run
from pipeline.settings import Settings
from tests.run.conftest import RunIn, page_states, rows
from tests.sitegen.page import generate_site


def names_below(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_run_publishes_dataset_and_report_and_leaves_nothing_else(pages: Path, run_in: RunIn) -> None:
    result = run_in(pages)
    assert result.dataset.resolve() == result.version
    assert result.report.read_bytes() == (result.version / "report" / "index.html").read_bytes()
    assert result.manifest == type(result.manifest).model_validate_json(
        (result.version / "manifest.json").read_text()
    )
    assert names_below(result.dataset.parent) == {"current", "versions", ".dechrome.lock"}
    assert names_below(result.version.parent) == {result.version.name}


def test_every_page_found_has_a_row_and_the_account_adds_up(pages: Path, run_in: RunIn) -> None:
    result = run_in(pages)
    found = rows(result, "pages")
    assert len(found) == result.manifest.pages == 40
    assert [row["page_id"] for row in found] == sorted(
        path.relative_to(pages).as_posix() for path in pages.rglob("*.*")
    )
    for row in found:
        parts = ("kept_chars", "data_chars", "removed_chars", "unexplained_chars")
        assert row["chars"] == sum(row[part] for part in parts), row["page_id"]


def test_rows_and_reports_are_the_same_with_any_number_of_workers(pages: Path, run_in: RunIn) -> None:
    results = {n: run_in(pages, name=str(n), workers=n) for n in (0, 1, 4)}
    assert len({result.manifest.digest for result in results.values()}) == 1
    for name in names_below(results[0].version / "report"):
        reports = {(result.version / "report" / name).read_bytes() for result in results.values()}
        assert len(reports) == 1, name


LEADS = """
import sys
from pathlib import Path
from pipeline.run import run
from pipeline.settings import Settings
run(Path(sys.argv[1]), out=Path(sys.argv[2], "n"), reports=Path(sys.argv[2], "r"), settings=Settings(workers=1))
print(*sorted(sys.modules))
"""


def test_who_leads_a_run_loads_no_library_of_the_work_that_workers_do(pages: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEADS, pages, tmp_path], check=True, capture_output=True, text=True
    )
    loaded = set(done.stdout.split())
    assert "pipeline.publish.dataset" in loaded
    assert loaded.isdisjoint({"pipeline.index.merge", "tokenizers", "lxml", "jinja2", "pyarrow.compute"})


def test_the_rows_are_the_same_when_the_input_is_listed_in_reverse(
    pages: Path, run_in: RunIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run_in(pages, name="forwards").manifest
    scandir = os.scandir

    class Reversed:
        def __init__(self, path: bytes) -> None:
            with scandir(path) as listing:
                self.entries = list(listing)[::-1]

        def __enter__(self) -> list[os.DirEntry[bytes]]:
            return self.entries

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Reversed)
    after = run_in(pages, name="backwards", workers=2).manifest
    assert (before.digest, before.run_id) == (after.digest, after.run_id)


def test_the_rows_are_the_same_in_another_place(
    pages: Path, run_in: RunIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run_in(pages, name="here").manifest
    shutil.copytree(pages, tmp_path / "elsewhere" / "copy")
    monkeypatch.chdir(tmp_path / "elsewhere")
    after = run_in("copy", name="there").manifest
    assert (before.digest, before.run_id) == (after.digest, after.run_id)


def test_another_day_is_another_run(pages: Path, run_in: RunIn) -> None:
    one = run_in(pages, limit=3).manifest
    two = run_in(pages, name="two", limit=3, as_of="2026-09-01").manifest
    assert one.input_digest == two.input_digest
    assert one.run_id != two.run_id
    assert (two.as_of, two.settings["as_of"]) == ("2026-09-01", "2026-09-01")


def test_other_bytes_are_another_input(run_in: RunIn, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("One page.")
    one = run_in(raw).manifest
    (raw / "a.txt").write_text("One more.")
    assert run_in(raw).manifest.input_digest != one.input_digest


def test_a_second_run_keeps_the_version_before_it(pages: Path, run_in: RunIn) -> None:
    one = run_in(pages, limit=4)
    two = run_in(pages, limit=5)
    assert names_below(two.version.parent) == {one.version.name, two.version.name}
    assert two.dataset.resolve() == two.version


def test_two_runs_at_once_into_one_output_are_refused(pages: Path, run_in: RunIn, tmp_path: Path) -> None:
    old = run_in(pages, limit=2)
    with open_output(tmp_path / "one" / "normalized"), pytest.raises(OutputError, match="another run"):
        run_in(pages)
    assert old.dataset.resolve() == old.version


def test_what_is_known_of_the_files_is_let_go_when_all_pages_are_read(pages: Path, tmp_path: Path) -> None:
    left: dict[str, int] = {}

    def count(stage: str, done: int, total: int | None) -> None:
        gc.collect()
        left.setdefault(stage, sum(type(value) is PageRef for value in gc.get_objects()))

    before = sum(type(value) is PageRef for value in gc.get_objects())
    run(
        pages,
        out=tmp_path / "out",
        reports=tmp_path / "reports",
        settings=Settings(workers=0),
        progress=count,
    )
    assert left["extract"] - before > 0
    assert left["index"] - before == 0


def test_a_small_site_is_noted(run_in: RunIn, pages: Path) -> None:
    result = run_in(pages, limit=3, exclude=["*.html", "*.md"])
    assert any(note.startswith("only 3 pages of the site ") for note in result.notes)
    assert result.manifest.notes == list(result.notes)


def test_progress_is_told_for_each_stage_up_to_its_end(pages: Path, run_in: RunIn) -> None:
    told: dict[str, list[tuple[int, int | None]]] = {}
    run_in(
        pages,
        workers=1,
        options={"progress": lambda stage, done, total: told.setdefault(stage, []).append((done, total))},
    )
    assert list(told) == ["survey", "extract", "index", "judge", "publish"]
    for stage, steps in told.items():
        done = [step[0] for step in steps]
        assert done[0] == 0, stage
        assert done == sorted(done), stage
        assert steps[-1][0] == steps[-1][1], stage
    assert told["extract"][-1] == (40, 40)


def test_the_seconds_of_each_stage_are_known(pages: Path, run_in: RunIn) -> None:
    result = run_in(pages, limit=5)
    assert set(result.seconds) == {"survey", "extract", "index", "judge", "publish", "report"}
    assert all(seconds > 0 for seconds in result.seconds.values())


def test_the_input_manifest_reaches_the_rows(run_in: RunIn, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (page,) = generate_site(3, 1, capture="rendered_text", size=3_000)
    (raw / "a.txt").write_bytes(page.data)
    row = {"path": "a.txt", "url": "https://site.example/a", "captured_at": "2026-07-01", "depth": 2}
    (raw / "manifest.jsonl").write_text(json.dumps(row) + "\n" + json.dumps({"path": "gone.txt"}) + "\n")
    result = run_in(raw)
    (found,) = rows(result, "pages")
    assert (found["captured_at"], found["manifest_extra"]) == ("2026-07-01", '{"depth": 2}')
    assert [article["url"] for article in rows(result, "articles", "url")] == ["https://site.example/a"]
    assert "1 path of the input manifest is not among the pages found: gone.txt" in result.notes


def test_several_inputs_are_told_apart_by_name(run_in: RunIn, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"Page {name}")
    result = run_in([tmp_path / "one", tmp_path / "two"], name="out")
    assert set(page_states(result)) == {"one/a.txt", "two/a.txt"}


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"include": ["nothing"]}, InputError),
        ({"profile": "pulze"}, ProfileError),
        ({"select": ["TXT999"]}, UsageError),
    ],
)
def test_what_fits_nothing_is_told_before_anything_is_written(
    pages: Path, run_in: RunIn, tmp_path: Path, settings: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        run_in(pages, **settings)
    assert not (tmp_path / "one").exists()


def test_a_plan_says_what_a_run_would_do_and_writes_nothing(pages: Path, tmp_path: Path) -> None:
    planned = plan(pages, out=tmp_path / "out", settings=Settings(workers=2))
    assert planned.pages == sum(planned.by_ending.values()) == 40
    assert planned.bytes == sum(path.stat().st_size for path in pages.rglob("*.*"))
    assert planned.looked_at == sum(planned.by_state.values()) == 40
    assert planned.profiles[0].site == "pulse"
    assert planned.profiles[0].evidence
    assert (pages / planned.profiles[0].example).is_file()
    assert planned.seconds > 0
    assert planned.workers == 2
    assert not (tmp_path / "out").exists()


def test_the_seeds_become_five_complete_articles(seeds: Path, run_in: RunIn) -> None:
    result = run_in(seeds)
    assert result.manifest.pages_by_state == {"article": 5}
    assert result.manifest.account.unexplained_chars == 0
    assert result.manifest.findings_by_severity.get("error", 0) == 0
