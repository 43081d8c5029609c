"""A module imports only downwards: the floors of the house, checked on every import statement."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FLOORS: dict[str, float] = {
    "schemas": 0,
    # what every floor above may use: errors, settings, the registry, the values that flow
    "pipeline.errors": 1,
    "pipeline.error_codes": 1,
    "pipeline.settings": 1,
    "pipeline.settings_sources": 1,
    "pipeline.known": 1,
    "pipeline.registry": 1,
    "pipeline.replace": 1,
    "pipeline.document": 1,
    "pipeline.result": 1,
    "pipeline.index.model": 1,
    "pipeline.survey.model": 1,
    # the stages, in the order of the data's way: a sibling imports only what stands to its left
    "pipeline.read": 2.1,
    "pipeline.decode": 2.15,
    "pipeline.profiles": 2.2,
    "pipeline.segment": 2.25,
    "pipeline.survey": 2.3,
    "pipeline.extract": 2.4,
    "pipeline.normalise": 2.5,
    "pipeline.linking": 2.6,
    "pipeline.index": 2.7,
    "pipeline.rules": 2.8,
    "pipeline.decisions": 2.95,
    # writers and reporters: they know no stage, and not each other
    "pipeline.publish": 3.1,
    "pipeline.report": 3.2,
    # the run: one page, the engine, the stages as jobs, the order of the stages
    "pipeline.engine": 4,
    "pipeline.load": 4,
    "pipeline.page": 4,
    "pipeline.in_memory": 4.1,
    "pipeline.rule_infos": 4,
    "pipeline.jobs": 4.2,
    "pipeline.compare": 4.2,
    "pipeline.plan": 4.3,
    "pipeline.run": 4.5,
    "pipeline.cli": 5,
    "pipeline.docs": 5,
    # the public face: its names are loaded late, so importing it costs and binds nothing
    "pipeline": 1,
}
"""Module or package → floor. The longest matching name counts."""

ONLY_FLOOR_5 = {"click": "the command line is the only place for click"}
SCHEMAS_ONLY = {"pydantic", "pyarrow", "schemas"}


@dataclass(frozen=True)
class Import:
    """One imported module, where it stands."""

    file: Path
    line: int
    importer: str
    imported: str

    @property
    def place(self) -> str:
        return f"{self.file.relative_to(ROOT).as_posix()}:{self.line}"


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(file: Path, source: str | None = None) -> Iterator[Import]:
    importer = module_name(file)
    for node in ast.walk(ast.parse(source if source is not None else file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(file, node.lineno, importer, alias.name)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: relative imports hide the floor"
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                path = ROOT.joinpath(*submodule.split("."))
                is_module = path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()
                yield Import(file, node.lineno, importer, submodule if is_module else str(node.module))


def floor_of(module: str) -> tuple[str, float]:
    """The entry of `FLOORS` that holds the module, and its floor."""
    name = module
    while name not in FLOORS:
        assert "." in name, f"{module} stands on no floor: give it one in tests/test_floors.py"
        name = name.rpartition(".")[0]
    assert name != "pipeline" or module == "pipeline", (
        f"{module} stands on no floor: give it one in tests/test_floors.py"
    )
    return name, FLOORS[name]


def fault(found: Import) -> str | None:
    """Why the import is wrong, or None."""
    top = found.imported.split(".")[0]
    place, floor = floor_of(found.importer)
    if top not in ("pipeline", "schemas"):
        if top in ONLY_FLOOR_5 and floor < 5:
            return f"{found.place}: {found.importer} imports {top}: {ONLY_FLOOR_5[top]}"
        return None
    if place == "pipeline":
        return None
    other, other_floor = floor_of(found.imported)
    if other == place or other_floor < 2 <= floor or (other_floor < 3 and floor >= 4):
        return None
    if int(floor) == 3 and other_floor >= 2:
        return f"{found.place}: {found.importer} (floor 3) may import only schemas and floor 1, not {found.imported}"
    if other_floor > floor:
        return (
            f"{found.place}: {found.importer} (floor {floor:g}) imports {found.imported} (floor {other_floor:g}); "
            "a module imports only downwards, and a stage only what stands before it in the data's way"
        )
    return None


def sources() -> list[Path]:
    return sorted([*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")])


def test_no_module_imports_a_higher_floor() -> None:
    faults = [text for file in sources() for found in imports_of(file) if (text := fault(found))]
    assert not faults, "\n".join(faults)


def test_the_contract_needs_pydantic_and_the_standard_library_alone() -> None:
    import sys

    for file in sorted((ROOT / "schemas").rglob("*.py")):
        for found in imports_of(file):
            top = found.imported.split(".")[0]
            assert top in sys.stdlib_module_names or top in SCHEMAS_ONLY, f"{found.place}: imports {top}"
            if top == "pyarrow":
                assert file.name == "arrow.py", f"{found.place}: pyarrow belongs to schemas/arrow.py alone"


@pytest.mark.parametrize(
    ("file", "source", "expected"),
    [
        ("schemas/page.py", "from pipeline.errors import UsageError", "floor 0"),
        ("pipeline/read/folder.py", "from pipeline import rules", "pipeline/read/folder.py:1"),
        (
            "pipeline/segment/text.py",
            "def f():\n    import pipeline.extract.decide",
            "pipeline/segment/text.py:2",
        ),
        (
            "pipeline/report/view.py",
            "from pipeline.rules.engine import all_rules",
            "only schemas and floor 1",
        ),
        ("pipeline/report/view.py", "from pipeline.publish.files import writing", "only schemas and floor 1"),
        ("pipeline/settings.py", "from pipeline.run import run", "only downwards"),
        ("pipeline/rules/engine.py", "import click", "the only place for click"),
    ],
)
def test_an_import_upwards_is_told_with_its_line(file: str, source: str, expected: str) -> None:
    faults = [fault(found) for found in imports_of(ROOT / file, source)]
    assert any(text and expected in text for text in faults), faults


def test_a_module_that_is_on_no_floor_is_told() -> None:
    with pytest.raises(AssertionError, match="stands on no floor"):
        floor_of("pipeline.somewhere.new")
