"""Settings: flag before environment before file before default, and wrong ones told with their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings_sources import KEYS, resolve


def write(folder: Path, text: str, name: str = "dechrome.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def failure(
    folder: Path, environ: dict[str, str] | None = None, flags: dict[str, object] | None = None
) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        resolve(flags or {}, environ or {}, folder)
    return caught.value


def test_a_flag_wins_over_the_environment_over_the_file_over_the_default(tmp_path: Path) -> None:
    write(tmp_path, "limit = 1\nseed = 1\nmin_words = 1\n")
    found = resolve({"limit": 3}, {"DECHROME_LIMIT": "2", "DECHROME_SEED": "2"}, tmp_path)
    assert (found.settings.limit, found.settings.seed, found.settings.min_words) == (3, 2, 1)
    assert found.origins["limit"] == "flag --limit"
    assert found.origins["seed"] == "environment DECHROME_SEED"
    assert found.origins["min_words"] == "dechrome.toml:3"
    assert found.origins["workers"] == "default"


def test_every_setting_has_an_origin_and_a_value(tmp_path: Path) -> None:
    found = resolve({}, {}, tmp_path)
    assert list(found.origins) == list(KEYS)
    assert {found.origins[key] for key in KEYS} == {"default"}
    assert found.value("out") == "normalized" and found.value("fail_on") == "never"


def test_dechrome_toml_wins_over_pyproject(tmp_path: Path) -> None:
    write(tmp_path, "[project]\nname = 'x'\n\n[tool.dechrome]\nlimit = 7\n", "pyproject.toml")
    assert resolve({}, {}, tmp_path).settings.limit == 7
    assert resolve({}, {}, tmp_path).origins["limit"] == "pyproject.toml:5"
    write(tmp_path, "limit = 8\n")
    assert resolve({}, {}, tmp_path).settings.limit == 8


def test_a_named_settings_file_is_the_only_one_read(tmp_path: Path) -> None:
    write(tmp_path, "limit = 1\n")
    write(tmp_path, "seed = 5\n", "other.toml")
    found = resolve({}, {}, tmp_path, "other.toml")
    assert (found.settings.limit, found.settings.seed) == (None, 5)
    assert resolve({}, {"DECHROME_CONFIG": "other.toml"}, tmp_path).settings.seed == 5


def test_lists_dates_and_numbers_are_read_from_the_environment(tmp_path: Path) -> None:
    environ = {
        "DECHROME_SELECT": "TXT, LNK001,",
        "DECHROME_AS_OF": "2026-07-01",
        "DECHROME_PAGE_SECONDS": "2.5",
    }
    settings = resolve({}, environ, tmp_path).settings
    assert settings.select == ("TXT", "LNK001")
    assert settings.as_of == date(2026, 7, 1)
    assert settings.page_seconds == 2.5


def test_an_empty_variable_counts_as_not_given(tmp_path: Path) -> None:
    assert resolve({}, {"DECHROME_LIMIT": ""}, tmp_path).origins["limit"] == "default"


def test_an_unknown_key_is_told_with_file_line_and_the_nearest_key(tmp_path: Path) -> None:
    error = failure(write(tmp_path, "# mine\nseed = 1\n\nworkerz = 2\n"))
    assert error.where == "dechrome.toml:4"
    assert error.mend == "did you mean 'workers'?"
    assert error.code == "E201"


def test_an_unknown_key_of_pyproject_is_told_with_its_own_line(tmp_path: Path) -> None:
    error = failure(
        write(tmp_path, "[tool.x]\nworkerz = 1\n[tool.dechrome]\nworkerz = 2\n", "pyproject.toml")
    )
    assert error.where == "pyproject.toml:4"


def test_a_key_with_hyphens_is_told_its_spelling(tmp_path: Path) -> None:
    assert failure(write(tmp_path, "fail-on = 'error'\n")).mend == "did you mean 'fail_on'?"


def test_an_unknown_table_is_told(tmp_path: Path) -> None:
    assert failure(write(tmp_path, "seed = 1\n[profiles]\nx = 1\n")).where == "dechrome.toml:2"


def test_an_unknown_variable_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    error = failure(tmp_path, {"DECHROME_WORKER": "2"})
    assert error.where == "environment DECHROME_WORKER"
    assert error.mend == "did you mean 'DECHROME_WORKERS'?"


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("limit = 0", "dechrome.toml:1", "limit must be greater than or equal to 1, not 0"),
        ("seed = 1\nfail_on = 'always'", "dechrome.toml:2", "fail_on must be 'never', 'warning' or 'error'"),
        ("as_of = 'soon'", "dechrome.toml:1", "as_of must be a day, such as 2027-01-31, not 'soon'"),
        ("workers = 'x'", "dechrome.toml:1", "workers must be a whole number, not 'x'"),
        ("select = 'PAG'", "dechrome.toml:1", 'select must be a list, such as ["a", "b"], not \'PAG\''),
        ("off_topic_below = 3", "dechrome.toml:1", "off_topic_below must be less than or equal to 1, not 3"),
        (
            "comments = ['forum=maybe']",
            "dechrome.toml:1",
            "comments must be written as told here, not 'forum",
        ),
        ("out = 3", "dechrome.toml:1", "out must be text in quotation marks, not 3"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_its_place(
    tmp_path: Path, text: str, where: str, words: str
) -> None:
    error = failure(write(tmp_path, text))
    assert error.where == where
    assert words in error.what
    assert error.code == "E200" and error.exit_code == 2


def test_a_flag_that_does_not_fit_is_told_as_a_flag(tmp_path: Path) -> None:
    assert failure(tmp_path, flags={"as_of": "soon"}).where == "flag --as-of"


def test_a_file_that_is_not_toml_is_told_with_its_line(tmp_path: Path) -> None:
    error = failure(write(tmp_path, "seed = 1\nlimit = = 2\n"))
    assert error.where == "dechrome.toml:2:9"
    assert error.code == "E202" and "at line" not in error.what


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml: cannot be read"):
        resolve({}, {}, tmp_path, "gone.toml")
    (tmp_path / "dechrome.toml").write_bytes(b"profile = '\xff'\n")
    assert "not UTF-8" in failure(tmp_path).what


def test_paths_of_a_file_are_meant_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub", "out = 'data'\nprofile = 'mine.toml'\n", "s.toml")
    found = resolve({}, {}, tmp_path, "sub/s.toml")
    assert found.places.out == str(tmp_path / "sub" / "data")
    assert found.settings.profile == str(tmp_path / "sub" / "mine.toml")
    write(tmp_path / "sub", "profile = 'pulse'\n", "s.toml")
    assert resolve({}, {}, tmp_path, "sub/s.toml").settings.profile == "pulse"
