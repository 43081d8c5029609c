"""summary.json, findings.jsonl and findings.sarif."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import string
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.report.draw import draw_report, open_report
from pipeline.report.sarif import SarifReporter
from schemas import Finding
from tests.report.dataset import RULES, Dataset

SCHEMA = Path(__file__).parent.parent / "vendor/sarif/sarif-2.1.0.json"


def problems_of(log: dict[str, Any]) -> list[str]:
    """What of a SARIF log breaks the schema."""
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes()))
    return [f"{'/'.join(map(str, e.path))}: {e.message[:200]}" for e in validator.iter_errors(log)]


def sarif_of(folder: Path) -> dict[str, Any]:
    log: dict[str, Any] = json.loads((folder / "report/findings.sarif").read_bytes())
    errors = problems_of(log)
    assert not errors, "\n".join(errors)
    return log


def test_the_summary_agrees_with_the_manifest(library: Path) -> None:
    summary = json.loads((library / "report/summary.json").read_bytes())
    manifest = json.loads((library / "manifest.json").read_bytes())
    for key in ("run_id", "pages", "pages_by_state", "articles", "findings", "account"):
        assert summary[key] == manifest[key], key
    assert {k: n for k, n in summary["findings_by_severity"].items() if n} == manifest["findings_by_severity"]
    assert {r["code"]: r["findings"] for r in summary["rules"]} == manifest["findings_by_code"]
    assert sum(summary["articles_by_qa"].values()) == summary["articles"]
    assert summary["sentence"].startswith(f"{manifest['articles']} of {manifest['pages']} pages")


@pytest.mark.parametrize("name", ["library", "hostile"])
def test_each_line_of_the_findings_file_is_one_finding_of_the_table(
    name: str, request: pytest.FixtureRequest
) -> None:
    import pyarrow.parquet as pq

    folder: Path = request.getfixturevalue(name)
    text = (folder / "report/findings.jsonl").read_text(encoding="utf-8")
    found = [Finding.model_validate_json(line) for line in text.splitlines()]
    rows = pq.read_table(folder / "findings").to_pylist()
    assert [f.model_dump() for f in found] == rows
    assert list(json.loads(text.splitlines()[0])) == list(Finding.model_fields)


@pytest.mark.parametrize("name", ["library", "hostile"])
def test_the_sarif_file_is_valid_and_has_every_finding(name: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(name)
    (run,) = sarif_of(folder)["runs"]
    lines = (folder / "report/findings.jsonl").read_text(encoding="utf-8").splitlines()
    prints = [r["partialFingerprints"]["dechromeFinding/v1"] for r in run["results"]]
    assert sorted(prints) == sorted(json.loads(line)["fingerprint"] for line in lines)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["kind"] == "fail" or result["level"] == "none", "the standard's rule for kinds but fail"
    assert run["properties"]["omitted"] == 0


def test_sarif_results_come_worst_first(library: Path) -> None:
    (run,) = sarif_of(library)["runs"]
    order = {"error": 0, "warning": 1, "info": 2}
    ranks = [
        (order[r["properties"]["severity"]], r["properties"]["outcome"] == "review") for r in run["results"]
    ]
    assert ranks == sorted(ranks)


def test_a_sarif_region_gives_the_excerpts_place_and_end(tmp_path: Path) -> None:
    made = Dataset()
    made.page("sub dir/ä#1.txt", [("article.paragraph", "alpha beta"), ("article.paragraph", "gamma")])
    made.finding("TXT002", "sub dir/ä#1.txt", "beta\ngamma", source_start=6, source_end=16, line=1, column=7)
    folder = made.write(tmp_path)
    draw_report(folder, rules=RULES)
    (run,) = sarif_of(folder)["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "sub%20dir/%C3%A4%231.txt", "uriBaseId": "RAW"}
    assert place["region"] == {
        "startLine": 1,
        "startColumn": 7,
        "endLine": 2,
        "endColumn": 6,
        "charOffset": 6,
        "charLength": 10,
        "snippet": {"text": "beta\ngamma"},
    }


def test_waived_and_known_findings_keep_their_state_in_sarif(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt")
    made.finding("SEC001", "a.txt", state="waived", waiver_reason="Agreed with the authors")
    made.finding("LNK001", "a.txt", state="known", related_page_ids=["b.txt"])
    made.finding("TXT002", "a.txt")
    folder = made.write(tmp_path)
    draw_report(folder, rules=RULES)
    known, new, waived = sarif_of(folder)["runs"][0]["results"]
    assert (known["baselineState"], new["baselineState"]) == ("unchanged", "new")
    assert known["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.txt"
    assert waived["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Agreed with the authors"}
    ]


def test_sarif_says_how_many_results_are_left_out(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SarifReporter, "max_results", 10)
    before = (library / "report/findings.sarif").read_bytes()
    try:
        view = draw_report(library, rules=RULES)
        (run,) = sarif_of(library)["runs"]
    finally:
        monkeypatch.undo()
        draw_report(library, rules=RULES)
    assert len(run["results"]) == 10
    assert run["properties"]["omitted"] == view.findings - 10
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith(f"{view.findings - 10} findings beyond the worst 10 left out")
    assert (library / "report/findings.sarif").read_bytes() == before


def test_sarif_stays_under_its_packed_size_and_says_what_that_cost(tmp_path: Path) -> None:
    made = Dataset()
    draw = random.Random(3)
    for n in range(300):
        words = "".join(draw.choices(string.ascii_letters, k=400))
        made.page(f"{n:03}.txt", [("article.paragraph", words)])
        made.finding("TXT002", f"{n:03}.txt", words)
    report = open_report(made.write(tmp_path), rules=RULES, excerpts="full")
    reporter, whole, short = SarifReporter(), io.BytesIO(), io.BytesIO()
    reporter.write(report, whole)
    reporter.max_packed = 160_000
    reporter.write(report, short)
    assert len(gzip.compress(whole.getvalue())) > len(gzip.compress(short.getvalue()))
    assert 40_000 < len(gzip.compress(short.getvalue())) <= 160_000
    (run,) = json.loads(short.getvalue())["runs"]
    assert 0 < len(run["results"]) < 300
    assert run["properties"]["omitted"] == 300 - len(run["results"])
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert said.startswith(f"{run['properties']['omitted']} findings beyond the worst {len(run['results'])}")


def test_the_schema_is_the_packages_own_file() -> None:
    digest = hashlib.sha256(SCHEMA.read_bytes()).hexdigest()
    assert digest in SCHEMA.with_name("README.md").read_text(encoding="utf-8")


def test_page_text_makes_no_link_or_placeholder_in_a_sarif_message(hostile: Path) -> None:
    (run,) = sarif_of(hostile)["runs"]
    text = run["results"][0]["message"]["text"]
    assert "\\[click\\](javascript" in text
    assert "{{0}}" in text


@pytest.mark.parametrize(
    "file", ["summary.json", "findings.jsonl", "findings.sarif", "report.md", "index.html"]
)
def test_no_file_holds_a_raw_control_or_bidirectional_character(hostile: Path, file: str) -> None:
    text = (hostile / "report" / file).read_text(encoding="utf-8")
    found = {c for c in text if c in "\x1b\x9b\u202e\u202c\u2028\ufeff"}
    assert not found, f"{file} holds {[hex(ord(c)) for c in found]}"


@pytest.mark.parametrize(
    "file", ["summary.json", "findings.jsonl", "findings.sarif", "report.md", "index.html"]
)
def test_reports_without_excerpts_hold_no_word_of_the_pages(tmp_path: Path, file: str) -> None:
    made = Dataset()
    secret = "Xylophonic"
    made.page(
        "a.txt",
        [("article.paragraph", f"{secret} paragraph")],
        title=f"{secret} title",
        url=f"https://x.example/{secret}",
    )
    made.page("b.txt", state="not_an_article", reason=f"PAG004: {secret}")
    for n in range(3):
        made.page(f"c{n}.txt", [("article.paragraph", f"{secret} again")])
        made.finding(
            "LNK001",
            f"c{n}.txt",
            secret,
            subject=f"{secret} card",
            message=f"“{secret}” is off",
            expected=secret,
            found=secret,
            fix=f"Remove {secret}",
        )
    folder = made.write(tmp_path)
    draw_report(folder, rules=RULES, excerpts="none")
    text = (folder / "report" / file).read_text(encoding="utf-8")
    assert secret not in text
    assert "c0.txt" in text or file == "summary.json"
    if file == "findings.jsonl":
        first = Finding.model_validate_json(text.splitlines()[0])
        assert first.message == "A related link that does not belong to this article"
        assert first.line == 1
