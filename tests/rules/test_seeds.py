"""What these rules say of the five real pages: all of it, line by line."""

from __future__ import annotations

from pathlib import Path

from pipeline.page import extract
from tests.rules.build import DAY

FAMILIES = ("PAG", "TTL", "SEC", "TXT", "RUN")

EXPECTED: dict[str, set[tuple[str, int | None, str]]] = {
    "000": set(),
    "001": {
        ("TXT001", 7, "fail"),
        ("SEC003", 28, "fail"),
        ("SEC003", 46, "review"),
        ("TXT007", 48, "fail"),
        ("TXT007", 61, "fail"),
        ("SEC002", 101, "review"),
        ("SEC002", 105, "review"),
    },
    "002": {("SEC003", 31, "fail"), ("SEC003", 32, "fail")},
    "003": {
        ("TXT001", 8, "fail"),
        ("TXT007", 44, "fail"),
        ("TXT007", 58, "fail"),
        ("SEC002", 98, "review"),
        ("SEC002", 100, "review"),
    },
    "004": {
        ("TXT001", 7, "fail"),
        ("TXT007", 22, "fail"),
        ("TXT007", 36, "fail"),
        ("SEC003", 60, "fail"),
        ("SEC003", 62, "fail"),
        ("SEC002", 94, "review"),
        ("SEC002", 98, "review"),
    },
}


def test_the_real_pages_give_exactly_the_findings_known_of_them(seeds: Path) -> None:
    found = {}
    for path in sorted(seeds.glob("*.txt")):
        page = extract(path.read_bytes(), source=path.name, as_of=DAY)
        found[path.name[:3]] = {
            (f.code, f.line, f.outcome) for f in page.findings if f.code.startswith(FAMILIES)
        }
    assert found == EXPECTED


def test_no_real_page_has_a_finding_of_severity_error(seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        page = extract(path.read_bytes(), source=path.name, as_of=DAY)
        assert [f.message for f in page.findings if f.severity == "error"] == []
