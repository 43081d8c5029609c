"""The forms of the findings: one identity in all, hostile text harmless in each."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.report.draw import formats, write_format
from pipeline.report.formats.github import MAX_OF_LEVEL
from pipeline.report.formats.table import COLUMNS, cell
from pipeline.report.model import Excerpts
from tests.report.dataset import RULES, Dataset

PRINT = re.compile(r"\[([0-9a-f]{16})\]")
LINES = ("concise", "grouped", "full", "junit", "csv")


def text_of(folder: Path, word: str, excerpts: Excerpts = "full", *, colour: bool = False) -> str:
    out = io.BytesIO()
    write_format(folder, word, out, rules=RULES, excerpts=excerpts, colour=colour)
    return out.getvalue().decode("utf-8")


def prints_of(folder: Path) -> list[str]:
    return [json.loads(line)["fingerprint"] for line in text_of(folder, "jsonl").splitlines()]


@pytest.mark.parametrize("word", LINES)
@pytest.mark.parametrize("name", ["library", "hostile"])
def test_each_finding_has_the_same_identity_in_every_form(
    name: str, word: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(name)
    text = text_of(folder, word)
    found = [row["fingerprint"] for row in csv_rows(text)] if word == "csv" else PRINT.findall(text)
    assert sorted(found) == sorted(prints_of(folder))


@pytest.mark.parametrize("name", ["library", "hostile"])
def test_forms_that_show_some_findings_give_them_the_same_identity(
    name: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(name)
    known = set(prints_of(folder))
    results = json.loads(text_of(folder, "sarif"))["runs"][0]["results"]
    assert {result["partialFingerprints"]["dechromeFinding/v1"] for result in results} == known
    (data,) = re.findall(r'id="data">(.*?)</script>', text_of(folder, "html"), re.DOTALL)
    rules = json.loads(data)["rules"].values()
    assert {finding["id"] for rule in rules for finding in rule["findings"]} == known
    listed = [line for line in text_of(folder, "markdown").splitlines() if line.startswith("- **")]
    marks = {re.findall(r"`([0-9a-f]{16})`$", line)[0] for line in listed}
    assert len(marks) == len(listed) > 1 and marks <= known
    annotated = [line for line in text_of(folder, "github").splitlines() if "title=dechrome" not in line]
    assert {PRINT.findall(line)[-1] for line in annotated} <= known
    first = json.loads(text_of(folder, "json"))["first"]
    assert {group["example"] for group in first} <= known


@pytest.mark.parametrize("word", formats())
def test_no_form_holds_a_raw_control_or_bidirectional_character(hostile: Path, word: str) -> None:
    text = text_of(hostile, word).removeprefix("\ufeff")
    assert not {c for c in text if c in "\x00\x1b\x9b\u202e\u202c\u2028\ufeff"}


@pytest.mark.parametrize("word", formats())
def test_no_form_shows_page_text_where_none_may_show(tmp_path: Path, word: str) -> None:
    made = Dataset()
    made.page("a.txt", [("article.paragraph", "Xylophonic words")], title="Xylophonic", category="Xylophonic")
    made.finding("SEC003", "a.txt", "Xylophonic", subject="Xylophonic", message="“Xylophonic” is lost")
    assert "Xylophonic" not in text_of(made.write(tmp_path), word, "none")


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "|calc", "＝1+1", "%0A", "=cmd|' /C calc'!A0"]
)
def test_no_cell_of_the_table_can_become_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell([text]) == f"'{text}"


def test_a_cell_that_hides_a_formula_behind_white_space_is_quoted_too() -> None:
    assert cell("\t=1+1") == "'=1+1"
    assert cell("\n=1+1") == "'=1+1"


def test_the_table_has_a_row_for_each_finding_and_numbers_as_numbers(hostile: Path) -> None:
    text = text_of(hostile, "csv")
    assert text.startswith("\ufefffingerprint,code,")
    assert text.endswith("\r\n")
    rows = csv_rows(text)
    assert tuple(rows[0]) == COLUMNS
    assert {row["code"] for row in rows} == {"SEC001", "LNK001", "TXT002"}
    assert all(row["line"].isdigit() or not row["line"] for row in rows)
    assert all(value[:1] not in ("=", "+", "-", "@") for row in rows for value in row.values())


def test_junit_fails_what_is_new_and_to_be_mended_and_skips_the_rest(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", [("article.paragraph", "alpha")])
    made.finding("SEC001", "a.txt", "alpha")
    made.finding("LNK001", "a.txt", outcome="review")
    made.finding("TXT002", "a.txt", state="waived", waiver_reason="agreed")
    made.finding("MET001", "a.txt")
    root = ElementTree.fromstring(text_of(made.write(tmp_path), "junit"))
    suites = {suite.get("name", "").split()[0]: suite for suite in root}
    assert suites["SEC001"].find("testcase/failure") is not None
    for code in ("LNK001", "TXT002", "MET001"):
        assert suites[code].find("testcase/skipped") is not None, code
    silent = suites["PAG003"].find("testcase")
    assert silent is not None and silent.get("name") == "nothing found on 1 pages" and not list(silent)
    cases = root.findall("*/testcase")
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == (str(len(cases)), "1", "3")


@pytest.mark.parametrize("name", ["library", "hostile"])
def test_junit_is_well_formed_whatever_the_pages_say(name: str, request: pytest.FixtureRequest) -> None:
    root = ElementTree.fromstring(text_of(request.getfixturevalue(name), "junit"))
    assert root.tag == "testsuites"


def test_annotations_are_single_commands_whose_text_cannot_start_another(hostile: Path) -> None:
    lines = text_of(hostile, "github").splitlines()
    assert len(lines) == 3, "two findings that are not waived, and the summary"
    for line in lines:
        assert re.fullmatch(r"::(error|warning|notice) [^:\r\n]*::.*", line), line
    assert "%3A" in lines[0] and "file=dir/" in lines[0]


def test_annotations_keep_within_what_is_shown_and_say_what_is_left_out(library: Path) -> None:
    lines = text_of(library, "github").splitlines()
    for level in ("error", "warning", "notice"):
        assert sum(line.startswith(f"::{level} ") for line in lines) <= MAX_OF_LEVEL
    rows = [json.loads(line) for line in text_of(library, "jsonl").splitlines()]
    left_out = sum(row["state"] == "new" for row in rows) - (len(lines) - 1)
    assert left_out > 0
    assert f"{left_out} new findings are not shown here." in lines[-1]


def test_the_full_form_shows_the_lines_of_the_page_with_their_numbers(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", [("article.paragraph", p) for p in ("alpha beta", "gamma")])
    made.finding("TXT002", "a.txt", "beta\ngamma", source_start=6, source_end=16, line=1, column=7)
    text = text_of(made.write(tmp_path), "full")
    assert "  --> a.txt:1:7\n  1 | beta\n  2 | gamma\n" in text


def test_the_grouped_form_names_each_page_once(library: Path) -> None:
    heads = [line for line in text_of(library, "grouped").splitlines() if line and not line.startswith(" ")]
    assert len(heads) == len(set(heads))
    assert heads[-1].startswith("116 of 120 pages became articles")


def test_the_concise_form_has_one_line_a_finding_and_a_summary(library: Path) -> None:
    lines = text_of(library, "concise").splitlines()
    assert len(lines) == len(prints_of(library)) + 1
    assert re.fullmatch(r"[^:]+\.txt(:\d+:\d+)?: [A-Z]{3}\d{3} .+ \(.+\) \[[0-9a-f]{16}\]", lines[0])


STATES = {"new": "TXT002", "known": "SEC003", "waived": "LNK001"}


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finding to be mended in each state, of rules of one severity."""
    made = Dataset()
    made.page("a.txt", [("article.paragraph", "alpha")])
    for state, code in STATES.items():
        reason = "agreed with Ann" if state == "waived" else None
        made.finding(code, "a.txt", "alpha", state=state, waiver_reason=reason)
    return made.write(tmp_path_factory.mktemp("decided"))


