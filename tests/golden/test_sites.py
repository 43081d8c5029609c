"""Every golden page of every site profile comes out as expected; a failure names the field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.profiles import available_profiles
from tests.golden.summary import FOLDER, page_of, summary

EXPECTED = sorted(FOLDER.glob("*/*.json"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_golden_page_comes_out_as_expected(expected: Path) -> None:
    found = json.loads(json.dumps(summary(page_of(expected))))
    wanted = json.loads(expected.read_text("utf-8"))
    assert found["site"] == expected.parent.name
    changed = [name for name in sorted({*found, *wanted}) if found.get(name) != wanted.get(name)]
    for name in changed[:1]:
        assert found.get(name) == wanted.get(name), (
            f"{name} differs (of {len(changed)}: {', '.join(changed)})"
        )


@pytest.mark.parametrize("profile", [name for name in available_profiles() if name != "generic"])
def test_every_site_profile_has_golden_pages(profile: str) -> None:
    assert any(path.parent.name == profile for path in EXPECTED)
