"""The generated documents are what the code says today."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline.docs.__main__ import DOCUMENTS
from pipeline.docs.rules import section
from pipeline.error_codes import BY_CODE, ERROR_CODES
from pipeline.rules.documentation import HEADINGS
from pipeline.rules.engine import all_rules


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_generated_document_is_up_to_date(root: Path, name: str) -> None:
    written = (root / "docs" / name).read_text("utf-8")
    assert written == DOCUMENTS[name](), f"docs/{name} is stale: run `make docs`"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_is_documented_under_each_fixed_heading(rule: object) -> None:
    text = section(rule)  # type: ignore[arg-type]
    found = re.findall(r"^### (.*)$", text, flags=re.MULTILINE)
    assert found == list(HEADINGS)
    assert not re.search(r"^### .*\n\n(?=###|$)", text, flags=re.MULTILINE), "a heading has nothing under it"


def test_error_codes_are_sorted_and_used_once() -> None:
    codes = [error.code for error in ERROR_CODES]
    assert codes == sorted(set(codes))


def test_every_error_code_of_the_program_is_documented(root: Path) -> None:
    used: dict[str, str] = {}
    for file in sorted((root / "pipeline").rglob("*.py")):
        if file.name == "error_codes.py":
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"E\d{3}", node.value)
            ):
                used.setdefault(node.value, f"{file.relative_to(root)}:{node.lineno}")
    missing = {code: place for code, place in used.items() if code not in BY_CODE}
    assert not missing, f"give these codes their words in pipeline/error_codes.py: {missing}"
    unused = set(BY_CODE) - set(used)
    assert not unused, f"no error has these codes any more: {sorted(unused)}"
