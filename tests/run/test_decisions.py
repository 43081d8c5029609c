"""Decisions in a whole run: states before `qa`, nothing lost, the same rows whatever the workers."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.compare.debt import freeze
from pipeline.decisions.baseline import baseline_text
from pipeline.errors import SettingsError
from pipeline.publish.check import check_dataset
from pipeline.run import RunResult
from tests.run.conftest import RunIn, rows

MARKS = ("fingerprint", "code", "page_id")


@pytest.fixture
def plain(pages: Path, run_in: RunIn) -> RunResult:
    """A run without decisions."""
    return run_in(pages, name="plain")


def waivers(folder: Path, *tables: str) -> Path:
    path = folder / "accepted.toml"
    path.write_text("\n".join(f"[[waiver]]\n{table}\n" for table in tables), encoding="utf-8")
    return path


def entry(expires: str = "2026-12-31", **what: str) -> str:
    named = "\n".join(f"{key} = {json.dumps(value)}" for key, value in what.items())
    return f'{named}\nreason = "agreed"\nowner = "Ann"\nexpires = {expires}'


def baseline(folder: Path, result: RunResult) -> Path:
    path = folder / "known.json"
    path.write_text(baseline_text(freeze(result.version, None, accept_new=False).entries), encoding="utf-8")
    return path


def findings(result: RunResult) -> list[dict[str, Any]]:
    return rows(result, "findings")


def qa(result: RunResult) -> dict[str, str]:
    return {row["page_id"]: row["qa"] for row in rows(result, "articles", "page_id", "qa")}


def failing_page(result: RunResult) -> str:
    """An article that fails."""
    return min(page_id for page_id, verdict in qa(result).items() if verdict == "fail")


def test_a_waiver_takes_no_finding_out_of_the_data_and_qa_ignores_it(
    pages: Path, run_in: RunIn, plain: RunResult, tmp_path: Path
) -> None:
    page_id = failing_page(plain)
    on_page = [row for row in findings(plain) if row["page_id"] == page_id]
    file = waivers(tmp_path, *(entry(fingerprint=row["fingerprint"]) for row in on_page))
    waived = run_in(pages, name="waived", options={"waivers": file})
    assert {row["fingerprint"] for row in findings(waived)} == {row["fingerprint"] for row in findings(plain)}
    for row in findings(waived):
        expected = ("waived", "agreed") if row["page_id"] == page_id else ("new", None)
        assert (row["state"], row["waiver_reason"]) == expected
    assert qa(waived)[page_id] in ("pass", "review")
    assert {**qa(waived), page_id: "fail"} == qa(plain)
    assert check_dataset(waived.dataset) == []


def test_findings_of_a_baseline_are_known_and_still_count_for_qa(
    pages: Path, run_in: RunIn, plain: RunResult, tmp_path: Path
) -> None:
    known = run_in(pages, name="known", options={"baseline": baseline(tmp_path, plain)})
    assert {row["state"] for row in findings(known)} == {"known"}
    assert qa(known) == qa(plain)
    assert check_dataset(known.dataset) == []


def test_waivers_that_are_over_unused_or_too_wide_are_findings_with_no_article(
    pages: Path, run_in: RunIn, plain: RunResult, tmp_path: Path
) -> None:
    codes = Counter(row["code"] for row in findings(plain))
    code = codes.most_common(1)[0][0]
    file = waivers(
        tmp_path,
        entry("2026-07-31", code=code, page="*"),
        entry(code=code, page="nowhere/*"),
        entry(code=code, page="**/*"),
    )
    result = run_in(pages, name="judged", options={"waivers": file})
    about = [row for row in findings(result) if row["code"].startswith("WVR")]
    assert sorted(row["code"] for row in about) == ["WVR001", "WVR002", "WVR003"]
    smallest = min(row["page_id"] for row in findings(plain) if row["code"] == code)
    first = min(row["page_id"] for row in rows(result, "pages", "page_id"))
    assert {row["code"]: row["page_id"] for row in about} == {
        "WVR001": smallest,
        "WVR002": first,
        "WVR003": smallest,
    }
    assert {row["article_id"] for row in about} == {None}
    assert result.manifest.findings == plain.manifest.findings + 3
    assert result.manifest.findings_by_code["WVR002"] == 1
    waived = {row["code"] for row in findings(result) if row["state"] == "waived"}
    assert waived == {code}
    assert check_dataset(result.dataset) == []


def test_findings_about_waivers_change_no_verdict(
    pages: Path, run_in: RunIn, plain: RunResult, tmp_path: Path
) -> None:
    file = waivers(tmp_path, entry("2026-07-31", code="TXT002", page="a*"), entry(code="TXT002", page="b*"))
    assert qa(run_in(pages, name="judged", options={"waivers": file})) == qa(plain)


def test_the_rows_are_the_same_with_any_number_of_workers_and_from_any_place(
    pages: Path, run_in: RunIn, plain: RunResult, tmp_path: Path
) -> None:
    tables = (entry(code="TXT002", page="*"), entry("2026-08-05", code="SEC002", page="even/*"))
    (tmp_path / "elsewhere").mkdir()
    options = [
        {"waivers": waivers(folder, *tables), "baseline": baseline(folder, plain)}
        for folder in (tmp_path, tmp_path / "elsewhere")
    ]
    one = run_in(pages, name="one", options=options[0]).manifest
    two = run_in(pages, name="two", workers=2, options=options[1]).manifest
    assert (one.digest, one.run_id) == (two.digest, two.run_id)


def test_the_content_of_the_decisions_belongs_to_the_settings(
    pages: Path, run_in: RunIn, plain: RunResult, tmp_path: Path
) -> None:
    file = waivers(tmp_path, entry(code="TXT002", page="nothing*"))
    with_waivers = run_in(pages, name="waivers", options={"waivers": file}).manifest
    with_baseline = run_in(pages, name="baseline", options={"baseline": baseline(tmp_path, plain)}).manifest
    digests = {m.settings_digest for m in (plain.manifest, with_waivers, with_baseline)}
    assert len(digests) == 3
    assert plain.manifest.settings["waivers_sha256"] is None
    assert with_waivers.settings["waivers_sha256"] and not with_waivers.settings["baseline_sha256"]


def test_a_run_over_part_of_the_pages_calls_no_waiver_unused_and_says_so(
    pages: Path, run_in: RunIn, tmp_path: Path
) -> None:
    file = waivers(tmp_path, entry(code="TXT002", page="nowhere/*"))
    result = run_in(pages, options={"waivers": file}, limit=5)
    assert "WVR002" not in result.manifest.findings_by_code
    assert any(note.startswith("1 waiver covers nothing here") for note in result.manifest.notes)


def test_waiver_rules_can_be_left_out_like_any_other(pages: Path, run_in: RunIn, tmp_path: Path) -> None:
    file = waivers(tmp_path, entry(code="TXT002", page="nowhere/*"))
    result = run_in(pages, options={"waivers": file}, ignore=("WVR",))
    assert not any(code.startswith("WVR") for code in result.manifest.findings_by_code)


def test_decisions_that_cannot_be_read_end_the_run_before_it_begins(
    pages: Path, run_in: RunIn, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=r"accepted\.toml:1"):
        run_in(pages, options={"waivers": waivers(tmp_path, 'reason = "x"')})
    with pytest.raises(SettingsError, match="E204"):
        run_in(pages, options={"baseline": tmp_path / "gone.json"})
    assert not (tmp_path / "one").exists()
