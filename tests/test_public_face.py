"""`pipeline.run`, `pipeline.extract` and `pipeline.load` are functions, in whatever order things are imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pipeline


def python(root: Path, code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, cwd=root
    )
    assert done.returncode == 0, done.stderr


def test_importing_the_package_imports_nothing_else(root: Path) -> None:
    python(
        root,
        "import sys, pipeline\n"
        "ours = {name for name in sys.modules if name.startswith(('pipeline', 'schemas'))}\n"
        "assert ours == {'pipeline'}, ours\n"
        "assert not {'pydantic', 'pyarrow', 'lxml', 'numpy', 'pandas'} & set(sys.modules)",
    )


@pytest.mark.parametrize(
    "first",
    [
        "import pipeline",
        "from pipeline.run import RunResult",
        "import pipeline.run, pipeline.load, pipeline.extract",
        "from pipeline.extract import extract",
        "from pipeline import run, extract, load",
    ],
)
def test_the_functions_win_over_the_modules_of_their_names(root: Path, first: str) -> None:
    python(
        root,
        f"{first}\n"
        "import types, pipeline\n"
        "for name in ('run', 'extract', 'load'):\n"
        "    assert isinstance(getattr(pipeline, name), types.FunctionType), name\n"
        "assert pipeline.extract.__module__ == 'pipeline.page'\n"
        "from pipeline.run import plan\n"
        "from pipeline.load import find_version",
    )


def test_every_public_name_is_there() -> None:
    for name in pipeline.__all__:
        assert getattr(pipeline, name) is not None


def test_a_public_name_cannot_be_replaced_by_accident() -> None:
    with pytest.raises(AttributeError, match=r"pipeline\.run cannot be set"):
        pipeline.run = None  # type: ignore[assignment]
