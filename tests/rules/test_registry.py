"""Plug-ins are found by standing in a folder, and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.errors import DechromeError
from pipeline.registry import discover


class Plugin:
    """Base of the plug-ins of these tests."""


@pytest.fixture()
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An importable empty package; files put there are modules of `plugged`."""
    root = tmp_path / "plugged"
    root.mkdir()
    (root / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.split(".")[0] == "plugged"]:
        monkeypatch.delitem(sys.modules, name)
    return root


def write(package: Path, name: str, code: str, *, class_name: str = "Found", extra: str = "") -> None:
    (package / f"{name}.py").write_text(
        f"from {__name__} import Plugin\n{extra}\nclass {class_name}(Plugin):\n    code = '{code}'\n"
    )


def found(package: Path) -> list[str]:
    try:
        return [plugin.code for plugin in discover("plugged", Plugin)]  # type: ignore[attr-defined]
    finally:
        for name in [name for name in sys.modules if name.split(".")[0] == "plugged"]:
            del sys.modules[name]


def test_plugins_come_sorted_by_code_whatever_their_files_are_called(package: Path) -> None:
    write(package, "a_file", "B2")
    write(package, "z_file", "B1")
    assert found(package) == ["B1", "B2"]


def test_folders_below_the_package_are_searched_too(package: Path) -> None:
    (package / "family").mkdir()
    (package / "family" / "__init__.py").write_text("")
    write(package / "family", "one", "A1")
    assert found(package) == ["A1"]


def test_a_plugin_imported_by_another_module_counts_once(package: Path) -> None:
    write(package, "one", "A1")
    write(package, "two", "A2", class_name="Other", extra="from plugged.one import Found")
    assert found(package) == ["A1", "A2"]


def test_modules_and_classes_with_an_underscore_are_helpers(package: Path) -> None:
    write(package, "_helper", "A1")
    write(package, "two", "A2", class_name="_Base")
    assert found(package) == []


def test_two_plugins_with_one_code_are_refused_with_both_places(package: Path) -> None:
    write(package, "one", "A1")
    write(package, "two", "A1")
    with pytest.raises(DechromeError, match=r"plugged\.one and plugged\.two.*share the code 'A1'"):
        found(package)


def test_a_plugin_without_code_or_name_is_refused(package: Path) -> None:
    (package / "one.py").write_text(f"from {__name__} import Plugin\nclass Found(Plugin): ...\n")
    with pytest.raises(DechromeError, match="neither a code nor a name"):
        found(package)
