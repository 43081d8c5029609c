"""`rules`, `explain`, `schema` and `config` print what the code holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.error_codes import ERROR_CODES
from pipeline.rules.engine import all_rules
from schemas.tables import TABLES, json_schema
from tests.cli.support import Run


def test_rules_lists_every_rule_once(dechrome: Run) -> None:
    listed = [line.split()[0] for line in dechrome("rules").out.splitlines()]
    assert listed == [rule.code for rule in all_rules()]
    assert [row["code"] for row in dechrome("rules", "--json").json] == listed


def test_explain_prints_the_whole_text_of_a_rule_by_code_or_name(dechrome: Run) -> None:
    by_code = dechrome("explain", "sec003").out
    assert by_code == dechrome("explain", "lost-list").out
    for heading in ("What it checks", "Example that fails", "How to fix", "Limits"):
        assert f"\n{heading}\n" in by_code


@pytest.mark.parametrize("error", ERROR_CODES, ids=lambda error: error.code)
def test_explain_knows_every_error_code(dechrome: Run, error: object) -> None:
    done = dechrome("explain", error.code)  # type: ignore[attr-defined]
    assert done.code == 0 and error.meaning in done.out  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", TABLES)
def test_schema_prints_the_json_schema_and_the_arrow_schema(dechrome: Run, table: str) -> None:
    assert dechrome("schema", table).json == json_schema(table)
    arrow = dechrome("schema", table, "--format", "arrow").out
    for column in TABLES[table].model.model_fields:
        assert f"\n{column}: " in arrow


def test_config_prints_toml_that_gives_the_same_settings_again(
    dechrome: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECHROME_SEED", "7")
    first = dechrome(
        "config", "--limit", "5", "--select", "TXT,LNK001", "--as-of", "2026-07-01", "--out", 'o\\"p'
    )
    assert first.code == 0
    assert (
        "limit = 5" in first.out
        and "# flag --limit" in first.out
        and "# environment DECHROME_SEED" in first.out
    )
    Path("dechrome.toml").write_text(first.out, "utf-8")
    monkeypatch.delenv("DECHROME_SEED")
    values = {key: row["value"] for key, row in dechrome("config", "--json").json.items()}
    assert values["limit"] == 5 and values["seed"] == 7 and values["as_of"] == "2026-07-01"
    assert values["select"] == ["TXT", "LNK001"] and values["out"] == 'o\\"p'
    origins = {row["origin"] for row in dechrome("config", "--json").json.values()}
    assert "default" in origins and any(origin.startswith("dechrome.toml:") for origin in origins)