@pytest.mark.parametrize("word", ["full", "concise", "grouped", "csv", "jsonl", "sarif"])
def test_each_list_holds_every_finding_and_says_what_is_known_and_what_is_waived(
    decided: Path, word: str
) -> None:
    text = text_of(decided, word)
    assert all(code in text for code in STATES.values())
    if word == "sarif":
        results = {r["ruleId"]: r for r in json.loads(text)["runs"][0]["results"]}
        assert [results[code].get("baselineState") for code in STATES.values()] == ["new", "unchanged", None]
        assert [code for code in results if "suppressions" in results[code]] == [STATES["waived"]]
    elif word == "csv":
        assert {row["state"]: row["code"] for row in csv_rows(text)} == STATES
    elif word == "jsonl":
        assert {row["state"]: row["code"] for row in map(json.loads, text.splitlines())} == STATES
    else:
        assert text.count(", known)") == 1 and text.count(", waived)") == 1
        assert "1 known, 1 waived" in text.splitlines()[-1]


def test_what_raises_an_alarm_does_so_for_new_findings_alone_and_counts_the_others(decided: Path) -> None:
    *alarms, last = text_of(decided, "github").splitlines()
    assert len(alarms) == 1 and STATES["new"] in alarms[0]
    assert "1 known, 1 waived" in last and "not shown" not in last
    root = ElementTree.fromstring(text_of(decided, "junit"))
    failed = [
        case.get("classname") for case in root.findall("*/testcase") if case.find("failure") is not None
    ]
    skipped = {
        str(case.get("classname")): str(skip.get("message"))
        for case in root.findall("*/testcase")
        if (skip := case.find("skipped")) is not None
    }
    assert failed == [STATES["new"]]
    assert skipped.keys() == {STATES["known"], STATES["waived"]}
    assert skipped[STATES["known"]].endswith(", known)") and "waived" in skipped[STATES["waived"]]


