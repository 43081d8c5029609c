"""What is wrong with a profile's file is told with its line and what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import extract
from pipeline.errors import ProfileError
from pipeline.profiles import load_profile
from pipeline.profiles.load import available_profiles

PROFILE = """name = "garden"
title = "Garden Times"
opening = ["short"]

[recognise]
need = 3
signs = [{ words = "masthead", pattern = '^GARDEN', region = "head", weight = 3 }]

[[rows]]
name = "masthead"
pattern = 'GARDEN TIMES'
label = "chrome.navigation"

[[rows]]
name = "filed"
pattern = 'Filed in: (?P<category>\\w+) · (?P<badge>(?P<badge_label>Level) (?P<badge_score>\\d))(?P<views> .*)?'
groups = { views = "chrome.meta_row" }

[[zones]]
name = "short"
headings = ['In short']
role = "direct_answer"

[cards]
separator = " · "

[[templates]]
name = "guide"
rows = ["filed"]
mandatory = ["short", "sources"]
order = ["direct_answer", "sources"]
"""


def told(tmp_path: Path, old: str, new: str) -> str:
    """What is said of the profile with one thing changed in it, from the line on."""
    assert PROFILE.count(old) == 1
    file = tmp_path / "garden.toml"
    file.write_text(PROFILE.replace(old, new), encoding="utf-8")
    with pytest.raises(ProfileError) as error:
        load_profile(str(file))
    return str(error.value).removeprefix(f"{file}:")


def test_a_profile_without_faults_is_taken(tmp_path: Path) -> None:
    (tmp_path / "garden.toml").write_text(PROFILE, encoding="utf-8")
    assert load_profile(str(tmp_path / "garden.toml")).name == "garden"
    assert all(load_profile(name).name == name for name in available_profiles())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("opening", "openning", "3: 'openning' is not a key of a profile; did you mean 'opening'?"),
        ("separator", "seperator", "25: 'seperator' is not a key of cards; did you mean 'separator'?"),
        ("weight", "wieght", "7: 'wieght' is not a key of recognise.signs[1]; did you mean 'weight'?"),
        ("headings", "heading", "21: 'heading' is not a key of zones[1]; did you mean 'headings'?"),
        ("need = 3", "need = []", "6: recognise.need must be a valid integer, not []"),
        ('name = "masthead"', "", "9: rows[1] has no 'name'; add name = …"),
        ("chrome.navigation", "chrome.menu", "12: rows[1].label: 'chrome.menu' is no label"),
        (
            "chrome.meta_row",
            "chrome.metarow",
            "17: rows[2].groups: 'chrome.metarow' is no label; did you mean",
        ),
        ("<category>", "<categry>", "16: rows[2].pattern: 'categry' is no data field"),
        ("{ views", "{ view", "17: rows[2].groups: 'view' is no group of the pattern; did you mean 'views'?"),
        ('["short"]', '["shrt"]', "3: opening: 'shrt' is no zone; did you mean 'short'?"),
        ('["filed"]', '["filled"]', "29: templates[1].rows: 'filled' is no row; did you mean 'filed'?"),
        (
            '"short", "sources"',
            '"short", "source"',
            "30: templates[1].mandatory: 'source' is no zone or role",
        ),
        ('"direct_answer", "sources"]', '"short", "sources"]', "31: templates[1].order: 'short' is no role"),
        ("'In short'", "'In (short'", "21: zones[1].headings[1]: 'In (short' is no regular expression"),
        ("[cards]", "[cards", "24:7: is not TOML: "),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert told(tmp_path, old, new).startswith(words)


def test_a_zone_that_is_mandatory_by_its_own_name_is_missed_only_where_it_is_absent(tmp_path: Path) -> None:
    (tmp_path / "garden.toml").write_text(PROFILE, encoding="utf-8")
    text = (
        "Beds in early spring are dug over before anything else is done in the garden, and then raked twice."
    )
    page = f"GARDEN TIMES\nRaised beds\nFiled in: care · Level 2\n\nIn short\n{text}\n\nTools\n{text}\n"

    def missing(source: str) -> list[str | None]:
        found = extract(source, source="page.txt", profile=str(tmp_path / "garden.toml")).findings
        return [finding.expected for finding in found if finding.code == "SEC001"]

    assert missing(page) == ["sources"]
    assert missing(page.replace("In short\n", "")) == ["short", "sources"]
