"""Parts beside index.html where one file cannot hold all: nothing is lost, each page stands in one part."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.report import view as view_module
from pipeline.report.draw import draw_report, show_report
from pipeline.report.model import Limits, ReportView
from tests.report.almanac import almanac
from tests.report.dataset import RULES, Dataset

SMALL = Limits(findings=50, first_findings=20, part_findings=40)


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ReportView, Dataset]:
    made = almanac(200)
    folder = made.write(tmp_path / "v1")
    monkeypatch.setattr(view_module.view_of, "__kwdefaults__", {"limits": SMALL, "before": None})
    return folder, draw_report(folder, rules=RULES), made


def data_of(path: Path, name: str) -> dict[str, dict[str, dict[str, list[dict[str, str]]]]]:
    found = re.search(
        rf'<script type="application/json" id="{name}">(.*?)</script>', path.read_text("utf-8"), re.DOTALL
    )
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_every_finding_stands_in_exactly_one_part(drawn: tuple[Path, ReportView, Dataset]) -> None:
    folder, view, made = drawn
    assert len(view.parts) > 3
    prints = []
    for part in view.parts:
        data = data_of(folder / "report" / part.file, "data")
        mine = [finding["id"] for rule in data["rules"].values() for finding in rule["findings"]]
        assert len(mine) == part.findings <= SMALL.part_findings
        prints += mine
    assert sorted(prints) == sorted(finding.fingerprint for finding in made.findings)


def test_parts_are_consecutive_pages_and_add_up(drawn: tuple[Path, ReportView, Dataset]) -> None:
    _, view, made = drawn
    assert sum(part.findings for part in view.parts) == len(made.findings)
    assert sum(part.pages for part in view.parts) == view.pages_with_findings
    edges = [edge for part in view.parts for edge in (part.first, part.last)]
    assert edges == sorted(edges)


def test_the_first_page_lists_the_parts_and_leads_to_the_one_that_has_a_page(
    drawn: tuple[Path, ReportView, Dataset],
) -> None:
    folder, view, _ = drawn
    text = (folder / "report/index.html").read_text("utf-8")
    for part in view.parts:
        assert f'<a href="{part.file}">' in text
    pages = data_of(folder / "report/index.html", "data")["pages"]
    for page in pages:
        assert isinstance(page, dict)
        (part,) = (one for one in view.parts if one.first <= page["id"] <= one.last)
        assert page["part"] == part.file


def test_pages_stand_beside_their_article_in_their_part(drawn: tuple[Path, ReportView, Dataset]) -> None:
    folder, view, _ = drawn
    shown = [page for part in view.parts for page in data_of(folder / "report" / part.file, "sides")["pages"]]
    assert shown == sorted(view.worst_pages)
    assert len(shown) == view.pages_with_findings


def test_a_smaller_report_takes_old_parts_away_and_nothing_else(
    drawn: tuple[Path, ReportView, Dataset], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, view, _ = drawn
    reports = tmp_path / "reports"
    show_report(folder, reports)
    (reports / "pages-notes.html").write_text("mine")
    assert all((reports / part.file).exists() for part in view.parts)
    monkeypatch.undo()
    draw_report(folder, rules=RULES)
    show_report(folder, reports)
    assert sorted(path.name for path in reports.glob("pages-*")) == ["pages-notes.html"]


def test_a_report_is_one_file_while_all_findings_fit(library: Path) -> None:
    assert not list((library / "report").glob("pages-*"))
    text = (library / "report/index.html").read_text("utf-8")
    assert 'href="pages-' not in text