PAINT = re.compile(r"\x1b\[(?:1|2|32|1;31|33|34)m|\x1b\[0m")


@pytest.mark.parametrize("word", ["full", "concise", "grouped"])
@pytest.mark.parametrize("name", ["library", "hostile", "decided"])
def test_colour_changes_no_word_and_no_code_but_ours_gets_through(
    name: str, word: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(name)
    painted, plain = text_of(folder, word, colour=True), text_of(folder, word)
    assert PAINT.sub("", painted) == plain
    assert "\x1b[1;31m" in painted or name == "decided", "an error is red"
    assert "\x1b" not in plain


@pytest.mark.parametrize("word", [w for w in formats() if w not in ("full", "concise", "grouped")])
def test_forms_that_are_no_terminals_have_no_colour(decided: Path, word: str) -> None:
    assert text_of(decided, word, colour=True) == text_of(decided, word)


def test_what_is_known_or_waived_is_dim(decided: Path) -> None:
    text = text_of(decided, "concise", colour=True)
    assert [
        f"\x1b[{c}m{code}" in text for code, c in zip(STATES.values(), ("33", "2", "2"), strict=True)
    ] == [True] * 3


def test_what_a_form_leaves_out_of_a_finding_is_counted(tmp_path: Path) -> None:
    made = Dataset()
    words = "x" * 2_500
    made.page("a.txt", [("article.paragraph", f"{words}\n" + "\n".join("abcdefgh"))])
    made.finding("SEC001", "a.txt", words, related_page_ids=[f"{n:02}.txt" for n in range(40)])
    made.finding("TXT002", "a.txt", "\n".join("abcdefgh"))
    folder = made.write(tmp_path)
    assert f"… {500:,} more characters" in text_of(folder, "junit")
    assert cell("y" * 30_002) == "y" * 30_000 + "… 2 more characters"
    full = text_of(folder, "full")
    assert "10.txt, 11.txt and 28 more pages" in full
    assert "| … 2 more lines" in full


def test_the_markdown_report_counts_the_rules_it_does_not_name(tmp_path: Path) -> None:
    from pipeline.report.markdown import MAX_CHANGED_RULES, _since
    from pipeline.report.model import Since
    from pipeline.report.view import build_view

    made = Dataset()
    made.page("a.txt")
    changed = tuple((f"TXT{n:03}", 1, 0) for n in range(MAX_CHANGED_RULES + 3))
    since = Since("r", "2026-07-01", 11, 0, 0, 0, 0, 0, 0, (), (), (), changed)
    view = replace(build_view(made.write(tmp_path), rules=RULES, excerpts="full"), since=since)
    assert "3 further rules" in "\n".join(_since(view))


@pytest.mark.parametrize(
    "word", [word for word in formats() if word not in ("github", "html", "json", "jsonl")]
)
def test_no_name_of_a_page_is_a_command_of_a_build_server(word: str, tmp_path: Path) -> None:
    made = Dataset()
    for name in ("::stop-commands::x.txt", "##[add-path]x.txt", " ::error::x.txt"):
        made.page(name, [("article.paragraph", "alpha")])
        made.finding("TXT002", name, "alpha")
    lines = text_of(made.write(tmp_path), word).splitlines()
    assert not [line for line in lines if line.lstrip("\ufeff \t").startswith(("::", "##["))]
    assert any("stop-commands" in line for line in lines)
